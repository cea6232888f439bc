"""Short forms and spellings that stand for one forename; a name may belong to several."""

from collections import defaultdict

# Each line is one name in its forms, as they are heard in schools in England.
_SAME = """
abdul abdel abdal
abigail abi abby abbie gail
ahmed ahmad ahmet
aisha ayesha aysha aicha
albert bert bertie al albie
alexander alex alec lex sandy xander alexandra sasha alexa
alfred alf alfie fred freddie
alison ali allison
amelia millie milly mia
andrew andy drew
anthony tony antony ant
archibald archie
arthur art artie
barbara babs barb
benjamin ben benji benny
bethany beth
catherine katherine kathryn cathy kathy kate katie katy kitty kat
charles charlie chas chuck charlotte lottie
christopher chris kit topher christine christina tina
daniel dan danny danielle dani
david dave davey
deborah deb debbie debra
dominic dom dominik
dorothy dot dottie
edward ed eddie ted teddy ned
eleanor ellie nell nellie elinor ella
elizabeth elisabeth liz lizzie beth betty betsy eliza libby elsie
emily em emmie emma
fatima fatimah fatema
francis frank frankie frances fran
frederick fred freddie freddy
gabriel gabe gabby gabrielle
george georgie
georgina georgia georgie gina
gerald gerry jerry
grace gracie
gregory greg
hannah hanna
harold harry hal
harriet hattie harrie
henry harry hal hank
hussain hussein husain
isabella isabel isabelle bella izzy issy belle
isaac ike zac zack
jacob jake
jacqueline jackie jacqui
james jim jimmy jamie
jennifer jen jenny jennie
jessica jess jessie
john jack johnny jon
jonathan jon jonny jonty
joseph joe joey jo
joshua josh
josephine jo josie
judith judy
julia julie
kenneth ken kenny
khadija khadijah kadija
kimberley kim kimberly
lawrence laurence larry laurie
leonard len lenny leo
lewis louis lou
lily lilly lillian lilian
louise lou lulu
lucy lucie lucia
madeleine maddie maddy madeline
margaret maggie meg peggy marge margie
martin marty
mary molly polly maria marie
matilda tilly tilda
matthew matt mattie
maxwell max maximilian maxine
megan meg
michael mike mick mickey mikey
mohammed muhammad mohammad mohamed muhammed mohamad mo
nathan nate nathaniel nat
natalie nat natasha tasha
nicholas nick nicky nicolas nico nicola nikki
oliver ollie olly olivia liv livvy
omar umar
pamela pam
patricia pat patsy trish tricia
patrick pat paddy
penelope penny
peter pete
philip phil phillip pip
rachel rach rachael
rebecca becky becca bex
richard rich rick dick ricky richie
robert rob bob bobby robbie bert
ronald ron ronnie
rosemary rose rosie
samuel sam sammy samantha
sarah sara sally sadie
sophia sophie sofia
stephen steven steve stevie
stephanie steph
susan sue susie suzanne susannah
syed sayed said
theodore theo ted teddy
theresa teresa tess tessa terry
thomas tom tommy
timothy tim timmy
toby tobias
valerie val
victoria vicky vicki tori
vincent vince vinny
william will bill billy liam willy
yusuf yousef yousuf youssef joseph
zachary zac zach zack
"""


def _table() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in _SAME.strip().splitlines():
        names = line.split()
        for name in names:
            found[name].add(names[0])
    return {name: frozenset(stems) for name, stems in found.items()}


_STEMS = _table()


def stem(folded: str) -> frozenset[str]:
    """The names that a folded forename may stand for; itself where it is in no line."""
    return _STEMS.get(folded, frozenset({folded}))


def short_forms(folded: str) -> tuple[str, ...]:
    """Other forms of a folded forename, in the order of the table."""
    for line in _SAME.strip().splitlines():
        names = line.split()
        if folded == names[0]:
            return tuple(names[1:])
    return ()
