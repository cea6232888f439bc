"""Checking a return: from a file or a snapshot to a paper that says what was found."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rightplace.facts.engine import sealed
from rightplace.facts.quality import (
    Data,
    Rule,
    Run,
    Severity,
    read_added,
    read_changes,
    run,
    values_of,
    with_changes,
)
from rightplace.papers.quality.files import Line, Paper, Total
from rightplace.returns.packs import CannotCheck, Opened, Pack, Remark

Tell = Callable[[str, int | None, int | None], None]
"""What is being done, how far it is, and of how much; neither number where it cannot be told."""

READER = "reader: "
_SHOWN_ROWS = 5
_BEFORE = "previous_"


class Grade(IntEnum):
    """How grave what was found is; the value is the command's exit code."""

    CLEAN = 0
    QUERIES = 1
    ERRORS = 2


@dataclass(frozen=True, slots=True)
class Source:
    """What is checked: a path or a snapshot's name in `store`.

    With `exact`, a file of another year than was asked for, or without a row in it, is refused.
    """

    of: str
    year: int | None
    store: Path
    previous: str | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """How it is checked, and what the paper holds."""

    rules: Path | None = None
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    by: str = "rule"
    limit: int | None = None
    lines: bool = True


@dataclass(frozen=True, slots=True)
class Checked:
    """A check that was made: its paper, the rules as they were wanted, the tables they looked at, and what
    the reader of the file remarked."""

    paper: Paper
    grade: Grade
    year: int
    rules: tuple[Rule, ...]
    tables: Mapping[str, pa.Table]
    remarks: tuple[Remark, ...] = ()


def check(pack: Pack, source: Source, wanted: Wanted, *, tell: Tell) -> Checked:
    """The rules of a return applied. Raises CannotCheck, or what the return's reader raises."""
    rules = _rules(pack, wanted.rules)
    opened = _open(pack, source, source.of, source.year, tell)
    _refuse_other_years(pack, opened)
    if source.exact:
        _refuse_another_return(pack, opened, source)
    last_year = source.year and source.year - 1
    before = _open(pack, source, source.previous, last_year, tell) if source.previous else None
    earlier = opened.before if before is None else _of_last_year(before)
    with _data(opened, earlier, wanted.lists) as data:
        result = run(
            rules,
            pack.prepare(data),
            tell=lambda rule, done, total: tell("Checking", done, total),
        )
        paper = _paper(pack, rules, opened, result, data, wanted)
    return Checked(paper, grade_of(paper), opened.year, tuple(rules), opened.tables, opened.remarks)


def _rules(pack: Pack, path: Path | None) -> list[Rule]:
    """The pack's rules as the authority wants them, and its own."""
    if path is None:
        return list(pack.rules)
    try:
        added = read_added(path, pack.schemas, taken=[rule.id for rule in pack.rules])
        return [*with_changes(pack.rules, read_changes(path)), *added]
    except ValueError as error:
        raise CannotCheck(str(error)) from error


def _open(pack: Pack, source: Source, of: str, year: int | None, tell: Tell) -> Opened:
    words = f"Reading {Path(of).name}"
    tell(words, None, None)
    return pack.open(of, year, lambda done, total: tell(words, done, total), source.store)


def _of_last_year(opened: Opened) -> Mapping[str, pa.Table]:
    """The tables of a file that was given as last year's, also where its name says so once more."""
    rows = any(table.num_rows for table in opened.tables.values())
    return opened.tables if rows or opened.before is None else opened.before


def _refuse_other_years(pack: Pack, opened: Opened) -> None:
    first, last = pack.years
    if not first <= opened.year <= last:
        raise CannotCheck(
            f"{opened.name} is the return of {opened.year}, and the rules of the {pack.title} are"
            f" those of {first} to {last}."
        )


def _refuse_another_return(pack: Pack, opened: Opened, source: Source) -> None:
    if source.year not in (None, opened.year):
        raise CannotCheck(
            f"{opened.name}: the file is the return of {opened.year}, and {source.year} was chosen."
            f" Choose {opened.year}, or the file of {source.year}."
        )
    if not any(table.num_rows for table in opened.tables.values()):
        raise CannotCheck(
            f"{opened.name}: nothing in it is a table of the {pack.title}. Choose the files of that"
            " return with their headings as they were exported."
        )


