"""Bank holidays as GOV.UK and the Gazette published them, and day counts against a plain twin."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightplace.law.dates import (
    add_months,
    bank_holidays,
    easter_sunday,
    is_tribunal_day,
    is_working_day,
    last_day_of_months,
    tribunal_day_after,
    tribunal_day_from,
    working_day_after,
)

PUBLISHED = {
    1995: "01-02 04-14 04-17 05-08 05-29 08-28 12-25 12-26",
    1999: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28 12-31",
    2000: "01-03 04-21 04-24 05-01 05-29 08-28 12-25 12-26",
    2002: "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26",
    2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}
EASTER = {1990: "04-15", 2008: "03-23", 2011: "04-24", 2024: "03-31", 2038: "04-25", 2100: "03-28"}

days = st.dates(date(1991, 1, 1), date(2099, 6, 1))


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_published(year: int) -> None:
    expected = {date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()}
    assert bank_holidays(year) == expected


@pytest.mark.parametrize("year", EASTER)
def test_easter(year: int) -> None:
    assert easter_sunday(year) == date.fromisoformat(f"{year}-{EASTER[year]}")


@pytest.mark.parametrize("year", [1989, 2101])
def test_years_beyond_the_table_are_refused(year: int) -> None:
    with pytest.raises(ValueError, match=f"from 1990 to 2100, not {year}"):
        bank_holidays(year)


@pytest.mark.parametrize("year", range(1990, 2101))
def test_bank_holidays_are_eight_weekdays_or_more(year: int) -> None:
    assert all(day.weekday() < 5 for day in bank_holidays(year))
    assert len(bank_holidays(year)) >= 8


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2024-07-31", True),
        ("2024-08-01", False),
        ("2024-08-30", False),
        ("2024-09-02", True),
        ("2024-12-24", True),
        ("2024-12-27", False),
        ("2025-01-01", False),
        ("2025-01-02", True),
        ("2024-05-27", False),
        ("2024-06-01", False),
    ],
)
def test_tribunal_days(day: str, counts: bool) -> None:
    assert is_tribunal_day(date.fromisoformat(day)) is counts


@given(days, st.integers(1, 60))
def test_working_days_against_a_plain_twin(day: date, count: int) -> None:
    ahead = [day + timedelta(days=n) for n in range(1, 150)]
    assert (
        working_day_after(day, count) == [each for each in ahead if is_working_day(each)][count - 1]
    )
    assert tribunal_day_after(day, count) == [e for e in ahead if is_tribunal_day(e)][count - 1]


@given(days, st.integers(1, 60))
def test_going_back_undoes_going_on(day: date, count: int) -> None:
    start = working_day_after(day, 1)
    assert working_day_after(working_day_after(start, count), -count) == start


@given(days)
def test_a_tribunal_day_counts_from_itself(day: date) -> None:
    found = tribunal_day_from(day)
    assert is_tribunal_day(found)
    assert (found == day) is is_tribunal_day(day)


@given(days, st.integers(1, 36))
def test_months_land_in_the_right_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@given(days, st.integers(1, 36))
def test_a_period_of_months_is_followed_at_once_by_the_next(day: date, months: int) -> None:
    last = last_day_of_months(day, months)
    matches = add_months(day, months).day == day.day
    assert last + timedelta(days=1) == add_months(day, months) + timedelta(days=0 if matches else 1)
