"""The report of a quarter from a snapshot: the one way from a record to what is shown and printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rightplace.facts.comparators import Comparators
from rightplace.facts.engine import over
from rightplace.facts.snapshot import Snapshot
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.comparing import Comparison, compare
from rightplace.indicators.performance.compute import compute
from rightplace.indicators.performance.definition import Indicator, version_on
from rightplace.indicators.performance.figure import Figure
from rightplace.indicators.performance.periods import Period, PeriodError, PeriodKind
from rightplace.indicators.performance.rating import policy
from rightplace.indicators.performance.table import Line, Versions, quarter_table, wanted


@dataclass(frozen=True, slots=True)
class Report:
    """A quarter's lines, the snapshot that they are from, and the set of comparators, "" without one."""

    period: Period
    lines: tuple[Line, ...]
    snapshot: Snapshot
    comparators: str


def report_of(
    snapshot: Snapshot,
    period: Period,
    *,
    versions: Versions,
    comparators: Comparators | None,
    la: str,
    neighbours: int | None = None,
) -> Report:
    """The report of a quarter; PeriodError where the period is not one."""
    if period.kind is not PeriodKind.QUARTER:
        raise PeriodError(f'{period} is not a quarter: a report is of one, such as "Q3 2022/23".')
    with over(snapshot) as facts:
        figures = compute(Picture(facts, snapshot.about), wanted(versions, period))
    compared = _compared(figures, period, versions, comparators, la, neighbours)
    lines = quarter_table(versions, period, figures, compared, policy())
    return Report(period, tuple(lines), snapshot, comparators.id if comparators else "")


def own_values(figures: Sequence[Figure], period: Period) -> dict[str, float]:
    """Indicator -> the value that the report of a quarter gives, where there is one."""
    return {
        each.indicator.key: each.value
        for each in figures
        if each.value is not None and each.period == each.indicator.period_in(period)
    }


def _compared(
    figures: Sequence[Figure],
    period: Period,
    versions: Versions,
    comparators: Comparators | None,
    la: str,
    neighbours: int | None,
) -> Mapping[str, Comparison]:
    """What is known of other authorities, of those indicators that have a value of their own."""
    if comparators is None:
        return {}
    own = own_values(figures, period)
    held = [version_on(each, period.last) for each in versions.values()]
    with_value = [each for each in held if each.key in own]
    found = compare(comparators, with_value, la, period, neighbours, own)
    return {each.indicator.key: each for each in found}


def history(
    snapshot: Snapshot, versions: Sequence[Indicator], until: Period, *, back: int
) -> list[Figure]:
    """The figures of an indicator in `back` periods up to one, the oldest first."""
    step = versions[-1].step
    periods = [until.moved(-step * n) for n in reversed(range(back))]
    asked = [(version_on(versions, period.last), period) for period in periods]
    with over(snapshot) as facts:
        return compute(Picture(facts, snapshot.about), asked)
