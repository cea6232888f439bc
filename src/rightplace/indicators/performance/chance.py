"""Whether a change, or a point in a series, is more than chance.

A share is compared by Newcombe's interval for the difference of two proportions (Statistics in Medicine
17:873, 1998, method 10), a count or a rate by the exact conditional test of two Poisson counts. A series
has the limits of a control chart: of proportions (p chart) where there are denominators, else of single
values and their moving range (XmR, Wheeler).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, isclose, lgamma, log, log1p, sqrt
from statistics import NormalDist, fmean

_SURE = 0.95
_Z = NormalDist().inv_cdf(0.5 + _SURE / 2)
_SIGMAS = 3
_MOVING_RANGE = 2.66
"""Three sigmas by the mean moving range: 3 / 1.128."""
_POINTS_AT_LEAST = 8
_RUN = 8
_EXACT_UP_TO = 2_000
"""The sum of two counts up to which the test is exact; above it the normal approximation is."""


def shares_differ(a: float, n: float, b: float, m: float) -> bool:
    """Whether b of m differs from a of n by more than chance, at 95 per cent. n and m are not nought."""
    low, high = _wilson(a, n)
    lower, higher = _wilson(b, m)
    change = b / m - a / n
    least = change - sqrt((b / m - lower) ** 2 + (high - a / n) ** 2)
    most = change + sqrt((higher - b / m) ** 2 + (a / n - low) ** 2)
    return least > 0 or most < 0


def _wilson(a: float, n: float) -> tuple[float, float]:
    """The 95 per cent interval of a of n, as shares."""
    p, z = a / n, _Z
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def counts_differ(a: float, b: float, over: float = 1.0, beside: float = 1.0) -> bool:
    """Whether count b over `beside` differs from count a over `over` by more than chance, at 95 per cent."""
    total = round(a + b)
    if total == 0:
        return False
    share = beside / (over + beside)
    if total > _EXACT_UP_TO:
        return abs(b - total * share) > _Z * sqrt(total * share * (1 - share))
    return _both_tails(round(b), total, share) < 1 - _SURE


def _both_tails(count: int, total: int, share: float) -> float:
    """Twice the smaller tail of the binomial, at most 1."""
    chances = [exp(_log_chance(k, total, share)) for k in range(total + 1)]
    return min(1.0, 2 * min(sum(chances[: count + 1]), sum(chances[count:])))


def _log_chance(k: int, total: int, share: float) -> float:
    """The logarithm of the binomial chance of k: the number of ways alone is too large for a float."""
    ways = lgamma(total + 1) - lgamma(k + 1) - lgamma(total - k + 1)
    return ways + k * log(share) + (total - k) * log1p(-share)


@dataclass(frozen=True, slots=True)
class Limits:
    """The centre line and, for each point, the limits between which chance alone would leave it.

    `signals` are the points that say more: outside the limits, or the last of eight on one side.
    """

    centre: float
    low: tuple[float, ...]
    high: tuple[float, ...]
    signals: tuple[int, ...]


def limits_of_shares(points: Sequence[tuple[float, float]]) -> Limits | None:
    """Limits of a series of (numerator, denominator), as shares; None for fewer than eight points."""
    if len(points) < _POINTS_AT_LEAST or any(n <= 0 for _, n in points):
        return None
    centre = sum(a for a, _ in points) / sum(n for _, n in points)
    spread = [_SIGMAS * sqrt(centre * (1 - centre) / n) for _, n in points]
    low = tuple(max(0.0, centre - each) for each in spread)
    high = tuple(min(1.0, centre + each) for each in spread)
    return _with_signals([a / n for a, n in points], centre, low, high)


def limits_of_values(values: Sequence[float], *, not_below: float | None = None) -> Limits | None:
    """Limits of a series of single values; None for fewer than eight."""
    if len(values) < _POINTS_AT_LEAST:
        return None
    centre = fmean(values)
    pairs = pairwise(values)
    reach = _MOVING_RANGE * fmean(abs(after - before) for before, after in pairs)
    low = centre - reach if not_below is None else max(not_below, centre - reach)
    count = len(values)
    return _with_signals(values, centre, (low,) * count, (centre + reach,) * count)


def _with_signals(
    values: Sequence[float], centre: float, low: tuple[float, ...], high: tuple[float, ...]
) -> Limits:
    away = [0.0 if isclose(value, centre) else value - centre for value in values]
    outside = {i for i, d in enumerate(away) if d and not low[i] <= values[i] <= high[i]}
    sides = [(d > 0) - (d < 0) for d in away]
    runs = {i for i in range(_RUN - 1, len(sides)) if abs(sum(sides[i - _RUN + 1 : i + 1])) == _RUN}
    return Limits(centre, low, high, tuple(sorted(outside | runs)))
