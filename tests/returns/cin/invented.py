"""A small invented authority's census, and running rules over it."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

import ibis
import pyarrow as pa

from rightplace.county.in_need import NeedSpec, census
from rightplace.facts.quality import Data, Rule, Run, run
from rightplace.returns.cin import COLLECTIONS, RULES, SCHEMAS

Rows = dict[str, list[dict[str, object]]]


@cache
def invented(year: int = 2025, children: int = 300, seed: int = 3) -> Mapping[str, pa.Table]:
    """The tables of a clean census."""
    return census(NeedSpec(year=year, children=children, seed=seed))


def judged(tables: Mapping[str, pa.Table], year: int, rules: Iterable[Rule] = RULES) -> Run:
    """What rules find in tables."""
    connection = ibis.duckdb.connect(threads=2)
    try:
        given = {name: connection.create_table(name, table) for name, table in tables.items()}
        return run(rules, Data(given, year, COLLECTIONS[year].reference_date))
    finally:
        connection.disconnect()


def spoilt(change: Callable[[Rows], None], year: int) -> dict[str, pa.Table]:
    """A clean census with something changed in it."""
    rows = {name: table.to_pylist() for name, table in invented(year).items()}
    change(rows)
    return {name: pa.Table.from_pylist(rows[name], schema=SCHEMAS[name]) for name in rows}
