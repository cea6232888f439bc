"""A series of figures with its control limits, and what they say of its last figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from rightplace.indicators.performance.chance import Limits, limits_of_shares, limits_of_values
from rightplace.indicators.performance.definition import Unit
from rightplace.indicators.performance.figure import Figure


@dataclass(frozen=True, slots=True)
class Point:
    """One figure; the limits are None where there is no figure, or too few for limits.

    `signals` says that it is more than chance: outside the limits, or the last of eight on one side.
    """

    figure: Figure
    low: float | None = None
    high: float | None = None
    signals: bool = False


@dataclass(frozen=True, slots=True)
class Control:
    """The points, the oldest first, and their centre; None without limits, and `why` says why."""

    points: tuple[Point, ...]
    centre: float | None
    why: str = ""

    @property
    def last(self) -> Point | None:
        """The last point that has a figure."""
        return next((p for p in reversed(self.points) if p.figure.value is not None), None)


def control(history: Sequence[Figure]) -> Control:
    """The series with the limits of its known figures, in the unit of the indicator."""
    known = [each for each in history if each.value is not None]
    if why := _without(known):
        return Control(tuple(map(Point, history)), None, why)
    limits = _limits(known)
    if limits is None:
        why = f"What is usual can be told of eight figures; there are {len(known)}."
        return Control(tuple(map(Point, history)), None, why)
    scale = _scale(known)
    by_period = {
        each.period: Point(each, scale * low, scale * high, place in limits.signals)
        for place, (each, low, high) in enumerate(zip(known, limits.low, limits.high, strict=True))
    }
    points = tuple(by_period.get(each.period, Point(each)) for each in history)
    return Control(points, scale * limits.centre)


def _without(known: Sequence[Figure]) -> str:
    """Why a series has no limits however long it is; empty where it can have them."""
    if known and known[-1].indicator.year_to_date:
        return "It is counted from 1 April on and rises over the year, so that no level is usual."
    return ""


def _limits(known: Sequence[Figure]) -> Limits | None:
    if not known:
        return None
    if _are_shares(known):
        return limits_of_shares([(each.numerator or 0, each.denominator or 0) for each in known])
    values = [each.value or 0.0 for each in known]
    not_below = None if known[-1].indicator.unit is Unit.SCORE else 0.0
    return limits_of_values(values, not_below=not_below)


def _are_shares(known: Sequence[Figure]) -> bool:
    is_share = known[-1].indicator.unit is Unit.PERCENT
    return is_share and all(each.numerator is not None and each.denominator for each in known)


def _scale(known: Sequence[Figure]) -> float:
    return 100.0 if _are_shares(known) else 1.0
