"""Letters to advisers: the request for advice, the reminder, and the word to who leads them."""

from dataclasses import dataclass
from datetime import date

from rightplace.papers.letters.letter import Block, Bullets, Grid, Heading, Letter, Text
from rightplace.papers.letters.rights import long_day


@dataclass(frozen=True, slots=True)
class Child:
    """The child as an adviser is told of them."""

    name: str
    born: date
    identifier: str
    setting: str
    concerns: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom, on which day."""

    to: tuple[str, ...]
    reference: str
    council: str
    signed_by: tuple[str, ...]
    dated: date


_EVERYONE = (
    "the child's or young person's needs, in your field, and how they affect learning and daily life;",
    "the outcomes that should be aimed at, over which time;",
    "the provision that those needs require: what it is, how often, for how long, and given by whom "
    "with which training.",
)
_ALSO = {
    "health": (
        "any health care provision reasonably required by the learning difficulty or disability, "
        "and what the responsible commissioner has agreed to.",
    ),
    "social_care": (
        "any social care provision that is required, saying which is under section 2 of the "
        "Chronically Sick and Disabled Persons Act 1970; if the family is not known to you, what your "
        "own assessment finds.",
    ),
    "setting": (
        "what has been tried so far, what it cost, what came of it, and attainment and progress.",
    ),
    "family": (
        "your views, wishes and feelings, and those of your child, in whatever form suits you.",
    ),
    "adulthood": (
        "what will help to prepare for adulthood: work, independent living, friends and community, health.",
    ),
    "sensory": (
        "what access to learning requires: communication, equipment, the rooms, and specialist teaching.",
    ),
}


def request_for_advice(
    child: Child, envelope: Envelope, *, adviser: str, asked_on: date, due_on: date
) -> Letter:
    """Ask one adviser for advice; `adviser` is a code of `law.codes.Adviser`."""
    blocks: tuple[Block, ...] = (
        Text(
            f"We are assessing the education, health and care needs of {child.name} (born "
            f"{_day(child.born)}{_known_as(child)}) and ask you for advice and information under "
            "regulation 6(1) of the Special Educational Needs and Disability Regulations 2014."
        ),
        Heading("When we need it"),
        Text(_binding(adviser, asked_on, due_on)),
        Heading("What we know"),
        Text(child.concerns),
        *((Text(f"{child.name} attends {child.setting}."),) if child.setting else ()),
        Heading("What we ask you for"),
        Text("Please be clear, accessible and specific, and tell us:"),
        Bullets((*_EVERYONE, *_ALSO.get(adviser, ()))),
        Text(
            "Please do not name a school or type of school. If you cannot see the child in time, tell us "
            "at once, with the reason and the day on which we may expect your advice."
        ),
    )
    subject = f"Request for advice: {child.name}"
    return _letter("advice.request", subject, envelope, blocks)


def _binding(adviser: str, asked_on: date, due_on: date) -> str:
    by = f"Please let us have it as soon as possible, and by {long_day(due_on)} at the latest"
    if adviser == "family":
        return (
            f"{by}: six weeks from our request of {long_day(asked_on)}. Tell us if you need help."
        )
    return (
        f"{by}. Regulation 8(1) requires you to comply with this request within six weeks of the day "
        f"on which you received it, {long_day(asked_on)}. Regulation 8(2) excuses a later reply only for "
        "exceptional circumstances of the child or the family, their absence from the area for at least "
        "4 weeks, or an appointment that the child missed."
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How an advice stands: asked, due, how late, what was said, the case's own limit."""

    adviser: str
    asked_on: date
    due_on: date
    days_late: int
    chased: tuple[date, ...]
    expected_on: date | None
    plan_due_on: date | None


def reminder(child: Child, envelope: Envelope, standing: Standing) -> Letter:
    """Remind an adviser of advice that is due or late."""
    blocks = (
        Text(
            f"On {long_day(standing.asked_on)} we asked you for advice about {child.name} (born "
            f"{_day(child.born)}{_known_as(child)}). {_lateness(standing)}"
        ),
        Text(
            "Regulation 8(1) of the Special Educational Needs and Disability Regulations 2014 requires "
            "advice within six weeks of the request. Please send it now, or tell us today why it is late "
            "and on which day we shall have it."
        ),
        *_plan_limit(standing),
    )
    return _letter("advice.reminder", f"Reminder: advice about {child.name}", envelope, blocks)


def escalation(child: Child, envelope: Envelope, standing: Standing) -> Letter:
    """Tell the lead of a service that advice is late although its adviser was reminded."""
    rows = (
        ("Adviser", standing.adviser),
        ("Asked on", _day(standing.asked_on)),
        ("Due by", _day(standing.due_on)),
        ("Reminded on", ", ".join(map(_day, standing.chased)) or "Not reminded"),
        ("Expected on", _day(standing.expected_on) if standing.expected_on else "Not said"),
    )
    blocks = (
        Text(
            f"Advice about {child.name} (born {_day(child.born)}{_known_as(child)}) has not come from your "
            f"service. {_lateness(standing)}"
        ),
        Grid(("What", "Answer"), rows),
        Text(
            "Your service must comply within six weeks (SEND Regs 2014 reg 8(1)). Please see that the advice "
            "is given, and answer within 5 working days with the day on which we shall have it."
        ),
        *_plan_limit(standing),
    )
    return _letter("advice.escalation", f"Overdue advice about {child.name}", envelope, blocks)


def _lateness(standing: Standing) -> str:
    if standing.days_late > 0:
        days = "1 day" if standing.days_late == 1 else f"{standing.days_late} days"
        return f"It was due by {long_day(standing.due_on)} and is {days} late."
    return f"It is due by {long_day(standing.due_on)}."


def _plan_limit(standing: Standing) -> tuple[Block, ...]:
    if standing.plan_due_on is None:
        return ()
    limit = long_day(standing.plan_due_on)
    return (Text(f"The law gives us until {limit} for the final plan (reg 13(2))."),)


def _known_as(child: Child) -> str:
    return f", {child.identifier}" if child.identifier else ""


def _letter(kind: str, subject: str, envelope: Envelope, blocks: tuple[Block, ...]) -> Letter:
    return Letter(
        kind=kind,
        subject=subject,
        to=envelope.to,
        greeting=f"Dear {envelope.to[0]}",
        dated=envelope.dated,
        reference=envelope.reference,
        council=envelope.council,
        signed_by=envelope.signed_by,
        blocks=blocks,
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
