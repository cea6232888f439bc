"""Children whom the demonstration county has in its record twice, which nobody has noticed yet.

A family was refused and asked again; whoever took the second request down did not find the first. No figure
of requests or plans moves by it: the same requests came, of one child more.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from rightplace.county.doubles.damage import Row, join_surname, misspell, nickname
from rightplace.county.lives import Ask, Child
from rightplace.county.spec import CountySpec
from rightplace.law.codes import UpnUnknown

_MOST = 12
_PLANS_FOR_EACH = 100
"""A small county has fewer: one for so many plans."""


def _as_it_is(row: Row, draws: Random) -> None:
    """Nothing is wrong but that it was entered again."""


_DAMAGES: tuple[Callable[[Row, Random], None], ...] = (
    misspell("surname"), nickname, _as_it_is, join_surname, misspell("forename"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EnteredTwice:
    """One child: as the refused request was entered, and as all that came after."""

    refused: Child
    later: Child


def enter_twice(asks: Sequence[Ask], spec: CountySpec) -> tuple[EnteredTwice, ...]:
    """Part the refused first request of some children from what came after it."""
    draws = spec.stream("entered twice")
    able = list(_refused_at_first([ask for ask in asks if ask.received <= spec.until]))
    chosen = draws.sample(able, min(_MOST, spec.plans // _PLANS_FOR_EACH, len(able)))
    made = []
    for number, ask in enumerate(chosen):
        later = ask.child
        ask.child = _entered(later, _DAMAGES[number % len(_DAMAGES)], draws)
        made.append(EnteredTwice(ask.child, later))
    return tuple(made)


def _refused_at_first(asks: Sequence[Ask]) -> Iterator[Ask]:
    """Refused requests, unchallenged, of children who have a later one."""
    last = {ask.child: ask for ask in sorted(asks, key=lambda ask: ask.received)}
    for ask in asks:
        if ask.ending == "refused" and ask.challenge is None and last[ask.child] is not ask:
            yield ask


def _entered(child: Child, damage: Callable[[Row, Random], None], draws: Random) -> Child:
    """The child as the first request was entered: before the UPN was known."""
    row: Row = {"surname": child.surname, "forename": child.forename}
    damage(row, draws)
    return replace(
        child,
        surname=str(row["surname"]),
        forename=str(row["forename"]),
        upn="",
        learner_number="",
        upn_unknown=UpnUnknown.UN10.value,
    )
