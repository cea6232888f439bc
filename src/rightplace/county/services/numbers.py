"""Whole numbers that come to a printed percentage, and the quarters that the lists reach over."""

from datetime import date, timedelta
from itertools import count
from random import Random

from rightplace.indicators.performance.figure import rounded
from rightplace.indicators.performance.periods import Period, PeriodKind

FIRST = Period(PeriodKind.QUARTER, 2018, 1)
LAST = Period(PeriodKind.QUARTER, 2022, 3)
REPORTED = 9
"""Of how many quarters, the last of them `LAST`, there was a report."""
_LISTED_AFTER = timedelta(days=16)


def listed_on(period: Period) -> date:
    """The day on which the services give their lists for the report of a quarter."""
    return period.last + _LISTED_AFTER


AS_OF = listed_on(LAST)
"""The day on which they gave the latest."""


def reported() -> list[Period]:
    """The quarters of which there was a report, the oldest first."""
    return [LAST.moved(-back) for back in range(REPORTED - 1, -1, -1)]


def quarters() -> list[Period]:
    """From the first quarter to the last."""
    found = [FIRST]
    while found[-1] != LAST:
        found.append(found[-1].moved(1))
    return found


def of(percent: float, whole: int, decimals: int = 1) -> int | None:
    """The part of a whole that is printed as that percentage; none where no whole number is."""
    part = round(percent * whole / 100)
    is_it = rounded(100 * part / whole, decimals) == rounded(percent, decimals)
    return part if is_it else None


def whole_for(percent: float, least: int, decimals: int = 1) -> tuple[int, int]:
    """The smallest whole from `least` on of which some part is that percentage, and that part."""
    for whole in count(least):
        part = of(percent, whole, decimals)
        if part is not None:
            return part, whole
    raise AssertionError("there is always one")


def day_in(period: Period, draws: Random) -> date:
    """A day of a period after its first."""
    return period.first + timedelta(days=draws.randint(1, (period.last - period.first).days))


def drift(start: float, end: float, steps: int, wobble: float, draws: Random) -> list[int]:
    """Numbers that go from one to another with some chance; the first and the last are exact."""
    if steps == 1:
        return [round(end)]
    line = [start + (end - start) * n / (steps - 1) for n in range(steps)]
    inner = [round(value * draws.uniform(1 - wobble, 1 + wobble)) for value in line[1:-1]]
    return [round(start), *inner, round(end)]
