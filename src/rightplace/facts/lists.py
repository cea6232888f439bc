"""A list of another system, from a CSV file or a workbook to the rows of its table.

Every fault is named with its row and column; where there is one, nothing of the list is taken.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from rightplace.casework.names import fold
from rightplace.facts.list_rows import Cell, Line, NoRows, columns, day, header, lines, words
from rightplace.facts.lists_rules import LIST_RULES, ListRule
from rightplace.facts.schema import TABLES, Kind, Table

Value = str | int | float | date | None
_SHOWN = 20


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
    rows = rows_of(content)
    if not rows:
        raise ListRefused([Fault(0, "", "The file is empty", "choose the file with the list")])
    rule = LIST_RULES[table]
    place = header(rows, _known(TABLES[table], rule), rule.required) or 0
    return _taken(TABLES[table], rule, rows[place], rows[place + 1 :])


def rows_of(content: bytes) -> list[Line]:
    """The rows of a file that hold anything; ListRefused where it is no list."""
    try:
        return lines(content)
    except NoRows as error:
        raise ListRefused([Fault(0, "", error.what, error.mend)]) from error


def checked(table: str, rows: pa.Table) -> pa.Table:
    """Rows that come from a return, held to the same rules as a file."""
    values = list(enumerate(zip(*(c.to_pylist() for c in rows.columns), strict=True), 1))
    return _taken(TABLES[table], LIST_RULES[table], (1, rows.column_names), values)


def _taken(table: Table, rule: ListRule, names: Line, rows: Sequence[Line]) -> pa.Table:
    places = columns(names[1], _known(table, rule))
    faults = list(_missing(rule, places, names[0]))
    if faults:
        raise ListRefused(faults)
    found = {
        name: _column(table, rule, name, place, rows, faults) for name, place in places.items()
    }
    _check_rows(table, rule, found, [number for number, _ in rows], faults)
    if faults:
        raise ListRefused(sorted(faults, key=lambda fault: fault.row))
    key = table.columns[0].name
    found.setdefault(key, list(range(1, len(rows) + 1)))
    blank: list[Value] = [None] * len(rows)
    return pa.table([found.get(name, blank) for name in table.arrow.names], schema=table.arrow)


def _known(table: Table, rule: ListRule) -> dict[str, str]:
    """Folded name -> column of the table."""
    known = {fold(name): name for name in table.arrow.names}
    return known | {fold(other): name for other, name in rule.also.items()}


def _missing(rule: ListRule, places: Mapping[str, int], row: int) -> Iterator[Fault]:
    for name in rule.required:
        if name not in places:
            others = sorted(other for other, column in rule.also.items() if column == name)
            also = f" (or {', '.join(others)})" if others else ""
            yield Fault(row, name, "there is no such column", f"name a column {name}{also}")


def _column(
    table: Table,
    rule: ListRule,
    name: str,
    place: int,
    rows: Sequence[Line],
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
    if not words(cell):
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
        said = words(cell).lower()
        if said not in codes:
            raise ValueError(f"use one of the codes {shown}")
        return codes[said]

    return read


def _day(cell: Cell) -> date:
    found = day(cell)
    if found is None:
        raise ValueError("write the day as 2022-12-31 or 31/12/2022")
    return found


def _whole(cell: Cell) -> int:
    said = words(cell).replace(",", "").removesuffix(".0")
    if not re.fullmatch(r"\d{1,9}", said):
        raise ValueError("write a whole number, nought or more")
    return int(said)


def _number(cell: Cell) -> float:
    said = words(cell)
    if not re.fullmatch(r"-?\d+(\.\d+)?", said):
        raise ValueError("write a number, such as -0.64")
    return float(said)


_READERS: Mapping[Kind, Callable[[Cell], Value]] = {
    Kind.DATE: _day,
    Kind.ID: _whole,
    Kind.INT: _whole,
    Kind.NUMBER: _number,
    Kind.TEXT: words,
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
