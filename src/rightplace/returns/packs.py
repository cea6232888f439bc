"""The returns that can be checked: how each is opened, its rules and its tables. A row for each return."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.facts.quality.rule import FIRST_YEAR, LAST_YEAR
from rightplace.facts.schema import RETURN_TABLES
from rightplace.facts.snapshot import Snapshot, open_snapshot
from rightplace.returns import annexa, cin, sen2, ssda903
from rightplace.returns.children import Children
from rightplace.returns.look_ups import LookUp
from rightplace.returns.sen2.modules import MODULES
from rightplace.returns.sen2.rules import LOOK_UPS, RULES
from rightplace.returns.sen2.years import COLLECTIONS

Progress = Callable[[int, int], None]


class CannotCheck(Exception):
    """There is nothing to check, or no rules to check it by; the text says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place that a remark is about. `value` is what stood there, or its kind where the reader keeps no
    values; `nth` counts those that are alike."""

    line: int
    value: str
    nth: int = 1


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader said about a file, of one kind and item; its message is without the values.

    `occurrences` are the places that the reader kept: one alone where it is about the file's shape, for the
    same is said of every row.
    """

    severity: Severity
    kind: str
    table: str
    item: str
    message: str
    hint: str
    number: int
    lines: tuple[int, ...]
    occurrences: tuple[Occurrence, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A return that is ready to be checked."""

    name: str
    tables: Mapping[str, pa.Table]
    year: int
    reference_date: date
    remarks: tuple[Remark, ...] = ()
    before: Mapping[str, pa.Table] | None = None
    """Last year's tables, where they lay beside this year's."""


Open = Callable[[str, int | None, Progress, Path], Opened]


@dataclass(frozen=True, slots=True)
class Pack:
    """One return.

    `open` takes a path or a snapshot's name, the year asked for, who is told, and the folder that holds
    the snapshots.
    """

    title: str
    rules: tuple[Rule, ...]
    years: tuple[int, int]
    schemas: Mapping[str, pa.Schema]
    look_ups: tuple[LookUp, ...]
    open: Open
    children: Children
    label: Callable[[str, str], str] = lambda table, column: column or table
    """The name that users know a table (with an empty column) or an item by."""
    prepare: Callable[[Data], Data] = lambda data: data
    """What is worked out once for all of its rules."""


def open_sen2(source: str, year: int | None, progress: Progress, store: Path) -> Opened:
    """A SEN2 return in any layout, or a snapshot of one, or of the record as the return of that year."""
    path = Path(source)
    if not path.exists() and not path.suffix and path.name == source:
        return _of_snapshot(open_snapshot(source, store=store), year)
    result = sen2.read(path, year=year, progress=progress)
    day = COLLECTIONS[result.year].survey_day
    return Opened(path.name, _own(result.tables), result.year, day, _remarks(result))


def _of_snapshot(snapshot: Snapshot, year: int | None) -> Opened:
    about, tables = snapshot.about, snapshot.tables()
    wanted = year or about.year
    if wanted is None:
        raise CannotCheck(f"{snapshot.name} is a snapshot of the record. Say which --year.")
    if about.origin == "record":
        tables = sen2.build_return(
            tables, year=wanted, authority=about.authority, made_at=snapshot.taken_at
        )
    elif about.year != wanted:
        raise CannotCheck(
            f"{snapshot.name} is the return of {about.year}. Check it with --year {about.year}."
        )
    return Opened(snapshot.name, _own(tables), wanted, COLLECTIONS[wanted].survey_day)


def _own(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    return {table.name: tables[table.name] for table in RETURN_TABLES}


_AS_RULES = {
    sen2.Severity.ERROR: Severity.ERROR,
    sen2.Severity.WARNING: Severity.QUERY,
    sen2.Severity.NOTE: Severity.INFORMATION,
}
# Of these the value is the file's shape; of all others it may be about a child.
_SHAPES = frozenset(
    {
        sen2.Kind.NO_TABLE,
        sen2.Kind.UNKNOWN_TABLE,
        sen2.Kind.YEAR_DIFFERS,
        sen2.Kind.SURVEY_DAY,
        sen2.Kind.UNCONFIRMED_YEAR,
        sen2.Kind.NOT_UTF8,
        sen2.Kind.NAMESPACE,
        sen2.Kind.RAGGED,
    }
)


# What is said of every row alike, by the names of the readers' kinds.
_OF_THE_FILE = frozenset(
    {
        "ATTRIBUTE", "CUT_SHORT", "EMPTY", "GARBLED", "LIMIT", "NAMESPACE", "NOT_THIS_YEAR", "NOT_UTF8",
        "NO_FIELD", "NO_TABLE", "SECOND_HEADER", "SERIAL", "SEVERAL_FILES", "SURVEY_DAY",
        "UNCONFIRMED_YEAR", "UNKNOWN_ELEMENT", "UNKNOWN_FIELD", "UNKNOWN_TABLE", "UNREADABLE_FILE",
        "WRONG_HOME", "YEAR_DIFFERS",
    }
)  # fmt: skip
Place = tuple[int, str]
"""A line, and the value there."""


def _occurrences(kind: str, places: Sequence[Place]) -> tuple[Occurrence, ...]:
    if kind in _OF_THE_FILE:
        return (Occurrence(*places[0]),)
    alike: Counter[str] = Counter()
    found = []
    for line, value in places:
        alike[value] += 1
        found.append(Occurrence(line, value, alike[value]))
    return tuple(found)


def _remarks(result: sen2.ReadResult) -> tuple[Remark, ...]:
    """The reader's findings by kind, table and item; what it counted and did not keep goes to the first."""
    groups: dict[tuple[sen2.Kind, str, str, str], list[Place]] = {}
    for each in result.findings:
        shown = each.value if each.kind in _SHAPES else "…"
        key = (each.kind, each.where.table, each.field, shown)
        groups.setdefault(key, []).append((each.where.line or 0, each.value))
    left = dict(result.counts)
    for (kind, *_), places in groups.items():
        left[kind] -= len(places)
    return tuple(
        Remark(
            severity=_AS_RULES[kind.severity],
            kind=kind.name.lower().replace("_", "-"),
            table=table,
            item=item,
            message=kind.message.format(field=item, value=shown),
            hint=kind.hint,
            number=len(places) + left.pop(kind, 0),
            lines=tuple(line for line, _ in places if line),
            occurrences=_occurrences(kind.name, places),
        )
        for (kind, table, item, shown), places in groups.items()
    )


def _sen2_label(table: str, column: str) -> str:
    if not column:
        return MODULES[table].element
    names = {f.column: f.element for module in MODULES.values() for f in module.fields}
    return names.get(column, column)


def open_cin(source: str, year: int | None, progress: Progress, store: Path) -> Opened:
    """A CIN census, in XML or as CSV tables."""
    wanted = _year_of(year)
    tables, findings = cin.open_return([Path(source)], wanted)
    day = cin.COLLECTIONS[wanted].reference_date
    return Opened(Path(source).name, tables, wanted, day, _by_kind(findings))


def open_ssda903(source: str, year: int | None, progress: Progress, store: Path) -> Opened:
    """The tables of SSDA903, in XML or as CSV; last year's may lie beside them."""
    wanted = _year_of(year)
    found, findings = ssda903.open_return([Path(source)], wanted)
    mark = ssda903.PREVIOUS
    before = {n.removeprefix(mark): t for n, t in found.items() if n.startswith(mark)}
    tables = {name: table for name, table in found.items() if not name.startswith(mark)}
    day = ssda903.reference_date(wanted)
    return Opened(Path(source).name, tables, wanted, day, _by_kind(findings), before or None)


def open_annexa(source: str, year: int | None, progress: Progress, store: Path) -> Opened:
    """The two lists of an area SEND inspection, as a workbook or CSV; as they stood on 31 March."""
    wanted = _year_of(year)
    tables, findings = annexa.read_lists(Path(source))
    return Opened(Path(source).name, tables, wanted, date(wanted, 3, 31), _by_kind(findings))


def _year_of(year: int | None) -> int:
    if year is None:
        raise CannotCheck("Say which year's rules to check by: --year 2025.")
    return year


def _by_kind(findings: Iterable[Any]) -> tuple[Remark, ...]:
    """What a reader said, by kind, table and item; its values are not given."""
    groups: dict[tuple[Any, str, str], list[Place]] = {}
    for each in findings:
        where = getattr(each, "where", each)
        value = getattr(each, "value_kind", "") or getattr(each, "value", "")
        groups.setdefault((each.kind, where.table, each.field), []).append((where.line or 0, value))
    return tuple(
        Remark(
            severity=_GRADES[kind.severity.value],
            kind=kind.name.lower().replace("_", "-"),
            table=table,
            item=item,
            message=kind.value[1].format(field=item, value="…"),
            hint=kind.value[2],
            number=len(places),
            lines=tuple(line for line, _ in places if line),
            occurrences=_occurrences(kind.name, places),
        )
        for (kind, table, item), places in groups.items()
    )


_GRADES = {
    "error": Severity.ERROR,
    "warning": Severity.QUERY,
    "note": Severity.INFORMATION,
}

PACKS: Mapping[str, Pack] = {
    "sen2": Pack(
        title="SEN2 person-level return",
        rules=RULES,
        years=(2023, 2026),
        schemas={table.name: table.arrow for table in RETURN_TABLES},
        look_ups=LOOK_UPS,
        open=open_sen2,
        children=Children(
            root="person",
            upns=(("person", "upn"),),
            urns=(("plan_detail", "urn"), ("placement_detail", "urn")),
        ),
        label=_sen2_label,
    ),
    "903": Pack(
        title="SSDA903 return",
        rules=ssda903.RULES,
        years=(min(ssda903.YEARS), max(ssda903.YEARS)),
        schemas=ssda903.SCHEMAS,
        look_ups=(),
        open=open_ssda903,
        children=Children("CHILD", upns=(("header", "UPN"),), urns=(("episodes", "URN"),)),
        prepare=ssda903.prepared,
    ),
    "cin": Pack(
        title="CIN census",
        rules=cin.RULES,
        years=(min(cin.YEARS), max(cin.YEARS)),
        schemas=cin.SCHEMAS,
        look_ups=(),
        open=open_cin,
        children=Children(root="child", named="la_child_id", upns=(("child", "upn"),)),
    ),
    "annexa": Pack(
        title="area SEND inspection lists",
        rules=annexa.RULES,
        years=(FIRST_YEAR, LAST_YEAR),
        schemas=annexa.SCHEMAS,
        look_ups=(),
        open=open_annexa,
        children=Children(
            "unique_id",
            upns=(("list_2", "upn"), ("list_1", "upn")),
            urns=(("list_2", "main_urn"), ("list_1", "main_urn")),
        ),
    ),
}


def pack_of(name: str) -> Pack:
    """The pack of that return; CannotCheck where there is none."""
    if name not in PACKS:
        known = ", ".join(PACKS)
        raise CannotCheck(
            f"There is no return called {name}. Returns that can be checked: {known}."
        )
    return PACKS[name]
