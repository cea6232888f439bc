"""The Excel template and the one-sheet-per-module workbook, as people fill them in."""

from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from rightplace.returns.sen2 import Layout, SEN2Error, read
from tests.returns.conftest import said

Sheet = list[list[object]]

TEMPLATE: Sheet = [
    ["Header Record"],
    ["Collection Name", "Year", "Reference Date", "Serial Number"],
    ["SEN2", 2026, datetime(2026, 1, 15), 1.0],
    [],
    ["Person Record"],
    ["Record Type", "Person ID", "Surname", "Date of Birth (ccyy-mm-dd)", "Shoe size"],
    ["Person", "P1", "Ashworth", datetime(2012, 2, 29), 6],
    ["Person", "P2", "Quill", "29/02/2012"],
    [],
    ["Requests Records"],
    ["Record Type", "Person ID", "Requests record ID", "Initial Request Whilst In RYA"],
    ["Requests", "P1", 11.0, False],
    ["Requests", "P3", 12, 0],
    ["Active Plan Records"],
    ["Record Type", "Person ID", "Requests record ID", "Annual review decision date"],
    ["ActivePlans", "P1", 11, datetime(2025, 6, 30)],
]
MODULES: dict[str, Sheet] = {
    "Person": [["Person ID", "surname"], ["P1", "Ashworth"]],
    "Requests": [["Person ID", "Requests record ID", "rquestsource"], ["P1", 11, 3]],
    "SEN Need": [["Requests record ID", "SEN Type of Need"], [11, "ASD"]],
    "Active Plan": [["Requests record ID", "Transfer LA", "transferla"], [11, None, 855]],
    "Notes": [["nothing"]],
}


def workbook(path: Path, sheets: dict[str, Sheet]) -> Path:
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_the_template_as_people_fill_it_in(tmp_path: Path) -> None:
    result = read(workbook(tmp_path / "t.xlsm", {"Data Entry Template": TEMPLATE}))
    assert result.layout is Layout.TEMPLATE
    assert result.tables["header"]["serial_no"].to_pylist() == ["1"]
    births = result.tables["person"]["person_birth_date"].to_pylist()
    assert [day.isoformat() for day in births] == ["2012-02-29", "2012-02-29"]
    assert result.tables["request"]["rya"].to_pylist() == ["0"]
    assert result.tables["active_plan"]["last_review"].to_pylist()[0].isoformat() == "2025-06-30"
    assert [pair for pair in said(result) if not pair[1].startswith("There is no")] == [
        ("t.xlsm, Person", "Shoe size is not an item of this table; its value was left out"),
        (
            "t.xlsm, Requests, line 13",
            "This row hangs from P3, which is not in the file; the row was left out",
        ),
    ]


def test_one_sheet_for_each_module(tmp_path: Path) -> None:
    result = read(workbook(tmp_path / "w.xlsx", MODULES), year=2025)
    assert result.layout is Layout.WORKBOOK
    assert result.tables["request"]["request_source"].to_pylist() == ["3"]
    assert result.tables["active_plan"]["transfer_la"].to_pylist() == ["855"]
    assert result.tables["sen_need"]["sen_type"].to_pylist() == ["ASD"]
    assert ("w.xlsx", "Notes is not a table of the return and was left out") in said(result)


def refusal(path: Path) -> str:
    with pytest.raises(SEN2Error) as caught:
        read(path)
    return str(caught.value)


def test_some_other_workbook(tmp_path: Path) -> None:
    assert refusal(workbook(tmp_path / "b.xlsx", {"Budget": [["a", 1]]})) == (
        "b.xlsx: There is no Person table in this workbook, so this is not a SEN2 return. "
        "Choose a workbook with the sheet Data Entry Template, or with a sheet for each module."
    )


def repacked(path: Path, part: str, old: bytes, new: bytes) -> None:
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = parts[part].replace(old, new, 1)
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_entities_inside_a_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "e.xlsx", MODULES)
    repacked(path, "xl/worksheets/sheet1.xml", b"<worksheet", b"<!DOCTYPE x []><worksheet")
    assert refusal(path) == (
        "e.xlsx: The part xl/worksheets/sheet1.xml declares a document type, "
        "which a return never does and which can hide an attack. "
        "Check where it came from, and export the file again."
    )


def test_a_workbook_that_contradicts_itself(tmp_path: Path) -> None:
    path = workbook(tmp_path / "d.xlsx", MODULES)
    repacked(path, "xl/worksheets/sheet1.xml", b"</worksheet>", b"</work")
    assert refusal(path) == (
        "d.xlsx: The workbook is damaged and Excel's own reader would have to repair it. "
        "Open it in Excel, save it again as .xlsx, and try that."
    )


def test_a_row_number_that_lies_does_not_pad_the_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "r.xlsx", MODULES)
    repacked(path, "xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="2000000000"')
    assert read(path, year=2025).tables["person"].num_rows == 0
