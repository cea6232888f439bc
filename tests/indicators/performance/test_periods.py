"""Periods: their days, their names, and the way from one to the next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightplace.indicators.performance.periods import (
    Period,
    PeriodError,
    PeriodKind,
    last_ended,
    parse,
    period_of,
    quarter_of,
)

PERIODS = st.builds(
    lambda kind, year, number: Period(kind, year, number % kind.in_a_year + 1),
    st.sampled_from(PeriodKind),
    st.integers(2001, 2098),
    st.integers(0, 11),
)
YEARS = {PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR}


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Q3 2022/23", date(2022, 10, 1), date(2022, 12, 31)),
        ("Q4 2022/23", date(2023, 1, 1), date(2023, 3, 31)),
        ("Autumn 2022", date(2022, 9, 1), date(2022, 12, 31)),
        ("Summer 2022", date(2022, 4, 1), date(2022, 8, 31)),
        ("Dec-22", date(2022, 12, 1), date(2022, 12, 31)),
        ("2021/22", date(2021, 4, 1), date(2022, 3, 31)),
    ],
)
def test_the_days_of_a_period(words: str, first: date, last: date) -> None:
    period = parse(words)
    assert (str(period), period.first, period.last) == (words, first, last)


def test_a_year_may_be_academic() -> None:
    period = parse("2021/22", years=PeriodKind.ACADEMIC_YEAR)
    assert (period.first, period.last) == (date(2021, 9, 1), date(2022, 8, 31))


@given(PERIODS)
def test_each_is_followed_by_the_next_without_a_gap(period: Period) -> None:
    after = period.moved(1)
    assert after.first == period.last + timedelta(days=1)
    assert (after.before, period.a_year_before.first.year) == (period, period.first.year - 1)


@given(PERIODS)
def test_its_name_is_read_back(period: Period) -> None:
    years = period.kind if period.kind in YEARS else PeriodKind.FINANCIAL_YEAR
    assert parse(str(period), years=years) == period


@given(PERIODS, st.integers(0, 400))
def test_a_day_falls_in_one_period(period: Period, later: int) -> None:
    day = period.first + timedelta(days=later)
    found = period_of(period.kind, day)
    assert found.first <= day <= found.last
    assert last_ended(period.kind, day) == (found if day == found.last else found.before)


def test_january_belongs_to_the_last_quarter() -> None:
    assert str(quarter_of(date(2023, 1, 31))) == "Q4 2022/23"


@pytest.mark.parametrize("words", ["Q5 2022/23", "Q3 2022/24", "Autumn", "Dec-2022", "", "2022"])
def test_words_that_name_none_are_refused_with_what_could_stand(words: str) -> None:
    with pytest.raises(PeriodError, match="is not a period"):
        parse(words)
