"""A letter as a tagged PDF (PDF/UA-1), set by Typst: no browser and no system library."""

import json
from dataclasses import replace
from pathlib import Path

import typst

from rightplace.papers.letters.letter import Letter

_TEMPLATE = Path(__file__).with_name("letter.typ")


def pdf(letter: Letter, *, fonts: Path, large: bool = False) -> bytes:
    """The file, with `large` in large print (18 points) whatever the letter says.

    `fonts` is a folder of TrueType files; a face of Typst's own stands in for a missing one.
    """
    data = replace(letter, large=letter.large or large).as_data()
    return compile_pdf(_TEMPLATE, letter=json.dumps(data), fonts=fonts)


def compile_pdf(template: Path, *, fonts: Path, root: Path | None = None, **inputs: str) -> bytes:
    """A Typst template with its inputs (`sys.inputs`), as a tagged PDF.

    With `root`, the template reads the files of that folder, and no others.
    """
    where = [str(fonts)] if fonts.exists() else []
    made = typst.compile(
        str(template) if root is None else template.read_bytes(),
        sys_inputs=inputs,
        pdf_standards="ua-1",
        font_paths=where,
        root=None if root is None else str(root),
    )
    assert isinstance(made, bytes)
    return made
