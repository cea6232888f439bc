"""When assessments end: the plans of each year, how late they are, and the backlog left open.

Each year's quotas are met in turn. A few are finished in time; the rest wait in a queue that is
longer than the authority can clear, and what is left at the end is the backlog.
"""

import heapq
from datetime import date, timedelta
from random import Random

from rightplace.county.calibration import Quotas
from rightplace.county.disputes import reopen
from rightplace.county.lives import Ask
from rightplace.county.published import Year
from rightplace.county.spec import CountySpec
from rightplace.county.terms import DAY, days_of_year, months_on, working_day, working_day_before

_TWENTY_WEEKS = timedelta(days=140)
_QUICKEST = timedelta(days=84)
_AFTER_DECISION = 40
"""How many days an assessment takes at least from the decision to assess."""
_YEAR = timedelta(days=364)
_LEAVES_DURING = 0.012
_QUEUE_JITTER = 270
"""How many days a case may be overtaken by: the queue is not kept in order."""
_REOPENED_AFTER_REFUSAL = 2 / 3
"""The share of plans after a challenge where the challenge was to a refusal to assess."""


def end_assessments(asks: list[Ask], spec: CountySpec, quotas: Quotas) -> None:
    """Set how and when each request that led to an assessment ends, year by year."""
    draws = spec.stream("assessments")
    _move_away(asks, draws)
    for year in range(spec.since.year, spec.until.year + 1):
        figures = quotas.year(year)
        _decline(asks, year, figures.not_issued, draws)
        _in_time(asks, year, figures.in_time, draws)
        reopen(asks, year, figures.new_plans - figures.counted, _REOPENED_AFTER_REFUSAL, draws)
        _late(asks, year, figures, draws)


def _waiting(asks: list[Ask]) -> list[Ask]:
    return [ask for ask in asks if ask.outcome == "Y" and ask.ending == "open"]


def _end(ask: Ask, ending: str, on: date) -> None:
    ask.ending, ask.ended = ending, on


def _move_away(asks: list[Ask], draws: Random) -> None:
    """Children who leave the area while they are assessed (a request then ends, reg 15)."""
    for ask in _waiting(asks):
        if draws.random() < _LEAVES_DURING and ask.decided is not None:
            _end(ask, "left", months_on(ask.decided, 10, 70, draws))
            ask.exported_to = str(draws.randint(501, 653))


def _decline(asks: list[Ask], year: int, count: int, draws: Random) -> None:
    """Decide not to issue a plan, most of them after the sixteen weeks that the law gives."""
    first, last = date(year, 1, 1) - timedelta(days=110), date(year, 9, 20)
    able = [a for a in _waiting(asks) if first <= a.received <= last and _decided_by(a, 70)]
    for ask in draws.sample(able, min(count, len(able))):
        in_time = year < 2021 or draws.random() < 0.35
        low, high = (84, 112) if in_time else (115, 200)
        wait = max(draws.randint(low, high), (date(year, 1, 4) - ask.received).days)
        _end(ask, "not_issued", min(working_day(ask.received + wait * DAY), date(year, 12, 22)))


def _decided_by(ask: Ask, days: int) -> bool:
    return ask.decided is not None and (ask.decided - ask.received).days <= days


def _in_time(asks: list[Ask], year: int, count: int, draws: Random) -> None:
    """Issue so many plans within 140 days of the request."""
    first, last = date(year, 1, 2), date(year, 12, 31)
    able = [
        (ask, span)
        for ask in _waiting(asks)
        if (span := _span_in_time(ask, first, last)) and span[0] + 6 <= span[1]
    ]
    for ask, (low, high) in draws.sample(able, min(count, len(able))):
        wait = round(draws.triangular(low + 4, high, max(low + 4, high - 6)))
        _end(ask, "issued", working_day_before(ask.received + wait * DAY))


def _span_in_time(ask: Ask, first: date, last: date) -> tuple[int, int]:
    """The fewest and the most days after the request in which it ends in time and in the year."""
    assert ask.decided is not None
    decided = (ask.decided - ask.received).days
    low = max(_QUICKEST.days, decided + _AFTER_DECISION, (first - ask.received).days)
    return low, min(_TWENTY_WEEKS, last - ask.received).days


def _late(asks: list[Ask], year: int, figures: Year, draws: Random) -> None:
    """Issue the rest of the year's plans, more than 140 days after the request."""
    wanted = figures.counted - figures.in_time
    very_late = _over_a_year(asks, year, min(figures.over_a_year or 0, wanted), draws)
    queue = [
        (ask.received + draws.randrange(_QUEUE_JITTER) * DAY, number, ask)
        for number, ask in enumerate(_waiting(asks))
        if figures.over_a_year is None or ask.received + _YEAR >= date(year, 1, 8)
    ]
    _serve(queue, days_of_year(year, wanted - very_late, draws, "plans"), figures)


def _over_a_year(asks: list[Ask], year: int, count: int, draws: Random) -> int:
    """Issue the oldest that have waited for more than a year."""
    last = date(year, 12, 20)
    able = [ask for ask in _waiting(asks) if ask.received + _YEAR + 10 * DAY <= last][:count]
    for ask in able:
        first = max(date(year, 1, 3), ask.received + _YEAR + 2 * DAY)
        _end(ask, "issued", working_day(first + draws.randint(0, (last - first).days) * DAY))
    return len(able)


_Queue = list[tuple[date, int, Ask]]


def _serve(queue: _Queue, days: list[date], figures: Year) -> None:
    """Give each day the first in the queue that is late by then and not late beyond the band."""
    ready: _Queue = []
    later = sorted(queue, key=lambda entry: entry[2].received)
    position = 0
    held: list[date] = []
    for day in days:
        while position < len(later) and later[position][2].received + _TWENTY_WEEKS < day:
            heapq.heappush(ready, later[position])
            position += 1
        if not _issue_first(ready, day, figures):
            held.append(day)
    _serve_last(later[position:] + ready, held)


def _issue_first(ready: _Queue, day: date, figures: Year) -> bool:
    while ready:
        ask = heapq.heappop(ready)[2]
        if figures.over_a_year is None or ask.received + _YEAR >= day:
            _end(ask, "issued", day)
            return True
    return False


def _serve_last(left: _Queue, held: list[date]) -> None:
    """Issue what found nobody ready on its day later in the same year."""
    for day in held:
        last = working_day_before(date(day.year, 12, 31))
        able = [
            (entry[2].received, entry[1], entry[2])
            for entry in left
            if entry[2].ending == "open" and entry[2].received + _TWENTY_WEEKS < last
        ]
        if able:
            ask = min(able)[2]
            _end(ask, "issued", max(day, working_day(ask.received + _TWENTY_WEEKS + DAY)))
