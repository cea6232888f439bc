"""Values many a row: an area, a year, what the row is of, and a column for each measure.

A measure's key is the file's stem, the column, and what the row is of where it is not the total:
`ehc_caseload_by_age_band/plans[age_band=5-10]`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from rightplace.facts.comparators.cells import (
    SYMBOLS,
    NotANumber,
    not_a_number,
    number,
    rows_of,
)
from rightplace.facts.comparators.places import TINY, level_named, unknown_area
from rightplace.facts.comparators.reading import Fault, Reading
from rightplace.facts.comparators.tables import Area, Level, Measure

YEARS = ("year", "financial_year", "academic_year")
_ABOUT = {
    "la_code", "la_name", "ons_code", "area", "level", "region", "source", "quality_flag", *YEARS,
}  # fmt: skip
# Columns that say what a row is of even where they look like numbers.
_ALWAYS_OF = {"age", "age_band", "age_group", "reason", "breakdown", "characteristic_age"}
_TOTALS = {"", "total", "all"}

Row = Sequence[str]
Of = tuple[tuple[str, str], ...]
"""What a row is of: columns and their values, without totals."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a file has what. `area` and `period` give a row's code and period, or the fault.

    `measures` are columns of numbers, `of` those that say what a row is of, `note` the column of the
    publisher's own warnings; `about` is what is known of a measure by its column.
    """

    area: Callable[[int, Row], "str | Fault | None"]
    period: Callable[[int, Row], "str | Fault"]
    measures: Sequence[int]
    of: Sequence[int]
    note: int | None
    about: Callable[[str], Measure]


def read_wide(text: str, name: str, reading: Reading, header: list[str]) -> int:
    """A tidy file with `la_code` and a year."""
    rows = list(rows_of(text, name, reading))
    free = [i for i, column in enumerate(header) if column not in _ABOUT]
    measures, of = split(header, free, (row for _, row in rows))
    year_at = next(header.index(column) for column in YEARS if column in header)
    layout = Layout(
        area=lambda line, row: _area(name, line, row, header, reading),
        period=lambda line, row: _period(name, line, header[year_at], row[year_at]),
        measures=measures,
        of=of,
        note=header.index("quality_flag") if "quality_flag" in header else None,
        about=lambda column: Measure("", column.replace("_", " "), year_type=header[year_at]),
    )
    return fill(rows, name, reading, header, layout)


def split(
    header: Sequence[str], columns: Iterable[int], rows: Iterable[Row]
) -> tuple[list[int], list[int]]:
    """The columns of numbers, and those that say what a row is of: most of their cells are words."""
    columns = list(columns)
    words, given = dict.fromkeys(columns, 0), dict.fromkeys(columns, 0)
    for row in rows:
        for i in columns:
            cell = row[i].strip()
            given[i] += bool(cell)
            words[i] += not _numeric(cell)
    of = [i for i in columns if header[i] in _ALWAYS_OF or words[i] * 2 > given[i]]
    return [i for i in columns if i not in of], of


def _numeric(cell: str) -> bool:
    if cell.lower() in SYMBOLS:
        return True
    try:
        float(cell)
    except ValueError:
        return False
    return True


def fill(
    rows: Sequence[tuple[int, Row]],
    name: str,
    reading: Reading,
    header: Sequence[str],
    layout: Layout,
) -> int:
    """Every number of every row as a value; gives the count of rows."""
    stem = PurePath(name).name.split(".")[0]
    keys: dict[tuple[int, Of], str] = {}
    for line, row in rows:
        code, period = layout.area(line, row), layout.period(line, row)
        if faults := [each for each in (code, period) if isinstance(each, Fault)]:
            reading.faults += faults
            continue
        if code is None:
            continue
        of = tuple(
            (header[i], row[i].strip())
            for i in layout.of
            if row[i].strip().casefold() not in _TOTALS
        )
        note = row[layout.note].strip() if layout.note is not None else ""
        for i in layout.measures:
            if (i, of) not in keys:
                keys[i, of] = _measure(stem, of, layout.about(header[i]), header[i], reading)
            try:
                value, why = number(row[i])
            except NotANumber:
                reading.faults.append(not_a_number((name, line), header[i], row[i]))
                continue
            flag = f"publisher's note: {note}" if note and value is not None else why
            reading.values.add(keys[i, of], str(period), str(code), (value, flag), (name, line))
    return len(rows)


def _measure(stem: str, of: Of, about: Measure, column: str, reading: Reading) -> str:
    """The key of a measure, which is noted."""
    parts = "; ".join(f"{name}={value}" for name, value in of)
    key = f"{stem}/{column}" + (f"[{parts}]" if parts else "")
    title = ": ".join([about.title, *([", ".join(value for _, value in of)] if of else [])])
    reading.measures.setdefault(key, replace(about, key=key, title=title))
    return key


def _period(name: str, line: int, column: str, cell: str) -> str | Fault:
    text = cell.strip()
    if len(text) >= 4 and text[:4].isdecimal():
        return text
    return Fault(
        name, line, column, f"{cell!r} is no year.", "Write it as 2022, 2021/22 or 2021-22."
    )


def _area(
    name: str, line: int, row: Row, header: Sequence[str], reading: Reading
) -> str | Fault | None:
    given = {column: row[i].strip() for i, column in enumerate(header) if column in _ABOUT}
    code = given["la_code"]
    title = given.get("area") or given.get("la_name", "")
    level = level_named(given.get("level", "LA"))
    if code in ("", "0"):
        level = level if "level" in given else Level.NATION
        return _named_area(name, line, title, level, reading)
    if code in reading.areas:
        return code
    if reading.whole_areas:
        return unknown_area(name, line, "la_code", code)
    return known_or_new(reading, Area(code, title or code, Level.AUTHORITY, tiny=code in TINY))


def _named_area(
    name: str, line: int, title: str, level: Level | None, reading: Reading
) -> str | Fault:
    """A region or the nation, which such files give by name only."""
    if level is None or level is Level.AUTHORITY or not title:
        mend = "Give the authority's three-digit code, or the region's name and its level."
        return Fault(name, line, "la_code", "The row has no code and is of no region.", mend)
    found = reading.area_named(title, level)
    return found.code if found else known_or_new(reading, Area(title, title, level))


def known_or_new(reading: Reading, area: Area) -> str:
    """The area's code; the area is noted where it is new."""
    reading.areas.setdefault(area.code, area)
    return area.code
