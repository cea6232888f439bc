"""A child who was entered twice counts once in a snapshot, and everything is back when that is undone."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

import pyarrow as pa
import pytest
from django.db import connection

from rightplace.casework.actions import matching
from rightplace.casework.actions.matching import Proposal
from rightplace.casework.models import Match, Person, Plan, Request, User
from rightplace.county.copying import copy_to_database
from rightplace.county.play import build
from rightplace.county.spec import CountySpec
from rightplace.facts.engine import sealed
from rightplace.facts.extract import facts_from
from rightplace.facts.quality import Data, run
from rightplace.facts.quality.record import RULES
from rightplace.facts.record_sql import RAW
from rightplace.facts.schema import TABLES
from rightplace.facts.snapshot import About
from rightplace.indicators import headline
from rightplace.returns.sen2.reasons import About as Counted
from rightplace.returns.sen2.reasons import Why
from rightplace.returns.sen2.reconcile import reconcile

pytestmark = pytest.mark.django_db
HAMLET = CountySpec(plans=40, seed=5)
AT = datetime.combine(HAMLET.until, time(12), tzinfo=UTC)

Tables = dict[str, pa.Table]
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def manager(empty_record: None) -> User:
    """The hamlet in the database; whoever may decide."""
    copy_to_database(build(HAMLET))
    return User.objects.filter(role="team_manager").first()


def facts() -> Tables:
    """The tables of a snapshot of what this test's own transaction has in the record."""
    return facts_from(dict(_raw()), as_of=HAMLET.until, authority=HAMLET.la_code)


def _raw() -> Iterator[tuple[str, pa.Table]]:
    with connection.cursor() as cursor:
        for table, columns in RAW.items():
            cursor.execute(f"select {', '.join(columns)} from {table}")
            rows = cursor.fetchall()
            yield (
                table,
                pa.table(
                    [list(c) for c in zip(*rows, strict=True)] or [[]] * len(columns), list(columns)
                ),
            )


def rows_of(tables: Tables) -> Rows:
    return {name: tables[name].to_pylist() for name in tables}


def say_one(manager: User, counts: Person, other: Person) -> Match:
    one, two = sorted((counts.pk, other.pk))
    matching.propose([Proposal(one, "sure", 0.99, [], other=two)], by=manager, at=AT)
    match = Match.objects.latest("pk")
    matching.confirm_same(match, version=1, reason="Same", counts=counts, by=manager, at=AT)
    return match


def counted(before: Rows, counts: int, other: int) -> Rows:
    """The plain twin: every row as it was, with one key in the place of the other."""
    found = {
        name: [
            {
                key: counts if (key, value) == ("person_id", other) else value
                for key, value in row.items()
            }
            for row in rows
            if (name, row.get("person_id")) != ("person", other)
        ]
        for name, rows in before.items()
    }
    return found | {"entered_twice": [{"other_record_id": other, "counted_as": counts}]}


def two_with_plans() -> tuple[Person, Person]:
    """Two children with a plan each; the one who counts has the later."""
    first, *_, last = Plan.objects.live().order_by("held_from", "pk").select_related("person")
    return last.person, first.person


def test_the_child_counts_once_and_undone_every_row_is_back(manager: User) -> None:
    before = rows_of(facts())
    counts, other = two_with_plans()
    match = say_one(manager, counts, other)
    assert rows_of(facts()) == counted(before, counts.pk, other.pk)
    matching.undo_decision(match, version=2, reason="Twins", by=manager, at=AT)
    assert rows_of(facts()) == before


def findings(tables: Tables, rule: str) -> list[int]:
    with sealed({name: tables[name] for name in TABLES if name in tables}) as tables:
        data = Data(tables, HAMLET.until.year, HAMLET.until)
        rules = [each for each in RULES if each.id == rule]
        return run(rules, data).findings["row"].to_pylist()


def test_two_plans_and_two_open_requests_of_one_child_are_findings_while_they_are_one(
    manager: User,
) -> None:
    counts, other = two_with_plans()
    (later,) = counts.plans.filter(ceased_on=None).values_list("pk", flat=True)
    asked, again = Request.objects.open().order_by("pk")[:2]
    matches = say_one(manager, counts, other), say_one(manager, asked.person, again.person)
    tables = facts()
    assert findings(tables, "REC-L02") == [later]
    assert findings(tables, "REC-P03") == [asked.person_id]
    for match in matches:
        matching.undo_decision(match, version=2, reason="Twins", by=manager, at=AT)
    assert (findings(facts(), "REC-L02"), findings(facts(), "REC-P03")) == ([], [])


def test_the_reconciliation_says_of_the_other_record_as_whom_it_is_counted(manager: User) -> None:
    people = Person.objects.count()
    counts, other = two_with_plans()
    say_one(manager, counts, other)
    found = reconcile(facts(), year=2023)
    assert found.total(Counted.PERSON) == people
    twice = [row for row in found.rows.to_pylist() if row["why"] == Why.ENTERED_TWICE.name]
    assert [(r["about"], r["key"], r["person_id"], r["in_return"]) for r in twice] == [
        ("person", other.pk, counts.pk, False)
    ]


def test_no_headline_figure_moves_where_two_records_agree_on_the_age(manager: User) -> None:
    counts, other = two_with_plans()
    Person.objects.filter(pk=other.pk).update(birth_date=counts.birth_date)
    about = About(HAMLET.la_code, HAMLET.until, "record", "the record")
    before = {f.key: f.value for f in headline(facts(), about)}
    say_one(manager, counts, other)
    after = {f.key: f.value for f in headline(facts(), about)}
    assert after == before
