"""The report as a Word file. What came from the register stands in content controls named after it."""

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from rightplace.papers.letters.word import file_of, new_document
from rightplace.papers.quarter.paper import Bullets, Grid, Heading, Paper, Paragraph, Run, Runs


def word(paper: Paper) -> bytes:
    """The file. `papers.quarter.check` reads an edited copy of it back."""
    document = new_document(title=paper.title, author=paper.council)
    document.core_properties.identifier = paper.mark
    _make_room(document)
    head = document.add_paragraph()
    head.add_run(paper.council).bold = True
    head.add_run(f"\n{paper.committee}\n{paper.dated}")
    document.add_heading(paper.title, level=1)
    document.add_paragraph(f"Report of the {paper.report_of}")
    for block in paper.blocks:
        match block:
            case Heading(text, level):
                document.add_heading(text, level=level + 1)
            case Paragraph(number, runs):
                _fill(document.add_paragraph(f"{number}.\t"), runs)
            case Bullets(items):
                for item in items:
                    _fill(document.add_paragraph(style="List Bullet"), item)
            case Grid():
                _add_grid(document, block)
    return file_of(document)


def _make_room(document: WordDocument) -> None:
    """Narrow margins, for the ten columns of the appendix."""
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(1.8)


def _fill(paragraph: WordParagraph, runs: Runs, *, bold: bool = False) -> None:
    for run in runs:
        added = paragraph.add_run(run.text)
        added.bold = bold or None
        if run.bound:
            _control(added._r, run)


def _control(element: OxmlElement, run: Run) -> None:
    """Put a run into a content control whose tag is what the run is bound to."""
    control, about, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    tag = OxmlElement("w:tag")
    tag.set(qn("w:val"), run.bound)
    about.append(tag)
    element.addprevious(control)
    control.append(about)
    control.append(content)
    content.append(element)


def _add_grid(document: WordDocument, grid: Grid) -> None:
    document.add_paragraph(grid.caption).runs[0].bold = True
    table = document.add_table(rows=0, cols=len(grid.columns), style="Table Grid")
    for cell, text in zip(table.add_row().cells, grid.columns, strict=True):
        _fill_cell(cell, (Run(text),), bold=True)
    for row in grid.rows:
        for cell, runs in zip(table.add_row().cells, row, strict=True):
            _fill_cell(cell, runs)
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)


def _fill_cell(cell: _Cell, runs: Runs, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = cell.part.document.styles["Normal"]
    _fill(paragraph, runs, bold=bold)
    for run in paragraph._p.iter(qn("w:r")):
        size = OxmlElement("w:sz")
        size.set(qn("w:val"), "14")
        run.get_or_add_rPr().append(size)
