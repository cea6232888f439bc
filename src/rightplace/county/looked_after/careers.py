"""How a child's time in care goes: each kind of child has a course of its own, and every course chains."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from rightplace.county.looked_after.lives import Episode, Life, born, postcode
from rightplace.county.looked_after.weights import (
    HOMES,
    HOSPITAL_A_YEAR,
    MOVES_A_YEAR,
    UASC_HOMES,
    Home,
)

_CHANGES = ("CARPL", "LAREQ", "CREQB", "CREQO", "CHILD", "OTHER", "STAND")
_MONTH = timedelta(days=30)


def invent(count: int, *, year: int, seed: int = 903) -> list[Life]:
    """So many children who are in the return of `year` (its March), the same for a seed."""
    lives = []
    for number in range(1, count + 1):
        life = born(number, year, Random(f"{seed}-{number}"))  # noqa: S311 (an invented child)
        live(life, year)
        lives.append(life)
    return lives


def live(life: Life, year: int) -> None:
    """Fill in the child's episodes so that the child is in the return of that year."""
    {
        "ordinary": _ordinary,
        "uasc": _uasc,
        "adoption": _adoption,
        "short break": _short_break,
        "leaver": _leaver,
    }[life.kind](life, year)
    if life.sex == "F" and life.kind == "ordinary":
        _perhaps_mother(life, year)


def _moment(life: Life, year: int) -> date:
    """A day well inside the year on which the child is looked after."""
    return date(year - 1, 4, 20) + timedelta(days=life.draws.randrange(320))


def _start(life: Life, year: int, youngest: int) -> date:
    """The first day: after birth and any age that the course needs, up to six years before the year."""
    earliest = max(life.birthday(youngest) + timedelta(days=2), date(year - 7, 4, 20))
    latest = _moment(life, year)
    if earliest >= latest:
        return earliest
    share = life.draws.random() ** 0.5
    day = earliest + timedelta(days=int((latest - earliest).days * share))
    # A start on 1 April could be counted as twelve months or not.
    return day + timedelta(days=1) if (day.month, day.day) == (4, 1) else day


def _home(life: Life, day: date, homes: tuple[Home, ...]) -> tuple[str, str, str, str]:
    """A placement, its provider, where it is, and its number with Ofsted."""
    fit = [home for home in homes if life.birthday(home.youngest) <= day]
    home = life.draws.choices(fit, [home.weight for home in fit])[0]
    number = life.draws.randrange(home.urns)
    provider = life.draws.choice(home.providers)
    urn = f"SC{homes.index(home) + 1}0{provider[-1]}{number:03d}"
    return home.place, provider, postcode(life.draws), urn


def _open(life: Life, day: date, reason: str, status: str, homes: tuple[Home, ...]) -> None:
    life.episodes.append(Episode(day, reason, status, *_home(life, day, homes)))


def _go_on(life: Life, day: date, reason: str, *, change: str | None = None, **new: object) -> None:
    """End the last episode on the day and begin the next, the same but for what is said."""
    last = life.episodes[-1]
    life.episodes[-1] = replace(last, ceased=day, ended_by="X1", change=change)
    life.episodes.append(replace(last, began=day, reason=reason, **new))  # type: ignore[arg-type]


def _end(life: Life, day: date, ended_by: str) -> None:
    life.episodes[-1] = replace(life.episodes[-1], ceased=day, ended_by=ended_by)


def _move(life: Life, day: date, homes: tuple[Home, ...]) -> None:
    place, provider, where, urn = _home(life, day, homes)
    change = life.draws.choice(_CHANGES)
    _go_on(life, day, "P", change=change, place=place, provider=provider, postcode=where, urn=urn)


def _hospital(life: Life, day: date) -> None:
    """A short stay in hospital, and back."""
    usual = life.episodes[-1]
    ward = {"place": "T1", "provider": None, "urn": None, "postcode": "LE1 5WW"}
    _go_on(life, day, "P", **ward)
    back = {name: getattr(usual, name) for name in ward}
    _go_on(life, day + timedelta(days=life.draws.randint(3, 30)), "P", **back)


