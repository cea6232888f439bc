"""A plan as PDF/UA-1, set by Typst, and as Word."""

import json
from pathlib import Path

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rightplace.papers.letters.letter import Heading
from rightplace.papers.letters.pdf import compile_pdf
from rightplace.papers.letters.word import add_block, file_of, new_document
from rightplace.papers.plans.document import PlanPaper

_TEMPLATE = Path(__file__).with_name("plan.typ")


def plan_pdf(paper: PlanPaper, *, fonts: Path) -> bytes:
    """The tagged PDF: cover, contents, sections A to K, page numbers."""
    return compile_pdf(_TEMPLATE, plan=json.dumps(paper.as_data()), fonts=fonts)


def plan_word(paper: PlanPaper) -> bytes:
    """The same words in the same order, with real headings and page numbers."""
    document = new_document(title=paper.title, author=paper.cover.council)
    document.add_paragraph().add_run(paper.cover.council).bold = True
    document.add_heading(paper.title, level=1)
    document.add_paragraph(paper.cover.standing)
    document.add_paragraph("\n".join(f"{label}: {value}" for label, value in paper.cover.facts))
    _number_pages(document, paper)
    for heading, blocks in paper.sections:
        document.add_heading(heading, level=2)
        for block in blocks:
            if isinstance(block, Heading):
                document.add_heading(block.text, level=3)
            else:
                add_block(document, block)
    return file_of(document)


def _number_pages(document: WordDocument, paper: PlanPaper) -> None:
    """A field that Word fills in with the page."""
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run(f"{paper.cover.child}, {paper.cover.reference}, page ")
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = footer.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = code
        run._r.append(part)
