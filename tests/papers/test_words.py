"""Findings as sentences, and cells that no spreadsheet runs."""

from datetime import date

import pytest

from rightplace.indicators import REGISTER, Result, Row
from rightplace.papers.csv import csv_bytes
from rightplace.papers.findings import count_over_time, largest_part, share_over_time, waiting

CAME = "of new plans in {} came within 20 weeks"


def shares(*rows: tuple[str, float | None]) -> Result:
    measure = REGISTER["timeliness.within_20_weeks"]
    blank = {column.name: None for column in measure.columns}
    full: list[Row] = [tuple((blank | {"period": p, "share": s}).values()) for p, s in rows]
    return Result(measure, tuple(full), "", "", date(2023, 1, 31))


def received(*rows: tuple[str, int]) -> Result:
    return Result(REGISTER["requests.received"], rows, "", "", date(2023, 1, 31))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [("2021", 167 / 620), ("2022", 23 / 605)],
            "3.8% of new plans in 2022 came within 20 weeks, down from 26.9% in 2021",
        ),
        (
            [("2021", 0.5), ("2022", 0.75)],
            "75.0% of new plans in 2022 came within 20 weeks, up from 50.0% in 2021",
        ),
        (
            [("2021", 0.5001), ("2022", 0.5)],
            "50.0% of new plans in 2022 came within 20 weeks, as in 2021",
        ),
        ([("2022", 0.5)], "50.0% of new plans in 2022 came within 20 weeks"),
        (
            [("2022", 0.5), ("2023", 1.0)],
            "50.0% of new plans in 2022 came within 20 weeks",
        ),
        (
            [("2021", 0.5), ("2022", None)],
            "50.0% of new plans in 2021 came within 20 weeks",
        ),
        ([], "Not known yet: what share of new plans in a finished year came within 20 weeks"),
    ],
)
def test_a_share_over_time(rows: list[tuple[str, float | None]], sentence: str) -> None:
    assert share_over_time(shares(*rows), "share", CAME, until="2022") == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [("2021", 1109), ("2022", 1199)],
            "1,199 requests were received in 2022, up from 1,109 in 2021",
        ),
        ([("2022", 1)], "1 request was received in 2022"),
        ([], "Not known yet: how many requests received in a finished year"),
    ],
)
def test_a_count_over_time(rows: list[tuple[str, int]], sentence: str) -> None:
    found = count_over_time(
        received(*rows), "received", "request", "requests", "received in {}", until="2022"
    )
    assert found == sentence


def test_the_largest_part() -> None:
    found = largest_part(["Mainstream school", "Special school"], [40, 60], "setting", "plans")
    assert found == "Special school is the largest group by setting: 60.0% of plans"
    assert (
        largest_part(["Mainstream school"], [None], "age", "plans")
        == "There are no plans to show by age"
    )


@pytest.mark.parametrize(
    ("late", "total", "sentence"),
    [
        (0, 0, "No request or assessment is open"),
        (1, 1, "1 of 1 open case is past 20 weeks"),
        (12, 1_080, "12 of 1,080 open cases are past 20 weeks"),
    ],
)
def test_who_is_waiting(late: float, total: float, sentence: str) -> None:
    assert waiting(late, total) == sentence


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("a=1", "a=1"),
        (-3, "-3"),
        (0.459, "0.459"),
        (None, '""'),  # a line of one empty cell would read as no line
        (date(2023, 1, 31), "2023-01-31"),
        ('say "no", then', '"say ""no"", then"'),
        ("Zoë", "Zoë"),
    ],
)
def test_a_cell_of_a_file(value: object, cell: str) -> None:
    assert csv_bytes(["a"], [[value]]).decode("utf-8-sig") == f"a\r\n{cell}\r\n"


def test_a_heading_is_no_formula_either() -> None:
    assert csv_bytes(["=a"], []) == b"\xef\xbb\xbf'=a\r\n"
