"""A folder of published files: which is what, read in an order in which each finds what it needs."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rightplace.facts.comparators.cells import UnreadableFile, header_of, leave_out, text_of
from rightplace.facts.comparators.doubt import settle
from rightplace.facts.comparators.explore import META, STANDARD, Meta, read_explore, read_meta
from rightplace.facts.comparators.places import (
    read_areas,
    read_codes,
    read_dictionary,
    read_neighbours,
)
from rightplace.facts.comparators.reading import Fault, Reading, Source
from rightplace.facts.comparators.series import read_series
from rightplace.facts.comparators.wide import YEARS, read_wide

LICENCE_FILE = "LICENCE.txt"
Reader = Callable[[str, str, Reading, list[str]], int]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the columns that it is known by, and what reads it."""

    columns: frozenset[str]
    read: Reader


# In the order in which they are read: areas before the measures, and both before the values.
KINDS = (
    Kind(frozenset({"area_code", "area", "region", "level"}), read_areas),
    Kind(frozenset({"la_code", "ons_code", "la_name", "region", "changed_to"}), read_codes),
    Kind(frozenset({"measure", "title", "polarity"}), read_dictionary),
    Kind(frozenset({"measure", "label", "polarity"}), read_dictionary),
    Kind(frozenset({"model", "la_code", "rank", "neighbour_la_code"}), read_neighbours),
    Kind(frozenset({"measure", "period", "area_code", "value"}), read_series),
    Kind(frozenset(STANDARD), read_explore),
    *(Kind(frozenset({"la_code", year}), read_wide) for year in YEARS),
)
_UNKNOWN = (
    "its columns are of no known layout. Known are the tidy files of the interactive tool (measure, period,"
    " area_code, value), the files of explore-education-statistics (time_period, time_identifier,"
    " geographic_level), and rows with la_code and a year."
)


_NO_YEAR = f"it has authorities and no column of years ({', '.join(YEARS)})."


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    path: Path
    header: list[str]


def read_folder(folder: Path) -> Reading:
    """Everything that a folder holds, with its faults and with what was left out and why."""
    reading = Reading(folder.resolve().name)
    if not folder.is_dir():
        mend = "Name the folder that holds the published files."
        reading.faults.append(Fault(str(folder), 0, "", "There is no such folder.", mend))
        return reading
    licence = folder / LICENCE_FILE
    if licence.exists():
        reading.licence = licence.read_text("utf-8").strip()
    metas: dict[str, Meta] = {}
    files = list(_files(folder, reading, metas))
    for kind in KINDS:
        for file in [f for f in files if kind.columns <= set(f.header)]:
            files.remove(file)
            _read(file, kind, reading, metas)
    for file in files:
        leave_out(reading, file.name, _NO_YEAR if "la_code" in file.header else _UNKNOWN)
    settle(reading)
    if not reading.values and not reading.faults:
        mend = "Name the folder that holds the published files, or fetch them."
        reading.faults.append(Fault(str(folder), 0, "", "There are no values in it.", mend))
    return reading


def _files(folder: Path, reading: Reading, metas: dict[str, Meta]) -> list[_File]:
    """The CSV files; others are left out, and those that say what columns are go into `metas`."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.name == LICENCE_FILE:
            continue
        if not path.name.casefold().endswith((".csv", ".csv.gz")):
            leave_out(reading, name, "it is not a CSV file.")
            continue
        try:
            text = text_of(path, name)
        except UnreadableFile as error:
            reading.faults.append(error.fault)
            continue
        header = header_of(text)
        if set(header) >= META:
            metas[name.removesuffix(".meta.csv")] = read_meta(text)
            _note(reading, name, path, len(metas[name.removesuffix(".meta.csv")]))
        elif fault := _bad_header(name, header):
            reading.faults.append(fault)
        else:
            found.append(_File(name, path, header))
    return found


def _bad_header(name: str, header: list[str]) -> Fault | None:
    if not header:
        return Fault(name, 1, "", "The file is empty.", "Fetch the file again.")
    twice = sorted({column for column in header if header.count(column) > 1})
    if twice:
        what = f"There are two columns {', '.join(twice)}."
        return Fault(name, 1, twice[0], what, "Give each column a name of its own.")
    return None


def _read(file: _File, kind: Kind, reading: Reading, metas: dict[str, Meta]) -> None:
    text = text_of(file.path, file.name)
    if kind.read is read_explore:
        meta = metas.get(file.name.removesuffix(".csv"))
        rows = read_explore(text, file.name, reading, file.header, meta)
    else:
        rows = kind.read(text, file.name, reading, file.header)
    _note(reading, file.name, file.path, rows)


def _note(reading: Reading, name: str, path: Path, rows: int) -> None:
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    reading.sources.append(Source(name, digest, rows))
