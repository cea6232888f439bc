"""Where an axis of values is marked, and how its numbers are written: round steps, none of them twice."""

from dataclasses import dataclass
from math import ceil, floor, log10

from rightplace.papers.specs import Number

_ROUND = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Ticks:
    """The values that are marked, and the format in which each of them is another text."""

    values: tuple[float, ...]
    format: str


def ticks(number: Number, low: float, high: float, *, most: int) -> Ticks:
    """At most so many round values between two."""
    step = _step((high - low) / most)
    if number is Number.COUNT:
        step = max(step, 1.0)
    places = range(ceil(round(low / step, 6)), floor(round(high / step, 6)) + 1)
    values = tuple(round(step * place, 9) for place in places)
    return Ticks(values, _format(number, step))


def _step(least: float) -> float:
    """The smallest of 1, 2, 5 and 10, times a power of ten, that is no less."""
    power: float = 10.0 ** floor(log10(least))
    return next((power * each for each in _ROUND if power * each >= least * 0.999), power * 10)


def _format(number: Number, step: float) -> str:
    if number is Number.COUNT:
        return ",d"
    is_share = number is Number.SHARE
    decimals = max(0, -floor(log10(100 * step if is_share else step) + 1e-9))
    return f".{decimals}{'%' if is_share else 'f'}"
