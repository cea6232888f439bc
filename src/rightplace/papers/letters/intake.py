"""Letters that say that a request has come (SEND Regs 2014 reg 4; CFA 2014 s36)."""

from dataclasses import dataclass
from datetime import date

from rightplace.papers.letters.letter import Block, Bullets, Heading, Letter, Steps, Text
from rightplace.papers.letters.rights import help_blocks, long_day
from rightplace.papers.letters.services import Services


@dataclass(frozen=True, slots=True)
class Received:
    """What every letter about one request says: the facts, and the days by the law's own clock."""

    child: str
    asked_by: str
    received_on: date
    how: str
    decide_by: date
    plan_by: date
    officer: str
    officer_contact: str
    dated: date
    reference: str
    council: str
    signed_by: tuple[str, ...]
    services: Services


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a letter is to: the lines of the address, and whether they are the family."""

    to: tuple[str, ...]
    family: bool
    asked: bool
    young_person: bool = False


def acknowledgement(received: Received, reader: Reader) -> Letter:
    """To one who asked, or to the family whose child somebody else asked for."""
    return Letter(
        kind="request.acknowledged" if reader.asked else "request.family_told",
        subject=f"Request for an EHC needs assessment: {received.child}",
        to=reader.to,
        greeting=f"Dear {reader.to[0]}",
        dated=received.dated,
        reference=received.reference,
        council=received.council,
        signed_by=received.signed_by,
        blocks=(
            Text(_opening(received, reader)),
            *_what_happens(received, reader),
            *(_family_part(reader) if reader.family else ()),
            Heading("Who to speak to"),
            Text(
                f"Your contact is {received.officer}{_reach(received)}. Please give our reference."
            ),
            *help_blocks(received.services),
        ),
    )


def _opening(received: Received, reader: Reader) -> str:
    whom = "you" if reader.young_person else received.child
    came = f"on {long_day(received.received_on)}, {received.how}"
    if reader.asked:
        return (
            f"Thank you for your request that we assess the education, health and care needs of {whom}. "
            f"We received it {came}."
        )
    return (
        f"We have received a request that we assess the education, health and care needs of {whom}. "
        f"It was made by {received.asked_by} and came {came}. We are now considering whether an "
        "assessment is needed."
    )


def _what_happens(received: Received, reader: Reader) -> tuple[Block, ...]:
    told = "you" if reader.family else "the family"
    return (
        Heading("What happens next"),
        Steps(
            (
                f"We decide whether to assess, and tell {told}, by {long_day(received.decide_by)}. That is "
                "six weeks from the day we received the request.",
                "If we assess, we ask the family, the school or other setting, health, social care, an "
                "educational psychologist and others for advice.",
                f"If a plan is needed, we issue the final plan by {long_day(received.plan_by)}. That is 20 "
                "weeks from the day we received the request.",
            )
        ),
        Text(
            "The law allows few exceptions to these limits. If one applies, we tell "
            f"{told} which it is and why."
        ),
    )


def _family_part(reader: Reader) -> tuple[Block, ...]:
    whom = "you" if reader.young_person else "your child"
    return (
        Heading("What you can do now"),
        Text("You have the right to tell us what you think before we decide."),
        Bullets(
            (
                f"Tell us your views about {whom}, in writing, by telephone or in a meeting.",
                "Send us any report or other evidence that you want us to consider.",
                "Tell us if you need an interpreter, or letters in another format.",
            )
        ),
    )


def _reach(received: Received) -> str:
    return f", {received.officer_contact}" if received.officer_contact else ""
