"""Lists as they come out of other systems."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from rightplace.facts.matching import CannotRead, read_list
from rightplace.facts.matching.reader import day

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


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


HEADER = "Client ID,Gender,DOB,Legal Surname,First Names,Post code,Unique Pupil Number"
ROW = "C1,Female,07/03/2014,O'Dell,Zoë,ZZ1 2AB,a990200014001"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_any_encoding_and_with_any_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:

    text = f"{HEADER}\r\n{ROW}\r\n".replace(",", delimiter)
    read = read_list(written(tmp_path / "care.csv", text, encoding), "care.csv")
    assert (read.people.to_pylist(), read.problems) == ([ZOE], ())


def test_titles_above_blank_rows_and_unknown_columns_are_passed_over(tmp_path: Path) -> None:
    text = "Social care extract,,,\n,,,\nCase worker,Surname,Forename,Ref\n\nA. B.,O'Dell,Zoë,C1\n,,,\n"
    read = read_list(written(tmp_path / "a.csv", text), "a.csv")
    blank = {"birth_date": None, "sex": "", "post_code": "", "upn": ""}
    assert read.people.to_pylist() == [ZOE | blank]
    assert sorted(read.columns) == ["forename", "key", "surname"]


def test_a_workbook_gives_dates_and_numbers_as_they_were_meant(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Postcode", "Forename", "Surname", "Date of birth", "Pupil ID", "Sex", "UPN"])
    for number, born in enumerate((datetime(2014, 3, 7), 41705, "7 Mar 2014"), 1):
        sheet.append(["ZZ1 2AB", "Zoë", "O'Dell", born, float(number), "F", "A990200014001"])
    book.save(tmp_path / "b.xlsx")
    read = read_list(tmp_path / "b.xlsx", "b.xlsx")
    assert read.people.to_pylist() == [ZOE | {"key": key} for key in "123"]


def test_what_cannot_be_read_is_told_by_its_row_without_its_value(tmp_path: Path) -> None:
    text = (
        "ID,Surname,Forename,DOB\nC1,Reed,Ann,31/02/2014\nC2,,,01/01/2014\nC1,Reed,Ben,01/01/2015\n"
    )
    read = read_list(written(tmp_path / "c.csv", text), "c.csv")
    assert [(p.row, p.said) for p in read.problems] == [
        (2, "the date of birth is no date: it was left out"),
        (3, "no name: the row was left out"),
        (4, "the identifier stands in an earlier row too"),
    ]
    rows = read.people.to_pylist()
    assert [(r["key"], r["birth_date"]) for r in rows] == [
        ("C1", None), ("C1 (row 4)", date(2015, 1, 1)),
    ]  # fmt: skip


def test_without_an_identifier_it_is_the_upn_or_else_the_row(tmp_path: Path) -> None:
    text = "Surname,Forename,UPN\nReed,Ann,A990200014001\nReed,Ben,unknown\n"
    read = read_list(written(tmp_path / "d.csv", text), "d.csv")
    assert read.people["key"].to_pylist() == ["A990200014001", "row 3"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"Name,Age\nAnn,7\n", "No row names the columns"),
        ("a.csv", b"", "No row names the columns"),
        ("a.csv", b"\0\1\2binary", "neither CSV nor a workbook"),
        ("a.xlsx", b"", "The file is empty"),
        ("a.xlsx", b"PK\3\4 no zip at all", "."),
        ("a.xlsx", b"Surname,Forename\nReed,Ann\n", "."),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CannotRead, match=said):
        read_list(tmp_path / name, name)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2014-03-07", date(2014, 3, 7)),
        ("07/03/2014", date(2014, 3, 7)),
        ("7/3/14", date(2014, 3, 7)),
        ("07.03.2014", date(2014, 3, 7)),
        ("7 March 2014", date(2014, 3, 7)),
        ("07-Mar-2014", date(2014, 3, 7)),
        ("20140307", date(2014, 3, 7)),
        ("2014-03-07 00:00:00", date(2014, 3, 7)),
        ("41705", date(2014, 3, 7)),
        (41705.0, date(2014, 3, 7)),
        ("29/02/2016", date(2016, 2, 29)),
        ("29/02/2015", None),
        ("13/13/2014", None),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(
    cell: object, expected: date | None
) -> None:
    assert day(cell) == expected
