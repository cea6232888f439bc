"""What is made of a pair: beside its probability, what independent weights cannot know.

Brothers, sisters and twins share a name, a home and perhaps a birthday, so that these do not count as if
they came together by chance. And a number alone does not make two children one.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rightplace.facts.matching.comparisons import COMPARISONS
from rightplace.facts.matching.weights import Pattern

SURE = 0.995
"""From this probability on a pair is as good as certain; a person confirms it all the same."""
REVIEW = 0.5
"""From this probability on a pair is proposed."""


class Verdict(StrEnum):
    """What a pair is proposed as, if it is."""

    SURE = "sure"
    REVIEW = "review"
    UPN_ERROR = "upn_error"
    FAMILY = "family"
    NONE = "none"


Names = dict[str, str]
"""Field -> the name of the level that holds; fields of which nothing is known are left out."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A rule that stands above the probability: `verdict` is the most that a pair can be."""

    verdict: Verdict
    said: str
    holds: Callable[[Names], bool]


def _numbers_agree(names: Names) -> bool:
    return names.get("UPN") in {"same", "former", "slip"}


def _one_family(names: Names) -> bool:
    at_home = names.get("Home") in {"same", "address"} or names.get("Date of birth") == "same"
    return names.get("Surname") in {"same", "near", "part"} and at_home


GUARDS = (
    Guard(
        Verdict.UPN_ERROR,
        "The UPN is the same and the child is another: one of the two has a wrong UPN.",
        lambda n: (
            n.get("UPN") == "same"
            and n.get("Forename") == "other"
            and n.get("Date of birth") == "other"
        ),
    ),
    Guard(
        Verdict.REVIEW,
        "The forenames differ although the UPN agrees: twins may carry each other's number.",
        lambda n: _numbers_agree(n) and n.get("Forename") == "other",
    ),
    Guard(
        Verdict.FAMILY,
        "Another forename in one family: more likely a brother, sister or twin.",
        lambda n: n.get("Forename") == "other" and _one_family(n),
    ),
    Guard(
        Verdict.REVIEW,
        "The forenames are alike but not the same: twins are often named so.",
        lambda n: n.get("Forename") == "near" and not _numbers_agree(n) and _one_family(n),
    ),
    Guard(
        Verdict.REVIEW,
        "The UPNs differ, and a child has one at a time: one of the two has to be corrected.",
        lambda n: n.get("UPN") == "other",
    ),
)


def guard_of(pattern: Pattern) -> Guard | None:
    """The first rule that holds for a pair."""
    names = {
        each.field: each.levels[level - 1].name
        for each, level in zip(COMPARISONS, pattern, strict=True)
        if level
    }
    return next((guard for guard in GUARDS if guard.holds(names)), None)


def may_be_one(pattern: Pattern) -> bool:
    """Whether a pair counts as a possible match where the weights are learnt."""
    guard = guard_of(pattern)
    return guard is None or guard.verdict is Verdict.REVIEW


def verdict(probability: float, guard: Guard | None) -> Verdict:
    """What a pair is proposed as."""
    if guard is not None and guard.verdict in (Verdict.UPN_ERROR, Verdict.FAMILY):
        return guard.verdict
    if probability < REVIEW:
        return Verdict.NONE
    return Verdict.SURE if probability >= SURE and guard is None else Verdict.REVIEW


@dataclass(frozen=True, slots=True)
class Edge:
    """A pair by its keys, with its bits."""

    left: str
    right: str
    bits: float


def one_to_one(edges: Sequence[Edge]) -> dict[tuple[str, str], bool]:
    """The pairs kept so that each child is in one, the strongest first -> whether another fits as well.

    Pairs of the same strength that share a child are all kept: a person has to choose.
    """
    kept: dict[tuple[str, str], bool] = {}
    left: set[str] = set()
    right: set[str] = set()
    in_order = sorted(edges, key=lambda edge: -edge.bits)
    for _, equals in groupby(in_order, key=lambda edge: edge.bits):
        free = [edge for edge in equals if edge.left not in left and edge.right not in right]
        lefts, rights = Counter(e.left for e in free), Counter(e.right for e in free)
        for edge in free:
            kept[edge.left, edge.right] = lefts[edge.left] > 1 or rights[edge.right] > 1
        left.update(lefts)
        right.update(rights)
    return kept
