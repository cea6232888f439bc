"""The lists of areas, of measures and of statistical neighbours that stand beside the values."""

import re
from collections.abc import Mapping
from dataclasses import replace

from rightplace.facts.comparators.cells import rows_of
from rightplace.facts.comparators.reading import Fault, Reading
from rightplace.facts.comparators.tables import Area, Level, Measure, Neighbour

# City of London and Isles of Scilly: so few children that the Department leaves them out of quartiles.
TINY = {"201", "420"}
_LEVELS = {
    "la": Level.AUTHORITY,
    "local authority": Level.AUTHORITY,
    "region": Level.REGION,
    "regional": Level.REGION,
    "national": Level.NATION,
    "nation": Level.NATION,
}
_POLARITIES = {"high": "high", "low": "low", "": "none", "none": "none"}
_CODE = re.compile(r"\b\d{3}\b(?!\d)")

_LONGEST = 4
"""How many digits a year has, which is the longest whole number here."""

Row = Mapping[str, str]


def level_named(text: str) -> Level | None:
    """The level as publishers write it; none where it is another, such as a school or a ward."""
    return _LEVELS.get(text.strip().casefold())


def table(text: str, name: str, reading: Reading, header: list[str]) -> list[tuple[int, Row]]:
    """Every row as cells by column, with its line."""
    return [
        (line, {key: cell.strip() for key, cell in zip(header, row, strict=True)})
        for line, row in rows_of(text, name, reading)
    ]


def read_areas(text: str, name: str, reading: Reading, header: list[str]) -> int:
    """`area_code, area, region, level`: what the codes of the values stand for."""
    rows = table(text, name, reading, header)
    for line, row in rows:
        level = level_named(row["level"])
        if level is None:
            what, mend = f"{row['level']!r} is no level.", "Write LA, region or national."
            reading.faults.append(Fault(name, line, "level", what, mend))
            continue
        code = row["area_code"]
        known = reading.areas.get(code) or Area(code, row["area"], level, tiny=code in TINY)
        region = row["region"] if level is Level.AUTHORITY else ""
        reading.areas[code] = replace(known, name=row["area"], level=level, region=region)
    reading.whole_areas = True
    return len(rows)


def read_codes(text: str, name: str, reading: Reading, header: list[str]) -> int:
    """`la_code, ons_code, la_name, region, ..., changed_to`: authorities past and present."""
    rows = table(text, name, reading, header)
    for _, row in rows:
        code = row["la_code"]
        changed_to = tuple(dict.fromkeys(_CODE.findall(row.get("changed_to", ""))))
        known = reading.areas.get(code) or Area(
            code, row["la_name"], Level.AUTHORITY, row["region"], tiny=code in TINY
        )
        reading.areas[code] = replace(known, ons_code=row["ons_code"], changed_to=changed_to)
    reading.whole_areas = True
    return len(rows)


def read_dictionary(text: str, name: str, reading: Reading, header: list[str]) -> int:
    """`measure, title or label, polarity, unit, ...`: what each measure is."""
    rows = table(text, name, reading, header)
    for line, row in rows:
        polarity = _POLARITIES.get(row.get("polarity", "").casefold())
        if polarity is None:
            what = f"{row['polarity']!r} is no polarity."
            reading.faults.append(
                Fault(name, line, "polarity", what, "Write High, Low or nothing.")
            )
            continue
        shown = row.get("decimals", "")
        if shown and not (shown.isdecimal() and len(shown) == 1):
            what = f"{shown!r} is no number of decimals."
            reading.faults.append(Fault(name, line, "decimals", what, "Write 0, 1, 2 or nothing."))
            continue
        reading.measures.setdefault(
            row["measure"],
            Measure(
                row["measure"],
                row.get("chart_title") or row.get("title") or row.get("label", ""),
                polarity,
                row.get("unit", ""),
                int(shown) if shown else None,
                row.get("year_type", ""),
            ),
        )
    return len(rows)


def read_neighbours(text: str, name: str, reading: Reading, header: list[str]) -> int:
    """`model, la_code, rank, neighbour_la_code, closeness`: sets of neighbours, each of a year."""
    rows = table(text, name, reading, header)
    ranked: dict[tuple[str, str, str], int] = {}
    for line, row in rows:
        fault = _wrong_neighbour(name, line, row, ranked, reading)
        if fault:
            reading.faults.append(fault)
            continue
        ranked[row["model"], row["la_code"], row["rank"]] = line
        reading.neighbours.append(
            Neighbour(
                int(row["model"]),
                row["la_code"],
                int(row["rank"]),
                row["neighbour_la_code"],
                row.get("closeness", ""),
            )
        )
    return len(rows)


def _wrong_neighbour(
    name: str, line: int, row: Row, ranked: Mapping[tuple[str, str, str], int], reading: Reading
) -> Fault | None:
    for column in ("model", "rank"):
        if not (row[column].isdecimal() and len(row[column]) <= _LONGEST):
            what = f"{row[column]!r} is no whole number."
            return Fault(name, line, column, what, "Write the model's year, and ranks from 1.")
    if row["la_code"] == row["neighbour_la_code"]:
        what = f"{row['la_code']} is no neighbour of itself."
        return Fault(name, line, "neighbour_la_code", what, "Write another authority's code.")
    for column in ("la_code", "neighbour_la_code"):
        if reading.whole_areas and row[column] not in reading.areas:
            return unknown_area(name, line, column, row[column])
    first = ranked.get((row["model"], row["la_code"], row["rank"]))
    if first is not None:
        what = f"{row['la_code']} has a neighbour of rank {row['rank']} on line {first} already."
        return Fault(name, line, "rank", what, "Give each of its neighbours another rank.")
    return None


def unknown_area(name: str, line: int, column: str, code: str) -> Fault:
    """The fault of a code that no list of areas has."""
    what = f"No list of areas in the folder has the code {code!r}."
    mend = "Mend the code, or add the area to indicator_areas.csv or la_codes.csv."
    return Fault(name, line, column, what, mend)
