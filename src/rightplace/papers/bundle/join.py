"""Joining PDFs into one: pages stamped and counted through, bookmarks, links from the index."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    Fit,
    NameObject,
    NullObject,
    TextStringObject,
)

PLACE = "https://bundle.invalid/"
"""What the index links to instead of a page; the number of the document follows."""
_UNSEEN = ("/Screen", "/RichMedia", "/Movie", "/Sound", "/FileAttachment", "/3D")


@dataclass(frozen=True, slots=True)
class Piece:
    """A PDF to be joined, under a bookmark of its section."""

    section: str
    title: str
    reader: PdfReader


def join(front: PdfReader, pieces: Sequence[Piece], *, title: str, council: str) -> bytes:
    """The pieces behind the front, as one PDF. Raises pypdf's errors for a piece that is damaged."""
    writer = PdfWriter()
    writer.append(front, import_outline=False)
    firsts = []
    for piece in pieces:
        firsts.append(len(writer.pages))
        writer.append(piece.reader, import_outline=False)
    _link_index(writer, len(front.pages), firsts)
    _bookmark(writer, pieces, firsts)
    font = _font(writer)
    for number, page in enumerate(writer.pages, start=1):
        _quieten(page)
        _stamp(writer, page, f"{number} of {len(writer.pages)}", font)
    _describe(writer, title, council)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def joins(reader: PdfReader) -> None:
    """Raise one of pypdf's errors where a PDF cannot be joined to another."""
    writer = PdfWriter()
    writer.append(reader, import_outline=False)
    for page in writer.pages:
        _quieten(page)
    writer.write(BytesIO())


def _link_index(writer: PdfWriter, front: int, firsts: Sequence[int]) -> None:
    """Let each link of the index lead to the first page of its document."""
    for page in writer.pages[:front]:
        for annotation in (each.get_object() for each in page.get("/Annots", ())):
            address = str(annotation.get("/A", {}).get("/URI", ""))
            if address.startswith(PLACE):
                number = int(address.removeprefix(PLACE))
                target = writer.pages[firsts[number - 1]]
                del annotation["/A"]
                annotation[NameObject("/Contents")] = TextStringObject(f"Go to document {number}")
                where = [target.indirect_reference, NameObject("/XYZ"), *[NullObject()] * 3]
                annotation[NameObject("/Dest")] = ArrayObject(where)


def _bookmark(writer: PdfWriter, pieces: Sequence[Piece], firsts: Sequence[int]) -> None:
    def mark(title: str, page: int, parent: Any = None) -> Any:
        return writer.add_outline_item(
            title=title, page_number=page, parent=parent, fit=Fit.fit(), is_open=parent is None
        )

    mark("Cover", 0)
    mark("Index", 1)
    section, parent = "", None
    for number, (piece, first) in enumerate(zip(pieces, firsts, strict=True), start=1):
        if piece.section != section:
            section, parent = piece.section, mark(piece.section, first)
        mark(f"{number}. {piece.title}", first, parent)


def _quieten(page: PageObject) -> None:
    """Take away what would run or open something; what is seen stays."""
    page.pop("/AA", None)
    if "/Annots" not in page:
        return
    kept = ArrayObject()
    for reference in page["/Annots"].get_object():
        annotation = reference.get_object()
        if not isinstance(annotation, DictionaryObject) or annotation.get("/Subtype") in _UNSEEN:
            continue
        annotation.pop("/AA", None)
        action = annotation.get("/A", DictionaryObject()).get_object()
        if action.get("/S") not in (None, "/URI", "/GoTo"):
            del annotation["/A"]
        kept.append(reference)
    page[NameObject("/Annots")] = kept


def _font(writer: PdfWriter) -> DictionaryObject:
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(k): NameObject(v) for k, v in names.items()})
    return writer._add_object(font)


def _stamp(writer: PdfWriter, page: PageObject, words: str, font: DictionaryObject) -> None:
    """Write words at the foot of a page, on white, whatever the page has drawn before."""
    if page.rotation:
        page.transfer_rotation_to_content()
    box = page.cropbox
    width = 5.2 * len(words) + 10
    left, foot = float(box.left) + (float(box.width) - width) / 2, float(box.bottom) + 12
    drawn = (
        f"Q /Artifact BMC q 1 1 1 rg {left:.1f} {foot:.1f} {width:.1f} 15 re f "
        f"0 0 0 rg BT /RightPlaceStamp 10 Tf {left + 5:.1f} {foot + 4:.1f} Td ({words}) Tj ET Q EMC"
    )
    before = page.get("/Contents", ArrayObject())
    inside = before.get_object()
    streams = list(inside) if isinstance(inside, ArrayObject) else [before]
    page[NameObject("/Contents")] = ArrayObject(
        [_stream(writer, "q"), *streams, _stream(writer, drawn)]
    )
    _add_font(page, font)


def _stream(writer: PdfWriter, drawn: str) -> DictionaryObject:
    stream = DecodedStreamObject()
    stream.set_data(drawn.encode("ascii"))
    return writer._add_object(stream)


def _add_font(page: PageObject, font: DictionaryObject) -> None:
    """Give the page the font in resources of its own: those of a source may be shared by its pages."""
    resources = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
    fonts = DictionaryObject(resources.get("/Font", DictionaryObject()).get_object())
    fonts[NameObject("/RightPlaceStamp")] = font
    resources[NameObject("/Font")] = fonts
    page[NameObject("/Resources")] = resources


def _describe(writer: PdfWriter, title: str, council: str) -> None:
    writer.add_metadata({"/Title": title, "/Author": council})
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-GB")
    writer.page_mode = "/UseOutlines"
