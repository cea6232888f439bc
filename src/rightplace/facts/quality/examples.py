"""A rule against its own examples: what it is for, and the proof that it can fail."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

import ibis
import pyarrow as pa

from rightplace.facts.quality.compiled import Question
from rightplace.facts.quality.rule import Data, Rows, Rule
from rightplace.facts.quality.run import answers, breaks, lacking_for, questions

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

_BEFORE = "previous."


def judge_examples(
    rule: Rule,
    schemas: Mapping[str, pa.Schema],
    *,
    year: int,
    reference_date: date,
    sets: Mapping[str, frozenset[str]] | None = None,
) -> list[str]:
    """What is wrong with a rule, in words; nothing where every example is judged as it says.

    A row with `context` set to true is there for its neighbours: it is not expected to fail.
    `schemas` are the tables of the collection. Tables named "previous.<table>" in an example are last
    year's.
    """
    wrong = [f"{rule.id} has no {what} example" for what in _missing(rule)]
    if not rule.holds_in(year):
        return [*wrong, f"{rule.id} is not a rule of {year}"]
    about = Data({}, year, reference_date, None, sets or {})
    with _bench(rule, schemas, about) as bench:
        for kind, examples in (("passing", rule.passing), ("failing", rule.failing)):
            for number, rows in enumerate(examples, 1):
                expected = _failing(rows.get(rule.table, ())) if kind == "failing" else []
                said = bench.judge(rows, expected)
                wrong += [f"{rule.id}, {kind} example {number}: {said}"] if said else []
    return wrong


def _failing(rows: Sequence[Mapping[str, object]]) -> list[int]:
    return [number for number, row in enumerate(rows, 1) if not row.get("context")]


def _missing(rule: Rule) -> Iterator[str]:
    if not rule.passing:
        yield "passing"
    if not rule.failing:
        yield "failing"


@contextmanager
def _bench(rule: Rule, schemas: Mapping[str, pa.Schema], about: Data) -> Iterator["_Bench"]:
    connection = ibis.duckdb.connect()
    try:
        yield _Bench(rule, schemas, about, connection)
    finally:
        connection.disconnect()


@dataclass(slots=True)
class _Bench:
    """Where the examples of one rule are laid out, one after the other, under the same queries.

    A query is made once and then run on every example: to make it takes far longer than to run it.
    """

    rule: Rule
    schemas: Mapping[str, pa.Schema]
    about: Data
    connection: "Backend"
    _asked: dict[bool, list[Question]] = field(default_factory=dict)
    _texts: dict[bool, str] = field(default_factory=dict)

    def judge(self, rows: Rows, expected: list[int]) -> str:
        """What is wrong with one example; empty where nothing is."""
        given = any(name.startswith(_BEFORE) for name in rows)
        try:
            self._lay(rows, given)
            if given not in self._asked:
                data = self._data(given)
                if why := lacking_for(self.rule, data):
                    return f"not asked: {why}"
                self._asked[given] = questions([self.rule], data)
            found = answers(self._asked[given], lambda query: self._read(query, given))
        except breaks() as error:
            return f"{type(error).__name__}: {error}"
        keys = found[self.rule.id].to_pylist()
        return "" if keys == expected else f"rows {keys}, not {expected}"

    def _lay(self, rows: Rows, given: bool) -> None:
        """Every table of the collection is there, most of them empty."""
        for name, schema in self.schemas.items():
            for prefix in ("", _BEFORE) if given else ("",):
                found = rows.get(prefix + name, ())
                table = _table(found, schema, self.about.year, self.about.reference_date)
                self.connection.con.register(prefix + name, table)

    def _data(self, given: bool) -> Data:
        tables = {name: self.connection.table(name) for name in self.schemas}
        before = {name: self.connection.table(_BEFORE + name) for name in self.schemas if given}
        return replace(self.about, tables=tables, previous=before if given else None)

    def _read(self, query: "Table", given: bool) -> pa.Table:
        if given not in self._texts:
            self._texts[given] = str(self.connection.compile(query))
        return self.connection.con.sql(self._texts[given]).to_arrow_table()


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
