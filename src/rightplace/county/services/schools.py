"""Schools' judgements: so many good at the end of each quarter, with so many pupils."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from rightplace.county.services.numbers import day_in, drift, of, quarters, whole_for
from rightplace.indicators.performance.figure import rounded
from rightplace.indicators.performance.periods import Period

Row = dict[str, object]
_PHASES = {"primary": (226, 190, 330), "secondary": (45, 700, 1250), "special": (9, 90, 210)}
"""How many schools there are, and between how many pupils they have."""
_FIRST_URN = 970_001
_TURNED_PUPILS = 155
_PRIMARY, _SECONDARY, _PUPILS = (91.6, 90.7), (75.6, 75.6), (85.5, 85.2)
"""Per cent good in the last quarter but one and in the last, as published."""


@dataclass
class _School:
    urn: str
    phase: str
    pupils: int
    good: bool
    judgements: list[tuple[date, bool, str]] = field(default_factory=list)


def judgements(draws: Random) -> list[Row]:
    """The list: one row for each judgement while it is the latest."""
    schools = _schools(draws)
    for period, (primary, secondary) in zip(quarters(), _good(draws), strict=True):
        _turn(schools, "primary", primary, draws)
        _turn(schools, "secondary", secondary, draws)
        for school in schools:
            _inspect(school, period, draws)
    _share_pupils(schools, draws)
    return _rows(schools)


def _schools(draws: Random) -> list[_School]:
    found = []
    for phase, (count, low, high) in _PHASES.items():
        for _ in range(count):
            urn = str(_FIRST_URN + len(found))
            found.append(_School(urn, phase, draws.randint(low, high), phase == "special"))
    return found


def _good(draws: Random) -> list[tuple[int, int]]:
    """Good primary and good secondary schools at the end of each quarter."""
    primaries, secondaries = _PHASES["primary"][0], _PHASES["secondary"][0]
    last = [_part(_PRIMARY, primaries), _part(_SECONDARY, secondaries)]
    steps = len(quarters()) - 2
    before = zip(
        drift(199, last[0][0], steps, 0.01, draws),
        drift(33, last[1][0], steps, 0.03, draws),
        strict=True,
    )
    return [*before, (last[0][0], last[1][0]), (last[0][1], last[1][1])]


def _part(percents: tuple[float, float], whole: int) -> tuple[int, int]:
    first, second = (of(percent, whole) for percent in percents)
    assert first is not None
    assert second is not None
    return first, second


def _turn(schools: list[_School], phase: str, wanted: int, draws: Random) -> None:
    """Change the judgement of as few schools as must change."""
    mine = [school for school in schools if school.phase == phase]
    surplus = sum(school.good for school in mine) - wanted
    could = [school for school in mine if school.good is (surplus > 0)]
    for school in draws.sample(could, abs(surplus)):
        school.good = surplus < 0


def _inspect(school: _School, period: Period, draws: Random) -> None:
    last = school.judgements[-1] if school.judgements else None
    if last is not None and last[1] is school.good:
        return
    day = day_in(period, draws)
    if last is None:
        day -= timedelta(days=draws.randint(100, 1200))
    grade = draws.choice("1222222" if school.good else "33333334")
    school.judgements.append((day, school.good, grade))


def _share_pupils(schools: list[_School], draws: Random) -> None:
    """Let the pupils of good schools come to the published share in the last two quarters.

    The schools that were judged in the last one make the difference; pupils of others move from schools that
    are not good to schools that are.
    """
    earlier, later = quarters()[-2:]
    turned = [s for s in schools if s.judgements[-1][0] >= later.first]
    for school in turned:
        school.pupils = _TURNED_PUPILS
    others = [school for school in schools if school not in turned]
    wanted, _ = whole_for(_PUPILS[1], total := sum(school.pupils for school in schools))
    lacking = wanted - sum(school.pupils for school in schools if school.good)
    _move([s for s in others if s.good is (lacking < 0)], -abs(lacking), draws)
    _move([s for s in others if s.good is (lacking > 0)], abs(lacking), draws)
    assert sum(school.pupils for school in schools) == total
    for period, percent in zip((earlier, later), _PUPILS, strict=True):
        assert rounded(_share(schools, period), 1) == rounded(percent, 1)


def _move(schools: list[_School], pupils: int, draws: Random) -> None:
    """Let so many pupils come to these schools, or leave them, a few at each."""
    step = 1 if pupils > 0 else -1
    for _ in range(abs(pupils)):
        school = draws.choice(schools)
        school.pupils += step


def _share(schools: list[_School], period: Period) -> float:
    """Per cent of pupils who are at a good school at the end of a quarter."""
    good = sum(school.pupils for school in schools if _was_good(school, period))
    return 100 * good / sum(school.pupils for school in schools)


def _was_good(school: _School, period: Period) -> bool:
    return [good for day, good, _ in school.judgements if day <= period.last][-1]


def _rows(schools: list[_School]) -> list[Row]:
    found: list[Row] = []
    for school in schools:
        ends = [*(judged[0] for judged in school.judgements[1:]), None]
        for (since, _, grade), until in zip(school.judgements, ends, strict=True):
            found.append(
                {
                    "school_judgement_id": len(found) + 1,
                    "urn": school.urn,
                    "phase": school.phase,
                    "judgement": grade,
                    "in_force_from": since,
                    "in_force_to": until,
                    "pupils": school.pupils,
                }
            )
    return found
