"""A snapshot of the record checked for its officers: as the SEN2 return of a year, and as the record itself.

What comes out are plain rows for `casework.actions.finding_runs.settle`, each led back to its own row of the
record, whatever number the return gave it.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rightplace.casework.findings import Asked, Seen
from rightplace.casework.models import CheckedAs, FindingSeverity
from rightplace.facts.engine import sealed
from rightplace.facts.quality import Data, Rule, Run, run, values_of
from rightplace.facts.quality.record import RULES as RECORD_RULES
from rightplace.facts.quality.trail import Trail
from rightplace.facts.snapshot import Snapshot
from rightplace.returns.sen2.build import build_traced
from rightplace.returns.sen2.modules import MODULES
from rightplace.returns.sen2.rules import RULES as SEN2_RULES
from rightplace.returns.sen2.years import COLLECTIONS

Tell = Callable[[str, int, int], None]
_LATEST_TO_SEND = 3
"""The month in which a return is sent at the latest; after it the next year's is worked on."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was asked, and what was seen."""

    asked: Asked
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to look at a snapshot: its tables, its rules, and where its rows are from."""

    collection: CheckedAs
    rules: Sequence[Rule]
    tables: Mapping[str, pa.Table]
    day: date
    origins: Mapping[str, Mapping[int, int]]


def collection_year(day: date) -> int:
    """The year of the return that is worked on, within those that a layout is known for."""
    year = day.year if day.month <= _LATEST_TO_SEND else day.year + 1
    return min(max(year, min(COLLECTIONS)), max(COLLECTIONS))


def check(
    snapshot: Snapshot,
    *,
    year: int,
    at: datetime,
    sen2_rules: Sequence[Rule] = SEN2_RULES,
    record_rules: Sequence[Rule] = RECORD_RULES,
    tell: Tell | None = None,
) -> Iterator[Checked]:
    """The findings of the return of `year`, then those of the record.

    SEN2Error for a year without a layout.
    """
    tables = snapshot.tables()
    trail = Trail(tables)
    for way in _ways(snapshot, tables, year, at, sen2_rules, record_rules):
        with _data(way, year) as data:
            yield _checked(way, data, trail, snapshot, at, tell)


def _ways(
    snapshot: Snapshot,
    tables: Mapping[str, pa.Table],
    year: int,
    at: datetime,
    sen2_rules: Sequence[Rule],
    record_rules: Sequence[Rule],
) -> Iterator[_Way]:
    built = build_traced(tables, year=year, authority=snapshot.about.authority, made_at=at)
    own = {name: built.tables[name] for name in MODULES}
    yield _Way(CheckedAs.SEN2, sen2_rules, own, COLLECTIONS[year].survey_day, built.origins)
    yield _Way(CheckedAs.RECORD, record_rules, tables, snapshot.about.as_of, {})


@contextmanager
def _data(way: _Way, year: int) -> Iterator[Data]:
    with sealed(way.tables) as facts:
        yield Data(facts, year, way.day)


def _checked(
    way: _Way, data: Data, trail: Trail, snapshot: Snapshot, at: datetime, tell: Tell | None
) -> Checked:
    said = None if tell is None else lambda rule, done, total: tell(way.collection, done, total)
    result = run(way.rules, data, tell=said)
    seen = tuple(_seen(way, data, trail, result))
    return Checked(_asked(way, data.year, snapshot, result, at), seen)


def _asked(way: _Way, year: int, snapshot: Snapshot, result: Run, at: datetime) -> Asked:
    """A broken rule says what kind of error it was: its text could hold a value of the record."""
    return Asked(
        collection=way.collection,
        year=year,
        snapshot_id=snapshot.id,
        snapshot_name=snapshot.name,
        as_of=snapshot.about.as_of,
        taken_at=snapshot.taken_at,
        started_at=at,
        rules=result.applied,
        not_asked={each.rule: each.why for each in result.not_asked},
        broken={each.rule: each.why.partition(":")[0] for each in result.broken},
        after={rule.id: rule.after for rule in way.rules if rule.after},
    )


def _seen(way: _Way, data: Data, trail: Trail, result: Run) -> Iterator[Seen]:
    values = values_of(way.rules, data, result.findings)
    for rule in way.rules:
        rows = result.findings.filter(pc.equal(result.findings["rule"], rule.id))["row"].to_pylist()
        if rows:
            yield from _of_rule(way, rule, rows, values[rule.id], trail)


def _of_rule(
    way: _Way, rule: Rule, rows: list[int], values: pa.Table, trail: Trail
) -> Iterator[Seen]:
    plain = Seen(
        rule=rule.id,
        severity=FindingSeverity(rule.severity.value),
        table=rule.table,
        key=0,
        fields=rule.fields,
        message=rule.message,
        hint=rule.hint,
        fingerprint="",
    )
    origins = way.origins.get(rule.table, {})
    looked_at = values.drop_columns("row").to_pylist()
    for row, value in zip(rows, looked_at, strict=True):
        key = origins.get(row, row)
        case = trail.case(rule.table, key)
        yield replace(
            plain,
            key=key,
            fingerprint=_fingerprint(value),
            person=case.person,
            request=case.request,
            plan=case.plan,
        )


def _fingerprint(values: Mapping[str, Any]) -> str:
    """The same for the same values, without holding them."""
    text = repr(sorted((name, str(value)) for name, value in values.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
