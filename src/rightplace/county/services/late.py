"""What a list held on an earlier day: nothing that had not begun, nothing that was written down later."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from rightplace.facts.lists_rules import LIST_RULES
from rightplace.facts.schema import TABLES

Rows = Sequence[Mapping[str, object]]

# How many days after its day something is written down: (chance, from, to). The rest is there on the day.
_DELAYS = ((0.09, 14, 45), (0.03, 46, 90))
_LONGEST = timedelta(days=90)
_RESULTS_COME = (10, 1)
"""Month and day, after the end of an academic year, from which the authority has its results."""


def as_listed(table: str, rows: Rows, day: date) -> list[Mapping[str, object]]:
    """The rows of a list as a service had them on a day."""
    span = LIST_RULES[table].span
    if span is None:
        return [row for row in rows if _results_day(row) <= day]
    first, last = span
    ref = TABLES[table].columns[1].name
    return [
        row if _known(row[ref], row[last], day) else {**row, last: None}
        for row in rows
        if _known(row[ref], row[first], day)
    ]


def _results_day(row: Mapping[str, object]) -> date:
    year = row["academic_year"]
    assert isinstance(year, int)
    return date(year + 1, *_RESULTS_COME)


def _known(ref: object, on: object, day: date) -> bool:
    """Whether it is known on a day that something of a child or a school happened on another."""
    if not isinstance(on, date) or on > day:
        return False
    return on + _LONGEST <= day or on + _delay(ref, on) <= day


def _delay(ref: object, on: date) -> timedelta:
    """The same for the same day of the same child, so that what ends one spell begins the next."""
    draws = Random(f"{ref} {on}")  # noqa: S311 (an invented county)
    luck = draws.random()
    for chance, low, high in _DELAYS:
        if luck < chance:
            return timedelta(days=draws.randint(low, high))
        luck -= chance
    return timedelta(0)
