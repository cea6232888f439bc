"""Sources of data: whose they are, what was loaded from each, and from when fresh data are overdue."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.casework.actions.sources import change_source, record_load
from rightplace.casework.models import AuditEvent, DataSource, Role, SourceLoad, User
from rightplace.casework.queries.sources import changes_of, loads_of, source_row, standings
from rightplace.casework.sources import Interface, Reviewed
from tests.casework.record import a_user, at

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 3)
REVIEWED = Reviewed("a-register", "A register", "Places", "GIAS", Interface.FILE, "analyst", 30)
OTHER = Reviewed("another", "Another", "Things", "System", Interface.SYSTEM, "finance", 7)


@pytest.fixture
def analyst(empty_record: None) -> User:
    return a_user("ann", Role.ANALYST)


def change(by: User, **given: Any) -> DataSource:
    fields = {
        "version": 1, "system": "GIAS", "supplier": "DfE", "owner_role": Role.ANALYST, "owner": by,
        "contact": "", "refresh_days": 30,
    }  # fmt: skip
    return change_source(REVIEWED, **fields | given, by=by, at=at(DAY))


def load(by: User, day: date, **given: Any) -> SourceLoad:
    fields = {"name": "file.csv", "digest": "ab" * 32, "rows": 5}
    return record_load(REVIEWED, **fields | given, by=by, at=at(day))


def test_a_source_is_as_delivered_until_something_is_said_of_it(analyst: User) -> None:
    assert source_row(REVIEWED)._state.adding
    row = change(analyst, refresh_days=14, contact="The desk")
    assert (row.name, row.refresh_days, row.contact, row.version) == (
        "A register",
        14,
        "The desk",
        2,
    )
    assert source_row(REVIEWED) == row
    assert AuditEvent.objects.get(action="source.change").by == analyst


def test_what_it_was_before_stays_in_its_history(analyst: User) -> None:
    change(analyst)
    change(analyst, version=2, supplier="Another", owner=None)
    found = [(audit.by, before) for audit, before in changes_of(source_row(REVIEWED))]
    assert found == [
        (analyst, {"supplier": "DfE", "owner": analyst.pk, "version": 2}),
        (analyst, {"supplier": "", "owner": None, "version": 1}),
    ]


def test_two_people_may_not_change_it_at_once(analyst: User) -> None:
    change(analyst)
    with pytest.raises(EditConflict):
        change(analyst, supplier="Another")


def test_an_owner_has_the_role_that_answers_for_it(analyst: User) -> None:
    with pytest.raises(ActionRefused, match="another role"):
        change(analyst, owner_role=Role.FINANCE)
    with pytest.raises(ActionRefused, match="at least one day"):
        change(analyst, refresh_days=0)
    assert DataSource.objects.count() == 0


def test_a_failed_load_leaves_the_last_good_one_to_count_from(analyst: User) -> None:
    good = load(analyst, DAY)
    failed = load(analyst, DAY + timedelta(days=31), rows=0, failure="No heading")
    due = DAY + timedelta(days=30)
    for day, last, overdue in (
        (DAY, good, 0),
        (due, good, 0),
        (due + timedelta(days=1), failed, 1),
        (due + timedelta(days=9), failed, 9),
    ):
        found, other = standings([REVIEWED, OTHER], day=day)
        assert (found.last, found.last_good, found.due_on, found.overdue) == (
            last,
            good,
            due,
            overdue,
        )
        assert found.failed_last == (last == failed)
        assert (other.last, other.last_good, other.due_on, other.overdue) == (
            None,
            None,
            None,
            None,
        )
    assert list(loads_of(REVIEWED, day=due)) == [good]


def test_a_load_is_good_or_says_why_not(analyst: User) -> None:
    with pytest.raises(ActionRefused, match="brought no rows"):
        load(analyst, DAY, failure="No heading")
    with pytest.raises(ActionRefused, match="what was loaded"):
        load(analyst, DAY, digest="")
    source = change(analyst)
    for wrong in ({"rows": 1, "failure": "x"}, {"digest": ""}):
        row = SourceLoad(source=source, by=analyst, at=at(DAY), name="x", **{"digest": "a"} | wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_the_standings_take_as_many_queries_for_three_as_for_one(
    analyst: User, django_assert_num_queries: Any
) -> None:
    load(analyst, DAY)
    for reviewed in ([REVIEWED], [REVIEWED, OTHER, REVIEWED]):
        with django_assert_num_queries(3):
            standings(reviewed, day=DAY)
