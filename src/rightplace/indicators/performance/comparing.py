"""Where an authority's figures stand among others': quartile, statistical neighbours, region, nation.

The printed quartile is the one that the value printed in the report has among the published values of
the comparator period, not the one of the authority's own published value of that period: of the fifteen
quartiles of quarter 3 2022/23 that can be recomputed, all follow from the first and ten from the second.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import fmean

from rightplace.facts.comparators import Comparators
from rightplace.indicators.performance.definition import Indicator, Polarity, Unit
from rightplace.indicators.performance.figure import rounded
from rightplace.indicators.performance.periods import Period

FEWEST_FOR_QUARTILES = 4
_AVERAGE_DECIMALS = {Unit.COUNT: 0, Unit.PERCENT: 1, Unit.RATE: 2, Unit.SCORE: 2}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator among other authorities.

    `value` is the one that the quartile was given to: `own` says whether it is the report's own figure,
    or else the authority's published one. `authorities` is how many have a value in the period; quartile
    1 is the best. The neighbours' average is the plain mean of those `neighbours_with_value`. `why` says
    what is missing, where something is.
    """

    indicator: Indicator
    value: float | None
    own: bool
    comparator_period: str
    authorities: int
    national_quartile: int | None
    statistical_neighbour_average: float | None
    region: float | None
    england: float | None
    published: float | None
    neighbours: tuple[str, ...]
    neighbours_with_value: tuple[str, ...]
    why: str = ""

    @property
    def average_as_printed(self) -> Decimal | None:
        """The neighbours' average as reports print it: 1 decimal of a percentage, 2 of a score."""
        if self.statistical_neighbour_average is None:
            return None
        # A mean of decimals is a little off in binary, which must not decide how a half is rounded.
        mean = round(self.statistical_neighbour_average, 9)
        return rounded(mean, _AVERAGE_DECIMALS[self.indicator.unit])


def cut_points(values: Collection[float]) -> tuple[Fraction, Fraction, Fraction]:
    """The first, second and third quartile: linear between ranks (R's type 7, NumPy's "linear").

    Exact on the decimals that were published, so that a value on a cut point is known to be on it.
    """
    ranked = sorted(values)
    first, second, third = (_at(ranked, Fraction(n, 4)) for n in (1, 2, 3))
    return first, second, third


def _at(ranked: list[float], share: Fraction) -> Fraction:
    position = (len(ranked) - 1) * share
    below = int(position)
    above = min(below + 1, len(ranked) - 1)
    low, high = _exact(ranked[below]), _exact(ranked[above])
    return low + (high - low) * (position - below)


def _exact(value: float) -> Fraction:
    return Fraction(repr(float(value)))


def quartile(values: Collection[float], value: float | None, polarity: Polarity) -> int | None:
    """The quartile of a value by the Department's rule, 1 the best; none without a polarity.

    A value on a cut point belongs to the lower side: low is good, so up to the first cut point is 1;
    high is good, so up to the first cut point is 4. Fewer than four authorities have no quartiles.
    """
    if polarity is Polarity.NONE or value is None or len(values) < FEWEST_FOR_QUARTILES:
        return None
    passed = sum(_exact(value) > point for point in cut_points(values))
    return passed + 1 if polarity is Polarity.LOW else 4 - passed


def compare(
    comparators: Comparators,
    indicators: Iterable[Indicator],
    la: str,
    report: Period,
    neighbours: int | None = None,
    own: Mapping[str, float] | None = None,
) -> list[Comparison]:
    """Each indicator that has a benchmark, compared as the report of a quarter does.

    `neighbours` is the year of the model of statistical neighbours; the latest up to the report's year
    where it is not given. `own` are the report's own values by indicator; an indicator that is not in
    them is compared by the authority's published value. A value is compared as it is printed.
    """
    model = neighbours if neighbours is not None else _model(comparators, report)
    near = comparators.neighbours(la, model) if model is not None else []
    with_benchmark = [each for each in indicators if each.benchmark]
    return [_compared(comparators, each, la, report, near, own or {}) for each in with_benchmark]


def _model(comparators: Comparators, report: Period) -> int | None:
    """The latest model of neighbours that is not later than the report."""
    return max((m for m in comparators.models if m <= report.last.year), default=None)


def _compared(
    comparators: Comparators,
    indicator: Indicator,
    la: str,
    report: Period,
    near: list[str],
    own: Mapping[str, float],
) -> Comparison:
    measure = indicator.benchmark
    period = indicator.benchmark_period.beside(report) if indicator.benchmark_period else ""
    values = comparators.values(measure, period)
    published = comparators.value(measure, period, la)
    given = own.get(indicator.key)
    value = published if given is None else float(rounded(given, indicator.decimals))
    with_value = tuple(code for code in near if code in values)
    return Comparison(
        indicator=indicator,
        value=value,
        own=given is not None,
        comparator_period=period if values else "",
        authorities=len(values),
        national_quartile=quartile(values.values(), value, indicator.polarity),
        statistical_neighbour_average=fmean(values[c] for c in with_value) if with_value else None,
        region=comparators.region(measure, period, la),
        england=comparators.nation(measure, period),
        published=published,
        neighbours=tuple(near),
        neighbours_with_value=with_value,
        why=_why(comparators, indicator, period, len(values), value),
    )


def _why(
    comparators: Comparators,
    indicator: Indicator,
    period: str,
    authorities: int,
    value: float | None,
) -> str:
    """What is missing for a comparison; empty where nothing is."""
    if not authorities:
        held = comparators.periods(indicator.benchmark)
        if not held:
            return (
                indicator.benchmark_unsound
                or f"The comparators have no measure {indicator.benchmark}."
            )
        return f"The comparators have no values for {period}; they have {held[0]} to {held[-1]}."
    if value is None:
        return "The authority has no value for the period."
    return ""
