"""Letters about consulting: to each setting, to the family, and again where no reply came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rightplace.papers.letters.letter import Block, Bullets, Heading, Letter, Steps, Text
from rightplace.papers.letters.rights import help_blocks, long_day
from rightplace.papers.letters.services import Services


@dataclass(frozen=True, slots=True)
class Head:
    """What every letter of one day about one child has at its top and its end."""

    dated: date
    reference: str
    council: str
    signed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """What a setting is told and asked. `purpose` is a phrase; `allowance` such as "15 calendar days"."""

    setting: str
    child: str
    born: date
    phase: str
    purpose: str
    needs: str
    provision: str
    wanted_from: date
    allowance: str
    last_day: date
    preferred: bool


_QUESTIONS = (
    "Can you meet the needs described, and would you need anything to do so?",
    "How many places do you have for this year group?",
    "What would you charge or need for a year: place funding or fee, top-up, and residential costs if"
    " there are any? Would transport be needed?",
    "If you say no: on which of the grounds below, and why?",
)
_GROUNDS = (
    "You are unsuitable for the age, ability, aptitude or special educational needs of the child or"
    " young person.",
    "Attendance would be incompatible with the efficient education of others.",
    "Attendance would be incompatible with the efficient use of resources.",
)


def to_setting(asking: Asking, head: Head) -> Letter:
    """The consultation of one setting (CFA 2014 ss38 to 41)."""
    return Letter(
        kind="consultation.setting",
        subject=f"Consultation about a place for {asking.child}",
        to=(asking.setting,),
        greeting="Dear head teacher or principal,",
        dated=head.dated,
        reference=head.reference,
        council=head.council,
        signed_by=head.signed_by,
        blocks=(*_who(asking), *_questions(asking)),
    )


def _who(asking: Asking) -> tuple[Block, ...]:
    wish = " The family has asked for your setting." if asking.preferred else ""
    return (
        Text(
            f"We are considering naming {asking.setting} in the education, health and care plan of"
            f" {asking.child}, {asking.purpose}.{wish} We are consulting you under sections 38 to 41 of"
            " the Children and Families Act 2014."
        ),
        Heading("The child or young person"),
        Bullets(
            (
                f"Name: {asking.child}",
                f"Date of birth: {_day(asking.born)}",
                f"Phase: {asking.phase}",
                f"Place wanted from: {_day(asking.wanted_from)}",
            )
        ),
        Heading("Needs"),
        *map(Text, _lines(asking.needs)),
        Heading("Provision wanted"),
        *map(Text, _lines(asking.provision)),
    )


def _questions(asking: Asking) -> tuple[Block, ...]:
    return (
        Heading("What we ask you"),
        Steps(_QUESTIONS),
        Heading("The grounds on which you can say no"),
        Bullets(_GROUNDS),
        Text(
            "To be full is not a ground by itself. If you are full, tell us why one more pupil would be"
            " incompatible with the efficient education of others or use of resources, and what would"
            " make it possible."
        ),
        Heading("When we need your answer"),
        Text(
            f"Please reply within {asking.allowance} of this letter: by {long_day(asking.last_day)}."
            " If we have no reply by then, we may decide without it."
        ),
    )


def to_family(
    *,
    child: str,
    to: tuple[str, ...],
    settings: Sequence[tuple[str, bool]],
    last_day: date,
    services: Services,
    head: Head,
) -> Letter:
    """What a family is told of who was consulted; each setting with whether the family asked for it."""
    named = tuple(
        f"{name}{' (you asked for this one)' if wished else ''}" for name, wished in settings
    )
    wish = (
        "We will tell you what they answer."
        if any(wished for _, wished in settings)
        else "If there is a setting that you want us to name, tell us: we will consult it before we decide."
    )
    return Letter(
        kind="consultation.family",
        subject=f"Settings that we have asked about a place for {child}",
        to=to,
        greeting="Dear parent or carer,",
        dated=head.dated,
        reference=head.reference,
        council=head.council,
        signed_by=head.signed_by,
        blocks=(
            Text(f"We have asked these settings whether they can meet the needs of {child}:"),
            Bullets(named),
            Text(
                f"We sent them a description of the needs and of the help wanted. They have until"
                f" {long_day(last_day)} to reply. {wish}"
            ),
            Text("No setting is named until the final plan is issued."),
            *help_blocks(services),
        ),
    )


def chaser(
    *, setting: str, child: str, sent_on: date, last_day: date, today: date, head: Head
) -> Letter:
    """A second letter to a setting that has not replied."""
    when = (
        f"The time for your reply ended on {long_day(last_day)}. We may now decide without it."
        if last_day < today
        else f"The time for your reply ends on {long_day(last_day)}. After that we may decide without it."
    )
    return Letter(
        kind="consultation.chaser",
        subject=f"Your reply about a place for {child}",
        to=(setting,),
        greeting="Dear head teacher or principal,",
        dated=head.dated,
        reference=head.reference,
        council=head.council,
        signed_by=head.signed_by,
        blocks=(
            Text(
                f"We consulted you on {long_day(sent_on)} about a place for {child}, and have no reply."
                f" {when}"
            ),
            Text(
                "Please tell us now whether you can meet the needs, and if you say no, on what grounds."
            ),
        ),
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
