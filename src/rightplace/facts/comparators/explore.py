"""The data files of explore-education-statistics, with or without their `.meta.csv`.

Standard columns: the Department's open data standards. Rows of schools, districts, constituencies and
other areas below an authority are left out, and told.
"""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rightplace.facts.comparators.cells import leave_out, rows_of
from rightplace.facts.comparators.places import TINY, level_named, unknown_area
from rightplace.facts.comparators.reading import Fault, Reading
from rightplace.facts.comparators.tables import Area, Level, Measure
from rightplace.facts.comparators.wide import Layout, Row, fill, known_or_new, split

STANDARD = {"time_period", "time_identifier", "geographic_level"}
_SUFFIXES = ("_code", "_name", "_urn", "_id", "_ukprn", "_laestab")
# What the columns of place begin with; others with such an ending are of the file's own subject.
_PLACES = (
    "country", "region", "new_la", "old_la", "la", "lad", "pcon", "lsip", "local_enterprise_partnership",
    "english_devolved_area", "opportunity_area", "ward", "trust", "sponsor", "school", "provider",
    "institution", "planning_area", "rsc_region_lead",
)  # fmt: skip
_PLACE_COLUMNS = {place + suffix for place in _PLACES for suffix in _SUFFIXES}
_YEAR_IDENTIFIERS = {
    "academic year",
    "financial year",
    "calendar year",
    "reporting year",
    "tax year",
}
META = {"col_name", "col_type", "label"}

Meta = Mapping[str, Mapping[str, str]]


def read_meta(text: str) -> Meta:
    """What a `.meta.csv` says of each column."""
    rows = csv.DictReader(io.StringIO(text, newline=""), restval="")
    return {row["col_name"].strip(): row for row in rows}


@dataclass(frozen=True, slots=True)
class _Places:
    """Finds a row's area. `skipped` counts the rows of each level that is left out."""

    file: str
    at: Mapping[str, int]
    reading: Reading
    skipped: Counter[str]

    def __call__(self, line: int, row: Row) -> str | Fault | None:
        level_cell = self._cell(row, "geographic_level")
        match level_named(level_cell):
            case Level.NATION:
                return self._other(line, row, Level.NATION, "country")
            case Level.REGION:
                return self._other(line, row, Level.REGION, "region")
            case Level.AUTHORITY:
                return self._authority(line, row)
        self.skipped[level_cell] += 1
        return None

    def _cell(self, row: Row, column: str) -> str:
        return row[self.at[column]].strip() if column in self.at else ""

    def _authority(self, line: int, row: Row) -> str | Fault:
        code, ons = self._cell(row, "old_la_code"), self._cell(row, "new_la_code")
        if len(code) != 3 or not code.isdecimal():
            known = [a.code for a in self.reading.areas.values() if ons and a.ons_code == ons]
            if known:
                return known[0]
            what = f"{code!r} is no three-digit code of an authority."
            mend = "Write the code, or add la_codes.csv with the authority's new_la_code to the folder."
            return Fault(self.file, line, "old_la_code", what, mend)
        if code in self.reading.areas:
            return code
        if self.reading.whole_areas:
            return unknown_area(self.file, line, "old_la_code", code)
        name, region = self._cell(row, "la_name") or code, self._cell(row, "region_name")
        area = Area(code, name, Level.AUTHORITY, region, ons, tiny=code in TINY)
        return known_or_new(self.reading, area)

    def _other(self, line: int, row: Row, level: Level, place: str) -> str | Fault:
        code, name = self._cell(row, f"{place}_code"), self._cell(row, f"{place}_name")
        if not name:
            what = f"The row is of a {level.value} and does not name it."
            return Fault(self.file, line, f"{place}_name", what, "Write its name and code.")
        found = self.reading.area_named(name, level)
        if found:
            return found.code
        return known_or_new(self.reading, Area(code or name, name, level, ons_code=code))


def read_explore(
    text: str, name: str, reading: Reading, header: list[str], meta: Meta | None = None
) -> int:
    """The values of one data file."""
    rows = list(rows_of(text, name, reading))
    measures, of = _columns(name, reading, header, [row for _, row in rows], meta)
    at = {column: i for i, column in enumerate(header)}
    years = Counter(row[at["time_identifier"]].strip() for _, row in rows).most_common(1)
    places = _Places(name, at, reading, Counter())
    layout = Layout(
        area=places,
        period=lambda line, row: _period(
            name, line, row[at["time_period"]], row[at["time_identifier"]]
        ),
        measures=measures,
        of=of,
        note=None,
        about=lambda column: _about(column, meta or {}, years[0][0] if years else ""),
    )
    count = fill(rows, name, reading, header, layout)
    for level, skipped in sorted(places.skipped.items()):
        noun = "row" if skipped == 1 else "rows"
        leave_out(
            reading,
            name,
            f"{skipped} {noun} of level {level!r}: not authorities, regions or the nation.",
        )
    return count


def _columns(
    name: str, reading: Reading, header: Sequence[str], rows: Sequence[Row], meta: Meta | None
) -> tuple[list[int], list[int]]:
    free = [i for i, c in enumerate(header) if c not in STANDARD and c not in _PLACE_COLUMNS]
    if meta is None:
        return split(header, free, rows)
    grouping = {m.get("filter_grouping_column", "") for m in meta.values()}
    kinds = {header[i]: meta.get(header[i], {}).get("col_type", "").casefold() for i in free}
    for column, kind in kinds.items():
        if not kind and column not in grouping:
            mend = "Add the column to the file's .meta.csv as Filter or Indicator."
            what = "The file's .meta.csv does not say what the column is."
            reading.faults.append(Fault(name, 1, column, what, mend))
    measures = [i for i in free if kinds[header[i]] == "indicator"]
    of = [i for i in free if kinds[header[i]] == "filter" or header[i] in grouping]
    return measures, of


def _about(column: str, meta: Meta, years: str) -> Measure:
    said = meta.get(column, {})
    decimals = (said.get("indicator_dp") or "").strip()
    return Measure(
        "",
        said.get("label") or column.replace("_", " "),
        unit=said.get("indicator_unit") or "",
        decimals=int(decimals) if decimals.isdecimal() and len(decimals) == 1 else None,
        year_type=years,
    )


def _period(name: str, line: int, cell: str, identifier: str) -> str | Fault:
    """ "202122" is 2021/22 and "2022" is 2022, after what it is of where that is not a year."""
    text = cell.strip()
    if text.isdecimal() and len(text) == 6 and (int(text[2:4]) + 1) % 100 == int(text[4:]):
        text = f"{text[:4]}/{text[4:]}"
    elif not (text.isdecimal() and len(text) == 4):
        mend = "Write a year as 2022, or two as 202122."
        return Fault(name, line, "time_period", f"{cell!r} is no period.", mend)
    said = identifier.strip()
    return text if said.casefold() in _YEAR_IDENTIFIERS or not said else f"{said} {text}"
