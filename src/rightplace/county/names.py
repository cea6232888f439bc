"""Names: where Faker's lists for Great Britain end, and invented places.

The places are put together from syllables; none is meant to be a real one.
"""

from faker.providers.person.en_GB import Provider

SURNAMES = (*Provider.last_names,)
FORENAMES = {
    "M": (*Provider.first_names_male,),
    "F": (*Provider.first_names_female,),
}

# What a case system has to bear: apostrophes, hyphens, spaces, accents, one letter, great length.
AWKWARD_SURNAMES = (
    "O'Brien",
    "O\u2019Connell",  # the typographic apostrophe, as word processors write it
    "D'Souza",
    "N'Diaye",
    "Smith-Jones",
    "Ní Mháille",
    "van der Merwe",
    "de la Cruz",
    "Núñez",
    "Müller",
    "Łukaszewicz",
    "Žukauskas",
    "Đorđević",
    "Şahin",
    "Ng",
    "O",
    "Wolfeschlegelsteinhausen-Featherstonehaugh-Cholmondeley of Marl",
)
AWKWARD_FORENAMES = {
    "M": ("Seán", "D'Andre", "Jean-Luc", "Zoltán", "José María", "Ỳmọ́lá", "Bo"),
    "F": ("Zoë", "Chloé", "Anne-Marie", "A'isha", "Siân", "Mary Ellen Philomena Bernadette", "Jo"),
}

# Names heard more in some families than Faker's list has them, by the first letter of the
# ethnicity code.
FAMILY_SURNAMES = {
    "A": ("Patel", "Khan", "Hussain", "Begum", "Singh", "Kaur", "Mistry", "Chowdhury", "Ahmed"),
    "B": ("Okafor", "Mensah", "Adeyemi", "Osei", "Nkosi", "Campbell", "Bekele"),
    "C": ("Chen", "Wong", "Li", "Zhang"),
}
FAMILY_FORENAMES = {
    ("A", "M"): ("Aarav", "Imran", "Yusuf", "Arjun", "Harpreet", "Zain", "Rohan"),
    ("A", "F"): ("Aisha", "Priya", "Fatima", "Simran", "Anika", "Zara", "Meera"),
    ("B", "M"): ("Kwame", "Tunde", "Emeka", "Malachi", "Kofi"),
    ("B", "F"): ("Adaeze", "Ama", "Ngozi", "Imani", "Zainab"),
    ("C", "M"): ("Wei", "Jun", "Ming"),
    ("C", "F"): ("Mei", "Xin", "Lan"),
}

DISTRICTS = (
    "North Marl",
    "Vale of Orrin",
    "Harrowick Forest",
    "Tarnstead",
    "Eldermoor",
    "Ashlow and Brede",
    "Sallow Valley",
)
PLACE_STEMS = (
    "Averl",
    "Brinder",
    "Corling",
    "Drennick",
    "Eddern",
    "Fennick",
    "Garrow",
    "Hesling",
    "Ildern",
    "Jessom",
    "Kelver",
    "Lorring",
    "Marl",
    "Nethen",
    "Orrin",
    "Pellar",
    "Quillan",
    "Rudder",
    "Sallow",
    "Tarrin",
    "Ulver",
    "Vennor",
    "Wether",
    "Yarrel",
)
PLACE_ENDINGS = (
    "mere",
    "low",
    "combe",
    "stead",
    "wick",
    "thorne",
    "hurst",
    "bourne",
    "croft",
    "leigh",
)
SAINTS = ("St Aldith's", "St Wendreth's", "St Orrin's", "St Maudlin's", "Holy Rood", "St Ibbald's")
TREES = (
    "The Alders",
    "Hornbeam",
    "Rowan Bank",
    "Wych Elm",
    "Blackthorn House",
    "The Sycamores",
    "Aspen View",
    "Juniper Hill",
    "Larchfield",
    "Hawthorn Rise",
    "Maplewood",
    "Silver Birches",
    "Spindle Tree",
    "Whitebeam",
    "Field Maple",
    "Holm Oak",
    "Medlar Court",
    "Quince Orchard",
)

# fmt: off
_SHIRE_STARTS = (
    "Bran", "Cor", "Del", "Fen", "Gar", "Hal", "Ken", "Lin", "Mor", "Nor", "Pen", "Tar",
)
_SHIRE_ENDS = (
    "beck", "dale", "ford", "grave", "holt", "ing", "low", "mere", "ridge", "stow", "thorpe",
    "vale", "wold", "worth",
)
# fmt: on
SHIRE_STEMS = tuple(f"{start}{end}" for start in _SHIRE_STARTS for end in _SHIRE_ENDS)
