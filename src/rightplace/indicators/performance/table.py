"""The table of a quarter's report: a line for each indicator, as it is printed and as it is frozen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Protocol

from rightplace.indicators.performance import chance
from rightplace.indicators.performance.definition import Indicator, Polarity, Unit, version_on
from rightplace.indicators.performance.figure import Figure, State, rounded
from rightplace.indicators.performance.periods import Period
from rightplace.indicators.performance.rating import Step, rated

Key = tuple[str, Period]
Wanted = tuple[Indicator, Period]
Versions = Mapping[str, Sequence[Indicator]]


class Trend(StrEnum):
    """The direction from the earlier period, of the values as printed."""

    INCREASE = "Increase"
    DECREASE = "Decrease"
    NO_CHANGE = "No Change"
    NONE = ""


class Compared(Protocol):
    """What is known of other authorities, for one indicator."""

    @property
    def comparator_period(self) -> str | None: ...
    @property
    def authorities(self) -> int | None: ...
    @property
    def national_quartile(self) -> int | None: ...
    @property
    def statistical_neighbour_average(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator in one quarter's report. Texts are as printed, empty where there is nothing.

    `value` and `previous` are not rounded. `change` is the difference of the values as printed, in the
    indicator's unit; `beyond_chance` is None where it cannot be told. `why` says why there is no value,
    or why it is hidden, and `previous_why` why the earlier one is.
    """

    key: str
    version: int
    topic: str
    theme: str
    name: str
    polarity: str
    frequency: str
    previous_period: str
    previous_value: str
    latest_period: str
    latest_value: str
    unit: str
    trend: str
    target: str
    status: str
    quartile: int | None
    neighbour_average: str
    value: float | None
    previous: float | None
    numerator: float | None
    denominator: float | None
    previous_numerator: float | None
    previous_denominator: float | None
    change: str
    beyond_chance: bool | None
    status_because: str
    compared_because: str
    comparator_period: str
    authorities: int | None
    available: bool
    why: str
    until: str
    warnings: tuple[str, ...]
    source: str
    owner: str
    previous_why: str = ""

    def as_data(self) -> dict[str, Any]:
        """Plain data, as JSON holds it."""
        return asdict(self) | {"warnings": list(self.warnings)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Line":
        """The line that `as_data` made this of."""
        return cls(**{**data, "warnings": tuple(data["warnings"])})


def wanted(versions: Versions, report: Period) -> list[Wanted]:
    """Every figure that a quarter's report needs: of each indicator the latest and the earlier period.

    Each with the version of its definition that holds at the period's end.
    """
    found = []
    for each in versions.values():
        indicator = version_on(each, report.last)
        period = indicator.period_in(report)
        found.append((version_on(each, period.last), period))
        if (before := indicator.compared_with(period)) is not None:
            found.append((version_on(each, before.last), before))
    return found


def quarter_table(
    versions: Versions,
    report: Period,
    figures: Iterable[Figure],
    comparisons: Mapping[str, Compared],
    policy: Sequence[Step],
) -> list[Line]:
    """The lines of a report, in the register's order. `figures` are those of `wanted`."""
    by_key = {(each.indicator.key, each.period): each for each in figures}
    lines = []
    for key, each in versions.items():
        indicator = version_on(each, report.last)
        period = indicator.period_in(report)
        before = indicator.compared_with(period)
        earlier = None if before is None else by_key[key, before]
        figure = by_key[key, period]
        lines.append(_line(figure, earlier, report, comparisons.get(key), policy))
    return lines


def _line(
    figure: Figure,
    earlier: Figure | None,
    report: Period,
    compared: Compared | None,
    policy: Sequence[Step],
) -> Line:
    indicator = figure.indicator
    target = indicator.target_on(report.last)
    quartile = compared.national_quartile if compared else None
    status, because = "", "Not rated: there is no figure."
    if figure.value is not None:
        status, because = rated(figure.value, indicator.polarity, target, quartile, policy)
    average = compared.statistical_neighbour_average if compared else None
    return Line(
        key=indicator.key,
        version=indicator.version,
        topic=indicator.topic,
        theme=indicator.theme,
        name=indicator.name,
        polarity=indicator.polarity.value,
        frequency=indicator.frequency_as_printed,
        previous_period=str(earlier.period) if earlier else "",
        previous_value=printed(earlier) if earlier else "",
        latest_period=indicator.label(figure.period),
        latest_value=printed(figure),
        unit=indicator.unit.value,
        trend=trend(figure, earlier).value,
        target=_target(indicator, target.value if target else None),
        status=status,
        quartile=quartile,
        neighbour_average=""
        if average is None
        else str(rounded(average, _average_decimals(indicator))),
        value=figure.value,
        previous=earlier.value if earlier else None,
        numerator=figure.numerator,
        denominator=figure.denominator,
        previous_numerator=earlier.numerator if earlier else None,
        previous_denominator=earlier.denominator if earlier else None,
        change=_change(figure, earlier),
        beyond_chance=beyond_chance(figure, earlier),
        status_because=because,
        compared_because=indicator.why_compared(figure.period),
        comparator_period=(compared.comparator_period or "") if compared else "",
        authorities=compared.authorities if compared else None,
        available=figure.state is State.KNOWN,
        why=figure.why,
        until=str(figure.until or ""),
        warnings=figure.warnings,
        source=indicator.source,
        owner=indicator.owner,
    )


def printed(figure: Figure) -> str:
    """The value as printed: 22.74, 3489; "not available" where there is none, and never an empty cell."""
    return str(figure.rounded) if figure.rounded is not None else State.NOT_AVAILABLE.value


def trend(figure: Figure, earlier: Figure | None) -> Trend:
    """The direction from the earlier value to the later, both as printed."""
    if earlier is None or figure.rounded is None or earlier.rounded is None:
        return Trend.NONE
    if figure.rounded == earlier.rounded:
        return Trend.NO_CHANGE
    return Trend.INCREASE if figure.rounded > earlier.rounded else Trend.DECREASE


def _change(figure: Figure, earlier: Figure | None) -> str:
    if earlier is None or figure.rounded is None or earlier.rounded is None:
        return ""
    return f"{figure.rounded - earlier.rounded:+}"


def beyond_chance(figure: Figure, earlier: Figure | None) -> bool | None:
    """Whether two figures differ by more than chance; None where what they are made of does not tell."""
    if earlier is None or figure.numerator is None or earlier.numerator is None:
        return None
    after, before = figure.numerator, earlier.numerator
    match figure.indicator.unit:
        case Unit.COUNT:
            return chance.counts_differ(before, after)
        case Unit.SCORE:
            return None  # how far pupils' scores spread is not known
    if not figure.denominator or not earlier.denominator:
        return None
    if figure.indicator.unit is Unit.RATE:
        return chance.counts_differ(before, after, earlier.denominator, figure.denominator)
    return chance.shares_differ(before, earlier.denominator, after, figure.denominator)


def _target(indicator: Indicator, value: float | None) -> str:
    if value is None or indicator.polarity is Polarity.NONE:
        return ""
    sign = ">" if indicator.polarity is Polarity.HIGH else "<"
    return f"{sign}{value}{'%' if indicator.unit is Unit.PERCENT else ''}"


def _average_decimals(indicator: Indicator) -> int:
    """An average of other authorities is printed to one decimal, a score's to two."""
    return 1 if indicator.unit is Unit.PERCENT else indicator.decimals


PRINTED_COLUMNS = (
    "topic",
    "theme",
    "indicator",
    "polarity",
    "frequency",
    "previous_period",
    "previous_value",
    "latest_period",
    "latest_value",
    "unit",
    "trend",
    "target",
    "status_rag",
    "national_quartile",
    "statistical_neighbour_average",
)
"""The columns of the printed dashboard, in their order."""


def as_printed(line: Line) -> dict[str, str]:
    """A line under the columns of the printed dashboard."""
    values = (
        line.topic,
        line.theme,
        line.name,
        line.polarity,
        line.frequency,
        line.previous_period,
        line.previous_value,
        line.latest_period,
        line.latest_value,
        line.unit,
        line.trend,
        line.target,
        line.status,
        "" if line.quartile is None else str(line.quartile),
        line.neighbour_average,
    )
    return dict(zip(PRINTED_COLUMNS, values, strict=True))
