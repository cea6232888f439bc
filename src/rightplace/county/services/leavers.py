"""Care leavers of 19 to 21: where they live and what they do, from one contact to the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from rightplace.county.services.numbers import day_in, drift, quarters
from rightplace.indicators.performance.periods import Period

Row = dict[str, object]
_STAYS = 12
"""Quarters from the nineteenth birthday to the twenty-second."""
_HOMES = {
    True: ("U1", "U1", "B1", "D1", "Z1", "E1", "T1", "K1"),
    False: ("X2", "W2", "R2", "S2", "0"),
}
_WORK = {
    True: ("F5", "F5", "P5", "F2", "F4", "F1", "P2", "P1"),
    False: ("G5", "G5", "G4", "G6", "0"),
}


@dataclass(frozen=True, slots=True)
class Quarter:
    """On its last day: care leavers, those in suitable accommodation, those in education or work."""

    leavers: int
    housed: int
    working: int


@dataclass
class _Leaver:
    number: int
    born: date
    until: Period
    """The quarter in which they turn 22."""
    housed: bool
    working: bool
    spells: list[tuple[date, bool, bool, str, str]] = field(default_factory=list)


def leavers(draws: Random) -> list[Row]:
    """The list: one row for each spell of what is known."""
    everybody: list[_Leaver] = []
    now: list[_Leaver] = []
    for period, wanted in zip(quarters(), _wanted(draws), strict=True):
        now = [leaver for leaver in now if leaver.until != period]
        for _ in range(wanted.leavers - len(now)):
            now.append(_arrives(len(everybody) + 1, period, draws))
            everybody.append(now[-1])
        assert len(now) == wanted.leavers
        _turn(now, "housed", wanted.housed, draws)
        _turn(now, "working", wanted.working, draws)
        for leaver in now:
            _see(leaver, period, draws)
    return _rows(everybody)


def _wanted(draws: Random) -> list[Quarter]:
    """The last two as published: 222 and 146 of 238, then 233 and 160 of 248."""
    steps = len(quarters()) - 2
    found = []
    for number, whole in enumerate(drift(176, 236, steps, 0.01, draws)):
        housed = round(whole * (0.885 + 0.035 * number / steps + draws.uniform(-0.015, 0.015)))
        working = round(whole * (0.545 + 0.06 * number / steps + draws.uniform(-0.02, 0.02)))
        found.append(Quarter(whole, housed, working))
    return [*found, Quarter(238, 222, 146), Quarter(248, 233, 160)]


def _arrives(number: int, period: Period, draws: Random) -> _Leaver:
    """Someone who turns 19 in the quarter; of those there at the start, up to three years before."""
    back = draws.randrange(_STAYS) if period == quarters()[0] else 0
    turned = period.moved(-back)
    day = day_in(turned, draws)
    born = date(day.year - 19, day.month, min(day.day, 28))
    return _Leaver(number, born, turned.moved(_STAYS), draws.random() < 0.9, draws.random() < 0.6)


def _turn(now: Sequence[_Leaver], what: str, wanted: int, draws: Random) -> None:
    """Change as few as must change for so many to have what is asked."""
    surplus = sum(getattr(leaver, what) for leaver in now) - wanted
    could = [leaver for leaver in now if getattr(leaver, what) is (surplus > 0)]
    for leaver in draws.sample(could, abs(surplus)):
        setattr(leaver, what, surplus < 0)


def _see(leaver: _Leaver, period: Period, draws: Random) -> None:
    """A contact in the quarter: always where something is new, sometimes where nothing is."""
    last = leaver.spells[-1] if leaver.spells else None
    if last and last[1:3] == (leaver.housed, leaver.working) and draws.random() < 0.8:
        return
    home, work = draws.choice(_HOMES[leaver.housed]), draws.choice(_WORK[leaver.working])
    leaver.spells.append((day_in(period, draws), leaver.housed, leaver.working, home, work))


def _rows(everybody: Sequence[_Leaver]) -> list[Row]:
    found: list[Row] = []
    for leaver in everybody:
        ends = [spell[0] for spell in leaver.spells[1:]]
        for spell, until in zip(leaver.spells, [*ends, _ends(leaver)], strict=True):
            found.append(
                {
                    "care_leaver_id": len(found) + 1,
                    "child_ref": f"CL{leaver.number:05}",
                    "birth_date": leaver.born,
                    "known_from": spell[0],
                    "known_to": until,
                    "accommodation": spell[3],
                    "activity": spell[4],
                }
            )
    return found


def _ends(leaver: _Leaver) -> date | None:
    """Support is no longer counted from the twenty-second birthday; it goes on where that is to come."""
    last = leaver.until.last
    day = leaver.born.replace(year=leaver.born.year + 22)
    return day if last <= quarters()[-1].last else None
