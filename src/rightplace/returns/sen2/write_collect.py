"""The return as the COLLECT export writes it: a folder of CSV files."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rightplace.facts.schema import Kind
from rightplace.returns.sen2.atomic import new_folder
from rightplace.returns.sen2.fields import Field
from rightplace.returns.sen2.modules import MODULES, Module
from rightplace.returns.sen2.shape import Tables, Texts, items, prepared

# strftime's %b follows the machine's language; the export's does not.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_THE_HEADER = 1

Cell = str | int | None


def write_collect(tables: Tables, folder: Path, *, year: int) -> None:
    """Write one CSV file for each table into a new or empty folder; names carry the survey day."""
    shaped, collection = prepared(tables, year)
    stamp = collection.survey_day.strftime("%d-%m-%Y")
    with new_folder(folder) as partial:
        for module in MODULES.values():
            path = partial / f"Blade-Export_{stamp}_{module.csv}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(_rows(shaped, module, collection.layout))


def _rows(tables: Tables, module: Module, layout: int) -> Iterator[list[Cell]]:
    """Headings, then for each row its own key, the export's housekeeping, its parent and items."""
    found = items(tables, module.name, layout, early_homes=True)
    parent_heading, parents = _parents(tables, module)
    keys = [f"{module.csv}tableid", "NativeId", f"{module.csv}orderseqcolumn", "sourceid"]
    yield [*keys, *parent_heading, *(field.csv for field, _ in found)]
    columns = [_as_exported(module, field, texts) for field, texts in found]
    for row, number in enumerate(_numbers(tables, module)):
        parent = [parents[row]] if parent_heading else []
        yield [number, number, row + 1, _THE_HEADER, *parent, *(texts[row] for texts in columns)]


def _numbers(tables: Tables, module: Module) -> list[int]:
    table = tables[module.name]
    if not module.key:
        return [_THE_HEADER] * table.num_rows
    numbers: list[int] = table[module.key].to_pylist()
    return numbers


def _parents(tables: Tables, module: Module) -> tuple[list[str], list[int]]:
    """The heading and the values of the key of the table above; people hang from the header."""
    table = tables[module.name]
    if module.parent:
        return [f"{MODULES[module.parent].csv}tableid"], table[module.parent_key].to_pylist()
    if module.name == "person":
        return [f"{MODULES['header'].csv}tableid"], [_THE_HEADER] * table.num_rows
    return [], []


def _as_exported(module: Module, field: Field, texts: Texts) -> Texts:
    """Dates as 2022-Sep-28 00:00:00, all else as it is."""
    own = {column.name: column.kind for column in module.table.columns}
    if own.get(field.column) is not Kind.DATE:
        return texts
    return [_exported_day(date.fromisoformat(text)) if text else None for text in texts]


def _exported_day(day: date) -> str:
    return f"{day.year:04}-{_MONTHS[day.month - 1]}-{day.day:02} 00:00:00"
