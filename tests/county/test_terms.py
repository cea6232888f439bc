"""The school year, and quotas that add up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightplace.county.calibration import share_out, survey_day
from rightplace.county.terms import academic_age, in_advice_window, school_day, summer_closure
from rightplace.law.dates import is_working_day
from rightplace.returns.sen2.years import COLLECTIONS


@given(st.integers(0, 5000), st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_the_parts_add_up_and_none_is_far_from_its_share(total: int, weights: list[int]) -> None:
    parts = share_out(total, weights)
    if not sum(weights):
        assert parts == [0] * len(weights)
        return
    assert sum(parts) == total
    assert all(abs(p - total * w / sum(weights)) < 1 for p, w in zip(parts, weights, strict=True))


def test_the_survey_day_is_that_of_the_return() -> None:
    assert {year: survey_day(year) for year in COLLECTIONS} == {
        year: each.survey_day for year, each in COLLECTIONS.items()
    }


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        (date(2018, 8, 31), 4),
        (date(2018, 9, 1), 3),
        (date(2017, 9, 1), 4),
        (date(2017, 8, 31), 5),
    ],
)
def test_age_in_a_school_year_is_age_on_31_august(birth: date, age: int) -> None:
    assert academic_age(birth, date(2022, 9, 1)) == age
    assert academic_age(birth, date(2023, 8, 31)) == age


@pytest.mark.parametrize("year", range(2018, 2030))
def test_schools_close_for_four_weeks_and_more(year: int) -> None:
    starts, ends = summer_closure(year)
    assert (ends - starts).days + 1 >= 28
    assert is_working_day(ends + timedelta(days=1))


@pytest.mark.parametrize(
    ("asked", "counts"),
    [
        (date(2022, 7, 15), False),
        (date(2022, 7, 16), True),
        (date(2022, 8, 26), True),
        (date(2022, 8, 27), False),
    ],
)
def test_advice_asked_a_week_before_the_closure_counts_and_a_week_before_it_ends_no_more(
    asked: date, counts: bool
) -> None:
    assert summer_closure(2022) == (date(2022, 7, 23), date(2022, 9, 1))
    assert (in_advice_window(asked) is not None) is counts


@given(st.dates(date(2018, 1, 1), date(2030, 12, 31)))
def test_a_school_day_is_never_in_a_closure(day: date) -> None:
    found = school_day(day)
    starts, ends = summer_closure(found.year)
    assert found >= day
    assert is_working_day(found)
    assert not starts <= found <= ends
