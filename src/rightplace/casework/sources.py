"""Where data come from, and whether what is here is fresh enough: plain values, no database."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Interface(StrEnum):
    """How data come from a source."""

    ENTRY = "entry"
    FILE = "file"
    RETURN = "return"
    SYSTEM = "system"
    COMPUTED = "computed"

    @property
    def label(self) -> str:
        """In words."""
        return _LABELS[self]


_LABELS = {
    Interface.ENTRY: "Entered on screen",
    Interface.FILE: "File that is loaded",
    Interface.RETURN: "Return",
    Interface.SYSTEM: "Another system",
    Interface.COMPUTED: "Computed here",
}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A source as the product is delivered, before an authority says what is its own.

    `refresh_days` is how old a load may be before fresh data are overdue.
    """

    key: str
    name: str
    holds: str
    system: str
    interface: Interface
    owner_role: str
    refresh_days: int
    supplier: str = ""


def next_load_due(last_good: date | None, refresh_days: int) -> date | None:
    """The last day for fresh data; None where none were ever loaded, and nothing can be counted from."""
    return None if last_good is None else last_good + timedelta(days=refresh_days)


def days_overdue(last_good: date | None, refresh_days: int, *, day: date) -> int | None:
    """How many days fresh data are overdue on a day, 0 where they are not; None where none ever came."""
    due = next_load_due(last_good, refresh_days)
    return None if due is None else max((day - due).days, 0)
