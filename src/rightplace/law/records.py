"""The clocks of one request and of one plan, where a record keeps the two apart.

Issuing a plan stands in both: it meets the duties that the request started, and it starts the
reviews and the rights of appeal that belong to the plan. Each clock is given once.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from rightplace.law.clock import Clock, clock
from rightplace.law.events import Event, EventKind, ExceptionClaim
from rightplace.law.exceptions import AdviceExcuse


def request_clocks(
    events: Iterable[Event],
    as_of: date,
    *,
    exceptions: Sequence[ExceptionClaim] = (),
    advice_excuses: Sequence[AdviceExcuse] = (),
) -> tuple[Clock, ...]:
    """The clocks of a request and its assessment, without those that its plan started."""
    known = tuple(events)
    issued = {event.on for event in known if event.kind is EventKind.PLAN_ISSUED}
    clocks = clock(known, as_of, exceptions=exceptions, advice_excuses=advice_excuses)
    if not issued:
        return clocks
    return tuple(
        each
        for each in clocks
        if each.started_on not in issued or EventKind.PLAN_ISSUED not in each.duty.starts_on
    )


def plan_clocks(events: Iterable[Event], as_of: date) -> tuple[Clock, ...]:
    """The clocks of a plan: its reviews, transfers, appeals and end."""
    return clock(events, as_of)
