"""The measures again, slow and plain: Python over lists of dicts, one function for each."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rightplace.facts.snapshot import About
from rightplace.indicators.labels import CEASE_REASONS
from rightplace.indicators.measure import Grain
from tests.indicators.twin_book import Book, Row
from tests.indicators.twin_cases import (
    by_source,
    open_by_month,
    open_overdue,
    outcomes,
    received,
    within_6_weeks,
    within_16_weeks,
    within_20_weeks,
)
from tests.indicators.twin_plans import (
    counted_ceased,
    counted_held,
    counted_new,
    held_age,
    held_need,
    held_setting,
    new_age,
    new_need,
    new_setting,
    reviews,
)

TWINS: dict[str, Callable[[Book], Iterator[Any]]] = {
    "timeliness.within_20_weeks": within_20_weeks,
    "timeliness.open_overdue": open_overdue,
    "timeliness.open_by_month": open_by_month,
    "timeliness.within_6_weeks": within_6_weeks,
    "timeliness.within_16_weeks": within_16_weeks,
    "requests.received": received,
    "requests.by_source": by_source,
    "requests.outcomes": outcomes,
    "plans.new": counted_new(),
    "plans.new_by_age": counted_new(new_age),
    "plans.new_by_need": counted_new(new_need),
    "plans.new_by_setting": counted_new(new_setting),
    "plans.ceased": counted_ceased(),
    "plans.ceased_by_reason": counted_ceased(
        lambda plan: CEASE_REASONS.get(plan["cease_reason"], "Not recorded")
    ),
    "plans.caseload": counted_held(),
    "plans.caseload_by_age": counted_held(held_age),
    "plans.caseload_by_need": counted_held(held_need),
    "plans.caseload_by_setting": counted_held(held_setting),
    "reviews.decided": reviews,
}


def _flat(row: Any) -> tuple[Any, ...]:
    """A `Counter` item, ((keys), count), as one row; any other row as it is."""
    return (*row[0], row[1]) if isinstance(row[0], tuple) else tuple(row)


def answer(
    key: str, facts: Mapping[str, list[Row]], about: About, by: Grain
) -> list[tuple[Any, ...]]:
    """The rows of a measure, in order."""
    return sorted(map(_flat, TWINS[key](Book(facts, about, by))), key=lambda row: row[:2])
