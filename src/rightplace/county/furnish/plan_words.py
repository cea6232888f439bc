"""Phrases from which the invented plans are put together, by type of need."""

from dataclasses import dataclass
from decimal import Decimal

from rightplace.plan_words.sections import (
    Adulthood,
    Area,
    Frequency,
    Funding,
    Section,
    Unit,
)

_F, _G, _H2 = Section.PROVISION, Section.HEALTH_PROVISION, Section.OTHER_CARE
_COM, _COG, _SEMH, _PHY = Area.COMMUNICATION, Area.COGNITION, Area.SEMH, Area.SENSORY
_DAY, _WEEK, _TERM = Frequency.DAILY, Frequency.WEEKLY, Frequency.TERMLY
_ONCE, _FORTNIGHT = Frequency.ONCE, Frequency.FORTNIGHTLY
_TA = "A teaching assistant trained in the programme"
_SALT = "A speech and language therapist registered with the HCPC"
_TEACHER = "A teacher"


@dataclass(frozen=True, slots=True)
class Gives:
    """Provision. In each text {name}, {they}, {their} and {them} stand for the child."""

    text: str
    amount: int
    unit: Unit
    often: Frequency
    who: str
    ratio: str = "1 to 1"
    kind: Section = _F


@dataclass(frozen=True, slots=True)
class Thread:
    """A need with what is to come of it and what is provided for that."""

    area: Area
    need: str
    outcome: str
    measure: str
    steps: str
    gives: tuple[Gives, ...]


