"""The return as the department's Excel template holds it: nine tables one under the other."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import IllegalCharacterError

from rightplace.returns.sen2.atomic import replacing
from rightplace.returns.sen2.findings import SEN2Error
from rightplace.returns.sen2.modules import MODULES, Module
from rightplace.returns.sen2.read_template import SHEET
from rightplace.returns.sen2.shape import Tables, items, prepared

_KEYS = ("Record Type", "Person ID", "Requests record ID")

Cell = str | int | None
Numbers = Mapping[int, int]


def write_template(tables: Tables, path: Path, *, year: int) -> None:
    """Write the template's sheet, all cells as text but the ids.

    SEN2Error where a value cannot stand in a workbook or the header is for another year.
    """
    shaped, collection = prepared(tables, year)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    requests: dict[str, Numbers] = {}
    try:
        for module in MODULES.values():
            requests[module.name] = _requests(shaped, module, requests)
            for cells in _rows(shaped, module, collection.layout, requests[module.name]):
                sheet.append([_safe(book, cell, module) for cell in cells])
    finally:
        sheet.close()  # openpyxl leaves a half-run generator behind otherwise
    with replacing(path) as partial:
        book.save(partial)


def _rows(tables: Tables, module: Module, layout: int, requests: Numbers) -> Iterator[list[Cell]]:
    found = items(tables, module.name, layout, early_homes=False)
    keys = _KEYS[: {"header": 1, "person": 2}.get(module.name, 3)]
    yield [module.title]
    yield [*keys, *(field.heading for field, _ in found)]
    links = _links(tables, module, requests)
    for row in range(tables[module.name].num_rows):
        yield [module.element, *links[row], *(texts[row] for _, texts in found)]
    yield []


def _requests(tables: Tables, module: Module, above: Mapping[str, Numbers]) -> Numbers:
    """For each row's own number the request that it goes back to."""
    if not module.parent:
        return {}
    table = tables[module.name]
    numbers = table[module.key].to_pylist()
    if module.name == "request":
        return {number: number for number in numbers}
    parents = table[module.parent_key].to_pylist()
    return {n: above[module.parent][p] for n, p in zip(numbers, parents, strict=True)}


def _links(tables: Tables, module: Module, requests: Numbers) -> list[tuple[int, ...]]:
    """The typed ids of each row: its person, and below the person its request."""
    table = tables[module.name]
    if not module.key:
        return [()] * table.num_rows
    numbers = table[module.key].to_pylist()
    if not module.parent:
        return [(number,) for number in numbers]
    request = tables["request"]
    people = dict(
        zip(request["request_id"].to_pylist(), request["person_id"].to_pylist(), strict=True)
    )
    return [(people[requests[number]], requests[number]) for number in numbers]


def _safe(book: Workbook, cell: Cell, module: Module) -> object:
    """Text stays text: openpyxl would take a value that begins with = for a formula."""
    try:
        kept = WriteOnlyCell(book.worksheets[0], cell)
    except IllegalCharacterError as error:
        raise SEN2Error(
            f"{cell!r} holds a character that Excel does not allow",
            where=module.title,
            mend="Take the character out of the record.",
        ) from error
    if kept.data_type == "f":
        kept.data_type = "s"
        return kept
    return cell
