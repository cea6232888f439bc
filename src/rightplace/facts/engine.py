"""The one door to an analysis engine: Ibis tables over a snapshot."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import ibis
import pyarrow as pa

from rightplace.facts.schema import TABLES, empty
from rightplace.facts.snapshot import Snapshot

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

Facts = Mapping[str, "Table"]


@contextmanager
def _duckdb() -> Iterator["Backend"]:
    # Nothing is ever fetched: an extension that is not there is an error, not a download.
    connection = ibis.duckdb.connect(
        threads=2, autoinstall_known_extensions=False, autoload_known_extensions=False
    )
    try:
        yield connection
    finally:
        connection.disconnect()


@contextmanager
def sealed(tables: Mapping[str, pa.Table]) -> Iterator[Facts]:
    """Tables in memory, in place, on a connection that reads and writes no file whatever it is asked.

    For expressions that a user wrote.
    """
    connection = ibis.duckdb.connect(
        threads=2, enable_external_access=False, python_enable_replacements=False
    )
    try:
        for name, table in tables.items():
            connection.con.register(name, table)
        yield {name: connection.table(name) for name in tables}
    finally:
        connection.disconnect()


@contextmanager
def over(snapshot: Snapshot) -> Iterator[Facts]:
    """The tables of a snapshot as Ibis tables, for as long as the context lasts."""
    with _duckdb() as connection:
        yield {name: _scan(connection, snapshot, name) for name in TABLES}


def _scan(connection: "Backend", snapshot: Snapshot, name: str) -> "Table":
    """A table of a snapshot; one that is younger than the snapshot is empty in it, a column null."""
    if name not in snapshot.files:
        return connection.create_table(name, empty(name))
    found = connection.read_parquet(snapshot.path(name), table_name=name)
    lacking = [c for c in TABLES[name].arrow if c.name not in found.columns]
    if not lacking:
        return found
    padded = found.mutate(**{c.name: ibis.null(ibis.dtype(c.type)) for c in lacking})
    return padded.select(TABLES[name].arrow.names)


@contextmanager
def over_tables(tables: Mapping[str, pa.Table]) -> Iterator[Facts]:
    """Tables in memory as Ibis tables; those not given are empty."""
    with _duckdb() as connection:
        yield {
            name: connection.create_table(
                name, tables[name] if name in tables else schema.arrow.empty_table()
            )
            for name, schema in TABLES.items()
        }
