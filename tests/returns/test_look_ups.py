"""Lists that rules look up are read from any plain file, or refused with the row and how to mend it."""

import io

import pytest
from openpyxl import Workbook

from rightplace.facts.lists import ListRefused
from rightplace.returns.look_ups import LookUp, of_register, read_look_up

CODES = LookUp("la_codes", "numbers of authorities", 3, "the list")


def workbook() -> bytes:
    book, into = Workbook(), io.BytesIO()
    for row in (["Name", "Code"], ["Bristol", 801], ["North Somerset", 802]):
        book.active.append(row)
    book.save(into)
    return into.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"801\n802\n",
        b"\xef\xbb\xbf801\r\n\r\n 802 \r\n801",
        b"Code\n801\n802\n",
        b"Name,Code\nBristol,801\nNorth Somerset,802\n",
        "Name;Code\nBristol;801\nCafé;802\n".encode("cp1252"),
        "801\n802\n".encode("utf-16"),
        workbook(),
    ],
)
def test_a_list_is_the_first_column_that_holds_such_values(content: bytes) -> None:
    assert read_look_up(CODES, content) == {"801", "802"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"",
            "No column of it holds numbers of 3 digits: give numbers of authorities, one a line.",
        ),
        (b"name\nBristol\n", "No column of it holds numbers of 3 digits"),
        (b"801\n80\n", 'row 2: "80" is not a number of 3 digits.'),
        (b"PK\x03\x04 broken", "The file is not a workbook that can be read"),
        (workbook()[:900], "The file is not a workbook that can be read"),
        (b'801,"' + b"x" * 200_000, "The file is not CSV as it should be"),
    ],
)
def test_what_is_no_such_list_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(ListRefused) as refused:
        read_look_up(CODES, content)
    assert said in str(refused.value)


def test_a_register_says_which_urns_there_are_and_of_which_kinds() -> None:
    kinds = ("Community school", "University Technical College", "Online provider", None)
    rows = [{"urn": f"10000{n}", "setting_type": kind} for n, kind in enumerate(kinds)]
    assert of_register([*rows, {"urn": None, "setting_type": "Online provider"}]) == {
        "urns": {"100000", "100001", "100002", "100003"},
        "urns_of_universities": {"100001"},
        "urns_out_of_the_ordinary": {"100002"},
    }
