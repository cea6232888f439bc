"""Child protection plans: so many that start, that are a child's second, that are open and that are old."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from rightplace.county.services.numbers import AS_OF, day_in, drift, quarters
from rightplace.indicators.performance.periods import Period
from rightplace.law.dates import add_months

Row = dict[str, object]
_TWO_YEARS = 24
_SHORTEST = timedelta(days=60)
_LONG, _LONG_IN_STOCK = 0.07, 0.16
"""How many of those that start go on for long; of those open on a day it is more."""
_OLD = (9, 9, 8, 8, 9, 10, 9, 8, 9, 10, 11, 12, 12, 11, 9, 8, 7)
"""Plans of two years or more at the end of each quarter, but the last two."""
_CATEGORIES = {"NEG": 46, "EMO": 38, "PHY": 8, "SAB": 5, "MUL": 3}


@dataclass(frozen=True, slots=True)
class Quarter:
    """Plans that start in a quarter, those not the first, those open at its end, and the old ones."""

    started: int
    again: int
    live: int
    old: int


@dataclass
class _Plan:
    number: int
    started: date
    before: int
    category: str
    is_long: bool
    ended: date | None = None


def plans(draws: Random) -> list[Row]:
    """The list: one row for each plan."""
    wanted = _wanted(draws)
    live = _stock(wanted[0], draws)
    everything = list(live)
    for period, quarter in zip(quarters(), wanted, strict=True):
        started = _started(period, quarter, len(everything), draws)
        everything += started
        live = _ended(period, quarter, live + started, draws)
    return [_row(plan) for plan in everything]


def _wanted(draws: Random) -> list[Quarter]:
    """The last two as published: 22.74 per cent has no smaller whole numbers than 63 of 277."""
    steps = len(quarters()) - 2
    started = drift(176, 205, steps, 0.08, draws)
    live = drift(452, 556, steps, 0.02, draws)
    found = [
        Quarter(new, round(new * draws.uniform(0.19, 0.25)), open_now, old)
        for new, open_now, old in zip(started, live, _OLD, strict=True)
    ]
    return [*found, Quarter(199, 45, 560, 8), Quarter(277, 63, 549, 10)]


def _stock(first: Quarter, draws: Random) -> list[_Plan]:
    """The plans that are open when the list begins."""
    begins = quarters()[0].first
    days = [begins - timedelta(days=draws.randint(1, 725)) for _ in range(first.live - first.old)]
    days += [begins - timedelta(days=draws.randint(740, 900)) for _ in range(first.old)]
    return [
        _plan(n, day, draws.choice([0, 0, 0, 1]), draws, _LONG_IN_STOCK)
        for n, day in enumerate(days, 1)
    ]


def _plan(number: int, started: date, before: int, draws: Random, long: float = _LONG) -> _Plan:
    category = draws.choices(list(_CATEGORIES), list(_CATEGORIES.values()))[0]
    return _Plan(number, started, before, category, draws.random() < long)


def _started(period: Period, quarter: Quarter, known: int, draws: Random) -> list[_Plan]:
    before = [draws.choice([1, 1, 1, 2]) for _ in range(quarter.again)]
    before += [0] * (quarter.started - quarter.again)
    return [
        _plan(known + n, day_in(period, draws), number, draws) for n, number in enumerate(before, 1)
    ]


def _ended(period: Period, quarter: Quarter, live: list[_Plan], draws: Random) -> list[_Plan]:
    """End as many as must end, so that as many old ones stay open as should; gives those still open."""
    limit = add_months(period.last, -_TWO_YEARS)
    old = [plan for plan in live if plan.started <= limit]
    young = [plan for plan in live if plan.started > limit]
    ending = old[quarter.old :]
    more = len(live) - quarter.live - len(ending)
    could = [p for p in young if not p.is_long and p.started + _SHORTEST < period.last]
    could.sort(key=lambda plan: plan.started.toordinal() - draws.uniform(0, 300))
    ending += could[:more]
    assert len(old) >= quarter.old
    assert 0 <= more <= len(could)
    for plan in ending:
        plan.ended = max(day_in(period, draws), plan.started + timedelta(days=20))
    return [plan for plan in live if plan.ended is None]


def _row(plan: _Plan) -> Row:
    return {
        "child_protection_plan_id": plan.number,
        "child_ref": f"SC{plan.number:06}",
        "category": plan.category,
        "started_on": plan.started,
        "ended_on": plan.ended if plan.ended and plan.ended <= AS_OF else None,
        "plans_before": plan.before,
    }
