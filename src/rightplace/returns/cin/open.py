"""The one door to a census: files in, tables out."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa

from rightplace.returns.cin.findings import CINError, Finding, Findings, Kind, Where
from rightplace.returns.cin.gather import Gathered
from rightplace.returns.cin.modules import MODULES
from rightplace.returns.cin.read_csv import read_csv
from rightplace.returns.cin.read_xml import read_xml
from rightplace.returns.cin.texts import parse_day
from rightplace.returns.cin.years import COLLECTIONS

_CSV = frozenset((".csv", ".txt", ".tsv"))
_SPAN = re.compile(r"(?<!\d)(20\d\d)\D{0,4}(?:20)?(\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_HEADER_DAY = re.compile(rb"<(?:\w+:)?ReferenceDate>\s*([^<]+?)\s*<", re.IGNORECASE)
_HEADER_YEAR = re.compile(rb"<(?:\w+:)?Year>\s*(\d{4})\s*<", re.IGNORECASE)
_HEAD = 1 << 16
# A file of the year before the first is known for what it is, and left aside.
_KNOWN = frozenset((*COLLECTIONS, min(COLLECTIONS) - 1))

Opened = tuple[dict[str, pa.Table], tuple[Finding, ...]]


def open_return(paths: Iterable[Path], year: int) -> Opened:
    """The tables of `SCHEMAS` for the census that ends in `year`, and what there is to say of the files.

    `paths` are XML files, CSV files, or folders of them; last year's may lie beside this year's and are
    left aside. CINError where there is nothing to read, or the year is none of the census's.
    """
    if year not in COLLECTIONS:
        span = f"{min(COLLECTIONS)} to {max(COLLECTIONS)}"
        raise CINError(f"There is no layout for {year}", where="year", mend=f"Name one of {span}.")
    findings = Findings()
    chosen = list(_of_year(_files(paths), year, findings))
    if not chosen:
        raise CINError(
            f"No file of the census of {COLLECTIONS[year].name} was found",
            where=str(year),
            mend="Choose the XML file, or the folder with its CSV files.",
        )
    into = Gathered(findings)
    _read(chosen, into)
    tables = into.tables()
    _report_later_modules(tables, year, findings)
    return tables, tuple(findings.kept)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from _files(sorted(p for p in path.iterdir() if not p.name.startswith(".")))
        elif path.is_file():
            yield path
        else:
            raise CINError("The file is not there", where=path.name, mend="Check the name.")


def _of_year(files: Iterable[Path], year: int, findings: Findings) -> Iterator[Path]:
    for path in files:
        if not _is_xml(path) and path.suffix.lower() not in _CSV:
            findings.add(Kind.UNKNOWN_TABLE, Where(path.name), value="This file")
            continue
        named = year_named(path.stem) or year_named(path.parent.name)
        of = _year_in(path) if _is_xml(path) else named
        if of in (None, year):
            yield path
        else:
            said = f"the file is of {of}, {year} was asked for; the file was left aside"
            findings.add(Kind.YEAR_DIFFERS, Where(path.name), value=said)


def _is_xml(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(64)
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


def _year_in(path: Path) -> int | None:
    """The census year that an XML header gives: its reference date's, else its year's."""
    with path.open("rb") as file:
        head = file.read(_HEAD).replace(b"\x00", b"")
    found = _HEADER_DAY.search(head)
    day = parse_day(found[1].decode("ascii", "replace")) if found else None
    stated = int(named[1]) if (named := _HEADER_YEAR.search(head)) else None
    return next((of for of in (day.year if day else None, stated) if of in _KNOWN), None)


def year_named(name: str) -> int | None:
    """The census year in the name of a file or a folder: of 2024-25 and 2025, 2025."""
    if (span := _SPAN.search(name)) and int(span[1]) % 100 + 1 == int(span[2]):
        return int(span[1]) + 1
    one = _YEAR.search(name)
    return int(one[1]) if one else None


def _read(paths: list[Path], into: Gathered) -> None:
    try:
        for path in paths:
            if _is_xml(path):
                read_xml(path, into)
        tables = [path for path in paths if not _is_xml(path)]
        if tables:
            read_csv(tables, into)
    except OSError as error:
        raise CINError(
            f"The file cannot be opened ({error.strerror or error})",
            where=paths[0].name,
            mend="Check that nothing else has it open.",
        ) from error


def _report_later_modules(tables: dict[str, pa.Table], year: int, findings: Findings) -> None:
    for name, module in MODULES.items():
        if module.since > year and tables[name].num_rows:
            findings.add(Kind.NOT_THIS_YEAR, Where("", module.element), field=module.element)
