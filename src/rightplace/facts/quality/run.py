"""Applying rules to tables: which rows fail which rule, and which rules could not be applied."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import duckdb
import ibis
import psycopg
import pyarrow as pa
import pyarrow.compute as pc
from ibis.common.exceptions import IbisError

from rightplace.facts.quality.compiled import Asked, Question, asked_of, is_of_a_pack
from rightplace.facts.quality.rule import Data, Over, Rule
from rightplace.facts.quality.together import joined, together

if TYPE_CHECKING:
    from ibis.expr.types import Table

FINDINGS = pa.schema(
    [("rule", pa.string()), ("severity", pa.string()), ("table", pa.string()), ("row", pa.int64())]
)
"""One row for each rule that a row fails: `row` is the key of the row in its table."""

Tell = Callable[[str, int, int], None]
Read = Callable[["Table"], pa.Table]
_LACKS = "it needs a list that was not given: "
Answer = Future[dict[str, pa.Array]]
_BREAKS = (
    IbisError,
    duckdb.Error,
    psycopg.Error,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


def breaks() -> tuple[type[Exception], ...]:
    """What a rule that cannot be applied raises, on the engines that are in use."""
    spark = sys.modules.get("pyspark.errors")
    return _BREAKS if spark is None else (*_BREAKS, spark.PySparkException)


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that could not be applied, and why: a finding about the rule, never a pass."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class SkippedRule:
    """A rule that was not asked, and why: neither passed nor failed."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Run:
    """What one run found. `not_asked` are the rules that need what was not given, each with its reason."""

    findings: pa.Table
    applied: tuple[str, ...]
    not_asked: tuple[SkippedRule, ...]
    broken: tuple[BrokenRule, ...]

    @property
    def skipped(self) -> tuple[str, ...]:
        """The codes of the rules that were not asked."""
        return tuple(each.rule for each in self.not_asked)

    def counts(self) -> Mapping[str, int]:
        """Rule -> how many rows fail it; rules without a finding are left out."""
        counted = pc.value_counts(self.findings["rule"])
        return {each["values"]: each["counts"] for each in counted.to_pylist()}


def run(rules: Iterable[Rule], data: Data, *, tell: Tell | None = None) -> Run:
    """Apply every rule of the data's year. `tell` is called with what is done, how much, and of how much."""
    wanted = [rule for rule in rules if rule.holds_in(data.year)]
    lacking = {rule.id: why for rule in wanted if (why := lacking_for(rule, data))}
    asked = [rule for rule in wanted if rule.id not in lacking]
    keys: dict[str, pa.Array] = {}
    broken: list[BrokenRule] = []
    with _engine() as engine:
        waiting = [(together, _put(together, data, engine)) for together in _groups(asked)]
        for together, answer in waiting:
            if tell is not None:
                tell(together[0].id, len(keys) + len(broken), len(asked))
            _take(together, answer, partial(_put, data=data, engine=engine), keys, broken)
    found = {rule.id: _findings(rule, keys[rule.id]) for rule in asked if rule.id in keys}
    tables = [_without(found, rule) for rule in asked if rule.id in found]
    return Run(
        findings=pa.concat_tables(tables) if tables else FINDINGS.empty_table(),
        applied=tuple(found),
        not_asked=tuple(SkippedRule(*each) for each in lacking.items()),
        broken=tuple(broken),
    )


def lacking_for(rule: Rule, data: Data) -> str:
    """Why a rule cannot be asked of this data; empty where it can."""
    if rule.needs_previous and data.previous is None:
        return "it compares with the year before, which was not given"
    lists = [name for name in rule.needs_sets if not data.sets.get(name)]
    return f"{_LACKS}{', '.join(lists)}" if lists else ""


def lists_lacking(why: str) -> tuple[str, ...]:
    """The lists for lack of which a rule was not asked, from the reason that `lacking_for` gave."""
    named = why.removeprefix(_LACKS)
    return tuple(named.split(", ")) if named != why else ()


