"""The decision whether to assess, and whether to issue a plan, as the family is told of it.

SEND Regs 2014 regs 5 and 10: what is decided, why, on what evidence, the right of appeal and where
to turn. The law has a copy go to the setting and to the health body (regs 5(2) and 10(3)).
"""

from dataclasses import dataclass, replace
from datetime import date

from rightplace.papers.letters.letter import Block, Bullets, Grid, Heading, Letter, Text
from rightplace.papers.letters.rights import appeal_blocks, help_blocks, long_day
from rightplace.papers.letters.services import Services


@dataclass(frozen=True, slots=True)
class Limb:
    """One part of the test of the law: its words, our answer and why."""

    test: str
    answer: str
    why: str


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing relied on: what, from whom, of which day, and what it shows."""

    what: str
    source: str
    dated: date
    shows: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """To whom a letter goes, from whom and when."""

    to: tuple[str, ...]
    greeting: str
    dated: date
    reference: str
    council: str
    signed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found about one child, in the words of the decision's record.

    `limit` is the last day for the final plan, where the law gives one.
    """

    child: str
    reasons: str
    limbs: tuple[Limb, ...]
    evidence: tuple[Proof, ...]
    views: str
    authority: str
    services: Services
    support: str = ""
    conditions: str = ""
    limit: date | None = None


def assess(envelope: Envelope, found: Findings) -> Letter:
    """We will assess."""
    return _letter(
        "decision.assess",
        f"We will assess {found.child}'s education, health and care needs",
        envelope,
        (
            Text(
                f"We have decided to carry out an education, health and care needs assessment of "
                f"{found.child}."
            ),
            *_findings(found),
            Heading("What happens next"),
            Text(
                "We will ask for advice from you, from the school or other setting, from health, from "
                "an educational psychologist, from social care and from anyone else who is needed. Each "
                "has six weeks to reply. We will then decide whether a plan is necessary, and tell you."
                f"{_by(found.limit)}"
            ),
            *help_blocks(found.services),
        ),
    )


def refuse_to_assess(envelope: Envelope, found: Findings, *, last_day: date) -> Letter:
    """We will not assess, with the right of appeal (reg 5(3))."""
    return _letter(
        "decision.refuse_to_assess",
        f"We will not assess {found.child}'s education, health and care needs",
        envelope,
        (
            Text(
                "We have decided not to carry out an education, health and care needs assessment of "
                f"{found.child}."
            ),
            *_findings(found),
            *_support(found),
            *appeal_blocks(
                about="not to carry out an assessment", last_day=last_day, services=found.services
            ),
        ),
        last_day,
    )


def issue(envelope: Envelope, found: Findings) -> Letter:
    """We will issue a plan."""
    return _letter(
        "decision.issue",
        f"We will issue an education, health and care plan for {found.child}",
        envelope,
        (
            Text(
                "We have completed the assessment and decided to issue an education, health and care "
                f"plan for {found.child}."
            ),
            *_findings(found),
            Heading("What happens next"),
            Text(
                "We will send you a draft of the plan. You will have at least 15 days to comment on it, "
                "to ask for a meeting with us, and to ask for a particular school or other setting."
                f"{_by(found.limit)}"
            ),
            *help_blocks(found.services),
        ),
    )


def refuse_to_issue(envelope: Envelope, found: Findings, *, last_day: date) -> Letter:
    """We will not issue a plan, with the right of appeal (reg 10(1))."""
    return _letter(
        "decision.refuse_to_issue",
        f"We will not issue an education, health and care plan for {found.child}",
        envelope,
        (
            Text(
                "We have completed the assessment and decided not to issue an education, health and care "
                f"plan for {found.child}."
            ),
            *_findings(found),
            *_support(found),
            *appeal_blocks(about="not to issue a plan", last_day=last_day, services=found.services),
        ),
        last_day,
    )


def copy_for(letter: Letter, to: str) -> Letter:
    """The same letter as it goes to someone whom the law has told as well.

    Its words give the family's right; the right itself is kept with the family's letter alone.
    """
    return replace(
        letter,
        kind=f"{letter.kind}.copy",
        to=(to, f"Copy of the letter to {letter.to[0]}"),
        last_day=None,
    )


def _letter(
    kind: str,
    subject: str,
    envelope: Envelope,
    blocks: tuple[Block, ...],
    last_day: date | None = None,
) -> Letter:
    return Letter(
        kind=kind,
        subject=subject,
        to=envelope.to,
        greeting=envelope.greeting,
        dated=envelope.dated,
        reference=envelope.reference,
        council=envelope.council,
        signed_by=envelope.signed_by,
        blocks=blocks,
        last_day=last_day,
    )


def _by(limit: date | None) -> str:
    if limit is None:
        return ""
    return f" If a plan is needed, the law has us issue the final plan by {long_day(limit)}."


def _findings(found: Findings) -> tuple[Block, ...]:
    """Why, by each part of the test, on what evidence, with whose views, decided by whom."""
    tested = Grid(
        ("What the law asks", "Our answer", "Why"),
        tuple((limb.test, limb.answer, limb.why) for limb in found.limbs),
    )
    proofs = Grid(
        ("Evidence", "From", "Dated", "What it shows"),
        tuple(
            (each.what, each.source, f"{each.dated.day} {each.dated:%B %Y}", each.shows)
            for each in found.evidence
        ),
    )
    return (
        Heading("Our reasons"),
        *_paragraphs(found.reasons),
        tested,
        Heading("What we took into account"),
        *_paragraphs(f"Your views: {found.views}"),
        proofs,
        Text(f"Decided by: {found.authority}."),
        *((Text(f"Conditions: {found.conditions}"),) if found.conditions else ()),
    )


def _support(found: Findings) -> tuple[Block, ...]:
    """What should be done without a plan: refusal is not the end of help."""
    lines = tuple(line.strip() for line in found.support.splitlines() if line.strip())
    return (
        Heading("What support should follow"),
        Text(f"We expect this support for {found.child} from what is ordinarily available:"),
        Bullets(lines),
    )


def _paragraphs(text: str) -> tuple[Text, ...]:
    return tuple(Text(line.strip()) for line in text.splitlines() if line.strip())
