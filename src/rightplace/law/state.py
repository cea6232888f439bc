"""How one duty stands on one day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rightplace.law.duties import Duty
from rightplace.law.events import EventKind, Ground
from rightplace.law.exceptions import AdviceExcuseReason


class State(StrEnum):
    """How a duty stands on the as-of day."""

    RUNNING = "running"  # open and in time
    LATE = "late"  # open and past due
    EXCUSED_OPEN = "excused_open"  # open and past due, with an exception that lifts the limit
    MET = "met"
    MET_LATE = "met_late"
    MET_EXCUSED = "met_excused"  # met past due, with an exception that lifts the limit
    ENDED = "ended"  # no longer applies, or a right that was not used in time
    MISSED = "missed"  # not done before the planned day it was to be done before


OPEN = frozenset({State.RUNNING, State.LATE, State.EXCUSED_OPEN})
_FAILED = frozenset({State.LATE, State.MET_LATE, State.MISSED})


@dataclass(frozen=True, slots=True)
class Clock:
    """One duty, running once, as it stood on `as_of`.

    `started_on` is the day counted from and `started_by` what happened on it; for a planned duty
    it may be a day to come. `excused_by` is set whenever a claim is good for the duty, also while
    there is still time.
    """

    duty: Duty
    ref: str
    started_on: date
    started_by: EventKind
    due_on: date
    met_on: date | None
    ended_on: date | None
    excused_by: Ground | AdviceExcuseReason | None
    state: State
    as_of: date

    @property
    def key(self) -> str:
        return self.duty.key

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def days_taken(self) -> int | None:
        """Calendar days from start to met; None if not met or if counted back."""
        if self.met_on is None or self.duty.planned:
            return None
        return (self.met_on - self.started_on).days

    @property
    def days_left(self) -> int | None:
        """Calendar days to the due date while open, negative past it; None once closed."""
        return (self.due_on - self.as_of).days if self.is_open else None

    @property
    def days_late(self) -> int:
        """Calendar days past due where that is a failure; 0 where it is in time or excused."""
        if self.state not in _FAILED:
            return 0
        return ((self.met_on or self.ended_on or self.as_of) - self.due_on).days
