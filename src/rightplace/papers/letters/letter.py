"""What a letter says, as data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the second level."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order says nothing."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """A numbered list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the headings of its columns, and rows with a cell for each."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Text | Heading | Bullets | Steps | Grid


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `kind` names its template, such as "request.refused".

    `to` is the name and the address, a line each; `last_day` the last day of the right that the
    letter gives, which its words must say too. `closing` is what stands before those who sign.
    """

    kind: str
    subject: str
    to: tuple[str, ...]
    greeting: str
    dated: date
    reference: str
    council: str
    signed_by: tuple[str, ...]
    blocks: tuple[Block, ...]
    last_day: date | None = None
    closing: str = "Yours sincerely"

    def as_data(self) -> dict[str, Any]:
        """The letter as JSON can hold it; each block is its kind and its content."""
        return {
            "subject": self.subject,
            "to": list(self.to),
            "greeting": self.greeting,
            "dated": f"{self.dated.day} {self.dated:%B %Y}",
            "reference": self.reference,
            "council": self.council,
            "closing": self.closing,
            "signed_by": list(self.signed_by),
            "blocks": [block_data(block) for block in self.blocks],
        }

    def words(self) -> Iterator[str]:
        """Every piece of text of the body, in order."""
        yield self.subject
        for block in self.blocks:
            match block:
                case Text(text) | Heading(text):
                    yield text
                case Bullets(items) | Steps(items):
                    yield from items
                case Grid(columns, rows):
                    yield from columns
                    for row in rows:
                        yield from row


def block_data(block: Block) -> dict[str, Any]:
    """A block as JSON can hold it: its kind and its content."""
    match block:
        case Text(text) | Heading(text):
            return {"kind": type(block).__name__.lower(), "text": text}
        case Bullets(items) | Steps(items):
            return {"kind": type(block).__name__.lower(), "items": list(items)}
        case Grid(columns, rows):
            return {"kind": "grid", "columns": list(columns), "rows": [list(row) for row in rows]}
