"""The record as it was known at the end of an earlier day, against a plain reading of its rows."""

from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest
from django.conf import settings

from rightplace.facts.as_known import EVENTS, as_known
from rightplace.facts.record_sql import RAW
from rightplace.ops.cli.snapshot import read
from tests.conftest import County

DAY = date(2022, 10, 20)

pytestmark = pytest.mark.django_db
Row = dict[str, Any]


@pytest.fixture
def raw(county: County) -> dict[str, pa.Table]:
    """Every row of the hamlet."""
    return read()


def by_id(table: pa.Table) -> dict[int, Row]:
    return {row["id"]: row for row in table.to_pylist()}


def first_words(raw: dict[str, pa.Table], case: str) -> dict[tuple[int, date], date]:
    """(case, day) -> the day on which the first of its events of that day was recorded."""
    found: dict[tuple[int, date], date] = {}
    for event in raw[EVENTS].to_pylist():
        key, on = (event[case], event["happened_on"]), event["recorded_at"].date()
        found[key] = min(found.get(key, on), on)
    return found


def test_on_its_last_day_all_is_known(raw: dict[str, pa.Table]) -> None:
    known = as_known(raw, settings.TODAY)
    for name in RAW:
        held = raw[name].select(RAW[name])
        key = [(held.column_names[0], "ascending"), (held.column_names[1], "ascending")]
        assert known[name].select(RAW[name]).sort_by(key) == held.sort_by(key), name


def test_an_event_is_known_when_it_was_recorded_and_not_when_it_happened(
    raw: dict[str, pa.Table],
) -> None:
    rows = raw[EVENTS].to_pylist()
    known = {row["id"] for row in as_known(raw, DAY)[EVENTS].to_pylist()}
    assert known == {row["id"] for row in rows if row["recorded_at"].date() <= DAY}
    assert any(row["happened_on"] <= DAY < row["recorded_at"].date() for row in rows)


def test_plans_and_their_ends_are_those_that_a_plain_reading_gives(
    raw: dict[str, pa.Table],
) -> None:
    words = first_words(raw, "plan_id")

    def told(plan: Row, on: date | None) -> bool:
        return on is not None and on <= DAY and words.get((plan["id"], on), on) <= DAY

    expected = {
        plan["id"]: plan["ceased_on"] if told(plan, plan["ceased_on"]) else None
        for plan in raw["casework_plan"].to_pylist()
        if told(plan, plan["held_from"])
    }
    known = as_known(raw, DAY)
    plans = by_id(known["casework_plan"])
    assert {key: plan["ceased_on"] for key, plan in plans.items()} == expected
    assert all(
        (plan["ceased_on"] is None) == (plan["cease_reason"] == "") for plan in plans.values()
    )
    places = by_id(known["casework_placement"])
    assert {row["plan_id"] for row in places.values()} <= set(plans)
    assert all(
        row["entry_on"] <= DAY and (row["leaving_on"] or DAY) <= DAY for row in places.values()
    )


def test_a_request_that_was_decided_later_is_undecided(raw: dict[str, pa.Table]) -> None:
    now, known = by_id(raw["casework_request"]), by_id(as_known(raw, DAY)["casework_request"])
    later = {
        key for key, row in now.items() if row["received_on"] <= DAY < (row["outcome_on"] or DAY)
    }
    assert later
    assert {known[key]["outcome"] for key in later & set(known)} == {"A"}
    assert all(row["received_on"] <= DAY for row in known.values())


def test_lists_and_entered_figures_count_from_when_they_came_in(raw: dict[str, pa.Table]) -> None:
    known = as_known(raw, DAY)
    for name in ("governance_listload", "governance_enteredfigure"):
        came = [row["at"].date() for row in raw[name].to_pylist()]
        found = [row["at"].date() for row in known[name].to_pylist()]
        assert sorted(found) == sorted(day for day in came if day <= DAY)
        assert 0 < len(found) < len(came)


def test_nothing_is_known_before_the_record_begins(raw: dict[str, pa.Table]) -> None:
    first = min(row["recorded_at"].date() for row in raw[EVENTS].to_pylist())
    known = as_known(raw, first - timedelta(days=1))
    assert known[EVENTS].num_rows == 0
    assert known["casework_request"].num_rows == 0