@contextmanager
def _data(
    opened: Opened, before: Mapping[str, pa.Table] | None, sets: Mapping[str, frozenset[str]]
) -> Iterator[Data]:
    """The tables of this year and of the year before on one connection."""
    earlier = {_BEFORE + name: t for name, t in before.items()} if before else {}
    with sealed({**opened.tables, **earlier}) as facts:
        tables = {name: facts[name] for name in opened.tables}
        previous = {n.removeprefix(_BEFORE): facts[n] for n in earlier} if before else None
        yield Data(tables, opened.year, opened.reference_date, previous, sets)


def _paper(
    pack: Pack, rules: Sequence[Rule], opened: Opened, result: Run, data: Data, wanted: Wanted
) -> Paper:
    whole = wanted.lines and wanted.limit is None
    totals = _remarks(opened, wanted.limit, whole=whole)
    totals += _totals(pack, rules, _keys(result.findings), wanted)
    lines = _lines(pack, rules, result, data, wanted.limit) if wanted.lines else []
    return Paper(
        title=f"{pack.title} {opened.year}: {opened.name}",
        about=f"{len(result.applied)} rules were applied to {opened.tables['person'].num_rows:,} people."
        if "person" in opened.tables
        else f"{len(result.applied)} rules were applied.",
        totals=tuple(totals),
        lines=lines,
        not_asked=tuple((each.rule, each.why) for each in result.not_asked),
        broken=tuple((each.rule, each.why.splitlines()[0]) for each in result.broken),
    )


def _keys(findings: pa.Table) -> dict[str, pa.ChunkedArray]:
    """Rule -> the rows that fail it."""
    found = pc.unique(findings["rule"]).to_pylist()
    return {rule: findings.filter(pc.equal(findings["rule"], rule))["row"] for rule in found}


def _totals(
    pack: Pack, rules: Sequence[Rule], keys: Mapping[str, pa.ChunkedArray], wanted: Wanted
) -> list[Total]:
    """The counts, worst first, or table by table."""
    tables, worst = list(pack.schemas), list(Severity)
    found = [rule for rule in rules if rule.id in keys]
    if wanted.by == "table":
        found.sort(key=lambda rule: (tables.index(rule.table), worst.index(rule.severity)))
    else:
        found.sort(key=lambda rule: worst.index(rule.severity))
    return [
        Total(
            rule.severity.value, rule.id, pack.label(rule.table, ""), rule.message, rule.hint,
            len(keys[rule.id]), tuple(keys[rule.id].slice(0, _rows_shown(wanted.limit)).to_pylist()),
        )
        for rule in found
    ]  # fmt: skip


def _rows_shown(limit: int | None) -> int:
    return _SHOWN_ROWS if limit is None else max(limit, 0)


def rule_of(remark: Remark) -> str:
    """What stands in a rule's place for a remark of the reader."""
    return f"{READER}{remark.kind}"


def _remarks(opened: Opened, limit: int | None, *, whole: bool) -> list[Total]:
    """What the reader said, as counts; its rows are lines of the file, all of them where it is `whole`."""
    worst = list(Severity)
    return [
        Total(
            r.severity.value, rule_of(r), r.table, r.message, r.hint,
            r.number, r.lines if whole else r.lines[: _rows_shown(limit)],
        )
        for r in sorted(opened.remarks, key=lambda r: worst.index(r.severity))
    ]  # fmt: skip


def _lines(
    pack: Pack, rules: Sequence[Rule], result: Run, data: Data, limit: int | None
) -> list[Line]:
    """One line a finding, with the values that the rule looked at."""
    found = values_of(rules, data, result.findings, beside=("person_id",))
    by_id = {rule.id: rule for rule in rules}
    lines: list[Line] = []
    for rule_id in by_id:
        if rule_id in found:
            table = found[rule_id] if limit is None else found[rule_id].slice(0, limit)
            lines += [_line(pack, by_id[rule_id], row) for row in table.to_pylist()]
    return lines


def _line(pack: Pack, rule: Rule, row: dict[str, Any]) -> Line:
    values = tuple(
        (pack.label(rule.table, name), "" if row[name] is None else str(row[name]))
        for name in rule.fields
        if name in row
    )
    return Line(
        rule.severity.value, rule.id, pack.label(rule.table, ""), row["row"], row.get("person_id"),
        rule.message, rule.hint, values,
    )  # fmt: skip


def grade_of(paper: Paper) -> Grade:
    """How grave what a paper says is."""
    found = {total.severity for total in paper.totals}
    if Severity.ERROR.value in found:
        return Grade.ERRORS
    return Grade.QUERIES if Severity.QUERY.value in found or paper.broken else Grade.CLEAN
