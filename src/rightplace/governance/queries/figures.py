"""The figures that owners enter: what is due, what was given, and what was said before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rightplace.governance.models import EnteredFigure
from rightplace.indicators.performance.definition import Indicator, Origin, version_on
from rightplace.indicators.performance.figure import Figure, known, not_available
from rightplace.indicators.performance.periods import Period, quarter_of
from rightplace.indicators.performance.table import wanted

Versions = Mapping[str, Sequence[Indicator]]
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Due:
    """A figure that a report needs from its owner. `report` is the last that needs it."""

    indicator: Indicator
    period: Period
    report: Period
    given: EnteredFigure | None


def due(versions: Versions, day: date) -> list[Due]:
    """The entered figures of the last year's reports: the latest report first, in the register's order."""
    entered = {
        key: of for key, of in versions.items() if version_on(of, day).origin is Origin.ENTERED
    }
    given = _given(entered)
    found = {}
    for report in _reports(day):
        for indicator, period in wanted(entered, report):
            key = (indicator.key, str(period))
            found.setdefault(key, Due(indicator, period, report, given.get(key)))
    return list(found.values())


def _reports(day: date) -> Iterator[Period]:
    """The quarters of the last year that have ended by a day."""
    last = quarter_of(day).before
    return (last.moved(-back) for back in range(_QUARTERS))


def _given(keys: Versions) -> Mapping[tuple[str, str], EnteredFigure]:
    """The last that was said of each figure."""
    rows = (
        EnteredFigure.objects.filter(indicator__in=keys).select_related("by").order_by("at", "pk")
    )
    return {(row.indicator, row.period): row for row in rows}


def said_of(indicator: str, period: Period) -> list[EnteredFigure]:
    """All that was said of a figure, the last first."""
    rows = EnteredFigure.objects.filter(indicator=indicator, period=str(period))
    return list(rows.select_related("by").order_by("-at", "-pk"))


def figure_of(row: EnteredFigure, indicator: Indicator, period: Period) -> Figure:
    """What was entered, as a figure of the report."""
    if row.numerator is None:
        return not_available(indicator, period, row.why, row.until)
    return known(indicator, period, row.numerator, row.denominator)
