"""A return at a glance: how many of what, and what there is to mend. Plain data for any screen."""

from collections import Counter
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from rightplace.returns.sen2.codes import CODE_SETS, UNKNOWN_LETTER
from rightplace.returns.sen2.fields import Field
from rightplace.returns.sen2.findings import Kind, Severity
from rightplace.returns.sen2.modules import MODULES
from rightplace.returns.sen2.result import Layout, ReadResult

BLANK = ""


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows of one table."""

    element: str
    rows: int


@dataclass(frozen=True, slots=True)
class CodeCount:
    """Rows with one code of one item; `label` is empty for a code outside the list."""

    element: str
    field: str
    code: str
    label: str
    rows: int


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The years in which the dates of one item fall, with the rows of each."""

    element: str
    field: str
    years: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How often one kind of thing was found in one item of one table."""

    kind: Kind
    severity: Severity
    element: str
    field: str
    number: int
    example: str
    hint: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a return holds. `truncated` lists kinds with more findings than were kept."""

    year: int
    layout: Layout
    tables: tuple[TableCount, ...]
    codes: tuple[CodeCount, ...]
    dates: tuple[DateSpan, ...]
    findings: tuple[FindingCount, ...]
    truncated: tuple[Kind, ...]


def summary(result: ReadResult) -> Look:
    """Counts by table, by code and by year of each date, and the findings in groups."""
    tables = result.tables
    return Look(
        result.year,
        result.layout,
        tuple(TableCount(m.element, tables[name].num_rows) for name, m in MODULES.items()),
        tuple(count for m, f in _coded() for count in _codes(tables[m], m, f)),
        tuple(_span(tables[m], m, f) for m, f in _dated()),
        _grouped(result),
        _truncated(result),
    )


def _coded() -> list[tuple[str, Field]]:
    return [(name, f) for name, m in MODULES.items() for f in m.fields if f.codes]


def _dated() -> list[tuple[str, Field]]:
    return [
        (name, f)
        for name, m in MODULES.items()
        for f in m.fields
        if pa.types.is_date(m.table.arrow.field(f.column).type)
    ]


def _codes(table: pa.Table, name: str, field: Field) -> list[CodeCount]:
    """Codes in the order of the list, then those outside it, then blanks."""
    counted = Counter(table[field.column].to_pylist())
    labels = {c.value: c.label for c in CODE_SETS[field.codes].codes if c.value != UNKNOWN_LETTER}
    outside = sorted(code for code in counted if code is not None and code not in labels)
    order = [code for code in labels if code in counted] + outside
    element = MODULES[name].element
    found = [
        CodeCount(element, field.element, code, labels.get(code, ""), counted[code])
        for code in order
    ]
    blanks = [CodeCount(element, field.element, BLANK, "blank", counted[None])]
    return found + (blanks if counted[None] else [])


def _span(table: pa.Table, name: str, field: Field) -> DateSpan:
    years = Counter(pc.year(table[field.column].drop_null()).to_pylist())
    return DateSpan(MODULES[name].element, field.element, tuple(sorted(years.items())))


def _grouped(result: ReadResult) -> tuple[FindingCount, ...]:
    """The kept findings by kind, table and item, worst first, with one of each to show."""
    groups: dict[tuple[Kind, str, str], FindingCount] = {}
    for f in result.findings:
        key = (f.kind, f.where.table, f.field)
        number = groups[key].number + 1 if key in groups else 1
        example = groups[key].example if key in groups else f"{f.where}: {f.message}"
        groups[key] = FindingCount(f.kind, f.severity, *key[1:], number, example, f.hint)
    worst = list(Severity)
    return tuple(sorted(groups.values(), key=lambda g: (worst.index(g.severity), -g.number)))


def _truncated(result: ReadResult) -> tuple[Kind, ...]:
    kept = Counter(f.kind for f in result.findings)
    return tuple(kind for kind, number in result.counts.items() if number > kept[kind])
