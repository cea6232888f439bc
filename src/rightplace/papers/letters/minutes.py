"""The minutes of a panel's sitting."""

from dataclasses import dataclass
from datetime import date

from rightplace.papers.letters.letter import Block, Bullets, Heading, Letter, Text
from rightplace.papers.letters.rights import long_day


@dataclass(frozen=True, slots=True)
class Minute:
    """One case: what was asked, what became of it, how, why, on what conditions, and interests."""

    case: str
    question: str
    outcome: str
    how: str
    reasons: str
    conditions: str
    interests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A sitting: who was present as what, the quorum, and each case in order."""

    panel: str
    day: date
    place: str
    quorum: int
    present: tuple[str, ...]
    absent: tuple[str, ...]
    minutes: tuple[Minute, ...]
    not_shown: int = 0


def minutes(record: Record, *, council: str, reference: str, by: tuple[str, ...]) -> Letter:
    """The minutes as a document."""
    blocks: list[Block] = [
        Text(f"{long_day(record.day)}, {record.place}."),
        Heading("Present"),
        Bullets(record.present or ("Nobody yet",)),
        Text(f"{len(record.present)} present; the quorum is {record.quorum}."),
    ]
    if record.absent:
        blocks += [Heading("Not present"), Bullets(record.absent)]
    for number, each in enumerate(record.minutes, start=1):
        blocks += _minute(number, each)
    if record.not_shown:
        blocks.append(Text(f"Cases of other teams, minuted for them: {record.not_shown}."))
    return Letter(
        kind="panel.minutes",
        subject=f"Minutes of the {record.panel}",
        to=("The members of the panel",),
        greeting="",
        dated=record.day,
        reference=reference,
        council=council,
        signed_by=by,
        blocks=tuple(blocks),
        closing="Minutes kept by",
    )


def _minute(number: int, each: Minute) -> list[Block]:
    blocks: list[Block] = [
        Heading(f"{number}. {each.case}: {each.question[0].lower()}{each.question[1:]}"),
        Text(f"Outcome: {each.outcome}. {each.how}".strip()),
    ]
    if each.reasons:
        blocks.append(Text(f"Reasons: {each.reasons}"))
    if each.conditions:
        blocks.append(Text(f"Conditions: {each.conditions}"))
    if each.interests:
        blocks += [Text("Interests declared:"), Bullets(each.interests)]
    return blocks
