"""The COLLECT export: a folder, or a zip of one, with a CSV file for each table."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import ZipFile, ZipInfo

from rightplace.returns.sen2.findings import Findings, Kind, SEN2Error, Where
from rightplace.returns.sen2.gather import Raw
from rightplace.returns.sen2.grid import Grid, link
from rightplace.returns.sen2.modules import MODULES, Module, named_at_end
from rightplace.returns.sen2.texts import FALLBACKS, find_encoding

Progress = Callable[[int, int], None]
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the export, wherever it lies."""

    name: str
    size: int
    opened: Callable[[], IO[bytes]]


def parts_of_folder(folder: Path) -> list[Part]:
    """The CSV files of a folder, by name."""
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    return [Part(path.name, path.stat().st_size, _opener(path)) for path in files]


def parts_of_zip(archive: ZipFile) -> list[Part]:
    """The CSV files of a checked archive, by name, however deep they lie."""
    entries = sorted(archive.infolist(), key=lambda entry: entry.filename)
    return [
        Part(Path(entry.filename).name, entry.file_size, _zip_opener(archive, entry))
        for entry in entries
        if entry.filename.lower().endswith(".csv") and "__MACOSX" not in entry.filename
    ]


def read_collect(
    parts: Sequence[Part], where: str, findings: Findings, progress: Progress | None = None
) -> dict[str, Raw]:
    """The raw tables of an export; SEN2Error when there is no person table or two of one kind."""
    chosen = _chosen(parts, where, findings)
    total, done = sum(part.size for part in chosen.values()), 0
    grids: dict[str, Grid] = {}
    for name, part in chosen.items():
        grid = _grid(part, MODULES[name], findings)
        if grid is not None:
            grids[name] = grid
        done += part.size
        if progress:
            progress(done, total)
    return link(grids, findings)


def _chosen(parts: Sequence[Part], where: str, findings: Findings) -> dict[str, Part]:
    chosen: dict[str, Part] = {}
    for part in parts:
        module = named_at_end(Path(part.name).stem)
        if module is None:
            findings.add(Kind.UNKNOWN_TABLE, Where(where), value=part.name)
        elif module.name in chosen:
            raise _two_of_a_kind(where, chosen[module.name], part)
        else:
            chosen[module.name] = part
    if "person" not in chosen:
        raise SEN2Error(
            "There is no person table here, so this is not a SEN2 export",
            where=where,
            mend="Choose the folder that holds the files named Blade-Export_..._person.csv "
            "and so on.",
        )
    for name in MODULES.keys() - chosen.keys():
        findings.add(Kind.NO_TABLE, Where(where), value=MODULES[name].csv)
    return chosen


def _two_of_a_kind(where: str, first: Part, second: Part) -> SEN2Error:
    return SEN2Error(
        f"Two files hold the same table: {first.name} and {second.name}",
        where=where,
        mend="Keep one export in the folder.",
    )


def _grid(part: Part, module: Module, findings: Findings) -> Grid | None:
    """One file as a grid; None when it has no headings."""
    grid: Grid | None = None
    for line, cells in _rows(part, findings):
        if grid is None:
            grid = Grid(module, part.name, cells, findings)
        elif any(cells):
            grid.take(cells, line)
    if grid is None:
        findings.add(Kind.NO_TABLE, Where(part.name), value=module.csv)
    return grid


def _rows(part: Part, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Rows with their number, as a spreadsheet counts them; the headings are row 1."""
    encoding = find_encoding(part.opened)
    if encoding in FALLBACKS:
        findings.add(Kind.NOT_UTF8, Where(part.name), value="utf-8")
    with io.TextIOWrapper(part.opened(), encoding, errors="replace", newline="") as text:
        first = text.readline()
        rows = csv.reader(_from_start(first, text), delimiter=_delimiter(first))
        line = 0
        while True:
            line += 1
            try:
                yield line, next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                findings.add(Kind.UNREADABLE, Where(part.name, "", line), value=str(error))


def _from_start(first: str, rest: io.TextIOWrapper) -> Iterator[str]:
    yield first
    yield from rest


def _delimiter(headings: str) -> str:
    return max(_DELIMITERS, key=headings.count)


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def _zip_opener(archive: ZipFile, entry: ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(entry)
