"""One CSV file as a table under headings: which table it is, and where each heading belongs."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rightplace.returns.cin.fields import Module
from rightplace.returns.cin.findings import Findings, Kind, Where
from rightplace.returns.cin.modules import MODULES
from rightplace.returns.cin.texts import squash
from rightplace.returns.sen2.texts import find_encoding

_LOOKED_THROUGH = 10
IDS = {squash(m.own_id): m.name for m in MODULES.values() if m.own_id}
"""Squashed heading -> the table that it is a key of."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A CSV file: what each column holds, and its rows with their numbers in the file."""

    path: Path
    module: Module
    columns: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]

    def where(self, line: int | None) -> Where:
        """A place in the file."""
        return Where(self.path.name, self.module.element, line)

    def place(self, word: str) -> int | None:
        """The column under that heading."""
        return self.columns.index(word) if word in self.columns else None


def read_grid(path: Path, findings: Findings) -> Grid | None:
    """The file as a table; None, with a finding, where it is no table of the census."""
    lines = list(_lines(path, findings))
    headings = _headings(lines)
    module = _module(path, lines[headings][1]) if headings is not None else None
    if headings is None or module is None:
        findings.add(Kind.UNKNOWN_TABLE, Where(path.name), value="This file")
        return None
    columns = tuple(squash(heading) for heading in lines[headings][1])
    grid = Grid(path, module, columns, tuple(lines[headings + 1 :]))
    _report_strangers(grid, lines[headings][1], findings)
    return grid


def _lines(path: Path, findings: Findings) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows that hold something. What cannot be read is said, and ends the file."""
    encoding = find_encoding(lambda: path.open("rb"))
    if encoding == "cp1252":
        findings.add(Kind.NOT_UTF8, Where(path.name), value="utf-8")
    with path.open(encoding=encoding, newline="", errors="replace") as text:
        first = text.readline()
        text.seek(0)
        rows = csv.reader(text, delimiter=max(",;\t|", key=first.count))
        while True:
            try:
                row = next(rows, None)
            except csv.Error as error:
                findings.add(Kind.UNREADABLE, Where(path.name, "", rows.line_num), value=str(error))
                return
            if row is None:
                return
            if any(cell.strip() for cell in row):
                yield rows.line_num, tuple(row)


def _headings(lines: Sequence[tuple[int, tuple[str, ...]]]) -> int | None:
    """The first row that looks like headings: most of what it holds is known, a title's is not."""
    for number, (_, cells) in enumerate(lines[:_LOOKED_THROUGH]):
        words = {squash(cell) for cell in cells}
        if words & _EVERY_WORD:
            return number
    return None


def _words(module: Module) -> frozenset[str]:
    return frozenset(squash(item.element) for item in module.fields)


_EVERY_WORD = frozenset().union(*(_words(m) for m in MODULES.values())) | IDS.keys()
_NAMES = sorted(
    ((squash(n), m) for m in MODULES.values() for n in (m.element, *m.names)),
    key=lambda pair: -len(pair[0]),
)


def _module(path: Path, headings: Sequence[str]) -> Module | None:
    """The table that the headings fit best; of two that fit alike, the one that the file is named after."""
    words = {squash(heading) for heading in headings}
    fits = {name: len(_words(m) & words) for name, m in MODULES.items()}
    best = max(fits.values())
    if not best:
        return None
    named = next((m for name, m in _NAMES if name in squash(path.stem)), None)
    if named is not None and fits[named.name] and (named.own_id or fits[named.name] == best):
        return named
    return next(MODULES[name] for name, number in fits.items() if number == best)


def _report_strangers(grid: Grid, headings: Sequence[str], findings: Findings) -> None:
    inside = {m for m in MODULES.values() if m.item and grid.module.name in m.parents[-1:]}
    known = _words(grid.module).union(IDS, *(_words(m) for m in inside))
    for heading, word in zip(headings, grid.columns, strict=True):
        if word and word not in known:
            findings.add(Kind.UNKNOWN_FIELD, grid.where(None), field=heading.strip())
