"""Ages on the day before, on and after."""

from datetime import date

import pytest

from rightplace.law.ages import age_on, is_young_person, school_leaving_date


@pytest.mark.parametrize(
    ("born", "leaves"),
    [
        (date(2006, 9, 1), date(2023, 6, 30)),  # the last Friday is the last day of June
        (date(2006, 8, 31), date(2022, 6, 24)),  # 15 on that day still: s8(3)(b)
        (date(2007, 1, 1), date(2023, 6, 30)),
        (date(2008, 2, 29), date(2024, 6, 28)),
    ],
)
def test_compulsory_school_age_ends_on_the_last_friday_in_june(born: date, leaves: date) -> None:
    assert school_leaving_date(born) == leaves


@pytest.mark.parametrize(
    ("on", "young"),
    [
        (date(2023, 6, 30), False),
        (date(2023, 7, 1), True),
        (date(2032, 1, 14), True),
        (date(2032, 1, 15), False),
    ],
)
def test_a_young_person_is_over_school_age_and_under_25(on: date, young: bool) -> None:
    assert is_young_person(date(2007, 1, 15), on) is young


def test_an_age_changes_on_the_birthday() -> None:
    born = date(2008, 2, 29)
    days = (date(2023, 2, 28), date(2023, 3, 1), date(2024, 2, 28), date(2024, 2, 29))
    assert [age_on(born, day) for day in days] == [14, 15, 15, 16]
