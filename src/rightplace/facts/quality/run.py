"""Applying rules to tables: which rows fail which rule, and which rules could not be applied."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb
import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.common.exceptions import IbisError

from rightplace.facts.quality.rule import Data, Rule

if TYPE_CHECKING:
    from ibis.expr.types import Table

FINDINGS = pa.schema(
    [("rule", pa.string()), ("severity", pa.string()), ("table", pa.string()), ("row", pa.int64())]
)
"""One row for each rule that a row fails: `row` is the key of the row in its table."""

Tell = Callable[[str, int, int], None]
_BREAKS = (
    IbisError,
    duckdb.Error,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that could not be applied, and why: a finding about the rule, never a pass."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Run:
    """What one run found. `skipped` are the rules that need last year's data, which was not given."""

    findings: pa.Table
    applied: tuple[str, ...]
    skipped: tuple[str, ...]
    broken: tuple[BrokenRule, ...]

    def counts(self) -> Mapping[str, int]:
        """Rule -> how many rows fail it; rules without a finding are left out."""
        counted = pc.value_counts(self.findings["rule"])
        return {each["values"]: each["counts"] for each in counted.to_pylist()}


def run(rules: Iterable[Rule], data: Data, *, tell: Tell | None = None) -> Run:
    """Apply every rule of the data's year. `tell` is called with what is done, how much, and of how much."""
    wanted = [rule for rule in rules if rule.holds_in(data.year)]
    asked = [r for r in wanted if data.previous is not None or not r.needs_previous]
    found: dict[str, pa.Table] = {}
    broken: list[BrokenRule] = []
    for number, rule in enumerate(asked):
        if tell is not None:
            tell(rule.id, number, len(asked))
        try:
            found[rule.id] = _failing(rule, data)
        except _BREAKS as error:
            broken.append(BrokenRule(rule.id, f"{type(error).__name__}: {error}"))
    tables = [_without(found, rule) for rule in asked if rule.id in found]
    return Run(
        findings=pa.concat_tables(tables) if tables else FINDINGS.empty_table(),
        applied=tuple(found),
        skipped=tuple(rule.id for rule in wanted if rule not in asked),
        broken=tuple(broken),
    )


def _failing(rule: Rule, data: Data) -> pa.Table:
    """The findings of one rule, in order of key."""
    table = data[rule.table]
    answer = rule.fails(table, data)
    failing: Table = answer if isinstance(answer, ibis.Table) else table.filter(answer)
    key = failing.columns[0]
    rows = failing.select(row=failing[key]).distinct().order_by("row").to_pyarrow()
    return _findings(rule, rows["row"].combine_chunks())


def _findings(rule: Rule, rows: pa.Array) -> pa.Table:
    same = (rule.id, rule.severity.value, rule.table)
    columns = [pa.repeat(pa.scalar(text), len(rows)) for text in same]
    return pa.table([*columns, rows.cast(pa.int64())], schema=FINDINGS)


def _without(found: Mapping[str, pa.Table], rule: Rule) -> pa.Table:
    """A rule's findings without rows that a rule before it reports already."""
    mine = found[rule.id]
    seen: Sequence[pa.ChunkedArray] = [
        found[before]["row"]
        for before in rule.after
        if before in found and found[before].num_rows and _table_of(found[before]) == rule.table
    ]
    for rows in seen:
        mine = mine.filter(pc.invert(pc.is_in(mine["row"], value_set=rows.combine_chunks())))
    return mine


def _table_of(findings: pa.Table) -> str:
    return str(findings["table"][0].as_py())
