"""The words of a document of any kind that is taken, as blocks that can be set again.

What the reader cannot see on the page (comments, tracked changes, hidden sheets, properties) is left out.
"""

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from docx import Document as WordFile
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree, html
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from rightplace.papers.letters.letter import Block, Bullets, Grid, Heading, Text, legible

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
PICTURES = (PNG, JPEG)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_MOST_ROWS, _MOST_COLUMNS = 3000, 8


class Unreadable(Exception):
    """The words of this file cannot be read; the text says why."""


def blocks_of(path: Path, media_type: str) -> tuple[Block, ...]:
    """The words of a document that has no pages of its own. Raises Unreadable."""
    reader = _READERS.get(media_type)
    if reader is None:
        raise Unreadable("A file of this kind cannot be shown as pages.")
    try:
        return tuple(reader(path))
    except (OpcError, BadZipFile, InvalidFileException, etree.LxmlError, KeyError, ValueError) as e:
        raise Unreadable("The file is damaged, so that its words cannot be read.") from e


def page_texts(path: Path) -> tuple[str, ...]:
    """The text of each page of a PDF; empty for a page that is a picture."""
    try:
        return tuple(legible(page.extract_text()).strip() for page in PdfReader(path).pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable("The PDF is damaged, so that its words cannot be read.") from error


def lines_of(text: str) -> Iterator[Block]:
    """Each line that is not empty as a paragraph."""
    yield from (Text(legible(line).strip()) for line in text.splitlines() if line.strip())


def _word(path: Path) -> Iterator[Block]:
    document = WordFile(str(path))
    for section in document.sections:
        yield from (Text(p.text) for p in section.header.paragraphs if p.text.strip())
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield from _word_table(part)
        elif part.text.strip():
            yield _word_paragraph(part)
    for section in document.sections:
        yield from (Text(p.text) for p in section.footer.paragraphs if p.text.strip())


def _word_paragraph(paragraph: Paragraph) -> Block:
    style, text = paragraph.style.name or "", legible(paragraph.text)
    if style.startswith(("Heading", "Title")):
        return Heading(text)
    return Bullets((text,)) if style.startswith("List") else Text(text)


def _word_table(table: Table) -> Iterator[Block]:
    yield from _grid([[legible(cell.text) for cell in row.cells] for row in table.rows])


def _grid(rows: list[list[str]]) -> Iterator[Block]:
    """Rows as a table with its first row as headings; a wide one as lines, or it could not be read."""
    if not rows or not rows[0]:
        return
    width = max(map(len, rows))
    if width > _MOST_COLUMNS:
        yield from (Text(" | ".join(filter(None, row))) for row in rows if any(row))
        return
    full = [tuple(row + [""] * (width - len(row))) for row in rows]
    yield Grid(full[0], tuple(full[1:]))


def _excel(path: Path) -> Iterator[Block]:
    book = load_workbook(BytesIO(path.read_bytes()), read_only=True, data_only=True)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        yield Heading(legible(sheet.title))
        rows = sheet.iter_rows(max_row=_MOST_ROWS, values_only=True)
        cells = [["" if v is None else legible(str(v)) for v in row] for row in rows]
        yield from _grid([row for row in cells if any(row)])
        if (sheet.max_row or 0) > _MOST_ROWS:
            yield Text(f"Rows after row {_MOST_ROWS} are not shown. Open the workbook to see them.")
    book.close()


_TEXT_NS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)


def _open_document(path: Path) -> Iterator[Block]:
    with ZipFile(path) as archive:
        root = etree.fromstring(archive.read("content.xml"), _SAFE)
    for node in root.iter(f"{_TEXT_NS}h", f"{_TEXT_NS}p"):
        text = "".join(node.itertext()).strip()
        if text:
            yield Heading(text) if node.tag.endswith("}h") else Text(text)


def _email(path: Path) -> Iterator[Block]:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    for name in ("From", "To", "Cc", "Date", "Subject"):
        if message[name]:
            yield Text(legible(f"{name}: {message[name]}"))
    body = message.get_body(("plain", "html"))
    if body is not None:
        text = str(body.get_content())
        if body.get_content_type() == "text/html":
            page = html.fromstring(text or "<p></p>")
            etree.strip_elements(page, "script", "style", with_tail=False)
            text = str(page.text_content())
        yield from lines_of(text)
    attached = [part.get_filename() or "a file" for part in message.iter_attachments()]
    if attached:
        yield Text(legible(f"Attached, not shown here: {', '.join(attached)}"))


_RTF_HIDDEN = re.compile(
    r"\{\\\*?\\?(fonttbl|colortbl|stylesheet|info|pict|\*)[^{}]*(\{[^{}]*\}[^{}]*)*\}"
)
_RTF_UNICODE = re.compile(r"\\u(-?\d+) ?\??")
_RTF_HEX = re.compile(r"\\'([0-9a-fA-F]{2})")


def _rich_text(path: Path) -> Iterator[Block]:
    text = _RTF_HIDDEN.sub("", path.read_text("latin-1"))
    text = _RTF_UNICODE.sub(lambda found: chr(int(found[1]) % 65536), text)
    text = _RTF_HEX.sub(lambda found: bytes.fromhex(found[1]).decode("cp1252", "replace"), text)
    text = re.sub(r"\\(par|line|row|sect)\b ?", "\n", text)
    text = re.sub(r"\\(tab|cell)\b ?", " ", text)
    text = re.sub(r"\\[a-z]+-?\d* ?|\\[^a-z]|[{}]", "", text)
    yield from lines_of(text)


def _plain(path: Path) -> Iterator[Block]:
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from lines_of(content.decode("utf-16", "replace"))
        return
    try:
        yield from lines_of(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        yield from lines_of(content.decode("cp1252", "replace"))


_READERS: dict[str, Callable[[Path], Iterator[Block]]] = {
    f"{_OFFICE}.wordprocessingml.document": _word,
    f"{_OFFICE}.spreadsheetml.sheet": _excel,
    "application/vnd.oasis.opendocument.text": _open_document,
    "message/rfc822": _email,
    "application/rtf": _rich_text,
    "text/plain": _plain,
}
