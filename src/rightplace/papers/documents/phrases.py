"""Finding a phrase in text as a person would see it, and taking it out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rightplace.papers.letters.letter import Block, Bullets, Grid, Heading, Steps, Text

_ALIKE = ("'’‘`´", '"“”„', "-‐‑‒–—−")  # noqa: RUF001 (signs that readers take for one another)
# What may stand unseen between two letters: a soft hyphen, or the end of a line with its hyphen.
_UNSEEN = "[\u00ad\u200b-\u200d\u2060]*(?:-?\\s*\\n\\s*)?"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to take out, and the reason in words."""

    text: str
    reason: str

    @property
    def block(self) -> str:
        """What stands in the place of the words."""
        return f"[redacted: {self.reason.lower()}]"

    @property
    def pattern(self) -> "re.Pattern[str]":
        """Finds the words in any case, over ends of lines, and with any apostrophe or dash."""
        text = " ".join(plain(self.text).split())
        return re.compile(_UNSEEN.join(map(_letter, text)), re.IGNORECASE)


def _letter(letter: str) -> str:
    if letter == " ":
        return r"[\s\u00a0]+"
    alike = next((signs for signs in _ALIKE if letter in signs), None)
    return re.escape(letter) if alike is None else f"[{re.escape(alike)}]"


def plain(text: str) -> str:
    """Text with ligatures and composed letters as they are typed."""
    return unicodedata.normalize("NFKC", text)


def without(text: str, phrases: Sequence[Phrase]) -> str:
    """The text with a block in the place of each phrase, the longest first."""
    text = plain(text)
    for phrase in sorted(phrases, key=lambda each: -len(each.text)):
        text = phrase.pattern.sub(phrase.block, text)
    return text


def found_in(text: str, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Those of the phrases that stand in the text."""
    text = plain(text)
    return [phrase for phrase in phrases if phrase.pattern.search(text)]


def blocks_without(blocks: Sequence[Block], phrases: Sequence[Phrase]) -> tuple[Block, ...]:
    """The blocks with the phrases taken out of each piece of their text."""

    def clean(text: str) -> str:
        return without(text, phrases)

    def cleaned(block: Block) -> Block:
        match block:
            case Text(text) | Heading(text):
                return replace(block, text=clean(text))
            case Bullets(items) | Steps(items):
                return replace(block, items=tuple(map(clean, items)))
            case Grid(columns, rows):
                cells = tuple(tuple(map(clean, row)) for row in rows)
                return Grid(tuple(map(clean, columns)), cells)

    return tuple(map(cleaned, blocks))
