"""From a snapshot to the figures of any indicators in any periods: one query for those that are counted
in the same rows.

A figure that cannot be given says why. It is never blank and never another period's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property

import ibis
from ibis.expr.types import Table

from rightplace.indicators.measure import Picture
from rightplace.indicators.performance import attainment, schools, send, social_care
from rightplace.indicators.performance.counting import Counted, Counting, period_table
from rightplace.indicators.performance.definition import (
    Indicator,
    Origin,
    Unit,
    indicators,
    version_on,
)
from rightplace.indicators.performance.entered import NOT_AVAILABLE, Entered, entered, entered_rows
from rightplace.indicators.performance.figure import Figure, State, known, not_available
from rightplace.indicators.performance.lists import LISTS, Loaded, loaded, warning, written
from rightplace.indicators.performance.periods import (
    Period,
    PeriodKind,
    counted_on,
    last_ended,
)
from rightplace.indicators.views import record_began

Wanted = tuple[Indicator, Period]

COUNTINGS: Mapping[str, Counting] = {
    **send.COUNTINGS,
    **social_care.COUNTINGS,
    **schools.COUNTINGS,
    **attainment.COUNTINGS,
}
"""Key of an indicator -> how it is counted; those that are entered have none."""


@dataclass(frozen=True, slots=True)
class Count:
    """What the query of an indicator gives for one period."""

    rows: int = 0
    numerator: float = 0
    denominator: float | None = None
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """One of those that a figure is made of.

    `ref` is the child, the pupil or the school, `row_id` the key in its table. `counted` is what it adds to
    the numerator, `of` to the denominator.
    """

    ref: str
    row_id: int
    counted: float
    of: float | None


def compute(picture: Picture, wanted: Sequence[Wanted]) -> list[Figure]:
    """The figure of each indicator in its period, in the order asked."""
    desk = _Desk(picture)
    asked: dict[str, list[Period]] = {}
    for indicator, period in wanted:
        if desk.reason(indicator, period) is None:
            asked.setdefault(indicator.key, []).append(period)
    counts = _counts({key: _counted_in(picture, key, each) for key, each in asked.items()})
    return [_figure(desk, *each, counts.get(each[0].key, {})) for each in wanted]


def over_years(day: date, *, years: int) -> list[Wanted]:
    """Every indicator of the register in each of its periods that ended in the years up to a day.

    The version of the definition is that of each period's end.
    """
    report = last_ended(PeriodKind.QUARTER, day)
    found: list[Wanted] = []
    for versions in indicators().values():
        latest = version_on(versions, report.last)
        last = latest.period_in(report)
        for back in range(years * last.kind.in_a_year // latest.step):
            period = last.moved(-back * latest.step)
            found.append((version_on(versions, period.last), period))
    return found


def members(picture: Picture, indicator: Indicator, period: Period) -> list[Member]:
    """Those behind the figure, by `ref`; none where the figure is entered or cannot be given.

    For people who may see the children.
    """
    if _Desk(picture).reason(indicator, period) is not None:
        return []
    rows = _counted_in(picture, indicator.key, [period]).rows()
    found = rows.order_by(["ref", "row_id"]).to_pyarrow().to_pylist()
    return [Member(r["ref"] or "", r["row_id"], r["counted"], r["of"]) for r in found]


def sql_of(picture: Picture, indicator: Indicator, *periods: Period) -> str:
    """The query that gives the figures of these periods, to be shown."""
    if indicator.origin is Origin.ENTERED:
        return str(ibis.to_sql(entered_rows(picture, indicator.key, periods)))
    return str(ibis.to_sql(_summed([_counted_in(picture, indicator.key, periods)])))


@dataclass(frozen=True)
class _Desk:
    """What is looked up once for all figures of a snapshot."""

    picture: Picture

    @cached_property
    def lists(self) -> Mapping[str, Loaded]:
        return loaded(self.picture)

    @cached_property
    def entered(self) -> Mapping[tuple[str, str], Entered]:
        return entered(self.picture)

    @cached_property
    def began(self) -> date | None:
        """The day that the record began; none of a return."""
        if not self.picture.is_record:
            return None
        found: date | None = record_began(self.picture).to_pyarrow().as_py()
        return found

    def given(self, indicator: Indicator, period: Period) -> Entered | None:
        """What the owner of an indicator entered for a period."""
        return self.entered.get((indicator.key, str(period)))

    def reason(self, indicator: Indicator, period: Period) -> tuple[str, date | None] | None:
        """Why there can be no count, and until when; none where it can be made."""
        given = self.given(indicator, period)
        if why := self._of_time(indicator, period):
            return why, None
        if given is not None and given.state == NOT_AVAILABLE:
            return given.why, given.until
        if indicator.origin is Origin.ENTERED:
            return "its owner has not entered it yet", None
        why = self._of_source(COUNTINGS[indicator.key], period)
        return (why, None) if why else None

    def covers(self, indicator: Indicator, period: Period) -> bool:
        """Whether the period is over and the indicator was given then."""
        return not self._of_time(indicator, period)

    def _of_time(self, indicator: Indicator, period: Period) -> str:
        since = indicators()[indicator.key][0].since
        if period.last > self.picture.day:
            return f"the {_kind(period)} has not ended on {written(self.picture.day)}"
        return f"it is given from {written(since)} on" if period.last < since else ""

    def _of_source(self, counting: Counting, period: Period) -> str:
        """Why the record or the list does not reach the period; empty where it does."""
        if not counting.list_table:
            return self._of_record(period)
        called = LISTS[counting.list_table].called
        found = self.lists.get(counting.list_table)
        if found is None:
            return f"no list of {called} has been loaded"
        if found.as_of < period.last:
            day, end = written(found.as_of), written(period.last)
            return f"the list of {called} is of {day}, and the {_kind(period)} ended on {end}"
        return ""

    def _of_record(self, period: Period) -> str:
        day = counted_on(period)
        if not self.picture.is_record:
            shown = written(self.picture.day)
            return "" if day == self.picture.day else f"a return shows its own day alone, {shown}"
        if self.began is None:
            return "the record holds no case"
        return "" if self.began <= day else f"the record begins on {written(self.began)}"

    def warnings(self, indicator: Indicator, count: Count) -> tuple[str, ...]:
        """What is to be said of the data of a figure."""
        counting = COUNTINGS[indicator.key]
        found = self.lists.get(counting.list_table)
        said = () if found is None else warning(found, self.picture.day)
        return (*said, counting.unknown.format(count.unknown)) if count.unknown else said


def _kind(period: Period) -> str:
    years = (PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR)
    return "year" if period.kind in years else period.kind.value


def _figure(
    desk: _Desk, indicator: Indicator, period: Period, counts: Mapping[str, Count]
) -> Figure:
    reason, given = desk.reason(indicator, period), desk.given(indicator, period)
    if reason is None:
        return _counted(desk, indicator, period, counts.get(str(period), Count()))
    if given is None or given.state == NOT_AVAILABLE or not desk.covers(indicator, period):
        return not_available(indicator, period, *reason)
    return _as_entered(indicator, period, given, reason[0])


def _counted(desk: _Desk, indicator: Indicator, period: Period, count: Count) -> Figure:
    none = COUNTINGS[indicator.key].none
    if none and not count.rows:
        return not_available(indicator, period, none)
    denominator = None if indicator.unit is Unit.COUNT else count.denominator or 0
    said = desk.warnings(indicator, count)
    return known(indicator, period, count.numerator, denominator, warnings=said)


def _as_entered(indicator: Indicator, period: Period, given: Entered, why: str) -> Figure:
    """What the owner gave, also of what would be counted where that cannot be."""
    if indicator.unit is not Unit.COUNT and given.denominator is None:
        return not_available(indicator, period, "it was entered without its denominator")
    figure = known(indicator, period, given.numerator, given.denominator)
    if indicator.origin is Origin.ENTERED or figure.state is not State.KNOWN:
        return figure
    return replace(figure, warnings=(f"It was entered and not counted: {why}.",))


def _counted_in(picture: Picture, key: str, periods: Sequence[Period]) -> Counted:
    return COUNTINGS[key].rows(picture, period_table(list(dict.fromkeys(periods))))


def _counts(counted: Mapping[str, Counted]) -> dict[str, dict[str, Count]]:
    """Indicator -> period -> what is counted; those of one relation are read together."""
    alike: dict[object, dict[str, Counted]] = {}
    for key, each in counted.items():
        alike.setdefault(each.table.op(), {})[key] = each
    return {key: counts for group in alike.values() for key, counts in _read(group)}


def _summed(counted: Sequence[Counted]) -> Table:
    """One row for each period with anybody, and four columns for each of those that are counted in it."""
    sums = [each.sums(_after(number)) for number, each in enumerate(counted)]
    found = (
        counted[0].table.group_by("period").agg(**{n: v for each in sums for n, v in each.items()})
    )
    rows = (found[f"rows{_after(number)}"] for number in range(len(counted)))
    return found.filter(ibis.or_(*(number > 0 for number in rows)))


def _after(number: int) -> str:
    return f"_{number}" if number else ""


def _read(group: Mapping[str, Counted]) -> Iterator[tuple[str, dict[str, Count]]]:
    rows = _summed(list(group.values())).to_pyarrow().to_pylist()
    for number, key in enumerate(group):
        columns = {each.name: each.name + _after(number) for each in fields(Count)}
        counts = {row["period"]: Count(**{n: row[c] for n, c in columns.items()}) for row in rows}
        yield key, {period: count for period, count in counts.items() if count.rows}
