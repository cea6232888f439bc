"""A letter as a Word file, with real headings, lists and table headers."""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from rightplace.papers.letters.letter import Block, Bullets, Grid, Heading, Letter, Steps, Text


def word(letter: Letter) -> bytes:
    """The file: the words of the PDF in the same order."""
    document = new_document(title=letter.subject, author=letter.council)
    document.add_paragraph().add_run(letter.council).bold = True
    document.add_paragraph("\n".join(letter.to))
    day = f"{letter.dated.day} {letter.dated:%B %Y}"
    document.add_paragraph(f"{day}\nOur reference: {letter.reference}")
    if letter.greeting:
        document.add_paragraph(letter.greeting)
    document.add_heading(letter.subject, level=1)
    for block in letter.blocks:
        add_block(document, block)
    document.add_paragraph(letter.closing)
    document.add_paragraph("\n".join(letter.signed_by))
    return file_of(document)


def file_of(document: WordDocument) -> bytes:
    """The document as a file."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def new_document(*, title: str, author: str) -> WordDocument:
    """Title, author and language for whoever has it read aloud; one face and size; margins."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = author
    document.core_properties.language = "en-GB"
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(12)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
    return document


def add_block(document: WordDocument, block: Block) -> None:
    """Add one block at the end."""
    match block:
        case Text(text):
            document.add_paragraph(text)
        case Heading(text):
            document.add_heading(text, level=2)
        case Bullets(items):
            for item in items:
                document.add_paragraph(item, style="List Bullet")
        case Steps(items):
            for item in items:
                document.add_paragraph(item, style="List Number")
        case Grid():
            _add_table(document, block)


def _add_table(document: WordDocument, grid: Grid) -> None:
    table = document.add_table(rows=0, cols=len(grid.columns), style="Table Grid")
    for row in (grid.columns, *grid.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)
