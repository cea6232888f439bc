"""A copy of a document in which what is hidden is not there: neither seen, nor under the black.

Nothing of the source file is carried over but pixels and words. A page with a phrase to hide is set
anew from its words; every other page becomes a picture, with its hidden areas black in the picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from rightplace.papers.documents.phrases import Phrase, blocks_without, found_in, without
from rightplace.papers.documents.pictures import Area, pictures
from rightplace.papers.documents.reading import (
    PDF,
    PICTURES,
    Unreadable,
    blocks_of,
    lines_of,
    page_texts,
)
from rightplace.papers.documents.sheets import Sheet, sheets_pdf
from rightplace.papers.letters.letter import Block, Bullets, Grid, Heading, Steps, Text

_ANEW = "This page was set anew from its words, because words were taken out of it."


class CannotRedact(Exception):
    """The copy cannot be made as asked; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class HiddenPage:
    """A page, or an area of it, that is hidden, and the reason in words."""

    page: int
    reason: str
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class RedactedCopy:
    """The copy, as a PDF."""

    content: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a copy is made of."""

    path: Path
    media_type: str
    title: str


def redacted(
    source: Source,
    *,
    phrases: Sequence[Phrase],
    pages: Sequence[HiddenPage],
    council: str,
    fonts: Path,
) -> RedactedCopy:
    """The copy without the phrases, pages and areas. Raises CannotRedact."""
    make = _paged if source.media_type in (PDF, *PICTURES) else _worded
    try:
        sheets = make(source, phrases, pages)
    except Unreadable as error:
        raise CannotRedact(f"{error} Leave the whole document out instead.") from error
    title = f"Redacted copy: {without(source.title, phrases)}"
    content = sheets_pdf(sheets, title=title, council=council, fonts=fonts)
    return RedactedCopy(content, len(PdfReader(BytesIO(content)).pages))


def _worded(source: Source, phrases: Sequence[Phrase], pages: Sequence[HiddenPage]) -> list[Sheet]:
    """A document of words, set anew."""
    if pages:
        raise CannotRedact("This document has no pages of its own. Hide a phrase instead.")
    blocks = blocks_of(source.path, source.media_type)
    _refuse_lost(phrases, [" ".join(_words(block)) for block in blocks], ())
    title = without(source.title, phrases)
    note = "This document was set anew from its words, because words were taken out of it."
    return [Sheet(heading=title, note=note, blocks=blocks_without(blocks, phrases))]


def _words(block: Block) -> list[str]:
    match block:
        case Text(text) | Heading(text):
            return [text]
        case Bullets(items) | Steps(items):
            return [*items]
        case Grid(columns, rows):
            return [*columns, *(cell for row in rows for cell in row)]


def _paged(source: Source, phrases: Sequence[Phrase], pages: Sequence[HiddenPage]) -> list[Sheet]:
    """A PDF or a picture, page by page."""
    texts = page_texts(source.path) if source.media_type == PDF else ("",)
    _refuse_lost(phrases, texts, [n for n, text in enumerate(texts, start=1) if not text])
    beyond = [each.page for each in pages if each.page > len(texts)]
    if beyond:
        raise CannotRedact(f"There is no page {beyond[0]}: the document has {len(texts)}.")
    worded = {n for n, text in enumerate(texts, start=1) if found_in(text, phrases)}
    whole = {each.page: each for each in pages if each.area is None}
    areas = {n: [p.area for p in pages if p.page == n and p.area] for n in range(1, len(texts) + 1)}
    for number in sorted(worded - set(whole)):
        if areas[number]:
            raise CannotRedact(
                f"Page {number} holds a phrase that is hidden, and an area. "
                "Hide the whole page, or hide the phrase's place as an area too."
            )
    seen = [n for n in range(1, len(texts) + 1) if n not in worded and n not in whole]
    shown = dict(
        zip(seen, pictures(source.path, source.media_type, seen, areas=areas), strict=True)
        if seen
        else ()
    )
    return [
        _sheet(number, len(texts), text, phrases, whole.get(number), shown.get(number))
        for number, text in enumerate(texts, start=1)
    ]


def _sheet(
    number: int,
    of: int,
    text: str,
    phrases: Sequence[Phrase],
    whole: HiddenPage | None,
    picture: bytes | None,
) -> Sheet:
    heading = f"Page {number} of {of}"
    if whole is not None:
        return Sheet(heading, note=f"The whole page is withheld: {whole.reason.lower()}.")
    if picture is not None:
        return Sheet(heading, picture=picture, alt=f"A picture of page {number} of the document")
    return Sheet(heading, note=_ANEW, blocks=tuple(lines_of(without(text, phrases))))


def _refuse_lost(
    phrases: Sequence[Phrase], texts: Sequence[str], without_text: Sequence[int]
) -> None:
    """Refuse a phrase that is nowhere: it may be misspelt, or stand in a picture."""
    lost = [each for each in phrases if not any(found_in(text, [each]) for text in texts)]
    if not lost:
        return
    where = ", ".join(map(str, without_text))
    hint = f" On page {where}, which is a picture, hide an area or the whole page." if where else ""
    raise CannotRedact(
        f"“{lost[0].text}” was not found in the words of the document. Check its spelling.{hint}"
    )
