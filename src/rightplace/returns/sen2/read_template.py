"""Excel: the department's template (nine stacked tables) and the one-sheet-per-module workbook."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from xml.etree.ElementTree import ParseError

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook

from rightplace.returns.sen2.archive import BROKEN_ZIP
from rightplace.returns.sen2.findings import Findings, Kind, SEN2Error, Where
from rightplace.returns.sen2.gather import Raw
from rightplace.returns.sen2.grid import Grid, link
from rightplace.returns.sen2.modules import MODULES, Module, named, squash
from rightplace.returns.sen2.result import Layout

SHEET = "Data Entry Template"
MAX_ROWS, MAX_COLUMNS = 1_048_576, 100

Progress = Callable[[int, int], None]
Cells = list[str | None]
Rows = Iterator[tuple[int, Cells]]

# openpyxl has no error of its own for a workbook whose parts contradict one another.
_BROKEN_WORKBOOK = (
    *BROKEN_ZIP,
    AttributeError,
    InvalidFileException,
    LookupError,
    OverflowError,
    ParseError,
    TypeError,
    etree.LxmlError,
)


def read_template(
    path: Path, findings: Findings, progress: Progress | None = None
) -> tuple[dict[str, Raw], Layout]:
    """The raw tables of a workbook and which of the two forms it has."""
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            grids, layout = _grids(book, path.name, findings, progress)
        finally:
            book.close()
    except _BROKEN_WORKBOOK as error:
        raise SEN2Error(
            "The workbook is damaged and Excel's own reader would have to repair it",
            where=path.name,
            mend="Open it in Excel, save it again as .xlsx, and try that.",
        ) from error
    if "person" not in grids:
        raise SEN2Error(
            "There is no Person table in this workbook, so this is not a SEN2 return",
            where=path.name,
            mend=f"Choose a workbook with the sheet {SHEET}, or with a sheet for each module.",
        )
    for name in MODULES.keys() - grids.keys():
        findings.add(Kind.NO_TABLE, Where(path.name), value=MODULES[name].title)
    return link(grids, findings), layout


def _grids(
    book: Workbook, file: str, findings: Findings, progress: Progress | None
) -> tuple[dict[str, Grid], Layout]:
    stacked = next((n for n in book.sheetnames if squash(n) == squash(SHEET)), None)
    if stacked is not None:
        return _stacked(_rows(book, stacked, progress), file, findings), Layout.TEMPLATE
    grids: dict[str, Grid] = {}
    for sheet in book.sheetnames:
        module = named(sheet)
        if module is None or module.name in grids:
            findings.add(Kind.UNKNOWN_TABLE, Where(file), value=sheet)
            continue
        grid = _sheet(module, _rows(book, sheet, progress), file, findings)
        if grid is not None:
            grids[module.name] = grid
    return grids, Layout.WORKBOOK


def _stacked(rows: Rows, file: str, findings: Findings) -> dict[str, Grid]:
    """Tables one under the other: a title alone in its row, then headings, then data."""
    grids: dict[str, Grid] = {}
    module: Module | None = None
    for line, cells in rows:
        opened = _title(cells)
        if opened is not None:
            module = opened
        elif module is None:
            continue
        elif module.name in grids:
            grids[module.name].take(_fit(cells, grids[module.name]), line)
        else:
            grids[module.name] = Grid(module, file, cells, findings)
    return grids


def _sheet(module: Module, rows: Rows, file: str, findings: Findings) -> Grid | None:
    grid: Grid | None = None
    for line, cells in rows:
        if grid is None:
            grid = Grid(module, file, cells, findings)
        else:
            grid.take(_fit(cells, grid), line)
    return grid


def _title(cells: Sequence[str | None]) -> Module | None:
    first, *others = cells
    if not first or any(others):
        return None
    return next((m for m in MODULES.values() if squash(m.title) == squash(first)), None)


def _rows(book: Workbook, sheet: str, progress: Progress | None) -> Rows:
    """Rows that hold something, with their number; the bounds keep a lying sheet from padding."""
    page = book[sheet]
    total = min(page.max_row or MAX_ROWS, MAX_ROWS)
    page.reset_dimensions()
    pages = page.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
    for line, values in enumerate(pages, start=1):
        if progress and line % 1000 == 0:
            progress(min(line, total), total)
        cells = [_text(value) for value in values]
        if any(cells):
            yield line, cells


def _fit(cells: Cells, grid: Grid) -> Cells:
    """A sheet's rows are as wide as the widest table in it: drop the blanks beyond the headings."""
    width = len(grid.headings)
    return cells if any(cells[width:]) else cells[:width]


def _text(value: object) -> str | None:
    """A cell as the return would write it: 0/1 for flags, whole numbers without .0, ISO dates."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
