"""How long a plan that is to cease stays in force (SEND Regs 2014 reg 31; CFA 2014 s45)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rightplace.law.clock import clock
from rightplace.law.events import Event, EventKind
from rightplace.law.readings import DEFAULT, Readings
from rightplace.law.timeline import first, split

_APPEAL_ENDS = (EventKind.TRIBUNAL_ORDER, EventKind.APPEAL_CONCEDED, EventKind.APPEAL_WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Hold:
    """The last day on which the plan must be in force; None while an appeal goes on."""

    until: date | None
    appealed: bool


def hold(events: Iterable[Event], as_of: date, *, readings: Readings = DEFAULT) -> Hold | None:
    """What keeps the plan in force after the last decision to cease; None without one."""
    known = tuple(events)
    rights = [
        each
        for each in clock(known, as_of, readings=readings)
        if each.key == "appeal.lodge" and each.started_by is EventKind.DECIDED_TO_CEASE
    ]
    if not rights:
        return None
    right = max(rights, key=lambda each: each.started_on)
    if right.met_on is None:
        return Hold(right.due_on, appealed=False)
    past, _ = split(known, as_of)
    return Hold(first(past, _APPEAL_ENDS, right.met_on), appealed=True)
