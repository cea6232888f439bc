"""From the record to the tables of a snapshot.

The rows are read as they are ("raw": database table -> Arrow table) at one instant, put into the
vocabulary of the return by the SQL of `record_sql`, and joined by the clocks that `law` computes.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import adbc_driver_postgresql.dbapi as adbc
import duckdb
import pyarrow as pa

from rightplace.facts.clocks import clock_table
from rightplace.facts.record_sql import FACTS, RAW
from rightplace.facts.schema import HEADER, TABLES, empty
from rightplace.facts.twice import counted_once, entered_twice

Raw = Mapping[str, pa.Table]

# What is left out of a table: an event that was corrected counts nowhere.
_ONLY = {"casework_caseevent": "where id not in (select event_id from casework_correction)"}

_OFFICERS = {"dmo": "medical", "dco": "clinical", "dsco": "social_care"}


Columns = Mapping[str, tuple[str, ...]]


def read_record(address: str, *, beside: Columns = MappingProxyType({})) -> dict[str, pa.Table]:
    """Every row that a snapshot needs, read from PostgreSQL in one transaction.

    `beside` names further tables, with their columns, that are to be read at the same instant.
    """
    with adbc.connect(address, autocommit=False) as connection, connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        raw = {}
        for table, columns in {**RAW, **beside}.items():
            which = _ONLY.get(table, "")
            cursor.execute(f"select {', '.join(columns)} from {table} {which}")  # noqa: S608 (our names)
            raw[table] = cursor.fetch_arrow_table()
        return raw


def facts_from(
    raw: Raw, *, as_of: date, authority: str, clocks: bool = True
) -> dict[str, pa.Table]:
    """The tables of a snapshot: table name -> rows as in `schema.TABLES`.

    `raw` maps the database's table names to their rows, columns named as in the database;
    `as_of` is the day that the clocks are run on; `authority` is the three-digit LA number. A child who
    was entered twice is counted once. Without `clocks` the table of clocks is empty, and no day is due.
    """
    twice = entered_twice(raw)
    raw = counted_once(raw, twice)
    facts = {
        "clock": clock_table(raw, as_of=as_of) if clocks else empty("clock"),
        "header": _header(raw, as_of, authority),
        "entered_twice": twice,
    }
    with duckdb.connect() as connection:
        for name in RAW:
            connection.register(name, raw[name])
        connection.register("clock", facts["clock"])
        for name, query in FACTS.items():
            rows = connection.execute(query).to_arrow_table()
            facts[name] = rows.cast(TABLES[name].arrow)
    return facts


def _header(raw: Raw, as_of: date, authority: str) -> pa.Table:
    row = dict.fromkeys(HEADER.arrow.names) | {
        "collection": "SEN2",
        "reference_date": as_of,
        "source_level": "L",
        "lea": authority,
        "software_code": "RightPlace",
    }
    for officers in raw["casework_designatedofficers"].to_pylist():
        row |= {item: officers[name] or None for item, name in _OFFICERS.items()}
    return pa.Table.from_pylist([row], schema=HEADER.arrow)
