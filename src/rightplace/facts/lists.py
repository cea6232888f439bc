"""A list of another system, from a CSV file or a workbook to the rows of its table.

Every fault is named with its row and column; where there is one, nothing of the list is taken.
"""

import csv
import io
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import pyarrow as pa
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from rightplace.facts.lists_rules import LIST_RULES, ListRule
from rightplace.facts.schema import TABLES, Kind, Table

Value = str | int | float | date | None
Cell = object
_SHOWN = 20
_WORKBOOK = b"PK"
# What the reader of workbooks raises where a file is none, or is a damaged one.
_NO_WORKBOOK = (
    BadZipFile, InvalidFileException, ParseError, LookupError, TypeError, ValueError, OSError, zlib.error,
)  # fmt: skip
# Day 0 of a spreadsheet, and the days that could be a date in one: 1927 to 2064.
_EPOCH, _SERIALS = date(1899, 12, 30), range(10_000, 60_000)
_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d-%b-%Y", "%d %B %Y")
_DATE = "write the day as 2022-12-31 or 31/12/2022"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `row` is the row as the spreadsheet counts it; 0 is the file as a whole."""

    row: int
    column: str
    what: str
    mend: str

    def __str__(self) -> str:
        place = ", ".join(filter(None, (f"row {self.row}" if self.row else "", self.column)))
        return (
            f"{place}: {self.what}. To mend it, {self.mend}."
            if place
            else f"{self.what}: {self.mend}."
        )


class ListRefused(Exception):
    """A list cannot be taken; the text names the first faults, `faults` all of them."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        shown = "\n".join(str(fault) for fault in self.faults[:_SHOWN])
        more = len(self.faults) - _SHOWN
        super().__init__(shown + (f"\nand {more:,} more" if more > 0 else ""))


def read_list(table: str, content: bytes) -> pa.Table:
    """The rows of a list as its table in the snapshot; ListRefused where anything is wrong with it.

    Columns are named as in the table or by another known name, in any order; others are left aside.
    """
    rows = cells_of(content)
    header = next(rows, None)
    if header is None:
        raise ListRefused([Fault(0, "", "The file is empty", "choose the file with the list")])
    return _taken(TABLES[table], LIST_RULES[table], header[1], list(rows))


def checked(table: str, rows: pa.Table) -> pa.Table:
    """Rows that come from a return, held to the same rules as a file."""
    header = list(rows.column_names)
    lines = list(enumerate(zip(*(c.to_pylist() for c in rows.columns), strict=True), 1))
    return _taken(TABLES[table], LIST_RULES[table], header, lines)


def cells_of(content: bytes) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows of a CSV file or a workbook that hold anything, each with its number as a spreadsheet counts.

    ListRefused where it is neither.
    """
    found = _workbook(content) if content.startswith(_WORKBOOK) else _csv(content)
    for number, row in enumerate(found, 1):
        if any(cell is not None and str(cell).strip() for cell in row):
            yield number, row


def _workbook(content: bytes) -> Iterator[Sequence[Cell]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        with closing(book):
            yield from book.worksheets[0].iter_rows(values_only=True)
    except _NO_WORKBOOK as error:
        what, mend = "The file is not a workbook that can be read", "save it as .xlsx or .csv"
        raise ListRefused([Fault(0, "", what, mend)]) from error


def _csv(content: bytes) -> Iterator[Sequence[Cell]]:
    text = _text(content)
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    except csv.Error as error:
        what, mend = (
            "The file is not a CSV file that can be read",
            "look for a missing quotation mark",
        )
        raise ListRefused([Fault(0, "", what, mend)]) from error


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _taken(
    table: Table, rule: ListRule, header: Sequence[Cell], rows: Sequence[tuple[int, Sequence[Cell]]]
) -> pa.Table:
    places = _places(table, rule, header)
    faults = list(_missing(table, rule, places))
    if faults:
        raise ListRefused(faults)
    columns = {
        name: _column(table, rule, name, place, rows, faults) for name, place in places.items()
    }
    _check_rows(table, rule, columns, [number for number, _ in rows], faults)
    if faults:
        raise ListRefused(sorted(faults, key=lambda fault: fault.row))
    key = table.columns[0].name
    columns.setdefault(key, list(range(1, len(rows) + 1)))
    blank: list[Value] = [None] * len(rows)
    return pa.table([columns.get(name, blank) for name in table.arrow.names], schema=table.arrow)


def _places(table: Table, rule: ListRule, header: Sequence[Cell]) -> dict[str, int]:
    """Column of the table -> where it stands in the file; the first where it stands twice."""
    known = {_plain(name): name for name in table.arrow.names}
    known |= {_plain(other): name for other, name in rule.also.items()}
    found: dict[str, int] = {}
    for place, cell in enumerate(header):
        name = known.get(_plain(str(cell or "")))
        if name is not None:
            found.setdefault(name, place)
    return found


def _plain(name: str) -> str:
    """ "Child ID", "child_id" and "ChildID" are one name."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _missing(table: Table, rule: ListRule, places: Mapping[str, int]) -> Iterator[Fault]:
    for name in rule.required:
        if name not in places:
            others = sorted(other for other, column in rule.also.items() if column == name)
            also = f" (or {', '.join(others)})" if others else ""
            yield Fault(1, name, "there is no such column", f"name a column {name}{also}")


