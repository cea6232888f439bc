"""A rule against its own examples: what it is for, and the proof that it can fail."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import ibis
import pyarrow as pa

from rightplace.facts.quality.rule import Data, Rows, Rule
from rightplace.facts.quality.run import run


def judge_examples(
    rule: Rule,
    schemas: Mapping[str, pa.Schema],
    *,
    year: int,
    reference_date: date,
    sets: Mapping[str, frozenset[str]] | None = None,
) -> list[str]:
    """What is wrong with a rule, in words; nothing where every example is judged as it says.

    `schemas` are the tables of the collection. Tables named "previous.<table>" in an example are last
    year's.
    """
    wrong = [f"{rule.id} has no {what} example" for what in _missing(rule)]
    for kind, examples in (("passing", rule.passing), ("failing", rule.failing)):
        for number, rows in enumerate(examples, 1):
            with _data(rows, schemas, year, reference_date, sets or {}) as data:
                result = run([rule], data)
            wrong += [f"{rule.id}, {kind} example {number}: {b.why}" for b in result.broken]
            expected = (
                list(range(1, len(rows.get(rule.table, ())) + 1)) if kind == "failing" else []
            )
            found = result.findings["row"].to_pylist()
            if not result.broken and found != expected:
                wrong.append(f"{rule.id}, {kind} example {number}: rows {found}, not {expected}")
    return wrong


def _missing(rule: Rule) -> Iterator[str]:
    if not rule.passing:
        yield "passing"
    if not rule.failing:
        yield "failing"


@contextmanager
def _data(
    rows: Rows,
    schemas: Mapping[str, pa.Schema],
    year: int,
    reference_date: date,
    sets: Mapping[str, frozenset[str]],
) -> Iterator[Data]:
    """The rows of an example as tables: every table of the collection is there, most of them empty."""
    connection = ibis.duckdb.connect()
    try:
        tables, previous = {}, {}
        for name, schema in schemas.items():
            tables[name] = connection.create_table(
                name, _table(rows.get(name, ()), schema, year, reference_date)
            )
            before = _table(rows.get(f"previous.{name}", ()), schema, year, reference_date)
            previous[name] = connection.create_table(f"previous_{name}", before)
        given = any(name.startswith("previous.") for name in rows)
        yield Data(tables, year, reference_date, previous if given else None, sets)
    finally:
        connection.disconnect()


def _table(
    rows: tuple[Mapping[str, object], ...], schema: pa.Schema, year: int, reference_date: date
) -> pa.Table:
    """Rows as a table; a first column of numbers counts from 1 where it is not given."""
    key = schema.field(0)
    complete = []
    for number, row in enumerate(rows, 1):
        numbered = {key.name: number} if pa.types.is_integer(key.type) else {}
        given = {n: v(year, reference_date) if callable(v) else v for n, v in row.items()}
        complete.append({**dict.fromkeys(schema.names), **numbered, **given})
    return pa.Table.from_pylist(complete, schema=schema)
