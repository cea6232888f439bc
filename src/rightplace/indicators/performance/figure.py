"""One figure: an indicator's value in a period, what it is made of, and where it comes from."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from rightplace.indicators.performance.definition import Indicator, Unit
from rightplace.indicators.performance.periods import Period


class State(StrEnum):
    """Whether there is a value."""

    KNOWN = "known"
    NOT_AVAILABLE = "not available"


@dataclass(frozen=True, slots=True)
class Figure:
    """The value is not rounded: `rounded` is what is printed.

    `numerator` and `denominator` are counts (or sums), where the indicator has them. A figure that is not
    available says `why` and, where it is known, `until` when. `warnings` are about its data.
    """

    indicator: Indicator
    period: Period
    state: State
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    why: str = ""
    until: date | None = None
    warnings: tuple[str, ...] = ()

    @property
    def rounded(self) -> Decimal | None:
        """The value to the indicator's decimals, halves away from zero; none where there is none."""
        return None if self.value is None else rounded(self.value, self.indicator.decimals)


def rounded(value: float, decimals: int) -> Decimal:
    """A value to so many decimals, halves away from zero, as a person would round what is printed."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def known(
    indicator: Indicator,
    period: Period,
    numerator: float,
    denominator: float | None,
    *,
    warnings: tuple[str, ...] = (),
) -> Figure:
    """The figure of a count, or of a count of a number; not available where that number is nought."""
    if indicator.unit is Unit.COUNT or denominator is None:
        return Figure(
            indicator, period, State.KNOWN, numerator, numerator, denominator, warnings=warnings
        )
    if denominator == 0:
        return not_available(indicator, period, "there is nobody to count it of")
    scale = 100 if indicator.unit is Unit.PERCENT else 1
    value = scale * numerator / denominator
    return Figure(indicator, period, State.KNOWN, value, numerator, denominator, warnings=warnings)


def not_available(
    indicator: Indicator, period: Period, why: str, until: date | None = None
) -> Figure:
    """The figure of a period that has none, and why."""
    return Figure(indicator, period, State.NOT_AVAILABLE, why=why, until=until)
