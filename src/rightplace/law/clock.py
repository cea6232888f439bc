"""The clock: what is due, met, late or excused on a day, from dated facts and nothing else.

`clock` is a pure function of the events, the claims and the as-of date. It keeps no counter, so a
night missed loses nothing and "was this on time on 31 March?" has the answer it had then.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from rightplace.law.duties import Who
from rightplace.law.events import Event, ExceptionClaim
from rightplace.law.exceptions import AdviceExcuse
from rightplace.law.readings import DEFAULT, Readings
from rightplace.law.run import Case, Row, rows_by_start, run
from rightplace.law.state import OPEN, Clock, State
from rightplace.law.timeline import split

__all__ = ["OPEN", "Clock", "State", "clock", "latest", "next_due"]

# Open before closed, then by due date; the rest only makes the order certain.
_Place = tuple[bool, date, int, date, str]


def clock(
    events: Iterable[Event],
    as_of: date,
    *,
    exceptions: Sequence[ExceptionClaim] = (),
    advice_excuses: Sequence[AdviceExcuse] = (),
    readings: Readings = DEFAULT,
) -> tuple[Clock, ...]:
    """Every clock the events start, open ones first, each group by due date.

    Events after `as_of` are ignored, with one exception: a planned duty counts back from a day
    that may still lie ahead (a move between phases, a meeting, a hearing). The order of `events`
    does not matter, and an event given twice counts once.
    """
    case = Case(*split(events, as_of), as_of, exceptions, advice_excuses)
    found: list[tuple[_Place, Clock]] = []
    for row in _rows(case, readings):
        for each in run(row, case):
            closed = each.state not in OPEN
            found.append(((closed, each.due_on, row.position, each.started_on, each.ref), each))
    found.sort()
    return tuple([each for _, each in found])


def next_due(clocks: Iterable[Clock]) -> Clock | None:
    """The authority's open clock with the earliest due date, late and excused ones included.

    Clocks of advisers, settings and families are left out: they are not the authority's to keep.
    So is the limit of a refusal: the authority can be past it and still issue the plan in time.
    """
    own = (
        each
        for each in clocks
        if each.is_open and each.duty.who is Who.AUTHORITY and not each.duty.conditional
    )
    return min(own, key=lambda each: each.due_on, default=None)


def latest(clocks: Iterable[Clock], key: str, ref: str | None = None) -> Clock | None:
    """The clock of a duty that started last; with `ref`, of that adviser, setting or appeal."""
    same = (each for each in clocks if each.duty.key == key and ref in (None, each.ref))
    return max(same, key=lambda each: each.started_on, default=None)


def _rows(case: Case, readings: Readings) -> Iterable[Row]:
    """The duties that something in the case can start, each once."""
    starting = rows_by_start(readings)
    rows = {row.position: row for kind in case.past for row in starting[kind]}
    for kind in case.ahead:
        rows |= {row.position: row for row in starting[kind] if row.duty.planned}
    return rows.values()
