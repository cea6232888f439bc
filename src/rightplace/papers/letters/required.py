"""What each notice must say before it may be sent, and what a letter lacks of it.

The table is by kind of letter; a kind that is not in it needs nothing. Each element is looked for in
the words of the letter, so that any area may write its notice as it likes.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from itertools import takewhile

from rightplace.papers.letters.letter import Block, Heading, Letter
from rightplace.papers.letters.rights import long_day


class Element(Enum):
    """Something that a notice must say, in words that follow "the letter does not give"."""

    DECISION = "the decision"
    REASONS = "the reasons for the decision"
    EVIDENCE = "the evidence that was considered"
    APPEAL = "the right of appeal to the Tribunal"
    LAST_DAY = "the last day of the right of appeal"
    MEDIATION = "the mediation adviser"
    DISAGREEMENT = "disagreement resolution"
    ADVICE = "the information, advice and support service"


_RIGHTS = (
    Element.APPEAL,
    Element.LAST_DAY,
    Element.MEDIATION,
    Element.DISAGREEMENT,
    Element.ADVICE,
)
_DECISION = (Element.DECISION, Element.REASONS, Element.EVIDENCE, *_RIGHTS)

REQUIRED: dict[str, tuple[Element, ...]] = {
    "decision.assess": (Element.DECISION,),
    "decision.refuse_to_assess": _DECISION,  # CFA 2014 s36(5); SEND Regs 2014 reg 5(3)
    "decision.issue": (Element.DECISION,),
    "decision.refuse_to_issue": _DECISION,  # SEND Regs 2014 reg 10
    "plan.final": _RIGHTS,  # reg 14
    "review.maintain": _DECISION,  # reg 20(11)
    "review.amend": (Element.DECISION, Element.REASONS),
    "review.cease": _DECISION,
    "review.final": _RIGHTS,  # reg 22(5)
    "amendment.plan": _RIGHTS,  # reg 28
    "reassessment.agreed": (Element.DECISION,),
    "reassessment.refused": _DECISION,  # reg 25
    "reassessment.plan": _RIGHTS,  # reg 27
    "ceasing.decided": _DECISION,  # reg 31(4)
}
"""Kind of letter -> what it must say."""


def missing(letter: Letter) -> list[str]:
    """What the letter must say and does not, in words; empty when it may be sent."""
    text = " ".join(letter.words()).casefold()
    return [
        element.value
        for element in REQUIRED.get(letter.kind, ())
        if not _SAID[element](letter, text)
    ]


_Test = Callable[[Letter, str], bool]


def _says(pattern: str) -> _Test:
    search = re.compile(pattern)
    return lambda letter, text: search.search(text) is not None


def _is_of_appeal(block: Block) -> bool:
    return isinstance(block, Heading) and "appeal" in block.text.casefold()


def _decided(letter: Letter, text: str) -> bool:
    """Whether the decision is told before the right to appeal against it is."""
    before = tuple(takewhile(lambda block: not _is_of_appeal(block), letter.blocks))
    told = " ".join(replace(letter, blocks=before).words()).casefold()
    return re.search(r"\bdeci(de|ded|sion)\b", told) is not None


def _right_of_appeal(letter: Letter, text: str) -> bool:
    return any(map(_is_of_appeal, letter.blocks)) and "tribunal" in text


def _last_day(letter: Letter, text: str) -> bool:
    day = letter.last_day
    return day is not None and long_day(day).casefold() in text


_SAID: dict[Element, _Test] = {
    Element.DECISION: _decided,
    Element.REASONS: _says(r"\breasons?\b|\bbecause\b|\bwhy we\b"),
    Element.EVIDENCE: _says(
        r"\bevidence\b|\binformation\b.*\bconsidered\b|\bconsidered\b|\btook into account\b|\blooked at\b"
    ),
    Element.APPEAL: _right_of_appeal,
    Element.LAST_DAY: _last_day,
    Element.MEDIATION: _says(r"\bmediation advis(e|o)r\b"),
    Element.DISAGREEMENT: _says(r"\bdisagreement resolution\b"),
    Element.ADVICE: _says(r"\badvice\b.*\bsupport service\b|\bimpartial advice\b|\bsendias"),
}
