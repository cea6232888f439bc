"""What many tests need: the invented hamlet in the database, a server over it, an empty record."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import settings as hypothesis_settings
from pytest_django.live_server_helper import LiveServer

from rightplace.casework.models import User
from rightplace.county.spec import CountySpec
from rightplace.county.staff import DEMO_PASSWORD
from rightplace.facts.snapshot import Snapshot
from rightplace.ops.cli.county import load
from rightplace.ops.cli.snapshot import take
from rightplace.ops.findings import furnish_findings
from rightplace.ops.loads import record_snapshot
from rightplace.ops.quarters import furnish_quarters
from rightplace.ops.users import user_named

# A test may not fail because the machine was busy, nor by the luck of the draw: `make explore` draws anew.
hypothesis_settings.register_profile("same", deadline=None, derandomize=True)
hypothesis_settings.register_profile("explore", deadline=None, print_blob=True)
hypothesis_settings.load_profile(os.environ.get("RIGHTPLACE_EXAMPLES", "same"))

HAMLET = CountySpec(plans=1000, seed=7, until=settings.TODAY)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever goes through the served product comes last: what it writes into the hamlet stays there."""
    items.sort(key=lambda item: bool(_SERVED & set(getattr(item, "fixturenames", ()))))


_SERVED = {"server", "site"}


@dataclass(frozen=True)
class County:
    """The hamlet: its snapshot and how to sign in."""

    snapshot: Snapshot
    password: str = DEMO_PASSWORD

    def user(self, username: str) -> User:
        """One of the demonstration's users."""
        return User.objects.get(username=username)


@pytest.fixture(scope="session")
def county(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> County:
    """The hamlet, committed to this worker's database, and a snapshot of it."""
    with django_db_blocker.unblock():
        load(HAMLET)
        snapshot = take(
            name="january-2023",
            as_of=settings.TODAY,
            taken_at=datetime(2023, 1, 31, 18, tzinfo=UTC),
            store=settings.SNAPSHOTS,
        )
        record_snapshot(snapshot, by=user_named("administrator"), at=snapshot.taken_at)
        furnish_findings(HAMLET, snapshot, at=snapshot.taken_at)
        furnish_quarters(HAMLET, snapshot, comparators=settings.COMPARATORS, earlier=1)
    return County(snapshot)


@pytest.fixture(scope="session")
def server(county: County, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the product, served over the hamlet."""
    with django_db_blocker.unblock():
        live = LiveServer("localhost")
        yield live.url
        live.stop()


@pytest.fixture
def empty_record(db: None) -> None:
    """The record without a row and its keys from 1, whatever was committed before.

    The append-only triggers stand aside for this one truncation, which the test's rollback undoes.
    """
    tables = ", ".join(
        name for name in connection.introspection.table_names() if name.startswith("casework_")
    )
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(f"truncate {tables} restart identity cascade")
        cursor.execute("set local session_replication_role = origin")
