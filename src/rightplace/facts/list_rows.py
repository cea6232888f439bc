"""A list as other systems export it, read as rows of cells; what a cell says, and where the columns stand.

CSV in any usual encoding and with any usual delimiter, or the first sheet of a workbook. What a list must
hold, and what becomes of a cell that is wrong, is for its reader: `facts.lists` takes all or nothing, and
`facts.matching` leaves out what it cannot use.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from rightplace.casework.filetypes import NotTaken, check_workbook, decoded
from rightplace.casework.names import fold

MOST_ROWS = 200_000
LOOKED_AT = 15
"""In how many rows the one with the columns' names is looked for: exports have titles above it."""

Cell = object
Line = tuple[int, Sequence[Cell]]
"""A row that holds anything, with its number as the spreadsheet counts it, from 1."""

# Whatever a torn workbook raises; one that is no XML raises a SyntaxError.
_BROKEN = (
    NotTaken, BadZipFile, InvalidFileException, IndexError, KeyError, OSError, SyntaxError, TypeError,
    ValueError,
)  # fmt: skip
_ZIP, _UTF_16 = b"PK", (b"\xff\xfe", b"\xfe\xff")
# Day 0 of a spreadsheet, which counts a 29 February 1900 that never was; and the numbers that are
# taken for days: 1927 to 2064.
_EPOCH, _SERIALS = date(1899, 12, 30), range(10_000, 60_000)
_FORMATS = (
    "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d/%m/%y",
    "%d-%b-%y", "%Y/%m/%d",
)  # fmt: skip
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")


class NoRows(Exception):
    """The file holds no rows that can be read: `what` is wrong, and how to `mend` it."""

    def __init__(self, what: str, mend: str) -> None:
        self.what, self.mend = what, mend
        super().__init__(f"{what}: {mend}.")


def lines(content: bytes) -> list[Line]:
    """The rows of a file that hold anything; NoRows where it is no list or too long."""
    rows = _workbook(content) if content.startswith(_ZIP) else _csv(content)
    found = []
    try:
        for number, row in enumerate(rows, 1):
            if any(words(cell) for cell in row):
                found.append((number, row))
            if len(found) > MOST_ROWS:
                raise NoRows(f"The list has more than {MOST_ROWS:,} rows", "split it")
    except csv.Error as error:
        raise NoRows("The file is not CSV as it should be", "save it anew as .csv") from error
    return found


def _workbook(content: bytes) -> Iterator[Sequence[Cell]]:
    try:
        check_workbook(content)  # what unpacks to too much, or runs something, is not opened
        with closing(load_workbook(io.BytesIO(content), read_only=True, data_only=True)) as book:
            yield from book.worksheets[0].iter_rows(values_only=True)
    except _BROKEN as error:
        raise NoRows(
            "The file is not a workbook that can be read",
            "save it as .xlsx without macros or a password, or as .csv",
        ) from error


def _csv(content: bytes) -> Iterator[Sequence[Cell]]:
    if b"\0" in content[:4096] and not content.startswith(_UTF_16):
        raise NoRows("This is neither CSV nor a workbook", "save the list as .csv or .xlsx")
    text = decoded(content) or content.decode("cp1252", "replace")
    first = "\n".join(text.splitlines()[:LOOKED_AT])
    mark = max(",;\t|", key=first.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark)


def columns(row: Sequence[Cell], known: Mapping[str, str]) -> dict[str, int]:
    """Column -> where it stands in a row of names, the first where it stands twice.

    `known` gives folded name -> column: "Child ID", "child_id" and "ChildID" are one name.
    """
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        name = known.get(fold(words(cell)))
        if name is not None:
            found.setdefault(name, place)
    return found


def header(rows: Sequence[Line], known: Mapping[str, str], needed: Collection[str]) -> int | None:
    """Which of the first rows names all that is needed; None where none does."""
    for place, (_, row) in enumerate(rows[:LOOKED_AT]):
        if columns(row, known).keys() >= set(needed):
            return place
    return None


def words(cell: Cell) -> str:
    """The text of a cell; a number that a spreadsheet holds as 3.0 is 3."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split()).lstrip("'")


def day(cell: Cell) -> date | None:
    """A day as people and spreadsheets write it, day first; None for what is none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = _TIME.sub("", words(cell))
    if re.fullmatch(r"\d{5}(\.0)?", said) and (serial := int(said[:5])) in _SERIALS:
        return _EPOCH + timedelta(days=serial)
    if re.fullmatch(r"\d{8}", said):
        said = f"{said[:4]}-{said[4:6]}-{said[6:]}"
    for form in _FORMATS:
        try:
            return datetime.strptime(said, form).date()
        except ValueError:
            continue
    return None
