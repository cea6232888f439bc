"""Lists of children as other systems give them: CSV or a workbook, columns and dates in any form."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
import pyarrow as pa
from openpyxl.utils.exceptions import InvalidFileException

from rightplace.casework.filetypes import NotTaken, recognise
from rightplace.casework.names import fold
from rightplace.facts.matching.identity import IDENTITY

MOST_ROWS = 200_000
_LOOKED_AT = 15
"""In how many rows the one with the columns' names is looked for: exports have titles above it."""

# Column -> what it is called in exports, folded.
_CALLED = {
    "key": "id clientid personid childid caseid mosaicid lcsid liquidlogicid identifier reference ref"
    " systemid pupilid uniqueid laid number lachildid lauid",
    "surname": "surname lastname familyname legalsurname childsurname pupilsurname",
    "forename": "forename firstname givenname legalforename forenames christianname childforename"
    " pupilforename firstnames",
    "other_names": "othernames knownas preferredname preferredforename alias aliases middlename",
    "birth_date": "dob dateofbirth birthdate born personbirthdate birthday childdob pupildob",
    "sex": "sex gender sexatbirth",
    "address": "address addressline1 homeaddress street address1",
    "post_code": "postcode homepostcode postalcode",
    "upn": "upn uniquepupilnumber currentupn",
    "former_upn": "formerupn previousupn oldupn",
}
_COLUMN = {name: column for column, names in _CALLED.items() for name in names.split()}
_NEEDED = ("surname", "forename")
_SEXES = {
    "m": "M",
    "male": "M",
    "boy": "M",
    "1": "M",
    "f": "F",
    "female": "F",
    "girl": "F",
    "2": "F",
}
_SERIAL_START = date(1899, 12, 30)
"""Day 0 of a spreadsheet, which counts a 29 February 1900 that never was."""
_DAYS = (
    "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%Y%m%d",
    "%d/%m/%y", "%d-%b-%y", "%Y/%m/%d",
)  # fmt: skip
_BLANK = {"", "null", "none", "na", "n/a", "unknown", "not known", "-"}


class CannotRead(Exception):
    """The file is no list of children; the text says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What was left out of a row, which the file counts from 1; no value of the row is told."""

    row: int
    said: str


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list with the columns of `IDENTITY`, and what could not be read of it."""

    people: pa.Table
    columns: tuple[str, ...]
    problems: tuple[Problem, ...]


Cells = Sequence[object]


def read_list(path: Path, file_name: str) -> ReadList:
    """The children of a CSV file or of the first sheet of a workbook that names surname and forename."""
    rows = (
        _workbook(path, file_name)
        if file_name.casefold().endswith((".xlsx", ".xlsm"))
        else _csv(path)
    )
    numbered = [(n, row) for n, row in enumerate(rows, 1) if any(map(_text, row))]
    place, columns = _header(numbered[:_LOOKED_AT])
    problems: list[Problem] = []
    people = []
    for number, row in numbered[place + 1 :]:
        found = _person(number, row, columns, problems.append)
        if found is not None:
            people.append(found)
    _make_keys_single(people, problems.append)
    plain = [{name: value for name, value in each.items() if name != "row"} for each in people]
    return ReadList(pa.Table.from_pylist(plain, schema=IDENTITY), tuple(columns), tuple(problems))


def _workbook(path: Path, file_name: str) -> list[Cells]:
    try:
        recognise(path, file_name)  # what is no workbook, or unpacks to too much, is not opened
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except NotTaken as error:
        raise CannotRead(str(error)) from error
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise CannotRead("The workbook cannot be opened. Save it anew as .xlsx or CSV.") from error
    try:
        return _within_limit(book.worksheets[0].iter_rows(values_only=True))
    finally:
        book.close()


def _csv(path: Path) -> list[Cells]:
    data = path.read_bytes()
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CannotRead("This is neither CSV nor a workbook. Save the list as .csv or .xlsx.")
    text = _decoded(data)
    first = "\n".join(text.splitlines()[:_LOOKED_AT])
    delimiter = max(",;\t|", key=first.count)
    return _within_limit(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _within_limit(rows: "Iterator[Cells]") -> list[Cells]:
    found: list[Cells] = []
    try:
        for row in rows:
            found.append(row)
            if len(found) > MOST_ROWS:
                raise CannotRead(f"The list has more than {MOST_ROWS:,} rows. Split it.")
    except csv.Error as error:
        raise CannotRead("The file is not CSV as it should be. Save it anew as CSV.") from error
    return found


def _header(rows: Sequence[tuple[int, Cells]]) -> tuple[int, dict[str, int]]:
    """Where the names of the columns stand, and the place of each that is known."""
    for place, (_, row) in enumerate(rows):
        columns: dict[str, int] = {}
        for position, cell in enumerate(row):
            column = _COLUMN.get(fold(_text(cell)))
            if column is not None:
                columns.setdefault(column, position)
        if all(name in columns for name in _NEEDED):
            return place, columns
    raise CannotRead(
        "No row names the columns. The list needs at least Surname and Forename; date of birth, UPN,"
        " postcode, sex and an identifier make it better."
    )


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a spreadsheet holds numbers, and identifiers are often numbers
    text = "" if cell is None else " ".join(str(cell).split()).lstrip("'")
    return "" if text.casefold() in _BLANK else text


def _person(
    number: int, row: Cells, columns: dict[str, int], tell: Callable[[Problem], None]
) -> dict[str, object] | None:
    cells = {name: row[place] for name, place in columns.items() if place < len(row)}
    found: dict[str, object] = {name: _text(cells.get(name)) for name in IDENTITY.names}
    if not (found["surname"] or found["forename"]):
        tell(Problem(number, "no name: the row was left out"))
        return None
    found["birth_date"] = day(cells.get("birth_date"))
    if found["birth_date"] is None and _text(cells.get("birth_date")):
        tell(Problem(number, "the date of birth is no date: it was left out"))
    found["sex"] = _SEXES.get(str(found["sex"]).casefold(), "")
    found["upn"] = str(found["upn"]).upper().replace(" ", "")
    found["key"] = found["key"] or found["upn"] or f"row {number}"
    return {**found, "row": number}


def day(cell: object) -> date | None:
    """A date as people and spreadsheets write it, day first; None for what is none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _text(cell)
    if re.fullmatch(r"\d{4,5}(\.0)?", text):
        return _SERIAL_START + timedelta(days=int(float(text)))
    text = re.sub(r"[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$", "", text)
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _make_keys_single(people: list[dict[str, object]], tell: Callable[[Problem], None]) -> None:
    """Two rows may not have one identifier: the later is told by its row."""
    seen: set[object] = set()
    for person in people:
        if person["key"] in seen:
            tell(Problem(int(str(person["row"])), "the identifier stands in an earlier row too"))
            person["key"] = f"{person['key']} (row {person['row']})"
        seen.add(person["key"])
