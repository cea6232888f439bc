"""Year groups at the end of August, and the move that each leads to."""

from datetime import date

import pytest

from rightplace.casework.years import (
    born_between,
    expected_transfer,
    next_september,
    year_group,
    year_words,
)
from rightplace.law.events import PhaseTransfer as Move

JANUARY = date(2023, 1, 31)


@pytest.mark.parametrize(
    ("born", "on", "year", "words"),
    [
        (date(2018, 8, 31), JANUARY, 0, "Reception"),
        (date(2018, 9, 1), JANUARY, -1, "Nursery"),
        (date(2019, 9, 1), JANUARY, -2, "Before nursery"),
        (date(2011, 9, 1), JANUARY, 6, "Year 6"),
        (date(2012, 8, 31), JANUARY, 6, "Year 6"),
        (date(2012, 9, 1), JANUARY, 5, "Year 5"),
        (date(2012, 8, 31), date(2023, 8, 31), 6, "Year 6"),
        (date(2012, 8, 31), date(2023, 9, 1), 7, "Year 7"),
        (date(2007, 1, 15), JANUARY, 11, "Year 11"),
    ],
)
def test_the_year_group_changes_on_1_september(born: date, on: date, year: int, words: str) -> None:
    assert (year_group(born, on), year_words(year)) == (year, words)
    first, last = born_between(year, year, on)
    assert first <= born <= last
    assert year_group(first, on) == year_group(last, on) == year


@pytest.mark.parametrize(
    ("on", "september"),
    [
        (JANUARY, date(2023, 9, 1)),
        (date(2023, 8, 31), date(2023, 9, 1)),
        (date(2023, 9, 1), date(2024, 9, 1)),
    ],
)
def test_moves_are_listed_from_the_autumn_before(on: date, september: date) -> None:
    assert next_september(on) == september


@pytest.mark.parametrize(
    ("year", "ages", "move"),
    [
        (-1, None, Move.EARLY_YEARS_TO_SCHOOL),
        (-1, (2, 4), Move.EARLY_YEARS_TO_SCHOOL),
        (0, (4, 11), None),
        (2, (4, 7), Move.INFANT_TO_JUNIOR),
        (2, (4, 11), None),
        (4, (4, 9), Move.PRIMARY_TO_MIDDLE),
        (6, (4, 11), Move.PRIMARY_TO_SECONDARY),
        (6, (7, 11), Move.PRIMARY_TO_SECONDARY),
        (6, None, Move.PRIMARY_TO_SECONDARY),
        (6, (4, 19), None),
        (8, (9, 13), Move.MIDDLE_TO_SECONDARY),
        (11, (11, 16), Move.SECONDARY_TO_POST_16),
        (11, (11, 18), Move.SECONDARY_TO_POST_16),
        (10, (11, 16), None),
    ],
)
def test_the_move_follows_from_the_year_and_the_ages_of_the_setting(
    year: int, ages: tuple[int, int] | None, move: Move | None
) -> None:
    known = {} if ages is None else {"low_age": ages[0], "high_age": ages[1]}
    assert expected_transfer(year, **known) == move
