"""Two lists in, proposed pairs out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa

from rightplace.facts.engine import sealed
from rightplace.facts.matching.blocking import blocked
from rightplace.facts.matching.comparisons import COMPARISONS, Comparison
from rightplace.facts.matching.identity import tidied
from rightplace.facts.matching.judge import (
    Edge,
    Guard,
    Verdict,
    guard_of,
    may_be_one,
    one_to_one,
    verdict,
)
from rightplace.facts.matching.weights import Pattern, Reason, Weights, learn

if TYPE_CHECKING:
    from ibis.expr.types import IntegerColumn, Table

_DRAWN = 500
"""How many children of each list are drawn to learn how often two children agree by chance."""
_BASE = 8
RIVALS = "Another record fits as well as this one."


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one child's, the keys as the lists have them, and why.

    `note` says what stands above the probability, and is empty where nothing does.
    """

    left: str
    right: str
    probability: float
    verdict: Verdict
    reasons: tuple[Reason, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs to look at, the surest first; pairs of one family are not among them but counted."""

    pairs: tuple[Pair, ...]
    compared: int
    families: int
    weights: Weights

    def of(self, *verdicts: Verdict) -> tuple[Pair, ...]:
        """The pairs that are proposed so."""
        return tuple(pair for pair in self.pairs if pair.verdict in verdicts)


def match(left: pa.Table, right: pa.Table) -> Found:
    """The children of `left` who may be in `right`, each in one pair at most unless two fit equally."""
    tables = {"l": tidied(left), "r": tidied(right)}
    return _found(tables, left.num_rows * right.num_rows, twice=False)


def doubles(people: pa.Table) -> Found:
    """The records of one list that may be of one child. Keys within a pair are in order."""
    tidy = tidied(people)
    pairs = people.num_rows * (people.num_rows - 1) // 2
    return _found({"l": tidy, "r": tidy}, pairs, twice=True)


def _found(tables: dict[str, pa.Table], pairs: int, *, twice: bool) -> Found:
    if not pairs:
        return Found((), 0, 0, learn({}, {}, pairs=0, fewer=0, may_be_one=may_be_one))
    with sealed(tables) as lists:
        keys = blocked(lists["l"], lists["r"])
        keys = keys.filter(keys.l < keys.r) if twice else keys
        compared = coded(_joined(keys, lists)).to_pyarrow()
        drawn = coded(_by_chance(lists, twice)).to_pyarrow()
    counts = _counts(compared)
    weights = learn(
        counts,
        _counts(drawn),
        pairs=pairs,
        # One child entered twice is rare; the same child in two lists is not.
        fewer=max(1, tables["l"].num_rows // 50)
        if twice
        else min(t.num_rows for t in tables.values()),
        may_be_one=may_be_one,
    )
    judged = {p: (weights.probability(p), guard_of(p)) for p in counts}
    verdicts = {p: verdict(*each) for p, each in judged.items()}
    wanted = [
        (left, right, pattern)
        for left, right, pattern in _rows(compared)
        if verdicts[pattern] not in (Verdict.NONE, Verdict.FAMILY)
    ]
    found = [_pair(*row, weights, judged[row[2]], verdicts[row[2]]) for row in wanted]
    kept = found if twice else list(_one_to_one(found, [weights.total(p) for *_, p in wanted]))
    families = sum(n for p, n in counts.items() if verdicts[p] is Verdict.FAMILY)
    in_order = sorted(kept, key=lambda pair: (-pair.probability, pair.left, pair.right))
    return Found(tuple(in_order), compared.num_rows, families, weights)


def _one_to_one(found: list[Pair], bits: list[float]) -> Iterator[Pair]:
    """Each child in one pair; a wrong UPN binds nobody."""
    edges = [
        Edge(pair.left, pair.right, round(each, 6))
        for pair, each in zip(found, bits, strict=True)
        if pair.verdict is not Verdict.UPN_ERROR
    ]
    kept = one_to_one(edges)
    for pair in found:
        if pair.verdict is Verdict.UPN_ERROR:
            yield pair
        elif (rivals := kept.get((pair.left, pair.right))) is not None:
            note = " ".join(filter(None, [pair.note, RIVALS]))
            yield replace(pair, verdict=Verdict.REVIEW, note=note) if rivals else pair


def _pair(
    left: str,
    right: str,
    pattern: Pattern,
    weights: Weights,
    judged: tuple[float, Guard | None],
    found: Verdict,
) -> Pair:
    probability, guard = judged
    note = guard.said if guard else ""
    return Pair(left, right, probability, found, weights.reasons(pattern), note)


def _joined(keys: "Table", lists: Any) -> "Table":
    left, right = named(lists["l"], "l"), named(lists["r"], "r")
    return keys.join(left, keys.l == left.l_key).join(right, keys.r == right.r_key)


def named(people: "Table", side: str) -> "Table":
    """A list with the side of the pair before the name of each column."""
    return people.rename({f"{side}_{name}": name for name in people.columns})


def _by_chance(lists: Any, twice: bool) -> "Table":
    left, right = (
        named(lists[side].order_by("ticket", "key").limit(_DRAWN), side) for side in "lr"
    )
    pairs = left.cross_join(right)
    pairs = pairs.filter(pairs.l_key < pairs.r_key) if twice else pairs
    return pairs.mutate(l=pairs.l_key, r=pairs.r_key)


def coded(pairs: "Table") -> "Table":
    """Each pair with its pattern as one number, a digit to each comparison."""
    code = sum(
        (_level(each, pairs) * _BASE**place for place, each in enumerate(COMPARISONS)),
        start=ibis.literal(0, "int64"),
    )
    return pairs.select("l", "r", code=code)


def _level(comparison: Comparison, pairs: "Table") -> "IntegerColumn":
    cases = [(~comparison.known(pairs), 0)]
    cases += [(level.holds(pairs), number) for number, level in enumerate(comparison.levels, 1)]
    return ibis.cases(*cases).cast("int64")


def pattern_of(code: int) -> Pattern:
    """The levels that a number stands for."""
    return tuple(code // _BASE**place % _BASE for place in range(len(COMPARISONS)))


def _counts(coded: pa.Table) -> dict[Pattern, int]:
    return {pattern_of(code): number for code, number in Counter(coded["code"].to_pylist()).items()}


def _rows(coded: pa.Table) -> Iterable[tuple[str, str, Pattern]]:
    patterns: dict[int, Pattern] = {}
    for left, right, code in zip(*(coded[n].to_pylist() for n in ("l", "r", "code")), strict=True):
        if code not in patterns:
            patterns[code] = pattern_of(code)
        yield left, right, patterns[code]
