"""Every person, request, assessment and plan of the record: in a year's return, or why not.

The counts add up, which is asserted and not assumed: in and out come to all of the record, those in come
to the rows of the return that is built from the same tables, and the walk from last year's stock of plans
ends at this year's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from rightplace.facts.schema import ENTERED_TWICE, empty
from rightplace.returns.sen2.build import selected
from rightplace.returns.sen2.reasons import About, Step, Why
from rightplace.returns.sen2.reconcile_sql import LIVE_KEYS, ROWS, STATEMENTS, WALK
from rightplace.returns.sen2.shape import collection_of
from rightplace.returns.sen2.years import COLLECTIONS, Collection

Tables = Mapping[str, pa.Table]
TWICE = ENTERED_TWICE.name
_RECORD = {
    About.PERSON: ("person", TWICE),
    About.REQUEST: ("request",),
    About.ASSESSMENT: ("assessment",),
}


class DoesNotAddUp(Exception):
    """The counts of a reconciliation do not come to what was counted: a defect of ours."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one thing are in the return, or not, for one reason."""

    about: About
    why: Why
    number: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The record against the return of a year.

    `rows` has a row for each thing: about, key (the record's), person_id, in_return, why (a name of
    `Why`), modules and return_rows. `walk` begins with last year's stock, which the same snapshot gives,
    and ends with this year's.
    """

    year: int
    before_day: date
    survey_day: date
    counts: tuple[Count, ...]
    walk: tuple[tuple[Step, int], ...]
    rows: pa.Table

    def total(self, about: About, *, is_in: bool | None = None) -> int:
        """How many of one thing; of those in the return or out of it where `is_in` says so."""
        kept = (c for c in self.counts if is_in is None or c.why.is_in is is_in)
        return sum(c.number for c in kept if c.about is about)


def reconcile(tables: Tables, *, year: int) -> Reconciliation:
    """A snapshot of the record against the return of that year that is built from it.

    Raises SEN2Error for a year without a layout.
    """
    collection = collection_of(year)
    before = _year_before(collection)
    stock_before = _stock(tables, before)
    with selected(tables, collection) as database:
        database.register(TWICE, tables.get(TWICE, empty(TWICE)))
        for statement in STATEMENTS:
            database.execute(statement)
        rows = database.execute(ROWS).to_arrow_table()
        walk = _walk(database, stock_before, before.survey_day)
        _check_against_return(database, rows)
    found = Reconciliation(
        year, before.survey_day, collection.survey_day, _counts(rows), walk, rows
    )
    _check_against_record(found, tables)
    return found


def _year_before(collection: Collection) -> Collection:
    """Last year's collection, for its days; before the first it too fell on January's third Thursday."""
    year = collection.year - 1
    if year in COLLECTIONS:
        return COLLECTIONS[year]
    first = date(year, 1, 1)
    thursday = first + timedelta(days=(3 - first.weekday()) % 7 + 14)
    return replace(collection, year=year, survey_day=thursday)


def _stock(tables: Tables, collection: Collection) -> pa.Table:
    """The plans maintained on that collection's survey day."""
    with selected(tables, collection) as database:
        return database.execute(LIVE_KEYS).to_arrow_table()


def _counts(rows: pa.Table) -> tuple[Count, ...]:
    grouped = rows.group_by(["about", "why"]).aggregate([([], "count_all")]).to_pylist()
    number = {(r["about"], r["why"]): r["count_all"] for r in grouped}
    return tuple(
        Count(about, why, number[about.value, why.name])
        for about in About
        for why in Why
        if (about.value, why.name) in number
    )


def _walk(
    database: duckdb.DuckDBPyConnection, stock_before: pa.Table, before_day: date
) -> tuple[tuple[Step, int], ...]:
    database.register("stock_before", stock_before)
    database.execute(f"CREATE TEMP TABLE stock_now AS {LIVE_KEYS}")
    database.execute(f"SET VARIABLE before_day = DATE '{before_day.isoformat()}'")
    steps = dict(database.execute(WALK).fetchall())
    (now,) = database.execute("SELECT count(*) FROM stock_now").fetchone() or (0,)
    ends = {Step.BEFORE.name: stock_before.num_rows, Step.NOW.name: now}
    walk = tuple((step, (steps | ends).get(step.name, 0)) for step in Step)
    arrived = sum(step.sign * number for step, number in walk if step is not Step.NOW)
    _insist(arrived == now, f"the walk comes to {arrived} plans, and {now} are maintained")
    return walk


def _check_against_return(database: duckdb.DuckDBPyConnection, rows: pa.Table) -> None:
    """What is said to be in, module by module, is what the return has there."""
    for module in ("person", "request", "assessment", "named_plan", "active_plan"):
        (built,) = database.execute(f"SELECT count(*) FROM {module}_out").fetchone() or (0,)  # noqa: S608 (our names)
        said = pc.sum(pc.match_like(rows["modules"], f"%{module}%")).as_py() or 0
        _insist(said == built, f"{said} are said to be in {module}, which has {built} rows")


def _check_against_record(found: Reconciliation, tables: Tables) -> None:
    for about, names in _RECORD.items():
        held = sum(tables[name].num_rows for name in names if name in tables)
        _insist(found.total(about) == held, f"{found.total(about)} of {held} {about}s are told of")
    plans = pa.concat_tables(
        [
            tables[n].select([f"{n}_id"]).rename_columns(["key"])
            for n in ("named_plan", "active_plan")
        ]
    )
    held = pc.count_distinct(plans["key"]).as_py()
    _insist(
        found.total(About.PLAN) == held, f"{found.total(About.PLAN)} of {held} plans are told of"
    )
    said_in = pa.array([Why[name].is_in for name in found.rows["why"].to_pylist()], pa.bool_())
    agree = said_in.equals(found.rows["in_return"].combine_chunks())
    _insist(agree, "a reason for being in stands beside a row that is out, or the reverse")


def _insist(holds: bool, otherwise: str) -> None:
    if not holds:
        raise DoesNotAddUp(otherwise)
