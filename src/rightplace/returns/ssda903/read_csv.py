"""The CSV tables: which table a file holds, and its rows, however its columns are ordered and spelt."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO

from rightplace.returns.sen2.texts import FALLBACKS, find_encoding
from rightplace.returns.ssda903.fields import MODULES, Module
from rightplace.returns.ssda903.findings import Finding, Findings, Kind
from rightplace.returns.ssda903.gather import Gatherer, blank_columns

_DELIMITERS = ",;\t|"
# An item that only one table has tells which it is, whatever the file is called.
_TELLING = {
    "DECOM": "episodes",
    "REVIEW": "reviews",
    "DUC": "uasc",
    "SDQ_SCORE": "oc2",
    "IN_TOUCH": "oc3",
    "DATE_MATCH": "ad1",
    "DATE_PLACED": "placed_adoption",
    "PREV_PERM": "prev_perm",
    "MIS_START": "missing",
    "SW_ID": "sw_episodes",
    "DOLO_START": "dolo",
    "ETHNIC": "header",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One file, wherever it lies."""

    name: str
    opened: Callable[[], IO[bytes]]


def squash(text: str) -> str:
    """A name with all but its letters and digits taken out, in capitals."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def spellings(module: Module) -> dict[str, str]:
    """Each heading that means an item of the table, squashed -> the item."""
    return {squash(word): item.name for item in module.fields for word in (item.name, *item.also)}


def recognise(name: str, headings: Sequence[str]) -> Module | None:
    """The table of a file, by an item that only it has, else by the file's name."""
    words = {squash(heading) for heading in headings}
    for item, table in _TELLING.items():
        if squash(item) in words:
            return MODULES[table]
    known = squash("CHILD") in words or squash("CHILDID") in words
    return _named(name) if known else None


def _named(name: str) -> Module | None:
    word = squash(name).lower()
    found = [m for m in MODULES.values() if any(start in word for start in m.words)]
    return found[0] if found else None


def rows_of(source: Source, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Rows with their number, as a spreadsheet counts them; the headings are row 1."""
    encoding = find_encoding(source.opened)
    if encoding in FALLBACKS:
        findings.add(Finding(Kind.NOT_UTF8, source.name))
    with io.TextIOWrapper(source.opened(), encoding, errors="replace", newline="") as text:
        first = _first_line(text)
        delimiter = max(_DELIMITERS, key=first.count)
        rows = csv.reader(_lines(first, text), delimiter=delimiter)
        line = 0
        while True:
            line += 1
            try:
                yield line, next(rows)
            except StopIteration:
                return
            except csv.Error:
                findings.add(Finding(Kind.UNREADABLE, source.name, "", line))


def _first_line(text: io.TextIOWrapper) -> str:
    """The first line with something on it; a preamble of blank lines is no heading."""
    for line in text:
        if line.strip("\r\n\t ,;|\x00"):
            return line
    return ""


def _lines(first: str, rest: io.TextIOWrapper) -> Iterator[str]:
    for line in (first, *()):
        yield line.replace("\x00", "")
    for line in rest:
        yield line.replace("\x00", "")


def read_table(
    source: Source, year: int, gatherers: dict[str, Gatherer], findings: Findings
) -> None:
    """Put the rows of one file on the gatherer of its table; where it is none, a finding says so."""
    rows = rows_of(source, findings)
    _, headings = next(rows, (1, []))
    if not any(cell.strip() for cell in headings):
        findings.add(Finding(Kind.EMPTY, source.name))
        return
    module = recognise(source.name, headings)
    if module is None:
        findings.add(Finding(Kind.UNKNOWN_TABLE, source.name))
        return
    gatherer = gatherers.setdefault(module.name, Gatherer(module, year, findings))
    if gatherer.rows:
        findings.add(Finding(Kind.SEVERAL_FILES, source.name, module.file, None, module.file))
        gatherer.next_file()
    slots = _slots(source.name, module, headings, findings)
    _take_all(source.name, rows, slots, gatherer, findings)


def _slots(
    name: str, module: Module, headings: Sequence[str], findings: Findings
) -> list[str | None]:
    """The item in each column; a finding for what is strange, doubled or not there."""
    known = spellings(module)
    slots = [known.get(squash(heading)) for heading in headings]
    for heading, slot in zip(headings, slots, strict=True):
        if slot is None and heading.strip():
            findings.add(Finding(Kind.UNKNOWN_FIELD, name, module.file, 1, heading.strip()[:40]))
    filled = [slot for slot in slots if slot]
    for twice in sorted({slot for slot in filled if filled.count(slot) > 1}):
        findings.add(Finding(Kind.TWICE, name, module.file, 1, twice))
    for blank in blank_columns(set(filled), module):
        findings.add(replace(blank, file=name))
    return slots


def _take_all(
    name: str,
    rows: Iterator[tuple[int, list[str]]],
    slots: Sequence[str | None],
    gatherer: Gatherer,
    findings: Findings,
) -> None:
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(slots):
            _say_ragged(name, line, cells, slots, gatherer, findings)
        row: dict[str, str] = {}
        for slot, cell in zip(slots, cells, strict=False):
            if slot is not None and cell and not row.get(slot, "").strip():
                row[slot] = cell
        if row:
            gatherer.take(row, name, line)


def _say_ragged(
    name: str,
    line: int,
    cells: Sequence[str],
    slots: Sequence[str | None],
    gatherer: Gatherer,
    findings: Findings,
) -> None:
    extra = cells[len(slots) :]
    if len(cells) < len(slots) or any(cell.strip() for cell in extra):
        how = "fewer" if len(cells) < len(slots) else "more"
        findings.add(Finding(Kind.RAGGED, name, gatherer.module.file, line, "", how))
