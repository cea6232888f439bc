"""The one door to a return: this year's files and last year's, as tables."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from rightplace.returns.ssda903.fields import MODULES, SCHEMAS
from rightplace.returns.ssda903.findings import Finding, Findings, Kind
from rightplace.returns.ssda903.gather import Gatherer
from rightplace.returns.ssda903.read_csv import Source, read_table
from rightplace.returns.ssda903.read_xml import read_xml

PREVIOUS = "previous."
_FILES = (".csv", ".txt", ".xml")
_BEFORE = re.compile(r"(?<![a-z])(prev(ious)?|last)(?!(ious)?[ _-]?perm)[ _-]?(year)?(?![a-z])")
_ALWAYS = ("header", "episodes")


def open_return(
    paths: Iterable[Path], year: int, *, previous: Iterable[Path] = ()
) -> tuple[dict[str, pa.Table], list[Finding]]:
    """The tables of a return and what there is to say about its files.

    `paths` are files (CSV or XML) and folders of them. `year` is the one in which the collection ends. Last
    year's files are those of `previous`, and those whose name or folder says so ("previous year",
    "last_year", "2023-24"); their tables, where there are such files, are named "previous.<table>".
    """
    findings = Findings()
    now, before = _sorted(list(paths), year)
    tables = _tables(now, year, findings)
    before += _files(previous)
    if before:
        earlier = _tables(before, year - 1, findings)
        tables |= {PREVIOUS + name: table for name, table in earlier.items()}
    return tables, findings.kept


def _files(paths: Iterable[Path]) -> list[Path]:
    """The files that could be part of a return, folders opened, in order of name."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [p for p in inside if not path.is_dir() or p.suffix.lower() in _FILES]
    return [path for path in found if not path.is_dir()]


def _sorted(paths: Sequence[Path], year: int) -> tuple[list[Path], list[Path]]:
    now: list[Path] = []
    before: list[Path] = []
    for path in paths:
        for file in _files([path]):
            said = file.relative_to(path.parent) if path.is_dir() else Path(file.name)
            (before if _is_before(str(said), year) else now).append(file)
    return now, before


def _is_before(said: str, year: int) -> bool:
    """Whether a name says that the file is last year's."""
    text = said.lower()
    first, last = year - 2, year - 1
    span = re.search(rf"{first}[^0-9]?(to)?[^0-9]{{0,4}}({last}|{last % 100:02})(?!\d)", text)
    return bool(_BEFORE.search(text)) or span is not None


def _tables(paths: Sequence[Path], year: int, findings: Findings) -> dict[str, pa.Table]:
    gatherers: dict[str, Gatherer] = {}
    is_xml = False
    for path in paths:
        source = Source(path.name, lambda path=path: path.open("rb"))  # type: ignore[misc]
        try:
            with source.opened() as file:
                start = file.read(64)
            if start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
                is_xml = True
                read_xml(source, year, gatherers, findings)
            else:
                read_table(source, year, gatherers, findings)
        except (OSError, UnicodeError) as error:
            why = getattr(error, "strerror", None) or "its encoding is broken"
            findings.add(Finding(Kind.UNREADABLE_FILE, path.name, value_kind=str(why)))
    _say_tables(gatherers, year, findings)
    tables = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
    tables |= {name: gatherer.finish() for name, gatherer in gatherers.items()}
    return tables if is_xml else _with_uasc(tables)


def _say_tables(gatherers: dict[str, Gatherer], year: int, findings: Findings) -> None:
    for name, module in MODULES.items():
        rows = gatherers[name].rows if name in gatherers else 0
        if name in _ALWAYS and not rows:
            findings.add(Finding(Kind.NO_TABLE, "", module.file, None, module.file))
        if rows and not module.asked_in(year):
            findings.add(Finding(Kind.NOT_THIS_YEAR, "", module.file, None, module.file))


def _with_uasc(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The CSV header has no UASC item: a child is one where the UASC table holds it."""
    header = tables["header"]
    at = header.schema.get_field_index("UASC")
    known = tables["uasc"]["CHILD"].combine_chunks()
    derived = pc.if_else(pc.is_in(header["CHILD"], value_set=known), "1", "0")
    filled = pc.coalesce(header["UASC"], derived).cast(pa.string())
    return {**tables, "header": header.set_column(at, header.schema.field(at), filled)}
