"""The figures that services enter, with their evidence, and those that they could not give."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from rightplace.county.services.numbers import AS_OF, LAST, drift, whole_for
from rightplace.governance.models import EnteredFigure
from rightplace.indicators.performance.definition import Indicator, Unit, indicators, version_on
from rightplace.indicators.performance.periods import Period, parse

_AFTER = timedelta(days=12)
_YEARS = 4
"""Of history before the period that the report of the last quarter gives."""


@dataclass(frozen=True, slots=True)
class Series:
    """What a service enters: `latest` and `previous` as published, from `first` on an invented history.

    Each is a count, or a numerator with its denominator.
    """

    indicator: str
    evidence: str
    first: float
    previous: tuple[int, int | None]
    latest: tuple[int, int | None]
    wobble: float = 0.05


def _percent(value: float, least: int) -> tuple[int, int]:
    return whole_for(value, least)


SERIES = (
    Series(
        "cfws-individuals",
        "Count of people with an open episode, from the service's quarterly list of episodes.",
        3120, (3775, None), (3489, None),
    ),
    Series(
        "cfws-families",
        "Count of families with an open episode, from the service's quarterly list of episodes.",
        1290, (1533, None), (1435, None),
    ),
    Series(
        "ey-two-take-up",
        "Headcount of the term against the department's list of eligible families.",
        72.0, _percent(80.7, 1204), _percent(92.2, 1187), 0.03,
    ),
    Series(
        "ey-three-take-up",
        "Headcount of the term against the number of three-year-olds in the area.",
        93.0, _percent(92.6, 7310), _percent(94.5, 7288), 0.01,
    ),
    Series(
        "ey-high-quality",
        "Headcount of the term, with each provider's latest judgement.",
        94.5, _percent(95.6, 7740), _percent(96.5, 7980), 0.005,
    ),
    Series(
        "neet",
        "Month's count from the client record, as sent to the department.",
        1.1, _percent(0.6, 13910), _percent(0.7, 13870), 0.1,
    ),
    Series(
        "yj-first-time",
        "List of first youth cautions and convictions, checked with the police's figures.",
        26, (18, None), (15, None), 0.15,
    ),
    Series(
        "yj-reoffending",
        "Tracking sheet of the cohort: each young person and further offence.",
        0.4, (3, 18), (9, 17), 0.3,
    ),
    Series(
        "yj-custody", "Court results of the quarter.", 1, (0, None), (0, None),
    ),
)  # fmt: skip

_CHANGE = (
    "Children's social care moved to a new case system on 12 July 2021. Contacts with care leavers were"
    " not carried over with their days, so that what was known of them at the quarter's end cannot be said."
)
MISSING = tuple(
    (indicator, period, _CHANGE, date(2022, 1, 1))
    for indicator in ("leavers-accommodation", "leavers-eet")
    for period in ("Q2 2021/22", "Q3 2021/22")
)
"""Figures that could not be given: the indicator, the period, why, and from when they can be again."""


def entered(draws: Random, *, by: Any) -> list[EnteredFigure]:
    """The rows, each entered some days after its period."""
    rows = [row for series in SERIES for row in _known(series, draws, by)]
    for indicator, name, why, until in MISSING:
        at = _entered_at(parse(name))
        rows.append(
            EnteredFigure(
                indicator=indicator, period=name, state=EnteredFigure.State.NOT_AVAILABLE,
                why=why, until=until, at=at, by=by,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: row.at)


def _known(series: Series, draws: Random, by: Any) -> Iterator[EnteredFigure]:
    each = version_on(indicators()[series.indicator], LAST.last)
    latest = each.period_in(LAST)
    for period, (numerator, denominator) in _values(series, each, latest, draws):
        yield EnteredFigure(
            indicator=each.key,
            period=str(period),
            state=EnteredFigure.State.KNOWN,
            numerator=numerator,
            denominator=denominator,
            evidence=f"{series.evidence} Taken for {period}.",
            at=_entered_at(period),
            by=by,
        )


def _values(
    series: Series, each: Indicator, latest: Period, draws: Random
) -> Iterator[tuple[Period, tuple[int, int | None]]]:
    """Periods from the oldest on, with what was entered: the two that were published are as published."""
    before = each.compared_with(latest)
    known = {latest: series.latest, before: series.previous}
    steps = _YEARS * latest.kind.in_a_year // each.step
    periods = [latest.moved(-each.step * back) for back in range(steps, -1, -1)]
    last = _value(each, *series.latest)
    line = drift(1000 * series.first, 1000 * last, len(periods), series.wobble, draws)
    for period, thousandths in zip(periods, line, strict=True):
        yield period, known.get(period) or _made(each, thousandths / 1000, series, period, draws)


def _value(each: Indicator, numerator: int, denominator: int | None) -> float:
    if denominator is None:
        return numerator
    return (100 if each.unit is Unit.PERCENT else 1) * numerator / denominator


def _made(
    each: Indicator, value: float, series: Series, period: Period, draws: Random
) -> tuple[int, int | None]:
    """Whole numbers near a value; of a year to date as much as of the year has gone."""
    of = series.latest[1]
    if of is not None:
        whole = round(of * draws.uniform(0.95, 1.05))
        return round(value * whole / (100 if each.unit is Unit.PERCENT else 1)), whole
    if each.year_to_date:
        return round(value * period.number / 2), None
    return round(value), None


def _entered_at(period: Period) -> datetime:
    """A dozen days after the period, by the day of the lists."""
    on = min(period.last + _AFTER, AS_OF)
    return datetime.combine(on, time(10, tzinfo=UTC))
