"""A clock of the law as a screen shows it."""

from rightplace.casework.queries.worklist import SOON_DAYS
from rightplace.law.clock import Clock, State
from rightplace.law.codes import Adviser
from rightplace.law.explain import EXCUSE_WORDS
from rightplace.web.design.formats import plural, time_left
from rightplace.web.design.presenters import Cell, Tag, clock_tag

_WORDS = {
    State.RUNNING: "Running",
    State.LATE: "Late",
    State.EXCUSED_OPEN: "Excused",
    State.MET: "Met",
    State.MET_LATE: "Met late",
    State.MET_EXCUSED: "Excused",
    State.ENDED: "Ended",
    State.MISSED: "Late",
}


def state_tag(clock: Clock) -> Tag:
    """The state of a clock as a tag; one that runs out soon says so."""
    left = clock.days_left
    if _passed(clock):
        return clock_tag("Passed")
    if clock.state is State.RUNNING and left is not None and left <= SOON_DAYS:
        return clock_tag("Due today" if left == 0 else "Due soon")
    return clock_tag(_WORDS[clock.state])


def _passed(clock: Clock) -> bool:
    """Whether it is the limit of a refusal that can no longer be in time; nothing is late by it."""
    return clock.duty.conditional and clock.state is State.LATE


def time_words(clock: Clock) -> str:
    """Days left or late while open; days taken or late once closed."""
    if _passed(clock):
        return f"passed {plural(clock.days_late, 'day')} ago"
    if clock.days_left is not None:
        return time_left(clock.days_left)
    if clock.days_late:
        return f"{plural(clock.days_late, 'day')} late"
    return "" if clock.days_taken is None else f"took {plural(clock.days_taken, 'day')}"


def duty_cell(clock: Clock) -> Cell:
    """The duty, with its citation beneath."""
    name = clock.duty.name.rstrip(",")
    return Cell(name[0].upper() + name[1:], detail=clock.duty.citation)


def excuse_words(clock: Clock) -> str:
    """The exception relied on, or nothing."""
    if clock.excused_by is None:
        return ""
    words = EXCUSE_WORDS[clock.excused_by]
    return words[0].upper() + words[1:]


def ref_words(ref: str) -> str:
    """Whom or what an event or a clock is about, in words; a setting is named as it is."""
    try:
        return Adviser(ref).label
    except ValueError:
        return ref.replace("_", " ")
