"""Letters of one's own: the wordings of the council that an officer starts from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rightplace.papers.letters.letter import Block, Bullets, Heading, Text
from rightplace.papers.letters.rights import help_blocks, long_day
from rightplace.papers.letters.services import Services


@dataclass(frozen=True, slots=True)
class Wording:
    """What a letter starts as; the officer changes what they like. `asks_day` names a day it needs."""

    kind: str
    name: str
    subject: str
    text: str
    asks_day: str = ""
    asks_reason: str = ""


WORDINGS: dict[str, Wording] = {
    "holding": Wording(
        kind="own.holding",
        name="Holding reply",
        subject="Your letter about {child}",
        text="Thank you for getting in touch about {child}. We are looking into what you told us.",
        asks_day="When you will answer in full",
    ),
    "information": Wording(
        kind="own.information",
        name="Request for information",
        subject="Information about {child}",
        text="Please send us what you have about {child} on the following:\n\n"
        "- progress and attainment over the last two years\n"
        "- the support that is given now, and what it has changed\n"
        "- reports of professionals who are involved",
        asks_day="When you need it by",
    ),
    "meeting": Wording(
        kind="own.meeting",
        name="Meeting invitation",
        subject="Meeting about {child}",
        text="We would like to meet you to talk about {child}.\n\n"
        "You can bring someone with you. If the time or the place is difficult, or you need an "
        "interpreter or other help to take part, tell us and we will change it.",
        asks_day="Day of the meeting",
    ),
    "delay": Wording(
        kind="own.delay",
        name="Apology for delay",
        subject="Our apology for a delay about {child}",
        text="We have not done in time what the law asks of us for {child}. We are sorry. "
        "You should not have had to wait.",
        asks_day="New expected day",
        asks_reason="Why there is a delay",
    ),
    "general": Wording(kind="own.general", name="General letter", subject="About {child}", text=""),
}

_DAYS = {
    "own.holding": "We will answer in full by {day}.",
    "own.information": "Please let us have it by {day}.",
    "own.meeting": "The meeting is on {day}.",
    "own.delay": "We now expect to have done it by {day}. If this changes, we will tell you before then.",
}


def own_blocks(
    wording: Wording, *, text: str, day: date | None, reason: str, services: Services
) -> tuple[Block, ...]:
    """The body of a letter: the text, the reason and the day that its wording asks for, and help."""
    blocks = [*paragraphs(text)]
    if wording.asks_reason:
        blocks += [Heading("The reason"), *paragraphs(reason)]
    if wording.asks_day and day is not None:
        blocks.append(Text(_DAYS[wording.kind].format(day=long_day(day))))
    if wording.kind == "own.delay":
        blocks += [
            Text(f"If you want to complain about the delay: {services.complaints}."),
            *help_blocks(services),
        ]
    return tuple(blocks)


def paragraphs(text: str) -> Iterator[Block]:
    """Typed text: an empty line parts paragraphs, and lines that start with a dash are a list."""
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        for dashed, group in groupby(lines, key=lambda line: line.startswith(_DASHES)):
            if dashed:
                yield Bullets(tuple(line[2:].strip() for line in group))
            else:
                yield Text(" ".join(group))


_DASHES = ("- ", "* ", "• ")
