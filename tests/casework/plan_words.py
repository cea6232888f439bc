"""A plan in which the checks find nothing, to be made wrong in one place."""

from dataclasses import replace
from decimal import Decimal

from rightplace.plan_words.findings import About
from rightplace.plan_words.sections import (
    PASSAGES,
    Adulthood,
    Area,
    Frequency,
    Funding,
    Section,
    Unit,
)
from rightplace.plan_words.text import (
    NeedText,
    OutcomeText,
    PassageText,
    PlanText,
    ProvisionText,
    in_order,
)

NONE = ("health-needs", "care-needs", "health", "care", "other-care", "budget")
_SAID = {
    "child": "I like trains and drawing. I want to have a friend to play with.",
    "parents": "We want her to be happy at school and to read with us.",
    "communicating": "Use short sentences and pictures. Give her time to answer.",
    "history": "She started nursery at three and school at four.",
    "strengths": "She draws well and knows a great deal about trains.",
    "advice": "Educational psychologist, 3 May 2024. School, 20 April 2024.",
}
NEED = NeedText(1, Area.COMMUNICATION, "She says few words and finds it hard to be understood.")
READING = NeedText(2, Area.COGNITION, "She reads 20 common words.")
OUTCOME = OutcomeText(
    key=1,
    text="She tells a friend or an adult what she wants in a sentence.",
    by_when="the end of Key Stage 2",
    steps="In a year: three words together.",
    measure="Heard by her teacher in four of five talks.",
    adulthood=Adulthood.COMMUNITY,
    needs=(1, 2),
)
PROVISION = ProvisionText(
    key=1,
    kind=Section.PROVISION,
    text="A language programme with pictures, one to one.",
    amount=Decimal(30),
    unit=Unit.MINUTES,
    frequency=Frequency.DAILY,
    duration="for the school year",
    delivered_by="A teaching assistant with ELKLAN level 3",
    qualification="ELKLAN level 3",
    ratio="1 to 1",
    review="Each term by the SENCO",
    funding=Funding.TOP_UP,
    outcomes=(1,),
)
SOUND = PlanText(
    passages=in_order(
        PassageText(slug, _SAID.get(slug, ""), none_identified=slug in NONE) for slug in PASSAGES
    ),
    needs=(NEED, READING),
    outcomes=(OUTCOME,),
    provision=(PROVISION,),
)
ABOUT = About(
    forename="Zoë",
    surname="O'Dell",
    school_year=3,
    may_name=False,
    staff=("Ada Officer",),
    others=(("Noah", "Finch"), ("Zoë", "Finch"), ("Will", "Webb")),
)


def saying(slug: str, text: str = "", *, none: bool = False) -> PlanText:
    """The sound plan with other words in a passage."""
    rest = [each for each in SOUND.passages if each.slug != slug]
    return replace(SOUND, passages=in_order([*rest, PassageText(slug, text, none)]))


def providing(**fields: object) -> PlanText:
    """The sound plan with another row of provision."""
    return replace(SOUND, provision=(replace(PROVISION, **fields),))  # type: ignore[arg-type]


def aiming(**fields: object) -> PlanText:
    """The sound plan with another outcome."""
    return replace(SOUND, outcomes=(replace(OUTCOME, **fields),))  # type: ignore[arg-type]
