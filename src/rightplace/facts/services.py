"""What a snapshot takes in of other services: the latest good list of each table, and what was entered."""

import io
from collections.abc import Callable, Mapping
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from rightplace.facts.schema import ENTERED_FIGURE, LIST_LOAD, LIST_TABLES, TABLES

LOADS, ENTERED = "governance_listload", "governance_enteredfigure"
# Database table -> the columns that a snapshot needs.
SERVICES: Mapping[str, tuple[str, ...]] = {
    LOADS: ("id", '"table"', "as_of", "source", "file_name", "digest", '"rows"', "at"),
    ENTERED: (
        "id", "indicator", "period", "numerator", "denominator", "evidence", "state", "why",
        '"until"', "at",
    ),
}  # fmt: skip
_LATEST_LOADS = """
    select id as list_load_id, "table" as table_name, source, file_name, digest, as_of, "rows"
    from governance_listload where digest <> '' and as_of <= $as_of
    qualify row_number() over (partition by "table" order by as_of desc, "at" desc, id desc) = 1
    order by id
"""
_LATEST_ENTERED = """
    select id as entered_figure_id, indicator, period, numerator, denominator,
        nullif(evidence, '') as evidence, state, nullif(why, '') as why, "until"
    from governance_enteredfigure
    qualify row_number() over (partition by indicator, period order by "at" desc, id desc) = 1
    order by id
"""


def service_facts(
    raw: Mapping[str, pa.Table], *, as_of: date, kept: Callable[[str], bytes]
) -> dict[str, pa.Table]:
    """The tables of services.

    `raw` is as `extract.read_record` gives it; `kept` reads a file of the vault.
    """
    loads = _query(_LATEST_LOADS, LOADS, raw[LOADS], as_of=as_of).cast(LIST_LOAD.arrow)
    entered = _query(_LATEST_ENTERED, ENTERED, raw[ENTERED]).cast(ENTERED_FIGURE.arrow)
    found = {LIST_LOAD.name: loads, ENTERED_FIGURE.name: entered}
    known = {table.name for table in LIST_TABLES}
    for load in loads.to_pylist():
        name = load["table_name"]
        if name in known:
            found[name] = _as_now(
                pq.read_table(io.BytesIO(kept(load["digest"]))), TABLES[name].arrow
            )
    return found


def _as_now(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """A list with the columns of today: one that was loaded before a column was asked for has it empty."""
    for field in schema:
        if field.name not in rows.column_names:
            rows = rows.append_column(field, pa.nulls(rows.num_rows, field.type))
    return rows.select(schema.names).cast(schema)


def _query(sql: str, name: str, table: pa.Table, **values: date) -> pa.Table:
    with duckdb.connect() as connection:
        connection.register(name, table)
        return connection.execute(sql, values or None).to_arrow_table()