def _wander(life: Life, until: date, homes: tuple[Home, ...]) -> None:
    """Moves and hospital stays from the last episode's beginning to a day."""
    day = life.episodes[-1].began
    while True:
        day += timedelta(
            days=int(life.draws.expovariate(MOVES_A_YEAR + HOSPITAL_A_YEAR) * 365) + 35
        )
        if day >= until - 2 * _MONTH:
            return
        if life.draws.random() < HOSPITAL_A_YEAR / (MOVES_A_YEAR + HOSPITAL_A_YEAR):
            _hospital(life, day)
            day += _MONTH * 2
        else:
            _move(life, day, homes)


def _ordinary(life: Life, year: int) -> None:
    start = _start(life, year, 0)
    horizon = min(life.birthday(18), date(year + 2, 6, 1))
    status = life.draws.choice(["C1", "C1", "V2"])
    _open(life, start, "S", status, HOMES)
    order = start + timedelta(days=life.draws.randint(120, 300))
    if status == "C1" and order < horizon - 3 * _MONTH:
        _go_on(life, order, "L", status="C2")
    _wander(life, horizon, HOMES)
    _leave(life, year)


def _leave(life: Life, year: int) -> None:
    """An adult leaves on the 18th birthday; of the others some leave before, from the year on."""
    last = life.episodes[-1]
    adult = life.birthday(18)
    soon = max(_moment(life, year), last.began + timedelta(days=40))
    if life.draws.random() < 0.25 and soon < adult - _MONTH:
        reasons = ["E4A", "E4B", "E13", "E41", *(["E45"] * 3 if last.place == "U3" else [])]
        _end(life, soon, life.draws.choice(reasons))
    elif last.began < adult:
        _end(life, adult, "E17" if last.place.startswith("U") else "E5")


def _uasc(life: Life, year: int) -> None:
    _open(life, _start(life, year, 15), "S", "V2", UASC_HOMES)
    _wander(life, life.birthday(18), UASC_HOMES)
    adult = life.birthday(18)
    _end(life, adult, "E17" if life.episodes[-1].place.startswith("U") else "E5")


def _adoption(life: Life, year: int) -> None:
    """From care proceedings to a placement order; most are adopted, for some the decision is reversed."""
    draws = life.draws
    finish = _moment(life, year)
    start = max(life.born + timedelta(days=2), finish - timedelta(days=draws.randint(500, 900)))
    _open(life, start, "S", "C1", HOMES[:1])
    step = (finish - start) / 5
    if step < timedelta(days=25):
        _end(life, life.birthday(18), "E5")
        return
    life.decided = start + step
    _go_on(life, start + 2 * step, "L", status="E1")
    if draws.random() < 0.15:
        life.reversed = finish
        _go_on(life, finish, "L", status="C2")
        _end(life, life.birthday(18), "E17")
        return
    life.matched = start + 3 * step
    place = {"place": "A6", "provider": "PR1", "urn": "SC900001", "postcode": postcode(draws)}
    _go_on(life, start + 4 * step, "P", change="CARPL", **place)
    _end(life, finish, draws.choice(["E11", "E12"]))


def _short_break(life: Life, year: int) -> None:
    start = _start(life, year, 4)
    life.episodes.append(Episode(start, "S", "V4", "K2", "PR1", None, None))
    if life.draws.random() < 0.3:
        _end(life, max(_moment(life, year), start + timedelta(days=60)), "E8")
    else:
        _end(life, life.birthday(18), "E8")


def _leaver(life: Life, year: int) -> None:
    adult = life.birthday(18)
    _open(life, adult - timedelta(days=life.draws.randint(400, 1500)), "S", "V2", HOMES[:1])
    _end(life, adult, "E5")


def _perhaps_mother(life: Life, year: int) -> None:
    day = life.birthday(16) + timedelta(days=life.draws.randrange(500))
    if life.draws.random() < 0.06 and life.began < day < (life.left or day):
        life.mothers_child = day
