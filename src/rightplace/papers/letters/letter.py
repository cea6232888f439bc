"""What a letter says, as data."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legible(text: str) -> str:
    """Text without the control characters that neither PDF nor Word can hold."""
    return _CONTROLS.sub("", text)


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
    `letterhead` is the council's address and telephone, a line each. A `large` letter is set in
    large print for whoever reads it.
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
    letterhead: tuple[str, ...] = ()
    large: bool = False

    def as_data(self) -> dict[str, Any]:
        """The letter as JSON can hold it; each block is its kind and its content."""
        return {
            "subject": legible(self.subject),
            "to": [*map(legible, self.to)],
            "greeting": legible(self.greeting),
            "dated": f"{self.dated.day} {self.dated:%B %Y}",
            "reference": self.reference,
            "council": legible(self.council),
            "letterhead": [*map(legible, self.letterhead)],
            "closing": self.closing,
            "signed_by": [*map(legible, self.signed_by)],
            "blocks": [block_data(block) for block in self.blocks],
            "large": self.large,
        }

    @classmethod
    def from_data(
        cls, data: Mapping[str, Any], *, kind: str, dated: date, last_day: date | None
    ) -> Self:
        """The letter that `as_data` gave; what its data does not hold is given beside it."""
        return cls(
            kind=kind,
            subject=data["subject"],
            to=tuple(data["to"]),
            greeting=data["greeting"],
            dated=dated,
            reference=data["reference"],
            council=data["council"],
            signed_by=tuple(data["signed_by"]),
            blocks=tuple(map(_read_block, data["blocks"])),
            last_day=last_day,
            closing=data.get("closing", "Yours sincerely"),
            letterhead=tuple(data.get("letterhead", ())),
            large=data.get("large", False),
        )

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
            return {"kind": type(block).__name__.lower(), "text": legible(text)}
        case Bullets(items) | Steps(items):
            return {"kind": type(block).__name__.lower(), "items": [*map(legible, items)]}
        case Grid(columns, rows):
            cells = [[*map(legible, row)] for row in rows]
            return {"kind": "grid", "columns": [*map(legible, columns)], "rows": cells}


def _read_block(data: Mapping[str, Any]) -> Block:
    match data["kind"]:
        case "text":
            return Text(data["text"])
        case "heading":
            return Heading(data["text"])
        case "bullets":
            return Bullets(tuple(data["items"]))
        case "steps":
            return Steps(tuple(data["items"]))
        case "grid":
            return Grid(tuple(data["columns"]), tuple(map(tuple, data["rows"])))
    raise ValueError(f"There is no block of the kind {data['kind']}")
