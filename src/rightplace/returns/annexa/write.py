"""The lists as a workbook with one sheet each, and as CSV files."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import IllegalCharacterError
from openpyxl.writer.excel import save_workbook

from rightplace.returns.annexa.lists import LISTS, List
from rightplace.returns.annexa.read import AnnexAError
from rightplace.returns.sen2.atomic import new_folder, replacing

_DAY_FORMAT = "dd/mm/yyyy"


def write_xlsx(lists: Mapping[str, pa.Table], path: Path) -> None:
    """Write both lists; AnnexAError where a value cannot stand in a workbook."""
    book = Workbook(write_only=True)
    for each in LISTS:
        sheet = book.create_sheet(each.sheet)
        sheet.freeze_panes = "A2"
        try:
            sheet.append([column.heading for column in each.columns])
            for row in lists[each.name].to_pylist():
                sheet.append([_cell(sheet, each, row[c.name]) for c in each.columns])
        finally:
            sheet.close()  # openpyxl leaves a half-run generator behind otherwise
    with replacing(path) as partial:
        save_workbook(book, partial)


def _cell(sheet: object, each: List, value: object) -> WriteOnlyCell:
    try:
        cell = WriteOnlyCell(sheet, value=value)
    except IllegalCharacterError as error:
        raise AnnexAError(
            "A value holds a character that a workbook does not allow",
            where=each.sheet,
            mend="Take the character out of the record.",
        ) from error
    if isinstance(value, date):
        cell.number_format = _DAY_FORMAT
    elif value is not None:
        cell.data_type = "s"  # text that begins with = is no formula
    return cell


def write_csv(lists: Mapping[str, pa.Table], folder: Path) -> None:
    """Write both lists into a new folder, a file each."""
    with new_folder(folder) as partial:
        for each in LISTS:
            path = partial / f"{each.sheet}.csv"
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow([column.heading for column in each.columns])
                for row in lists[each.name].to_pylist():
                    writer.writerow(
                        ["" if row[c.name] is None else row[c.name] for c in each.columns]
                    )
