"""Lists as they come out of other systems."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from rightplace.facts.matching import CannotRead, read_children

ZOE = {
    "key": "C1",
    "surname": "O'Dell",
    "forename": "Zoë",
    "other_names": "",
    "birth_date": date(2014, 3, 7),
    "sex": "F",
    "address": "",
    "post_code": "ZZ1 2AB",
    "upn": "A990200014001",
    "former_upn": "",
}


HEADER = "Client ID,Gender,DOB,Legal Surname,First Names,Post code,Unique Pupil Number"
ROW = "C1,Female,07/03/2014,O'Dell,Zoë,ZZ1 2AB,a990200014001"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_any_encoding_and_with_any_delimiter(
    encoding: str, delimiter: str
) -> None:

    text = f"{HEADER}\r\n{ROW}\r\n".replace(",", delimiter)
    read = read_children(text.encode(encoding))
    assert (read.people.to_pylist(), read.problems) == ([ZOE], ())


def test_titles_above_blank_rows_and_unknown_columns_are_passed_over() -> None:
    text = "Social care extract,,,\n,,,\nCase worker,Surname,Forename,Ref\n\nA. B.,O'Dell,Zoë,C1\n,,,\n"
    read = read_children(text.encode())
    blank = {"birth_date": None, "sex": "", "post_code": "", "upn": ""}
    assert read.people.to_pylist() == [ZOE | blank]
    assert sorted(read.columns) == ["forename", "key", "surname"]


def test_a_workbook_gives_dates_and_numbers_as_they_were_meant() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Postcode", "Forename", "Surname", "Date of birth", "Pupil ID", "Sex", "UPN"])
    for number, born in enumerate((datetime(2014, 3, 7), 41705, "7 Mar 2014"), 1):
        sheet.append(["ZZ1 2AB", "Zoë", "O'Dell", born, float(number), "F", "A990200014001"])
    file = BytesIO()
    book.save(file)
    read = read_children(file.getvalue())
    assert read.people.to_pylist() == [ZOE | {"key": key} for key in "123"]


def test_what_cannot_be_read_is_told_by_its_row_without_its_value() -> None:
    text = (
        "ID,Surname,Forename,DOB\nC1,Reed,Ann,31/02/2014\nC2,,,01/01/2014\nC1,Reed,Ben,01/01/2015\n"
    )
    read = read_children(text.encode())
    assert [(p.row, p.said) for p in read.problems] == [
        (2, "the date of birth is no date: it was left out"),
        (3, "no name: the row was left out"),
        (4, "the identifier stands in an earlier row too"),
    ]
    rows = read.people.to_pylist()
    assert [(r["key"], r["birth_date"]) for r in rows] == [
        ("C1", None), ("C1 (row 4)", date(2015, 1, 1)),
    ]  # fmt: skip


def test_without_an_identifier_it_is_the_upn_or_else_the_row() -> None:
    text = "Surname,Forename,UPN\nReed,Ann,A990200014001\nReed,Ben,unknown\n"
    read = read_children(text.encode())
    assert read.people["key"].to_pylist() == ["A990200014001", "row 3"]


@pytest.mark.parametrize("content", [b"Name,Age\nAnn,7\n", b""])
def test_a_file_that_names_no_children_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(CannotRead, match="No row names the columns"):
        read_children(content)


def test_what_holds_no_rows_is_refused_with_what_to_do() -> None:
    with pytest.raises(CannotRead, match="neither CSV nor a workbook: save the list as"):
        read_children(b"\0\1\2binary")
