"""The values that a finding is about: for files that the user asks for, never for a terminal or a log."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from rightplace.facts.quality.rule import Data, Over, Rule

if TYPE_CHECKING:
    from ibis.expr.types import Table


def values_of(
    rules: Iterable[Rule], data: Data, findings: pa.Table, *, beside: Iterable[str] = ()
) -> dict[str, pa.Table]:
    """For each rule with findings, its rows in the order of `findings`: `row`, then what it looks at.

    `beside` names columns that are added where the rows of the rule have them.
    """
    groups: dict[tuple[str, Over | None], list[Rule]] = {}
    for rule in rules:
        groups.setdefault((rule.table, rule.over), []).append(rule)
    found: dict[str, pa.Table] = {}
    for together in groups.values():
        keys = {r.id: findings.filter(pc.equal(findings["rule"], r.id))["row"] for r in together}
        wanted = {name: rows for name, rows in keys.items() if len(rows)}
        if wanted:
            found |= _of_group([r for r in together if r.id in wanted], data, wanted, tuple(beside))
    return found


def _of_group(
    rules: list[Rule], data: Data, keys: Mapping[str, pa.ChunkedArray], beside: tuple[str, ...]
) -> dict[str, pa.Table]:
    """Rules that look at the same rows, in one query."""
    rows = rules[0].rows(data)
    columns = {rule.id: _columns(rule, rows, beside) for rule in rules}
    every = sorted({name for names in columns.values() for name in names})
    numbers = pa.concat_arrays([c for found in keys.values() for c in found.chunks]).unique()
    asked = ibis.memtable(pa.table({"asked": numbers}))
    table = (
        rows.semi_join(asked, rows[rows.columns[0]] == asked.asked)
        .select(row=rows[rows.columns[0]].cast("int64"), **{name: rows[name] for name in every})
        .to_pyarrow()
    )
    at = {rule: pc.index_in(found, value_set=table["row"]) for rule, found in keys.items()}
    return {rule: table.select(["row", *columns[rule]]).take(at[rule]) for rule in keys}


def _columns(rule: Rule, rows: "Table", beside: tuple[str, ...]) -> list[str]:
    names = dict.fromkeys((*beside, *rule.fields))
    return [name for name in names if name in rows.columns and name != "row"]
