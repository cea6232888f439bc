"""The worked examples of the manual are what the clock gives."""

from datetime import date

import pytest

from rightplace.law.clock import clock, latest
from rightplace.law.examples import COUNTING, EXAMPLES, Counting, Example


@pytest.mark.parametrize("row", COUNTING, ids=lambda row: f"{row.allowance.words} {row.start}")
def test_counting(row: Counting) -> None:
    assert row.allowance.last_day(date.fromisoformat(row.start)) == date.fromisoformat(row.last)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row.duty}: {row.title}")
def test_example(row: Example) -> None:
    clocks = clock(
        row.events,
        date.fromisoformat(row.as_of),
        exceptions=row.exceptions,
        advice_excuses=row.advice_excuses,
        readings=row.readings,
    )
    found = latest(clocks, row.duty, row.ref)
    assert found is not None
    assert str(found.due_on) == row.due
    assert found.state is row.state
    assert (found.days_left, found.days_taken, found.days_late) == (row.left, row.taken, row.late)