def _column(
    table: Table,
    rule: ListRule,
    name: str,
    place: int,
    rows: Sequence[tuple[int, Sequence[Cell]]],
    faults: list[Fault],
) -> list[Value]:
    """One column read, with its faults added. A value is read once however often it stands."""
    read = _reader(table, rule, name)
    known: dict[Cell, Value | Fault] = {}
    found: list[Value] = []
    for number, row in rows:
        cell = row[place] if place < len(row) else None
        if cell not in known:
            known[cell] = _read(cell, read, name)
        value = known[cell]
        if isinstance(value, Fault):
            faults.append(Fault(number, name, value.what, value.mend))
            value = None
        elif value is None and name in rule.required:
            faults.append(Fault(number, name, "it is empty", "fill it in, or take the row out"))
        found.append(value)
    return found


def _read(cell: Cell, read: Callable[[Cell], Value], name: str) -> Value | Fault:
    if cell is None or not str(cell).strip():
        return None
    try:
        return read(cell)
    except ValueError as error:
        return Fault(0, name, f'"{str(cell).strip()}" cannot stand there', str(error))


def _reader(table: Table, rule: ListRule, name: str) -> Callable[[Cell], Value]:
    """What reads a cell of that column; it raises ValueError with how to mend it."""
    if name in rule.codes:
        return _code_reader(rule, name)
    return _READERS[table.column(name).kind]


def _code_reader(rule: ListRule, name: str) -> Callable[[Cell], Value]:
    codes = {code.lower(): code for code in rule.codes[name]}
    if name in rule.words:
        codes |= {code.label.lower(): code.value for code in rule.words[name]}
    shown = ", ".join(rule.codes[name][:12]) + (" …" if len(rule.codes[name]) > 12 else "")

    def read(cell: Cell) -> Value:
        said = words_in(cell).lower()
        if said not in codes:
            raise ValueError(f"use one of the codes {shown}")
        return codes[said]

    return read


def words_in(cell: Cell) -> str:
    """A number that a spreadsheet holds as 3.0 is 3."""
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell) if whole and isinstance(cell, float) else cell).strip()


def _day(cell: Cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = words_in(cell).removesuffix(" 00:00:00").removesuffix("T00:00:00")
    if said.isdigit() and int(said) in _SERIALS:
        return _EPOCH + timedelta(days=int(said))
    for form in _FORMATS:
        try:
            return datetime.strptime(said, form).date()
        except ValueError:
            continue
    raise ValueError(_DATE)


def _whole(cell: Cell) -> int:
    said = words_in(cell).replace(",", "").removesuffix(".0")
    if not re.fullmatch(r"\d{1,9}", said):
        raise ValueError("write a whole number, nought or more")
    return int(said)


def _number(cell: Cell) -> float:
    said = words_in(cell)
    if not re.fullmatch(r"-?\d+(\.\d+)?", said):
        raise ValueError("write a number, such as -0.64")
    return float(said)


_READERS: Mapping[Kind, Callable[[Cell], Value]] = {
    Kind.DATE: _day,
    Kind.ID: _whole,
    Kind.INT: _whole,
    Kind.NUMBER: _number,
    Kind.TEXT: words_in,
}


def _check_rows(
    table: Table,
    rule: ListRule,
    columns: Mapping[str, Sequence[Value]],
    numbers: Sequence[int],
    faults: list[Fault],
) -> None:
    """What is wrong between the columns of a row, and between rows."""
    if rule.span and rule.span[1] in columns:
        since, until = rule.span
        for number, first, last in zip(numbers, columns[since], columns[until], strict=True):
            if isinstance(first, date) and isinstance(last, date) and last < first:
                what = f"{last} is before {since}, {first}"
                faults.append(Fault(number, until, what, "correct one of the two days"))
    key = table.columns[0].name
    seen: dict[Value, int] = {}
    for number, value in zip(numbers, columns.get(key, ()), strict=False):
        if value in seen:
            what = f"{value} stands in row {seen[value]} too"
            faults.append(Fault(number, key, what, "give each row a number of its own"))
        seen.setdefault(value, number)
