"""Sheets of paper with words or pictures on them, as one PDF."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rightplace.papers.letters.letter import Block, block_data, legible
from rightplace.papers.letters.pdf import compile_pdf

_TEMPLATE = Path(__file__).with_name("sheets.typ")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What begins on a sheet of its own: words, or a picture (PNG or JPEG) told in `alt`."""

    heading: str = ""
    note: str = ""
    blocks: tuple[Block, ...] = ()
    picture: bytes | Path | None = None
    alt: str = ""


def sheets_pdf(sheets: Sequence[Sheet], *, title: str, council: str, fonts: Path) -> bytes:
    """The sheets as one tagged PDF."""
    with tempfile.TemporaryDirectory(prefix="rightplace-") as folder:
        given = {
            "title": legible(title),
            "council": council,
            "sheets": [_data(sheet, Path(folder), n) for n, sheet in enumerate(sheets)],
        }
        data = Path(folder, "given.json")
        data.write_text(json.dumps(given))
        return compile_pdf(_TEMPLATE, fonts=fonts, root=Path(folder))


def _data(sheet: Sheet, folder: Path, number: int) -> dict[str, Any]:
    name = ""
    if sheet.picture is not None:
        content = sheet.picture if isinstance(sheet.picture, bytes) else sheet.picture.read_bytes()
        ending = "png" if content.startswith(b"\x89PNG") else "jpg"
        name = f"{number}.{ending}"
        Path(folder, name).write_bytes(content)
    return {
        "heading": legible(sheet.heading),
        "note": legible(sheet.note),
        "blocks": [block_data(block) for block in sheet.blocks],
        "picture": name,
        "alt": legible(sheet.alt),
    }
