"""What is known of a child beside any plan: the setting, the need as it is first given, a disability."""

from collections.abc import Iterable, Sequence
from random import Random

from rightplace.county import published
from rightplace.county.lives import Ask, Child, Held
from rightplace.county.places import Map
from rightplace.county.spec import CountySpec
from rightplace.county.terms import academic_age
from rightplace.law.codes import SenType

# First age -> the kinds of school that children go to from then on, by weight.
_KINDS: tuple[tuple[int, dict[str, float]], ...] = (
    (19, {"college": 1}),
    (16, {"college": 70, "upper": 30}),
    (11, {"secondary": 60, "upper": 37, "independent": 3}),
    (4, {"primary": 98, "independent": 2}),
    (2, {"nursery": 1}),
)
_ALWAYS_DISABLED = frozenset(
    {SenType.HI, SenType.VI, SenType.MSI, SenType.PD, SenType.PMLD, SenType.SLD, SenType.DS}
)
_DISABLED = {SenType.ASD: 0.8, SenType.SEMH: 0.35}
_OFTEN_DISABLED = 0.25


def know_children(
    children: Iterable[Child],
    asks: Sequence[Ask],
    plans: Sequence[Held],
    schools: Map,
    spec: CountySpec,
) -> None:
    """Give a setting and a need to each child for whom someone asked; say of all if they are disabled.

    The setting is the one of today: an office corrects it when a child changes school.
    """
    draws = spec.stream("known")
    needs = {plan.child: plan.needs[0] for plan in plans}
    asked = {ask.child for ask in asks}
    for child in children:
        need = needs.get(child) or draws.choices(*_NEW_NEEDS)[0]
        if child in asked:
            child.need = need
            _place(child, schools, spec, draws)
        child.disability = "Y" if draws.random() < _chance(need) else "N"


_NEW_NEEDS = (list(published.NEEDS), [shares[1] for shares in published.NEEDS.values()])


def _place(child: Child, schools: Map, spec: CountySpec, draws: Random) -> None:
    age = academic_age(child.birth, spec.until)
    kinds = next((kinds for first, kinds in _KINDS if age >= first), None)
    if kinds is not None:
        child.school = schools.choose(kinds, child.district, draws)


def _chance(need: str) -> float:
    return 1.0 if need in _ALWAYS_DISABLED else _DISABLED.get(SenType(need), _OFTEN_DISABLED)
