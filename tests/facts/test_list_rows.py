"""Rows of cells as other systems export them: what is read, and what is no list."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from rightplace.facts import list_rows
from rightplace.facts.list_rows import NoRows, columns, day, header, lines, words


def test_rows_keep_the_number_that_the_spreadsheet_gives_them_and_blank_ones_are_left_out() -> None:
    assert lines(b"Title\n\n , \nName,Age\nAnn,7\n") == [
        (1, ["Title"]),
        (4, ["Name", "Age"]),
        (5, ["Ann", "7"]),
    ]
    assert lines(b"") == []


def test_the_row_with_the_names_may_stand_below_titles() -> None:
    known = {"childid": "key", "ref": "key", "dob": "born"}
    rows = lines(b"Extract of January\nDOB,Child ID,Ref\n")
    assert header(rows, known, ("key", "born")) == 1
    assert header(rows, known, ("key", "upn")) is None
    assert columns(rows[1][1], known) == {"born": 0, "key": 1}


def a_zip(*names: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"PK\3\4 torn",
        a_zip("word/document.xml", "[Content_Types].xml"),
        a_zip("xl/workbook.xml", "[Content_Types].xml", "xl/vbaProject.bin"),
        a_zip("xl/workbook.xml", "[Content_Types].xml"),
    ],
)
def test_what_is_no_workbook_or_holds_a_program_is_not_opened(content: bytes) -> None:
    with pytest.raises(NoRows) as refused:
        lines(content)
    assert str(refused.value) == (
        "The file is not a workbook that can be read: save it as .xlsx without macros or a password,"
        " or as .csv."
    )


def test_a_field_without_an_end_and_a_list_without_an_end_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(NoRows, match="save it anew as"):
        lines(b'a,"' + b"x" * 200_000)
    monkeypatch.setattr(list_rows, "MOST_ROWS", 2)
    with pytest.raises(NoRows, match="more than 2 rows: split it"):
        lines(b"a\nb\nc\n")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (None, ""),
        (" a  b\n", "a b"),
        (3.0, "3"),
        (3.5, "3.5"),
        ("'007", "007"),
        (date(2014, 3, 7), "2014-03-07"),
    ],
)
def test_a_cell_says_what_people_read_in_it(cell: object, said: str) -> None:
    assert words(cell) == said


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
        ("2014-03-07T00:00:00", date(2014, 3, 7)),
        ("41705", date(2014, 3, 7)),
        (41705.0, date(2014, 3, 7)),
        ("29/02/2016", date(2016, 2, 29)),
        ("29/02/2015", None),
        ("13/13/2014", None),
        ("9999", None),
        ("2014", None),
        ("99999", None),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(
    cell: object, expected: date | None
) -> None:
    assert day(cell) == expected
