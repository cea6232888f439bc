"""What a check found, as files that people work through: JSON, a workbook, a page. One line a finding.

They hold values of the return, so they are written for their owner's eyes (mode 0600).
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import Any, TypeVar

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

HEADINGS = ("Severity", "Rule", "Table", "Row", "Person", "Message", "Values", "How to mend it")
_MOST_ROWS = 1_000_000
_WIDTHS = (12, 12, 18, 10, 10, 60, 60, 60)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One finding: which rule, which row, and the values that the rule looked at, by item."""

    severity: str
    rule: str
    table: str
    row: int
    person: int | str | None
    message: str
    hint: str
    values: tuple[tuple[str, str], ...]

    @property
    def shown(self) -> str:
        """The values in a sentence's form."""
        return "; ".join(f"{item}: {value or 'blank'}" for item, value in self.values)


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows fail one rule, or how often a reader said one thing."""

    severity: str
    rule: str
    table: str
    message: str
    hint: str
    number: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A check, ready to be read. `not_asked` and `broken` are rules without a verdict, with reasons."""

    title: str
    about: str
    totals: tuple[Total, ...]
    lines: Sequence[Line]
    not_asked: tuple[tuple[str, str], ...]
    broken: tuple[tuple[str, str], ...]


def as_data(paper: Paper) -> dict[str, Any]:
    """The paper as plain data; without lines it holds no value of the return."""
    data = asdict(paper) | {
        "lines": [asdict(line) | {"values": dict(line.values)} for line in paper.lines],
        "not_asked": dict(paper.not_asked),
        "broken": dict(paper.broken),
    }
    return data if paper.lines else {k: v for k, v in data.items() if k != "lines"}


Tell = Callable[[int, int], None]
"""How many findings are written, and of how many."""

_TOLD_EVERY = 500
T = TypeVar("T")


def silent(done: int, total: int) -> None:
    """Tell nobody."""


def told(lines: Sequence[T], tell: Tell) -> Iterator[T]:
    """The lines, telling now and then how far they were taken."""
    for number, line in enumerate(lines):
        if number % _TOLD_EVERY == 0:
            tell(number, len(lines))
        yield line


def write_json(paper: Paper, path: Path, *, tell: Tell = silent) -> None:
    """The paper as JSON."""
    tell(0, len(paper.lines))
    _write(path, json.dumps(as_data(paper), indent=1, ensure_ascii=False))


def _write(path: Path, text: str) -> None:
    with open(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)


def write_xlsx(paper: Paper, path: Path, *, tell: Tell = silent) -> None:
    """A workbook: counts, findings with filters, and the rules that gave no verdict."""
    book = Workbook(write_only=True)
    totals = [(t.severity, t.rule, t.table, t.number, t.message, t.hint) for t in paper.totals]
    heads = ("Severity", "Rule", "Table", "Rows", "Message", "How to mend it")
    _sheet(book, "Counts", heads, totals, (12, 12, 18, 10, 60, 60), number=len(totals))
    lines = paper.lines[:_MOST_ROWS]
    cells = map(_cells, told(lines, tell))
    _sheet(book, "Findings", HEADINGS, cells, _WIDTHS, number=len(lines))
    without = [(rule, f"not asked: {why}") for rule, why in paper.not_asked]
    without += [(rule, f"could not be applied: {why}") for rule, why in paper.broken]
    _sheet(book, "Without a verdict", ("Rule", "Why"), without, (14, 100), number=len(without))
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    book.save(path)


def _cells(line: Line) -> tuple[object, ...]:
    return (
        line.severity, line.rule, line.table, line.row, line.person,
        line.message, line.shown, line.hint,
    )  # fmt: skip


def _sheet(
    book: Workbook,
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    widths: Sequence[int],
    *,
    number: int,
) -> None:
    sheet = book.create_sheet(title)
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{number + 1}"
    sheet.append(list(headings))
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: object) -> object:
    """Text stays text: a value that begins with = must not become a formula."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, _NOT_IN_XML.sub("�", value)[:32_000])
    cell.data_type = "s"
    return cell


_STYLE = """body{font:1rem/1.5 system-ui,sans-serif;color:#0b0c0c;
max-width:90rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:0 0 2rem}
caption{text-align:left;font-weight:700;font-size:1.25rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #b1b4b6}
thead th{position:sticky;top:0;background:#f3f2f1}td.n{text-align:right}a{color:#1d70b8}"""


def write_html(paper: Paper, path: Path, *, tell: Tell = silent) -> None:
    """One page that needs nothing beside it."""
    _write(path, "\n".join(_page(paper, tell)))


def _page(paper: Paper, tell: Tell) -> Iterator[str]:
    title = escape(paper.title)
    yield f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
    yield f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style>'
    yield f"</head><body><main><h1>{title}</h1><p>{escape(paper.about)}</p>"
    totals = [(t.severity, t.rule, t.table, t.number, t.message, t.hint) for t in paper.totals]
    heads = ("Severity", "Rule", "Table", "Rows", "Message", "How to mend it")
    yield from _table("Counts by rule", heads, totals)
    yield from _table("Findings", HEADINGS, map(_cells, told(paper.lines, tell)))
    without = (*paper.not_asked, *paper.broken)
    if without:
        yield from _table("Rules without a verdict", ("Rule", "Why"), without)
    yield "</main></body></html>"


def _table(caption: str, headings: Sequence[str], rows: Any) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    yield f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>"
    for row in rows:
        cells = (
            f'<td class="n">{cell:,}</td>' if isinstance(cell, int) else f"<td>{_shown(cell)}</td>"
            for cell in row
        )
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"


def _shown(cell: object) -> str:
    return "" if cell is None else escape(str(cell))


WRITERS = {"json": write_json, "xlsx": write_xlsx, "html": write_html}
