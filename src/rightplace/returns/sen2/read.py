"""The one door to a return: what it is, which year it is for, and its tables."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from rightplace.returns.sen2.archive import open_archive
from rightplace.returns.sen2.findings import Findings, Kind, SEN2Error, Where
from rightplace.returns.sen2.gather import Raw
from rightplace.returns.sen2.lodge import rehome
from rightplace.returns.sen2.read_collect import parts_of_folder, parts_of_zip, read_collect
from rightplace.returns.sen2.read_template import read_template
from rightplace.returns.sen2.read_xml import read_xml
from rightplace.returns.sen2.result import Layout, ReadResult
from rightplace.returns.sen2.settle import settle
from rightplace.returns.sen2.texts import parse_date
from rightplace.returns.sen2.years import COLLECTIONS, Collection

Progress = Callable[[int, int], None]

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_WORKBOOK_PART = "xl/workbook.xml"


def read(path: Path, *, year: int | None = None, progress: Progress | None = None) -> ReadResult:
    """Read a return in any layout.

    The year is the header's, else the reference date's, else `year`. `progress` is called with
    what is done and the total, in bytes or rows. Raises SEN2Error when nothing can be read.
    """
    findings = Findings()
    try:
        raws, layout = _raws(path, findings, progress)
    except OSError as error:
        raise SEN2Error(
            f"The file cannot be opened ({error.strerror or error})",
            where=path.name,
            mend="Check the name, and that nothing else has it open.",
        ) from error
    collection = _collection(raws, year, path.name, findings)
    raws = rehome(raws, collection.layout, findings)
    tables = {name: settle(raw, collection.layout, findings) for name, raw in raws.items()}
    _check_survey_day(tables, collection, path.name, findings)
    return ReadResult(tables, collection.year, layout, tuple(findings.kept), dict(findings.counts))


def _raws(
    path: Path, findings: Findings, progress: Progress | None
) -> tuple[dict[str, Raw], Layout]:
    if path.is_dir():
        return read_collect(parts_of_folder(path), path.name, findings, progress), Layout.COLLECT
    with path.open("rb") as file:
        start = file.read(64)
    if not start:
        raise SEN2Error("The file is empty", where=path.name, mend="Copy or export the file again.")
    if start.startswith(_ZIP):
        return _unzipped(path, findings, progress)
    if _looks_like_xml(start):
        size = path.stat().st_size
        raws = read_xml(lambda: path.open("rb"), size, path.name, findings, progress)
        _refuse_other_returns(raws, path.name)
        return raws, Layout.XML
    raise _not_a_return(path, start)


def _unzipped(
    path: Path, findings: Findings, progress: Progress | None
) -> tuple[dict[str, Raw], Layout]:
    with open_archive(path) as archive:
        if _WORKBOOK_PART not in archive.namelist():
            parts = parts_of_zip(archive)
            return read_collect(parts, path.name, findings, progress), Layout.COLLECT
    return read_template(path, findings, progress)


def _looks_like_xml(start: bytes) -> bool:
    """Whether the first thing is a tag, whatever the byte order mark and the width of a letter."""
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


def _not_a_return(path: Path, start: bytes) -> SEN2Error:
    what, mend = "This is not a SEN2 return", "Choose an XML file, a COLLECT export or a workbook."
    if start.startswith(_OLD_EXCEL):
        what = "This is an Excel 97-2003 workbook, or one with a password"
        mend = "Open it in Excel and save it without a password as .xlsx."
    elif path.suffix.lower() == ".csv":
        what = "This is one table of an export"
        mend = "Choose the folder that holds all of its files."
    return SEN2Error(what, where=path.name, mend=mend)


def _refuse_other_returns(raws: dict[str, Raw], name: str) -> None:
    """XML with neither a person nor this collection's name is some other return."""
    collections = raws["header"].table["collection"].to_pylist()
    named = any((text or "").strip().upper().startswith("SEN2") for text in collections)
    if not named and not raws["person"].table.num_rows:
        raise SEN2Error(
            "This XML file holds no Person record and its header does not say SEN2",
            where=name,
            mend="Choose the SEN2 return.",
        )


def _collection(
    raws: dict[str, Raw], asked: int | None, name: str, findings: Findings
) -> Collection:
    written = _header(raws, "year")
    stated = int(written) if written.isascii() and written.isdigit() else None
    day = parse_date(_header(raws, "reference_date"))
    candidates = (stated, day.year if day else None, asked)
    found = next((COLLECTIONS[y] for y in candidates if y in COLLECTIONS), None)
    if found is None:
        raise _no_year(candidates, name)
    if (written and stated != found.year) or asked not in (None, found.year):
        said = f"header {written or 'blank'}, asked for {asked or 'none'}, read as {found.year}"
        findings.add(Kind.YEAR_DIFFERS, Where(name), value=said)
    if found.layout != found.year:
        findings.add(Kind.UNCONFIRMED_YEAR, Where(name), value=str(found.year))
    return found


def _no_year(candidates: tuple[int | None, ...], name: str) -> SEN2Error:
    span = f"{min(COLLECTIONS)} to {max(COLLECTIONS)}"
    years = [str(year) for year in candidates if year is not None]
    what = f"The return is for {years[0]}" if years else "The header does not say which year"
    return SEN2Error(
        what, where=name, mend=f"Only {span} can be read. Correct the header or give the year."
    )


def _header(raws: dict[str, Raw], column: str) -> str:
    values = raws["header"].table[column].to_pylist()
    return (values[0] or "").strip() if values else ""


def _check_survey_day(
    tables: dict[str, pa.Table], collection: Collection, name: str, findings: Findings
) -> None:
    for day in tables["header"]["reference_date"].to_pylist():
        if day is not None and day != collection.survey_day:
            findings.add(Kind.SURVEY_DAY, Where(name), value=day.isoformat())
