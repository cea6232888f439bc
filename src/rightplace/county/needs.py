"""Types of need."""

from collections.abc import Sequence
from random import Random

from rightplace.county import published
from rightplace.county.calibration import share_out
from rightplace.county.lives import Held
from rightplace.county.spec import CountySpec

_HAS_SECONDARY = 0.72


def assess_needs(plans: Sequence[Held], spec: CountySpec) -> None:
    """Give each plan its primary need, in the published shares, and mostly a secondary one.

    New plans follow the shares of new plans; those brought in or moved in, the shares of all.
    """
    draws = spec.stream("needs")
    for new in (False, True):
        group = [plan for plan in plans if (plan.ask is not None) is new]
        weights = [shares[new] for shares in published.NEEDS.values()]
        parts = share_out(len(group), weights)
        primary = [n for n, part in zip(published.NEEDS, parts, strict=True) for _ in range(part)]
        draws.shuffle(primary)
        for plan, need in zip(group, primary, strict=True):
            plan.needs = (need, *_secondary(need, draws))


def _secondary(primary: str, draws: Random) -> tuple[str, ...]:
    if draws.random() >= _HAS_SECONDARY:
        return ()
    others = {need: shares[0] for need, shares in published.NEEDS.items() if need != primary}
    return tuple(draws.choices(list(others), list(others.values())))
