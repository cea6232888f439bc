"""Requests: how many come, when, for whom, and what is decided."""

from datetime import date, timedelta
from random import Random

from rightplace.county import published
from rightplace.county.calibration import Quotas
from rightplace.county.lives import Ask, Child
from rightplace.county.spec import CountySpec
from rightplace.county.terms import DAY, days_of_year, months_on, working_day

_SIX_WEEKS = 42
_SHARE_IN_SIX_WEEKS = 0.89
_CARRIED_OVER = timedelta(days=139)
"""How long before the record starts a request may have come and still be open on that day."""
_ASKS_AGAIN = 0.10
_SOURCES = {"1": 46, "2": 41, "3": 4, "4": 2, "5": 2, "": 5}
_IN_YOUTH_ACCOMMODATION = 0.001
_OTHER = "5"
_SOURCE_KEPT_SINCE = date(2024, 1, 1)
"""Who asked is an item of the return from 2025, which tells of the year before."""


def plan_requests(spec: CountySpec, quotas: Quotas) -> list[Ask]:
    """Every request up to the end of the last year, in order of receipt."""
    draws = spec.stream("requests")
    asks: list[Ask] = []
    for year in range(spec.since.year - 1, spec.until.year + 1):
        asks += _requests_of(year, quotas, draws)
    asks = [ask for ask in asks if _is_played(ask, spec.since)]
    _ask_again(asks, draws)
    return asks


def _is_played(ask: Ask, since: date) -> bool:
    if ask.received >= since:
        return True
    return ask.received >= since - _CARRIED_OVER and (ask.ended is None or ask.ended >= since)


def _requests_of(year: int, quotas: Quotas, draws: Random) -> list[Ask]:
    figures = quotas.year(year)
    ages = draws.choices(*_table(published.REQUESTS_BY_AGE), k=figures.requests)
    sources = draws.choices(*_table(_SOURCES), k=figures.requests)
    days = days_of_year(year, figures.requests, draws, "requests")
    asks = [
        Ask(Child(_born(received, age, draws), received), received, _asked_by(source, received))
        for received, age, source in zip(days, ages, sources, strict=True)
    ]
    _refuse(asks, figures.refused, year, draws)
    _withdraw(asks, figures.withdrawn, draws)
    for ask in asks:
        ask.youth_accommodation = draws.random() < _IN_YOUTH_ACCOMMODATION
        if ask.outcome == "Y":
            ask.decided = _decision_day(ask.received, draws)
    return asks


def _asked_by(source: str, received: date) -> str:
    return source or (_OTHER if received >= _SOURCE_KEPT_SINCE else "")


def _table(weights: dict) -> tuple[list, list]:  # type: ignore[type-arg]
    return list(weights), list(weights.values())


def _born(day: date, years: int, draws: Random) -> date:
    """A birth date that makes someone `years` old on a day."""
    return day - timedelta(days=round(years * 365.25) + draws.randrange(1, 365))


def _refuse(asks: list[Ask], count: int, year: int, draws: Random) -> None:
    """Refuse so many, of those whose decision is told before the return of the year is made."""
    last = date(year + 1, 1, 27)
    early = [ask for ask in asks if ask.received + timedelta(days=28) <= last]
    for ask in draws.sample(early, min(count, len(early))):
        ask.outcome, ask.ending = "N", "refused"
        ask.decided = ask.ended = min(_decision_day(ask.received, draws), last)


def _withdraw(asks: list[Ask], count: int, draws: Random) -> None:
    going_on = [ask for ask in asks if ask.outcome == "Y"]
    for ask in draws.sample(going_on, min(count, len(going_on))):
        ask.outcome, ask.ending = "W", "left"
        ask.ended = months_on(ask.received, 5, 35, draws)


def _decision_day(received: date, draws: Random) -> date:
    if draws.random() < _SHARE_IN_SIX_WEEKS:
        wait = round(draws.triangular(14, _SIX_WEEKS, 40))
        day = working_day(received + wait * DAY)
        return day if day <= received + _SIX_WEEKS * DAY else received + _SIX_WEEKS * DAY
    return working_day(received + draws.randint(_SIX_WEEKS + 1, 95) * DAY)


def _ask_again(asks: list[Ask], draws: Random) -> None:
    """Let some of the families that were refused make a later request, for the same child."""
    refused: dict[int, list[Ask]] = {}
    for ask in asks:
        earlier = refused.get(ask.child.birth.year)
        if earlier and draws.random() < _ASKS_AGAIN:
            before = earlier.pop(0)
            if before.ended and before.ended + timedelta(days=400) < ask.received:
                ask.child = before.child
                continue
        if ask.outcome == "N":
            refused.setdefault(ask.child.birth.year, []).append(ask)
