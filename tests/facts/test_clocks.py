"""The clocks of a snapshot are those of the case page."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from rightplace.casework.actions import requests
from rightplace.casework.actions.advice import Asked, ask_advisers, claim_excuse
from rightplace.casework.deadlines import clocks_of
from rightplace.casework.models import Request
from rightplace.facts.snapshot import Snapshot
from rightplace.law.clock import Clock
from rightplace.ops.cli.snapshot import take
from tests.casework.record import a_new_request, at
from tests.conftest import County

TODAY = settings.TODAY
ASKED_ON = date(2022, 11, 26)


@pytest.fixture
def excused(county: County, django_db_blocker: DjangoDbBlocker) -> Request:
    """A request whose advisers for health and for the setting are late, the first with an excuse.

    It is committed: a snapshot reads the record over a connection of its own.
    """
    with django_db_blocker.unblock():
        officer = county.user("officer")
        by = {"by": officer, "at": at(TODAY)}
        case = a_new_request(officer, on=ASKED_ON - timedelta(30), now=TODAY)
        assessment = requests.decide_to_assess(case, on=ASKED_ON, **by)
        asked = [Asked("health", name="Community paediatrics"), Asked("setting", name="A school")]
        health, _ = ask_advisers(
            assessment, asked=asked, concerns="Speech.", on=ASKED_ON, **by
        )  # fmt: skip
        missed = ASKED_ON + timedelta(10)
        claim_excuse(
            health,
            reason="missed_appointment",
            starts_on=missed,
            ends_on=missed,
            evidence="Letter of the clinic",
            **by,
        )
        return case


def shown(clock: Clock) -> tuple[object, ...]:
    excuse = clock.excused_by.value if clock.excused_by else None
    return (clock.key, clock.ref, clock.due_on, clock.state.value, excuse, clock.days_left)


def frozen(snapshot: Snapshot, case: Request) -> list[tuple[object, ...]]:
    columns = ("duty", "ref", "due_on", "state", "excused_by", "days_left")
    rows = snapshot.table("clock").to_pylist()
    return [tuple(r[name] for name in columns) for r in rows if r["request_id"] == case.pk]


def test_an_excused_adviser_is_excused_in_a_snapshot_as_on_the_case_page(
    excused: Request, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    taken_at = datetime(2023, 1, 31, 18, tzinfo=UTC)
    with django_db_blocker.unblock():
        snapshot = take(name="excused", as_of=TODAY, taken_at=taken_at, store=tmp_path)
        clocks = clocks_of(excused, as_of=TODAY)
    found = frozen(snapshot, excused)
    assert Counter(found) == Counter(map(shown, clocks))
    states = {ref: state for duty, ref, _, state, _, _ in found if duty == "advice.reply"}
    assert states == {"health": "excused_open", "setting": "late"}
