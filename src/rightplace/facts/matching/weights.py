"""How much each level says, in bits, learnt from the two lists themselves.

A level adds log2(m / u): its share among the pairs that are one child over its share among those that are
not. `u` is counted on pairs drawn by chance; `m` and the share of matches come from the compared pairs by
expectation and maximisation. Both are held near the starting values by a number of imagined pairs, so that
a list of twenty children learns little and one of ten thousand learns most.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log2

from rightplace.facts.matching.comparisons import COMPARISONS, Level

Pattern = tuple[int, ...]
"""One number for each of `COMPARISONS`: 0 where nothing is known, else its level counted from 1."""
Counts = Mapping[Pattern, int]

_IMAGINED_MATCHES = 200.0
_IMAGINED_OTHERS = 20_000.0
_ROUNDS = 15
_SHARE_IN_BOTH = 0.5


@dataclass(frozen=True, slots=True)
class Reason:
    """What one comparison says, and by how many bits it speaks for or against."""

    field: str
    level: str
    said: str
    bits: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The bits that a pair starts with, and those of each level of each comparison."""

    start: float
    bits: tuple[tuple[float, ...], ...]

    def total(self, pattern: Pattern) -> float:
        """The bits of a pair in all."""
        found = zip(self.bits, pattern, strict=True)
        return self.start + sum(bits[level - 1] for bits, level in found if level)

    def probability(self, pattern: Pattern) -> float:
        """How likely a pair is one child."""
        return 1 / (1 + 2 ** -max(-60.0, min(60.0, self.total(pattern))))

    def reasons(self, pattern: Pattern) -> tuple[Reason, ...]:
        """What each comparison says, for which something is known."""
        found = zip(COMPARISONS, self.bits, pattern, strict=True)
        return tuple(
            _reason(comparison.field, comparison.levels[level - 1], bits[level - 1])
            for comparison, bits, level in found
            if level
        )


def _reason(field: str, level: Level, bits: float) -> Reason:
    return Reason(field, level.name, level.said, round(bits, 1))


Shares = tuple[tuple[float, ...], ...]


def _starting(which: Callable[[Level], float]) -> Shares:
    return tuple(tuple(which(level) for level in each.levels) for each in COMPARISONS)


def _shares(pairs: Mapping[Pattern, float], start: Shares, imagined: float) -> Shares:
    """The share of each level among `pairs`, with so many imagined ones as in `start`."""
    found = []
    for place, levels in enumerate(start):
        held = [imagined * share for share in levels]
        for pattern, number in pairs.items():
            if pattern[place]:
                held[pattern[place] - 1] += number
        found.append(tuple(each / sum(held) for each in held))
    return tuple(found)


def _weights(m: Shares, u: Shares, share: float) -> Weights:
    bits = tuple(
        tuple(log2(one / other) for one, other in zip(*each, strict=True))
        for each in zip(m, u, strict=True)
    )
    return Weights(log2(share / (1 - share)), bits)


def learn(
    compared: Counts,
    drawn: Counts,
    *,
    pairs: int,
    fewer: int,
    may_be_one: Callable[[Pattern], bool],
) -> Weights:
    """The weights for two lists that make `pairs` pairs, the shorter with `fewer` children.

    `compared` counts the patterns of the pairs compared, `drawn` those of pairs drawn by chance.
    A pattern that `may_be_one` rules out is never taken for a match.
    """
    start_m, start_u = _starting(lambda level: level.m), _starting(lambda level: level.u)
    share = _share(_SHARE_IN_BOTH * fewer, pairs)
    first = _weights(start_m, start_u, share)
    others = {p: float(n) for p, n in sorted(drawn.items()) if first.total(p) < 0}
    u = _shares(others, start_u, _IMAGINED_OTHERS)
    open_ = {p: n for p, n in sorted(compared.items()) if may_be_one(p)}
    weights = _weights(start_m, u, share)
    for _ in range(_ROUNDS):
        matches = {p: n * weights.probability(p) for p, n in open_.items()}
        m = _shares(matches, start_m, _IMAGINED_MATCHES)
        weights = _weights(m, u, _share(sum(matches.values()), pairs))
    return weights


def _share(matches: float, pairs: int) -> float:
    """The share of matches among all pairs; never none and never all, as neither can be known."""
    return (matches + 0.5) / (pairs + 1)
