"""The record becomes a snapshot the same way from PostgreSQL and from memory."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from django.conf import settings
from django.db.models import Count

from rightplace.casework.models import AuditEvent, Plan, Request
from rightplace.county.play import build
from rightplace.facts.extract import facts_from
from rightplace.facts.schema import TABLES
from rightplace.law.events import Event, EventKind
from rightplace.law.records import plan_clocks
from tests.conftest import HAMLET, County

pytestmark = pytest.mark.django_db
Tables = Mapping[str, pa.Table]


def rows(snapshot: County, table: str) -> list[dict[str, object]]:
    return snapshot.snapshot.table(table).to_pylist()


def as_played(raw: Tables) -> set[int]:
    """The people to whom nothing was done after the years were played: furnishing adds desk work."""
    played = Counter(row["person_id"] for row in raw["casework_auditevent"].to_pylist())
    now = AuditEvent.objects.filter(kind="write").values_list("person")
    counts = dict(now.annotate(writes=Count("pk")))
    return {person for person, writes in played.items() if person and counts[person] == writes}


def of_people(facts: Tables, people: set[int]) -> Tables:
    """The rows that hang from these people, however far down; a table about nobody is whole."""
    kept, found = {"person_id": people}, {}
    for name in TABLES:
        table = facts[name]
        parent = next((column for column in reversed(kept) if column in table.column_names), None)
        if parent is not None:
            wanted = pa.array(sorted(kept[parent]), table.schema.field(parent).type)
            table = table.filter(pc.is_in(table[parent], wanted))
            own = table.column_names[0]
            kept.setdefault(own, set(table[own].to_pylist()))
        found[name] = table.sort_by(table.column_names[0])
    return found


def test_the_county_in_memory_gives_the_snapshot_of_the_county_in_postgresql(
    county: County,
) -> None:
    raw = build(HAMLET).arrow()
    people = as_played(raw)
    facts = facts_from(raw, as_of=settings.TODAY, authority="990")
    expected = of_people(facts, people)
    given = of_people({name: county.snapshot.table(name) for name in TABLES}, people)
    assert len(people) > 0.8 * facts["person"].num_rows
    assert [name for name in TABLES if not given[name].equals(expected[name])] == []


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
