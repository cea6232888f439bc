"""The rows of the worked examples: data that is at once the law's tests and its manual."""

from dataclasses import dataclass
from datetime import date

from rightplace.law.allowances import Allowance
from rightplace.law.events import Event, EventKind, ExceptionClaim
from rightplace.law.exceptions import AdviceExcuse
from rightplace.law.readings import DEFAULT, Readings
from rightplace.law.state import State


@dataclass(frozen=True, slots=True)
class Counting:
    """An allowance, the day it counts from, and the last day that is in time."""

    allowance: Allowance
    start: str
    last: str
    why: str


@dataclass(frozen=True, slots=True)
class Example:
    """What is known of a case, and how the latest clock of one duty stands on a day.

    `history` holds "day kind" or "day kind ref", parted by semicolons. `left`, `taken` and `late`
    are the clock's days.
    """

    duty: str
    title: str
    history: str
    as_of: str
    due: str
    state: State
    left: int | None = None
    taken: int | None = None
    late: int = 0
    ref: str | None = None
    exceptions: tuple[ExceptionClaim, ...] = ()
    advice_excuses: tuple[AdviceExcuse, ...] = ()
    readings: Readings = DEFAULT

    @property
    def events(self) -> list[Event]:
        return history(self.history)


def history(text: str) -> list[Event]:
    """The events in a text such as "2024-01-01 request_received; 2024-02-01 withdrawn"."""
    events = []
    for part in text.split(";"):
        day, kind, *ref = part.split()
        events.append(Event(date.fromisoformat(day), EventKind(kind), " ".join(ref)))
    return events
