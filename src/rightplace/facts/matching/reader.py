"""The children of another system's list: columns under any name, what cannot be used left out and told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from rightplace.facts.list_rows import Cell, NoRows, columns, day, header, lines, words
from rightplace.facts.matching.identity import IDENTITY

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


def read_children(content: bytes) -> ReadList:
    """The children of a CSV file or of the first sheet of a workbook that names surname and forename."""
    try:
        rows = lines(content)
    except NoRows as error:
        raise CannotRead(str(error)) from error
    place = header(rows, _COLUMN, _NEEDED)
    if place is None:
        raise CannotRead(
            "No row names the columns. The list needs at least Surname and Forename; date of birth, UPN,"
            " postcode, sex and an identifier make it better."
        )
    named = columns(rows[place][1], _COLUMN)
    problems: list[Problem] = []
    read = (_person(number, row, named, problems.append) for number, row in rows[place + 1 :])
    people = [person for person in read if person is not None]
    _make_keys_single(people, problems.append)
    plain = [{name: value for name, value in each.items() if name != "row"} for each in people]
    return ReadList(pa.Table.from_pylist(plain, schema=IDENTITY), tuple(named), tuple(problems))


def _text(cell: Cell) -> str:
    """What a cell says; a word for "nothing" says nothing."""
    said = words(cell)
    return "" if said.casefold() in _BLANK else said


def _person(
    number: int, row: Sequence[Cell], named: dict[str, int], tell: Callable[[Problem], None]
) -> dict[str, object] | None:
    cells = {name: row[place] for name, place in named.items() if place < len(row)}
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


def _make_keys_single(people: list[dict[str, object]], tell: Callable[[Problem], None]) -> None:
    """Two rows may not have one identifier: the later is told by its row."""
    seen: set[object] = set()
    for person in people:
        if person["key"] in seen:
            tell(Problem(int(str(person["row"])), "the identifier stands in an earlier row too"))
            person["key"] = f"{person['key']} (row {person['row']})"
        seen.add(person["key"])
