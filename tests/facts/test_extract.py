"""What a snapshot says is what the record holds."""

from datetime import date

import pytest
from django.conf import settings

from rightplace.casework.models import Plan, Request
from rightplace.law.events import Event, EventKind
from rightplace.law.records import plan_clocks
from tests.conftest import County

pytestmark = pytest.mark.django_db


def rows(snapshot: County, table: str) -> list[dict[str, object]]:
    return snapshot.snapshot.table(table).to_pylist()


def test_every_plan_hangs_from_a_request_of_its_person(county: County) -> None:
    owners = {row["request_id"]: row["person_id"] for row in rows(county, "request")}
    held = {row["active_plan_id"]: owners[row["request_id"]] for row in rows(county, "active_plan")}
    assert held == {plan.pk: plan.person_id for plan in Plan.objects.all()}


def test_a_plan_without_an_assessment_here_is_carried_by_a_historical_one(county: County) -> None:
    outcomes = {
        row["assessment_id"]: row["assessment_outcome"] for row in rows(county, "assessment")
    }
    plans = Plan.objects.filter(assessment__isnull=True)
    assert {outcomes[-plan.pk] for plan in plans} == {"H"}
    assert sum(outcome == "H" for outcome in outcomes.values()) == plans.count()


def test_week20_says_whether_an_exception_was_relied_on(county: County) -> None:
    relied = set(Request.objects.filter(exceptions__isnull=False).values_list("pk", flat=True))
    flags = {row["request_id"]: row["week20"] for row in rows(county, "assessment")}
    issued = set(Request.objects.filter(assessment__outcome="Y").values_list("pk", flat=True))
    assert {key: flags[key] for key in issued} == {k: "1" if k in relied else "0" for k in issued}


def test_the_clock_table_is_what_the_law_says_of_each_plan(county: County) -> None:
    found = [row for row in rows(county, "clock") if row["active_plan_id"] is not None]
    for plan in Plan.objects.order_by("pk")[:40]:
        events = [Event(e.happened_on, EventKind(e.kind), e.ref) for e in plan.events.all()]
        expected = {
            (c.key, c.ref, c.started_on, c.due_on, c.met_on, c.state.value)
            for c in plan_clocks(events, settings.TODAY)
        }
        mine = {
            (r["duty"], r["ref"], r["started_on"], r["due_on"], r["met_on"], r["state"])
            for r in found
            if r["active_plan_id"] == plan.pk
        }
        assert mine == expected


def test_the_latest_decided_review_is_the_one_that_the_return_shows(county: County) -> None:
    shown = {row["active_plan_id"]: row["last_review"] for row in rows(county, "active_plan")}
    for plan in Plan.objects.prefetch_related("reviews"):
        decided = [r.decision_on for r in plan.reviews.all() if r.decision_on]
        assert shown[plan.pk] == max(decided, default=None)


def test_the_header_names_the_authority_and_the_day(county: County) -> None:
    (header,) = rows(county, "header")
    assert (header["lea"], header["reference_date"]) == ("990", date(2023, 1, 31))
