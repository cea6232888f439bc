"""One duty against one case: each start of the duty becomes a clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from rightplace.law.duties import Duty, Later, Who, duties_under
from rightplace.law.events import EventKind, ExceptionClaim, Ground
from rightplace.law.exceptions import (
    AdviceExcuse,
    AdviceExcuseReason,
    known_by,
    why_no_excuse,
    why_not,
)
from rightplace.law.readings import Readings
from rightplace.law.state import Clock, State
from rightplace.law.timeline import Days, Timeline, around, first

_DAY = timedelta(days=1)
# What is done for a planned day is done in the year before it (SEND Regs 2014 reg 18(1)).
_LOOK_BACK = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one case on the as-of day."""

    past: Timeline
    ahead: Timeline
    as_of: date
    exceptions: Sequence[ExceptionClaim]
    advice_excuses: Sequence[AdviceExcuse]


class Row(NamedTuple):
    """A duty with what would otherwise be worked out again for every case."""

    position: int
    duty: Duty
    repeats: bool  # an event that meets it starts it again
    lapses: bool  # its own starting event ends it
    right: bool


class _Start(NamedTuple):
    """One start. Nothing before `lower` can meet or end it; `following` is the next start."""

    on: date
    ref: str
    kind: EventKind
    lower: date
    following: date | None


@cache
def rows_by_start(readings: Readings) -> dict[EventKind, tuple[Row, ...]]:
    """The rows that each kind of event can start."""
    rows = [_row(position, duty) for position, duty in enumerate(duties_under(readings).values())]
    return {kind: tuple(row for row in rows if kind in row.duty.starts_on) for kind in EventKind}


def _row(position: int, duty: Duty) -> Row:
    starts = set(duty.starts_on)
    return Row(
        position,
        duty,
        repeats=not starts.isdisjoint(duty.met_by),
        lapses=not starts.isdisjoint(duty.ended_by),
        right=duty.who is Who.FAMILY,
    )


def run(row: Row, case: Case) -> Iterator[Clock]:
    """A clock for each start of the duty while it is in force."""
    duty = row.duty
    days = _days(duty, case)
    previous: date | None = None
    for number, ((on, ref), kind) in enumerate(days, start=1):
        following = days[number][0][0] if number < len(days) else None
        start = _Start(on, ref, kind, _lower(row, on, previous), following)
        previous = on
        if on < duty.in_force_from or (duty.in_force_to and on > duty.in_force_to):
            continue
        refs = ("", ref) if duty.per_ref else None
        ended = first(case.past, duty.ended_by, start.lower, refs)
        if duty.applies_if and not _applies(duty, case, start, ended):
            continue
        made = _clock(row, case, start, ended)
        if not duty.presumes or _existed(duty, case, made.due_on):
            yield made


def _days(duty: Duty, case: Case) -> list[tuple[tuple[date, str], EventKind]]:
    """The days (and refs) that start the duty, in order, each with the first kind that does."""
    starts: dict[tuple[date, str], EventKind] = {}
    for side in (case.past, case.ahead) if duty.planned else (case.past,):
        for kind in duty.starts_on:
            days: Days = side.get(kind, [])
            for day in days:
                if not duty.needs or day[1] in duty.needs:
                    starts.setdefault(day, kind)
    return sorted(starts.items())


def _lower(row: Row, on: date, previous: date | None) -> date:
    """The first day on which something can meet or end a duty that counts from `on`."""
    if row.duty.planned:
        earliest = on - _LOOK_BACK
        return earliest if previous is None else max(earliest, previous + _DAY)
    return on + _DAY if row.repeats else on


def _applies(duty: Duty, case: Case, start: _Start, ended: date | None) -> bool:
    """Whether the event that brings the duty into play belongs to this start."""
    applied = first(case.past, duty.applies_if, start.on)
    if applied is None or (start.following is not None and start.following <= applied):
        return False
    return ended is None or applied <= ended


def _existed(duty: Duty, case: Case, due: date) -> bool:
    """Whether what the duty presumes had come by its due date."""
    came = first(case.past, duty.presumes, date.min)
    return came is not None and came <= due


def _clock(row: Row, case: Case, start: _Start, ended: date | None) -> Clock:
    duty, on, ref = row.duty, start.on, start.ref
    due = duty.allowance.last_day(on)
    if duty.later is not None:
        due = max(due, *_later_days(duty.later, case, start))
    met = first(case.past, duty.met_by, start.lower, (ref,) if duty.per_ref else None)
    if met is not None and ended is not None:
        met, ended = (met, None) if met <= ended else (None, ended)
    if row.right:
        met, ended = _lapse(met, ended, due, case.as_of)
    excused = _excuse(duty, case, start, due) if case.exceptions or case.advice_excuses else None
    missed = row.lapses and ended == on
    state = _state(met, ended, due, case.as_of, excused is not None, missed)
    return Clock(duty, ref, on, start.kind, due, met, ended, excused, state, case.as_of)


def _later_days(later: Later, case: Case, start: _Start) -> Iterator[date]:
    """The last days of the second count; never fewer than one, so that max() has something."""
    yield date.min
    for kind in later.kinds:
        before, after = around(case.past, kind, start.on)
        if before is not None:
            yield later.allowance.last_day(before)
        if later.after and after and (start.following is None or after < start.following):
            yield later.allowance.last_day(after)


def _lapse(
    met: date | None, ended: date | None, due: date, as_of: date
) -> tuple[date | None, date | None]:
    """A right ends with its time: what comes after that did not use it."""
    if met is not None and met <= due:
        return met, None
    if as_of <= due:
        return None, ended
    return None, due if ended is None else min(due, ended)


def _state(
    met: date | None, ended: date | None, due: date, as_of: date, excused: bool, missed: bool
) -> State:
    if met is not None:
        if met <= due:
            return State.MET
        return State.MET_EXCUSED if excused else State.MET_LATE
    if ended is not None:
        return State.MISSED if missed else State.ENDED
    if as_of <= due:
        return State.RUNNING
    return State.EXCUSED_OPEN if excused else State.LATE


def _excuse(duty: Duty, case: Case, start: _Start, due: date) -> Ground | AdviceExcuseReason | None:
    """The first claim, in order of ground, that was known by then and is good on its dates."""
    if duty.grounds:
        for claim in sorted(case.exceptions, key=lambda each: each.ground):
            if known_by(claim, case.as_of) and why_not(claim, duty, start.on, due) is None:
                return claim.ground
    if duty.who is Who.ADVISER:
        for excuse in case.advice_excuses:
            mine = excuse.ref == start.ref and excuse.starts <= case.as_of
            if mine and why_no_excuse(excuse, start.on, due) is None:
                return excuse.reason
    return None