def _groups(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules that look at the same rows, together; those of a pack apart, for their queries can be kept."""
    groups: dict[tuple[str, Over | None, bool], list[Rule]] = {}
    for rule in rules:
        groups.setdefault((rule.table, rule.over, is_of_a_pack(rule)), []).append(rule)
    return list(groups.values())


@contextmanager
def _engine() -> Iterator[Executor]:
    """Where queries are answered, one after the other, while those that follow are made."""
    engine = ThreadPoolExecutor(1)
    try:
        yield engine
    finally:
        engine.shutdown(cancel_futures=True)


def _put(rules: Sequence[Rule], data: Data, engine: Executor) -> Answer:
    """Have rules answered that look at the same rows: all at once where that can be done."""
    answer: Answer = Future()
    try:
        asked = asked_of(rules, data, questions)
    except breaks() as error:
        answer.set_exception(error)
        return answer
    if asked is not None:
        return engine.submit(_answered, asked, data[rules[0].table].get_backend().con)
    answer = engine.submit(lambda: answers(questions(rules, data)))
    wait(
        [answer]
    )  # they are made there too, and on no connection is more than one thing done at a time
    return answer


def _take(
    rules: Sequence[Rule],
    answer: Answer,
    put: Callable[[Sequence[Rule]], Answer],
    keys: dict[str, pa.Array],
    broken: list[BrokenRule],
) -> None:
    """Add the keys that fail each rule. Where one of several breaks, each is asked: so it is found which."""
    try:
        keys.update(answer.result())
    except breaks() as error:
        if len(rules) == 1:
            broken.append(BrokenRule(rules[0].id, f"{type(error).__name__}: {error}"))
            return
        for rule in rules:
            _take([rule], put([rule]), put, keys, broken)


def questions(rules: Sequence[Rule], data: Data) -> list[Question]:
    """The queries of rules that look at the same rows: one for all that give a condition."""
    rows = rules[0].rows(data)
    answers = {rule.id: rule.fails(rows, data) for rule in rules}
    tables = {rule: each for rule, each in answers.items() if isinstance(each, ibis.Table)}
    conditions = {rule: each for rule, each in answers.items() if rule not in tables}
    asked = joined(tables)
    return [*asked, together(rows, rows.columns[0], conditions)] if conditions else asked


def _answered(asked: Iterable[Asked], connection: Any) -> dict[str, pa.Array]:
    """Rule -> the keys of the rows that fail it, by queries in the engine's own words."""
    found: dict[str, pa.Array] = {}
    for each in asked:
        found |= _failing(connection.execute(each.text).to_arrow_table(), each.columns)
    return found


def answers(asked: Iterable[Question], read: Read | None = None) -> dict[str, pa.Array]:
    """Rule -> the keys of the rows that fail it, in order. `read` runs a query, where not as usual."""
    found: dict[str, pa.Array] = {}
    for question in asked:
        rows = question.query.to_pyarrow() if read is None else read(question.query)
        found |= _failing(rows, question.columns)
    return found


def _failing(rows: pa.Table, columns: Mapping[str, str | None]) -> dict[str, pa.Array]:
    """For each column the keys of the rows for which it is true; a column of None is true for all."""
    return {
        rule: _in_order(rows["row"] if name is None else rows["row"].filter(rows[name]))
        for rule, name in columns.items()
    }


def _in_order(keys: pa.ChunkedArray) -> pa.Array:
    distinct = pc.unique(keys.cast(pa.int64()))
    return distinct.take(pc.sort_indices(distinct))


def _findings(rule: Rule, rows: pa.Array) -> pa.Table:
    same = (rule.id, rule.severity.value, rule.table)
    columns = [pa.repeat(pa.scalar(text), len(rows)) for text in same]
    return pa.table([*columns, rows], schema=FINDINGS)


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
