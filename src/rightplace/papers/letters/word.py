"""A letter as a Word file, with real headings, lists and table headers."""

from dataclasses import replace
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from rightplace.papers.letters.letter import Block, Bullets, Grid, Heading, Letter, Steps, Text

_LONGEST_TITLE = 255  # what Word's properties hold


def word(letter: Letter, *, large: bool = False) -> bytes:
    """The file: the words of the PDF in the same order; with `large` in large print (18 points)."""
    letter = replace(letter, large=letter.large or large)
    letter = Letter.from_data(
        letter.as_data(), kind=letter.kind, dated=letter.dated, last_day=letter.last_day
    )
    document = new_document(title=letter.subject, author=letter.council, large=letter.large)
    head = document.add_paragraph()
    head.add_run(letter.council).bold = True
    for line in letter.letterhead:
        head.add_run(f"\n{line}")
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


def new_document(*, title: str, author: str, large: bool = False) -> WordDocument:
    """Title, author and language for whoever has it read aloud; one face and size; margins."""
    document = Document()
    document.core_properties.title = title[:_LONGEST_TITLE]
    document.core_properties.author = author
    document.core_properties.language = "en-GB"
    size = 18 if large else 12
    for name, points in (("Normal", size), ("Heading 1", size * 4 / 3), ("Heading 2", size * 1.1)):
        _set_face(document.styles[name], round(points))
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
    return document


def _set_face(style: ParagraphStyle, points: int) -> None:
    """One face in black; without this a heading keeps the face and the blue of Word's theme."""
    style.font.name, style.font.size = "Arial", Pt(points)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


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
            _number([document.add_paragraph(item, style="List Number") for item in items])
        case Grid():
            _add_table(document, block)


def _number(paragraphs: list[Paragraph]) -> None:
    """Number a list from 1: all paragraphs of the style would otherwise be one list."""
    if not paragraphs:
        return
    style = paragraphs[0].style.element.pPr.numPr
    numbering = paragraphs[0].part.numbering_part.element
    kept = numbering.num_having_numId(style.numId.val)
    fresh = numbering.add_num(kept.abstractNumId.val)
    fresh.add_lvlOverride(0).add_startOverride(1)
    for paragraph in paragraphs:
        number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_ilvl().val = 0
        number.get_or_add_numId().val = fresh.numId


def _add_table(document: WordDocument, grid: Grid) -> None:
    table = document.add_table(rows=0, cols=len(grid.columns), style="Table Grid")
    for row in (grid.columns, *grid.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
