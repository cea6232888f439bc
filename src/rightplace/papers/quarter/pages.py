"""The report as a tagged PDF and as a page of HTML, in the words and the order of the Word file."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from rightplace.papers.letters.pdf import compile_pdf
from rightplace.papers.quarter.paper import (
    Block,
    Bullets,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Runs,
    plain,
)

_TEMPLATE = Path(__file__).with_name("paper.typ")
_STYLE = (
    "body{font:1.1875rem/1.4 arial,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c}"
    "table{border-collapse:collapse;font-size:.9rem}caption{text-align:left;font-weight:bold}"
    "th,td{border-bottom:1px solid #b1b4b6;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    ".wide{overflow-x:auto}.number{display:inline-block;min-width:2.5rem}"
)


def pdf(paper: Paper, *, fonts: Path) -> bytes:
    """The file; `fonts` as for letters."""
    data = {
        "council": paper.council,
        "committee": paper.committee,
        "dated": paper.dated,
        "title": paper.title,
        "report_of": f"Report of the {paper.report_of}",
        "blocks": [_data(block) for block in paper.blocks],
    }
    return compile_pdf(_TEMPLATE, paper=json.dumps(data), fonts=fonts)


def _data(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(number, runs):
            return {"kind": "paragraph", "number": number, "text": plain(runs)}
        case Bullets(items):
            return {"kind": "bullets", "items": [plain(item) for item in items]}
    rows = [[plain(cell) for cell in row] for row in block.rows]
    return {"kind": "grid", "caption": block.caption, "columns": list(block.columns), "rows": rows}


def html(paper: Paper) -> str:
    """One page that needs nothing beside it; each number says in `data-of` what it is of the register."""
    return "\n".join(_html(paper))


def _html(paper: Paper) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(paper.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    head = "<br>".join(escape(text) for text in (paper.council, paper.committee, paper.dated))
    yield f"<p>{head}</p>\n<h1>{escape(paper.title)}</h1>"
    yield f"<p>Report of the {escape(paper.report_of)}</p>"
    for block in paper.blocks:
        match block:
            case Heading(text, level):
                yield f"<h{level + 1}>{escape(text)}</h{level + 1}>"
            case Paragraph(number, runs):
                yield f'<p><span class="number">{number}.</span> {_marked(runs)}</p>'
            case Bullets(items):
                yield "<ul>" + "".join(f"<li>{_marked(item)}</li>" for item in items) + "</ul>"
            case Grid():
                yield from _table(block)
    yield "</main>\n</body>\n</html>"


def _table(grid: Grid) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{escape(text)}</th>' for text in grid.columns)
    yield f'<div class="wide" tabindex="0" role="region" aria-label="{escape(grid.caption)}">'
    yield f"<table><caption>{escape(grid.caption)}</caption><thead><tr>{heads}</tr></thead><tbody>"
    for first, *others in grid.rows:
        cells = "".join(f"<td>{_marked(cell)}</td>" for cell in others)
        yield f'<tr><th scope="row">{_marked(first)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _marked(runs: Runs) -> str:
    return "".join(
        f'<span data-of="{escape(run.bound)}">{escape(run.text)}</span>'
        if run.bound
        else escape(run.text)
        for run in runs
    )
