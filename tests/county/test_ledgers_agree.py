"""What is kept in memory is what the actions would have written to the database."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model

from rightplace.casework import deadlines
from rightplace.casework.actions import people
from rightplace.casework.actions.ledger import DatabaseLedger
from rightplace.casework.models import AuditEvent, User
from rightplace.county.copying import RecordNotEmpty, copy_to_database
from rightplace.county.ledger import TABLES, BulkLedger
from rightplace.county.play import build, play
from rightplace.county.spec import CountySpec

HAMLET = CountySpec(plans=40, seed=5)


@pytest.fixture(scope="module")
def hamlet() -> BulkLedger:
    return build(HAMLET)


def in_memory(ledger: BulkLedger, model: type[Model]) -> list[dict[str, Any]]:
    rows = ledger.table(model).to_pylist()
    if model is AuditEvent:
        rows = [row | {"detail": json.loads(row["detail"])} for row in rows]
    return rows


def in_database(model: type[Model]) -> list[dict[str, Any]]:
    columns = [field.attname for field in model._meta.concrete_fields]
    return list(model._default_manager.order_by("pk").values(*columns))


@pytest.mark.usefixtures("empty_record")
def test_played_through_the_database_every_row_is_the_same(hamlet: BulkLedger) -> None:
    play(HAMLET, DatabaseLedger())
    for model in TABLES:
        assert in_database(model) == in_memory(hamlet, model), model.__name__


@pytest.mark.usefixtures("empty_record")
def test_copied_every_row_is_the_same_and_every_constraint_holds(hamlet: BulkLedger) -> None:
    copy_to_database(hamlet)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    for model in TABLES:
        assert in_database(model) == in_memory(hamlet, model), model.__name__
    assert list(deadlines.drift(as_of=HAMLET.until)) == []


@pytest.mark.usefixtures("empty_record")
def test_work_goes_on_after_a_copy(hamlet: BulkLedger) -> None:
    copy_to_database(hamlet)
    by = User.objects.get(username="administrator")
    at = datetime.combine(date(2023, 2, 1), datetime.min.time(), tzinfo=UTC)
    assert people.add_team("Fifth area team", by=by, at=at).pk == 5


@pytest.mark.usefixtures("empty_record")
def test_a_record_that_holds_children_is_left_alone(hamlet: BulkLedger) -> None:
    copy_to_database(hamlet)
    with pytest.raises(RecordNotEmpty, match="The record holds children already"):
        copy_to_database(hamlet)
