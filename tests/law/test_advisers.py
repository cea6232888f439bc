"""Whose advice must be sought: boundaries of Year 9, and the senses."""

from datetime import date

import pytest

from rightplace.law.advisers import required_advisers, school_year

_ALWAYS = {"family", "setting", "health", "psychologist", "social_care"}


@pytest.mark.parametrize(
    ("born", "on", "year"),
    [
        (date(2010, 8, 31), date(2014, 8, 31), -1),
        (date(2010, 8, 31), date(2014, 9, 1), 0),
        (date(2010, 9, 1), date(2014, 9, 1), -1),
        (date(2009, 9, 1), date(2023, 8, 31), 8),
        (date(2009, 9, 1), date(2023, 9, 1), 9),
        (date(2010, 8, 31), date(2023, 9, 1), 9),
    ],
)
def test_the_year_at_school_turns_on_1_september(born: date, on: date, year: int) -> None:
    assert school_year(born, on) == year


@pytest.mark.parametrize(
    ("on", "needs", "more"),
    [
        (date(2023, 8, 31), (), set()),
        (date(2023, 9, 1), (), {"adulthood"}),
        (date(2023, 8, 31), ("ASD", "HI"), {"sensory"}),
        (date(2023, 8, 31), ("VI",), {"sensory"}),
        (date(2023, 9, 1), ("MSI",), {"sensory", "adulthood"}),
        (date(2023, 8, 31), ("PD", "ASD"), set()),
    ],
)
def test_whose_advice_is_required(on: date, needs: tuple[str, ...], more: set[str]) -> None:
    assert set(required_advisers(date(2009, 9, 1), needs, on)) == _ALWAYS | more