_MIN, _HOUR, _SESSION, _ITEM = Unit.MINUTES, Unit.HOURS, Unit.SESSIONS, Unit.ITEMS
THREADS: dict[str, tuple[Thread, ...]] = {
    "ASD": (
        Thread(
            _COM,
            "{name} finds it hard to start a conversation and to take turns in one. {They} takes words "
            "literally and misses what a face or a tone of voice says.",
            "{name} takes turns in a conversation of five minutes with someone of {their} own age.",
            "Seen by {their} teacher in three of four lessons in a week.",
            "By the end of this year: two minutes, with an adult beside {them}.",
            (
                Gives("A social communication group with planned steps and role play.", 40, _MIN, _WEEK, _TA,
                      "A group of 4"),
                Gives("Direct work on conversation, and advice to staff.", 6, _SESSION, _TERM, _SALT),
            ),
        ),
        Thread(
            _PHY,
            "{name} is upset by noise, crowds and sudden change, and may run from the room.",
            "{name} tells an adult that a place is too loud and uses {their} plan to calm down.",
            "No more than one lesson a week is left early.",
            "By the end of this term: {they} shows a card in four of five such moments.",
            (
                Gives("A sensory programme written by an occupational therapist, in three breaks.", 45, _MIN,
                      _DAY, _TA),
            ),
        ),
    ),
    "SLCN": (
        Thread(
            _COM,
            "{name} speaks in sentences of two or three words, and strangers understand about half of what "
            "{they} says.",
            "{name} tells a story of three parts so that a stranger understands it.",
            "Heard and scored by the therapist each term.",
            "By the end of this year: sentences of five words in class.",
            (
                Gives("A speech sound and language programme.", 20, _MIN, _DAY, _TA),
                Gives("Review of the programme and direct speech work.", 1, _HOUR, _FORTNIGHT, _SALT),
            ),
        ),
    ),
    "SEMH": (
        Thread(
            _SEMH,
            "{name} worries a great deal and reacts to being corrected by shouting or hiding. {They} has few "
            "friends and finds group work hard.",
            "{name} names what {they} feels and asks for a break before {they} loses {their} temper.",
            "Fewer than two times a week in which an adult has to step in, over half a term.",
            "By Easter: {they} uses a scale of five with an adult each day.",
            (
                Gives("A check-in and check-out talk at the start and the end of the day.", 15, _MIN, _DAY,
                      "A trained emotional literacy assistant"),
                Gives("Counselling.", 1, _HOUR, _WEEK, "A counsellor accredited by the BACP"),
            ),
        ),
    ),
    "MLD": (
        Thread(
            _COG,
            "{name} learns new things more slowly than others and forgets them unless they are repeated. "
            "{They} reads about 40 common words.",
            "{name} reads a short text of {their} own age's topic and answers four questions about it.",
            "Read to {their} teacher in the last week of each term.",
            "By the end of this year: 120 common words read at sight.",
            (
                Gives("Precision teaching in reading and spelling.", 20, _MIN, _DAY, _TA),
                Gives("Lessons made simpler beforehand, with words and pictures on each step.", 12, _HOUR,
                      _WEEK, "A teaching assistant, directed by the teacher", "A group of 2"),
            ),
        ),
    ),
    "SPLD": (
        Thread(
            _COG,
            "{name} has dyslexia: {their} reading is four years behind {their} understanding, and writing "
            "tires {them} quickly.",
            "{name} writes a page that others can read, with the help of a computer.",
            "Three pieces of work in three subjects each half term.",
            "By the end of this term: {they} types 15 words a minute.",
            (
                Gives("A structured phonics and spelling programme.", 30, _MIN, _DAY,
                      "A specialist teacher with a level 7 award in dyslexia"),
                Gives("A laptop with speech to text.", 1, _ITEM, _ONCE, "The school"),
            ),
        ),
    ),
    "SLD": (
        Thread(
            _COG,
            "{name} learns at the level of a child many years younger and needs each skill taught in small "
            "steps, many times.",
            "{name} follows a timetable of pictures through the morning without being told.",
            "Seen on four of five mornings for half a term.",
            "By Easter: two steps in a row without help.",
            (
                Gives("Teaching in small steps in every lesson.", 25, _HOUR, _WEEK, _TEACHER,
                      "1 adult to 2 pupils"),
            ),
        ),
    ),
    "PD": (
        Thread(
            _PHY,
            "{name} walks short distances with a frame and tires by noon. {They} cannot yet hold a pencil "
            "for more than a few words.",
            "{name} moves between lessons by {them}self and arrives in time.",
            "Seen by staff on nine of ten days.",
            "By the end of this term: to the hall and back with one rest.",
            (
                Gives("A movement programme written by a physiotherapist.", 30, _MIN, _DAY, _TA),
                Gives("Physiotherapy review of posture and equipment.", 1, _SESSION, _TERM,
                      "A paediatric physiotherapist", kind=_G),
            ),
        ),
    ),
    "HI": (
        Thread(
            _PHY,
            "{name} has a moderate hearing loss in both ears and misses speech in a noisy room.",
            "{name} follows a class discussion and says when {they} has missed something.",
            "Asked about three lessons a week by the teacher of the deaf.",
            "By the end of this term: {they} checks {their} own hearing aids each morning.",
            (
                Gives("Teaching by a qualified teacher of the deaf.", 1, _HOUR, _WEEK,
                      "A qualified teacher of the deaf"),
                Gives("A radio aid.", 1, _ITEM, _ONCE, "The sensory service"),
            ),
        ),
    ),
    "VI": (
        Thread(
            _PHY,
            "{name} sees at three metres what others see at eighteen, and cannot read print smaller than 24 "
            "point.",
            "{name} finds and opens {their} own work on a tablet and reads it.",
            "In four of five lessons in a week.",
            "By the end of this term: {they} sets the size of print by {them}self.",
            (
                Gives("Teaching by a qualified teacher of children with vision impairment.", 1, _HOUR, _WEEK,
                      "A qualified teacher of children with vision impairment"),
            ),
        ),
    ),
}  # fmt: skip
THREADS["PMLD"] = THREADS["SLD"]
THREADS["DS"] = (*THREADS["MLD"], *THREADS["SLCN"])
THREADS["MSI"] = (*THREADS["HI"], *THREADS["VI"])
THREADS["OTH"] = THREADS["MLD"]
MORE = (
    Thread(
        _COG,
        "{name} finds it hard to begin a task and to keep at it for more than five minutes.",
        "{name} begins a task within a minute and works at it for 15 minutes.",
        "Timed by an adult twice a week.",
        "By half term: ten minutes with one reminder.",
        (
            Gives("Tasks cut into steps with a timer and a list to tick.", 5, _HOUR, _WEEK, _TA,
                  "A group of 3"),
        ),
    ),
    Thread(
        _SEMH,
        "{name} thinks little of {their} own work and tears it up when it goes wrong.",
        "{name} shows a piece of {their} work to the class and says what is good in it.",
        "Once each half term.",
        "By Easter: to one friend.",
        (Gives("A mentor, with time to plan and look back.", 30, _MIN, _WEEK, "A learning mentor"),),
    ),
)  # fmt: skip
CARE = Gives(
    "A place at a holiday club with trained staff.", 6, _SESSION, Frequency.YEARLY,
    "A social care provider registered with Ofsted", "1 adult to 3", _H2,
)  # fmt: skip
VAGUE = (
    Gives("Access to a quiet space as required.", 1, _ITEM, _ONCE, "The school"),
    Gives("Opportunities to practise social skills, with regular support where possible.", 1, _SESSION,
          _WEEK, "School staff"),
    Gives("{name} would benefit from a range of strategies such as visual prompts.", 1, _SESSION, _WEEK,
          "Mrs Hartley"),
)  # fmt: skip
ADULTHOOD = {
    Adulthood.EMPLOYMENT: "{name} chooses a course or a job to try, after two visits to work places.",
    Adulthood.INDEPENDENCE: "{name} travels to one place {they} knows by bus, with a plan for delays.",
    Adulthood.COMMUNITY: "{name} goes to a club that {they} has chosen and stays for the whole time.",
    Adulthood.HEALTH: "{name} books {their} own yearly health check and says what {they} needs there.",
}
ADULT_GIVES = Gives(
    "Preparation for adulthood, planned with {name} in a course of life skills.", 2, _HOUR, _WEEK,
    "A teacher with the careers adviser", "A group of 6",
)  # fmt: skip
CHILD = (
    "I like football and my dog. I do not like it when people shout. I want to have more friends.",
    "I like drawing and videos about trains. Writing is hard. I would like to be a cook one day.",
    "I like to be outside. Mornings are hard for me. I want people to give me time to answer.",
    "I am good at building things. I find new places scary. I want to go to school with my cousin.",
)
PARENTS = (
    "We want {them} to be happy, to feel safe at school and to learn to read with us.",
    "We hope that {they} will live by {them}self one day and have work that {they} likes.",
    "We want the people around {them} to understand how {they} learns, and to tell us how it goes.",
)
STRENGTHS = (
    "{name} is kind, notices how others feel and has a good memory for places.",
    "{name} is curious, works well with pictures and loves to help.",
    "{name} has a sense of humour and keeps at what interests {them} for a long time.",
)
HISTORY = (
    "{name} lives at home with {their} family. {They} was first seen by the school's SENCO after a term in "
    "which {their} progress was slow.",
    "{name} lives with {their} mother and a brother. {Their} nursery asked for help when {they} was three.",
)
COMMUNICATING = (
    "Say {their} name first. Use short sentences and a picture. Wait ten seconds for an answer.",
    "Sit beside {them}, not opposite. Offer two things to choose from. Write down what is agreed.",
)
FUNDING = {_F: Funding.TOP_UP, _G: Funding.HEALTH, _H2: Funding.CARE}
REVIEW = "Each term by the SENCO with the family"


def amount(gives: Gives) -> Decimal:
    """As the record holds it."""
    return Decimal(gives.amount)
