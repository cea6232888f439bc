"""A letter as a tagged PDF (PDF/UA-1), set by Typst: no browser and no system library."""

import json
from pathlib import Path

import typst

from rightplace.papers.letters.letter import Letter

_TEMPLATE = Path(__file__).with_name("letter.typ")


def pdf(letter: Letter, *, fonts: Path) -> bytes:
    """The file. `fonts` is a folder of TrueType files; a face of Typst's own stands in for a missing one."""
    return compile_pdf(_TEMPLATE, letter=json.dumps(letter.as_data()), fonts=fonts)


def compile_pdf(template: Path, *, fonts: Path, **inputs: str) -> bytes:
    """A Typst template with its inputs (`sys.inputs`), as a tagged PDF."""
    where = [str(fonts)] if fonts.exists() else []
    return typst.compile(str(template), sys_inputs=inputs, pdf_standards="ua-1", font_paths=where)
