"""The first and the last day of the year, and one day to either side, in every year."""

from datetime import date, timedelta

import pyarrow as pa
import pytest

from rightplace.law.dates import working_day_after
from rightplace.returns.cin import COLLECTIONS, RULES, SCHEMAS, YEARS
from rightplace.returns.cin.years import start_of_year
from tests.returns.cin.invented import judged

BY_CODE = {rule.id: rule for rule in RULES}
DAY = timedelta(days=1)
IN_YEAR = (
    ("8545Q", "child", "death_date"),
    ("8620", "cin", "closure_date"),
    ("8696", "assessment", "authorisation_date"),
    ("8736", "assessment", "start_date"),
    ("8715", "section47", "initial_cpc_date"),
    ("4013", "cin_plan", "end_date"),
    ("8930", "cp_plan", "end_date"),
)
BY_THE_END = (
    ("8520", "child", "birth_date"),
    ("8600", "cin", "referral_date"),
    ("4010", "cin_plan", "start_date"),
    ("8720", "cp_plan", "start_date"),
)


def failing(code: str, table: str, rows: list[dict[str, object]], year: int) -> list[int]:
    """The numbers, from 1, of the rows that fail."""
    tables = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
    full = [
        {**dict.fromkeys(SCHEMAS[table].names), "row_id": number, **row}
        for number, row in enumerate(rows, 1)
    ]
    tables[table] = pa.Table.from_pylist(full, schema=SCHEMAS[table])
    return judged(tables, year, [BY_CODE[code]]).findings["row"].to_pylist()


def days_around(year: int) -> list[date]:
    last = COLLECTIONS[year].reference_date
    first = start_of_year(last)
    return [first - DAY, first, last, last + DAY]


@pytest.mark.parametrize("year", YEARS)
def test_the_year_is_from_1_april_to_31_march(year: int) -> None:
    assert days_around(year)[1:3] == [date(year - 1, 4, 1), date(year, 3, 31)]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("code", "table", "column"), IN_YEAR)
def test_within_the_year(code: str, table: str, column: str, year: int) -> None:
    rows = [{column: day} for day in days_around(year)]
    assert failing(code, table, rows, year) == [1, 4]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("code", "table", "column"), BY_THE_END)
def test_by_the_end_of_the_year(code: str, table: str, column: str, year: int) -> None:
    rows = [{column: day} for day in days_around(year)]
    assert failing(code, table, rows, year) == [4]


@pytest.mark.parametrize("year", YEARS)
def test_an_expected_birth_is_from_30_days_before_to_9_months_after(year: int) -> None:
    last = COLLECTIONS[year].reference_date
    first, final = last - 30 * DAY, date(year, 12, 31)
    days = [first - DAY, first, final, final + DAY]
    rows = [{"expected_birth_date": day} for day in days]
    assert failing("8530Q", "child", rows, year) == [1, 4]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("code", "table", "days", "more"),
    [
        ("8670Q", "assessment", -45, {}),
        ("8675Q", "section47", -15, {"icpc_not_required": "0"}),
    ],
)
def test_working_days_before_the_end(
    code: str, table: str, days: int, more: dict[str, object], year: int
) -> None:
    limit = working_day_after(COLLECTIONS[year].reference_date, days)
    rows = [{"start_date": day, **more} for day in (limit - DAY, limit)]
    assert failing(code, table, rows, year) == [1]


@pytest.mark.parametrize("year", YEARS)
def test_an_old_referral_is_one_from_before_the_last_working_day_of_last_year(year: int) -> None:
    limit = working_day_after(start_of_year(COLLECTIONS[year].reference_date), -1)
    rows = [{"referral_date": day, "referral_nfa": "1"} for day in (limit - DAY, limit)]
    assert failing("8569Q", "cin", rows, year) == [1]
