"""A filled-in workbook (or its sheets as CSV) read back for checking."""

import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from rightplace.returns.annexa.lists import LIST_1, LIST_2, LISTS, List
from rightplace.returns.cin.findings import Finding, Findings, Kind, Where, kind_of
from rightplace.returns.cin.open import year_named
from rightplace.returns.cin.texts import parse_day, squash
from rightplace.returns.sen2.archive import open_archive
from rightplace.returns.sen2.findings import SEN2Error
from rightplace.returns.sen2.texts import find_encoding

_LOOKED_THROUGH = 15
_HEADINGS = 4
_WIDEST = 200
Row = tuple[int, Sequence[object]]
_ONLY_1 = {squash(c.heading) for c in LIST_1.columns} - {squash(c.heading) for c in LIST_2.columns}
_ALL = {squash(c.heading) for c in LIST_1.columns}


class AnnexAError(SEN2Error):
    """The file cannot be read or written at all: what, where, how to mend it."""


def read_lists(path: Path) -> tuple[dict[str, pa.Table], tuple[Finding, ...]]:
    """Both lists from a workbook, a CSV file or a folder of them; a list that is missing is empty."""
    findings = Findings()
    lists = {each.name: each.schema.empty_table() for each in LISTS}
    found: set[str] = set()
    for name, rows in _sheets(path, findings):
        taken = _taken(name, rows, findings)
        if taken is not None:
            each, table = taken
            found.add(each.name)
            lists[each.name] = _numbered([lists[each.name], table])
    if not found:
        raise AnnexAError(
            "Neither list is in the file",
            where=path.name,
            mend="Choose the workbook, with its headings as they were.",
        )
    for each in LISTS:
        if each.name not in found:
            findings.add(Kind.NO_TABLE, Where(path.name), value=each.sheet)
    return lists, tuple(findings.kept)


def _numbered(tables: list[pa.Table]) -> pa.Table:
    whole = pa.concat_tables(tables)
    return whole.set_column(0, "row_id", pa.array(range(1, whole.num_rows + 1), pa.int64()))


def _sheets(path: Path, findings: Findings) -> Iterator[tuple[str, list[Row]]]:
    if path.is_dir():
        for inside in _of_the_latest_year(sorted(path.glob("*.csv")), findings):
            yield inside.name, list(_csv_rows(inside))
    elif path.suffix.lower() == ".csv":
        yield path.name, list(_csv_rows(path))
    else:
        yield from _workbook(path)


def _of_the_latest_year(paths: list[Path], findings: Findings) -> Iterator[Path]:
    """Where names tell of several years, earlier lists lie beside the ones that are meant."""
    years = {path: year_named(path.stem) for path in paths}
    latest = max((year for year in years.values() if year), default=None)
    for path, year in years.items():
        if year in (None, latest):
            yield path
        else:
            said = f"there are lists of {latest} beside this one of {year}, which was left aside"
            findings.add(Kind.YEAR_DIFFERS, Where(path.name), value=said)


def _workbook(path: Path) -> Iterator[tuple[str, list[Row]]]:
    _look_over(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise AnnexAError(
            "This is not an Excel workbook, or one with a password",
            where=path.name,
            mend="Save it as .xlsx without a password.",
        ) from error
    try:
        for sheet in book.worksheets:
            # What a sheet says of its own size is not believed: it can be a million blank rows.
            sheet.reset_dimensions()
            rows = enumerate(sheet.iter_rows(values_only=True, max_col=_WIDEST), 1)
            yield (
                sheet.title,
                [(n, cells) for n, cells in rows if any(c is not None for c in cells)],
            )
    finally:
        book.close()


def _look_over(path: Path) -> None:
    """Refuse an archive that unpacks to far more than a workbook of lists, before it is opened."""
    if zipfile.is_zipfile(path):
        open_archive(path).close()


def _csv_rows(path: Path) -> Iterator[Row]:
    encoding = find_encoding(lambda: path.open("rb"))
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        lines = (line.replace("\x00", "") for line in file)
        start = list(islice(lines, _LOOKED_THROUGH))
        delimiter = max(",;\t", key="".join(start).count)
        rows = csv.reader(chain(start, lines), delimiter=delimiter)
        try:
            for row in rows:
                yield rows.line_num, row
        except csv.Error:
            return


def _taken(name: str, rows: list[Row], findings: Findings) -> tuple[List, pa.Table] | None:
    """The list that a sheet holds, under whatever title rows; None where it holds neither."""
    for number, (_, cells) in enumerate(rows[:_LOOKED_THROUGH]):
        words = [squash(str(cell or "")) for cell in cells]
        if len(_ALL.intersection(words)) >= _HEADINGS:
            each = LIST_1 if _ONLY_1.intersection(words) else LIST_2
            return each, _table(each, name, words, rows[number + 1 :], findings)
    return None


def _table(
    each: List, name: str, words: list[str], rows: Iterable[Row], findings: Findings
) -> pa.Table:
    places = {c.name: words.index(w) for c in each.columns if (w := squash(c.heading)) in words}
    for column in each.columns:
        if column.name not in places:
            findings.add(Kind.NO_FIELD, Where(name, each.sheet), field=column.heading)
    days = {column.name: column.heading for column in each.columns if column.is_day}
    kept: list[dict[str, object]] = []
    for line, cells in rows:
        if not any(str(cell).strip() for cell in cells if cell is not None):
            continue
        row: dict[str, object] = {"row_id": len(kept) + 1}
        for name_of, place in places.items():
            value = cells[place] if place < len(cells) else None
            where = Where(name, each.sheet, line)
            row[name_of] = (
                _day(value, days[name_of], where, findings) if name_of in days else _text(value)
            )
        kept.append({**dict.fromkeys(each.schema.names), **row})
    return pa.Table.from_pylist(kept, schema=each.schema)


def _text(value: object) -> str | None:
    """Text as it stands; a number that a spreadsheet made of a UPN or URN without its .0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return (str(value).strip() if value is not None else "") or None


def _day(value: object, heading: str, where: Where, findings: Findings) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    text = _text(value)
    if text is None or isinstance(value, date):
        return value if isinstance(value, date) else None
    day = parse_day(text)
    if day is None:
        findings.add(Kind.DATE, where, field=heading, value=kind_of(text))
    return day
