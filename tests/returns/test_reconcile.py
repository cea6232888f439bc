"""The reconciliation adds up for any record, and gives each reason where it is meant."""

import random
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightplace.facts.schema import TABLES, empty
from rightplace.returns.sen2 import build_return
from rightplace.returns.sen2.reasons import About, Step, Why
from rightplace.returns.sen2.reconcile import DoesNotAddUp, Reconciliation, _insist, reconcile
from rightplace.returns.sen2.years import COLLECTIONS
from tests.returns.test_build_twin import MADE_AT, invented_record

Row = dict[str, Any]


def test_a_request_that_is_out_has_no_reason_of_a_plan_that_is_in() -> None:
    record = invented_record(1, random.Random(237))
    found = reconcile(record, year=2026)
    assert found.total(About.REQUEST) == record["request"].num_rows


@settings(max_examples=80)
@given(
    year=st.sampled_from(list(COLLECTIONS)),
    people=st.integers(0, 8),
    chance=st.randoms(use_true_random=True),
)
def test_it_adds_up_for_any_record(year: int, people: int, chance: random.Random) -> None:
    record = invented_record(people, chance)
    found = reconcile(record, year=year)
    built = build_return(record, year=year, authority="899", made_at=MADE_AT)
    for about in (About.PERSON, About.REQUEST, About.ASSESSMENT):
        assert found.total(about) == record[about.value].num_rows
        assert found.total(about, is_in=True) == built[about.value].num_rows
        assert found.total(about, is_in=True) + found.total(about, is_in=False) == found.total(
            about
        )
    assert dict(found.walk)[Step.NOW] == built["active_plan"].num_rows
    assert sum(s.sign * n for s, n in found.walk[:-1]) == found.walk[-1][1]


@settings(max_examples=40)
@given(people=st.integers(0, 8), chance=st.randoms(use_true_random=True))
def test_the_stock_that_a_walk_begins_with_is_that_at_which_the_last_one_ended(
    people: int, chance: random.Random
) -> None:
    record = invented_record(people, chance)
    for year in (2023, 2024, 2025):
        assert (
            reconcile(record, year=year).walk[-1][1] == reconcile(record, year=year + 1).walk[0][1]
        )


def record(**rows: list[Row]) -> dict[str, pa.Table]:
    """A record of one child, P1, unless rows of `person` say otherwise."""
    rows = {"person": [{"person_id": 1}], **rows}
    return {
        name: pa.Table.from_pylist(
            [dict.fromkeys(TABLES[name].arrow.names) | row for row in rows.get(name, [])],
            schema=TABLES[name].arrow,
        )
        if name in rows
        else empty(name)
        for name in TABLES
    }


def old_plan(**items: Any) -> dict[str, pa.Table]:
    """A plan that an older system made, as the snapshot carries it."""
    named = {k: v for k, v in items.items() if k in ("start_date", "cease_date", "cease_reason")}
    held = {k: v for k, v in items.items() if k in ("held_from", "held_to", "transfer_la")}
    return record(
        request=[{"request_id": -5, "person_id": 1, "request_outcome": "H"}],
        assessment=[{"assessment_id": -5, "request_id": -5, "assessment_outcome": "H"}],
        named_plan=[{"named_plan_id": 5, "assessment_id": -5, **named}],
        active_plan=[{"active_plan_id": 5, "request_id": -5, **held}],
    )


def asked(
    received: date, outcome: str, decided: date | None = None, **more: Any
) -> dict[str, pa.Table]:
    request = {
        "request_id": 3, "person_id": 1, "received_date": received, "request_outcome": outcome,
        "request_outcome_date": decided, "closed_on": decided, **more,
    }  # fmt: skip
    return record(request=[request])


def reasons(found: Reconciliation) -> dict[About, Why]:
    return {c.about: c.why for c in found.counts}


OLD = {"start_date": date(2018, 3, 1), "held_from": date(2018, 3, 1)}
PLANS = (
    ({}, Why.LIVE),
    ({"cease_date": date(2022, 1, 1), "held_to": date(2022, 1, 1)}, Why.ENDED),
    ({"cease_date": date(2021, 12, 31), "held_to": date(2021, 12, 31)}, Why.ENDED_BEFORE),
    (
        {"cease_date": date(2021, 12, 31), "held_to": date(2021, 12, 31), "cease_reason": "5"},
        Why.MOVED_AWAY_BEFORE,
    ),
    ({"cease_date": date(2023, 1, 19), "held_to": date(2023, 1, 19)}, Why.ENDED_SINCE),
    ({"cease_date": date(2023, 1, 20), "held_to": date(2023, 1, 20)}, Why.LIVE),
    ({"held_from": date(2023, 1, 20), "transfer_la": "801"}, Why.BEGINS_AFTER),
)


