"""Putting a case file together."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from rightplace.papers.bundle.join import Piece, join, joins
from rightplace.papers.documents.reading import Unreadable, blocks_of
from rightplace.papers.documents.sheets import Sheet, sheets_pdf
from rightplace.papers.letters.letter import Block, Text, legible
from rightplace.papers.letters.pdf import compile_pdf

_FRONT = Path(__file__).with_name("front.typ")


@dataclass(frozen=True, slots=True)
class Paged:
    """A PDF, whose pages go in as they are."""

    path: Path


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF that was made for the case file, and is kept in it alone."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG, on a page of its own."""

    path: Path


@dataclass(frozen=True, slots=True)
class Words:
    """A document of words, set as pages."""

    path: Path
    media_type: str


Content = Paged | Made | Picture | Words | tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Something that goes into a case file, under a section of it."""

    section: str
    title: str
    content: Content
    dated: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the cover: a title, lines of what and whose, and a note."""

    title: str
    lines: tuple[tuple[str, str], ...]
    note: str
    council: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index; the pages are counted through the whole file, from the cover."""

    number: int
    section: str
    title: str
    dated: date | None
    source: str
    first: int
    last: int

    @property
    def pages(self) -> str:
        """12, or 12-15."""
        return str(self.first) if self.first == self.last else f"{self.first}\u2013{self.last}"

    def as_data(self) -> dict[str, Any]:
        """The line as JSON can hold it."""
        return {**asdict(self), "dated": self.dated.isoformat() if self.dated else ""}


@dataclass(frozen=True, slots=True)
class Built:
    """The case file, as a PDF, and its index."""

    content: bytes
    pages: int
    entries: tuple[Entry, ...]


_DAMAGE = (
    PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError,
)  # fmt: skip


def build(cover: Cover, items: Sequence[Item], *, fonts: Path) -> Built:
    """The case file. What cannot be shown as pages has a page that says so."""
    readers = [_reader(item, cover, fonts) for item in items]
    lengths = [len(reader.pages) for reader in readers]
    # The index counts its own pages: set once to see how many they are, and again with the numbers.
    front = _front(cover, _entries(items, lengths, before=2), fonts)
    entries = _entries(items, lengths, before=len(front.pages))
    front = _front(cover, entries, fonts)
    pieces = [
        Piece(item.section, item.title, reader) for item, reader in zip(items, readers, strict=True)
    ]
    content = join(front, pieces, title=cover.title, council=cover.council)
    return Built(content, len(front.pages) + sum(lengths), entries)


def _entries(items: Sequence[Item], lengths: Sequence[int], *, before: int) -> tuple[Entry, ...]:
    entries = []
    for number, (item, length) in enumerate(zip(items, lengths, strict=True), start=1):
        first, before = before + 1, before + length
        entries.append(
            Entry(number, item.section, item.title, item.dated, item.source, first, before)
        )
    return tuple(entries)


def _front(cover: Cover, entries: Sequence[Entry], fonts: Path) -> PdfReader:
    given = {
        "title": legible(cover.title),
        "council": legible(cover.council),
        "lines": [[legible(part) for part in line] for line in cover.lines],
        "note": legible(cover.note),
        "entries": [
            {
                "number": entry.number,
                "title": legible(entry.title),
                "dated": f"{entry.dated.day} {entry.dated:%b %Y}" if entry.dated else "",
                "source": legible(entry.source),
                "pages": entry.pages,
            }
            for entry in entries
        ],
    }
    return PdfReader(BytesIO(compile_pdf(_FRONT, fonts=fonts, given=json.dumps(given))))


def _reader(item: Item, cover: Cover, fonts: Path) -> PdfReader:
    """The pages of an item; a page that says why, where they cannot be had."""
    try:
        if isinstance(item.content, Paged):
            return _sound(item.content.path)
        if isinstance(item.content, Made):
            return _sound(BytesIO(item.content.content))
        return _set(item, _sheet(item), cover, fonts)
    except Unreadable as reason:
        note = f"{reason} Ask {cover.council} for the file itself."
        return _set(item, Sheet(heading=item.title, blocks=(Text(note),)), cover, fonts)


def _sound(file: Path | BytesIO) -> PdfReader:
    """A PDF each of whose pages can be reached and joined."""
    try:
        reader = PdfReader(file)
        joins(reader)
    except _DAMAGE as error:
        raise Unreadable("This PDF is damaged and could not be joined.") from error
    return reader


def _sheet(item: Item) -> Sheet:
    match item.content:
        case Picture(path):
            return Sheet(heading=item.title, picture=path, alt=f"Picture: {item.title}")
        case Words(path, media_type):
            note = "This document was set as pages from its words. The file itself is kept."
            return Sheet(heading=item.title, note=note, blocks=blocks_of(path, media_type))
        case blocks:
            assert isinstance(blocks, tuple)
            return Sheet(heading=item.title, blocks=blocks)


def _set(item: Item, sheet: Sheet, cover: Cover, fonts: Path) -> PdfReader:
    content = sheets_pdf([sheet], title=item.title, council=cover.council, fonts=fonts)
    return PdfReader(BytesIO(content))
