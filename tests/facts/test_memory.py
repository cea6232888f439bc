"""The record becomes a snapshot the same way from PostgreSQL and from memory."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo
from pytest_django import DjangoDbBlocker

from rightplace.county.copying import copy_to_database
from rightplace.county.play import build
from rightplace.facts.extract import facts_from, read_record
from tests.conftest import HAMLET

_BARE = "bare"


@pytest.fixture
def bare_record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of an empty record in a schema of its own, which Django writes to meanwhile.

    It is committed: a snapshot reads the record over a connection of its own, and would wait for ever
    for a table that the test's transaction has emptied.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        tables = [
            t
            for t in connection.introspection.table_names()
            if t.startswith(("casework_", "governance_"))
        ]
        cursor.execute(f"create schema {_BARE}")
        for table in tables:
            cursor.execute(f"create table {_BARE}.{table} (like public.{table} including all)")
        cursor.execute(f"set search_path to {_BARE}")
        yield _address()
        cursor.execute("reset search_path")
        cursor.execute(f"drop schema {_BARE} cascade")


def _address() -> str:
    parameters = connection.get_connection_params()
    wanted = ("dbname", "user", "password", "host", "port")
    known = {name: parameters[name] for name in wanted if parameters.get(name)}
    return make_conninfo(**known, options=f"-c search_path={_BARE}")


def test_the_county_in_memory_gives_the_snapshot_of_the_county_in_postgresql(
    bare_record: str,
) -> None:
    # Before its office is furnished: what a desk holds is only ever in the database.
    built = build(HAMLET)
    copy_to_database(built)
    given = {"as_of": settings.TODAY, "authority": "990"}
    from_memory, from_database = (
        facts_from(raw, **given) for raw in (built.arrow(), read_record(bare_record))
    )
    assert from_memory["person"].num_rows > 0
    assert set(from_memory) == set(from_database)
    for name in from_memory:
        key = from_memory[name].column_names[0]
        mine, theirs = from_memory[name].sort_by(key), from_database[name].sort_by(key)
        assert mine.equals(theirs), name