@pytest.mark.parametrize(("items", "why"), PLANS)
def test_a_plan_is_in_or_out_for_the_reason_meant(items: Row, why: Why) -> None:
    found = reasons(reconcile(old_plan(**OLD | items), year=2023))
    above = Why.CARRIES_PLAN if why.is_in else why
    person = Why.HAS_CASE if why.is_in else why
    assert found == {
        About.PERSON: person, About.REQUEST: above, About.ASSESSMENT: above, About.PLAN: why,
    }  # fmt: skip


REQUESTS = (
    (date(2022, 12, 31), "A", None, Why.OF_PERIOD),
    (date(2023, 1, 1), "A", None, Why.RECEIVED_AFTER),
    (date(2021, 5, 1), "N", date(2021, 12, 31), Why.REFUSED_BEFORE),
    (date(2021, 5, 1), "N", date(2022, 1, 1), Why.OF_PERIOD),
    (date(2021, 5, 1), "W", date(2021, 12, 31), Why.WITHDRAWN_BEFORE),
    (date(2021, 5, 1), "Y", date(2021, 6, 1), Why.HISTORICAL),
)


@pytest.mark.parametrize(("received", "outcome", "decided", "why"), REQUESTS)
def test_a_request_is_in_or_out_for_the_reason_meant(
    received: date, outcome: str, decided: date | None, why: Why
) -> None:
    found = reasons(reconcile(asked(received, outcome, decided), year=2023))
    assert found == {About.PERSON: Why.HAS_CASE if why.is_in else why, About.REQUEST: why}


def test_an_assessment_that_follows_a_withdrawn_request_had_not_begun() -> None:
    tables = asked(date(2022, 5, 1), "W", date(2022, 6, 1)) | {
        "assessment": record(assessment=[{"assessment_id": 1, "request_id": 3}])["assessment"]
    }
    found = reasons(reconcile(tables, year=2023))
    assert (found[About.REQUEST], found[About.ASSESSMENT]) == (Why.OF_PERIOD, Why.NOT_BEGUN)


def test_someone_without_a_case_is_out() -> None:
    assert reasons(reconcile(record(), year=2023)) == {About.PERSON: Why.NO_CASE}


WALKS = (
    (OLD, {Step.BEFORE: 1, Step.NOW: 1}),
    (
        OLD | {"cease_date": date(2022, 7, 1), "held_to": date(2022, 7, 1), "cease_reason": "2"},
        {Step.BEFORE: 1, Step.ENDED: 1},
    ),
    (
        OLD | {"cease_date": date(2022, 7, 1), "held_to": date(2022, 7, 1), "cease_reason": "5"},
        {Step.BEFORE: 1, Step.MOVED_AWAY: 1},
    ),
    (OLD | {"held_from": date(2022, 7, 1), "transfer_la": "801"}, {Step.MOVED_IN: 1, Step.NOW: 1}),
    (
        {"start_date": date(2022, 7, 1), "held_from": date(2022, 7, 1)},
        {Step.ISSUED: 1, Step.NOW: 1},
    ),
    (
        {"start_date": date(2018, 1, 1), "held_from": date(2022, 7, 1)},
        {Step.OTHERWISE_IN: 1, Step.NOW: 1},
    ),
)


@pytest.mark.parametrize(("items", "steps"), WALKS)
def test_the_walk_says_how_a_plan_came_or_went(items: Row, steps: dict[Step, int]) -> None:
    walk = reconcile(old_plan(**items), year=2023).walk
    assert {step: number for step, number in walk if number} == steps


def test_the_survey_day_before_the_first_known_one_is_the_third_thursday() -> None:
    found = {year: reconcile(record(), year=year).before_day for year in COLLECTIONS}
    assert found == {
        2023: date(2022, 1, 20),
        **{year: COLLECTIONS[year - 1].survey_day for year in list(COLLECTIONS)[1:]},
    }


def test_what_does_not_add_up_is_loud() -> None:
    with pytest.raises(DoesNotAddUp, match="3 of 4"):
        _insist(3 == 4, "3 of 4 plans are told of")
