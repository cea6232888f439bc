"""How long a duty allows: each allowance turns the day it counts from into the last day in time.

An allowance counts forward unless its name says Before. `start_counts` is the difference between
"within 15 days of" (the start is day 0) and "15 days beginning with" (the start is day 1).
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from rightplace.law.dates import (
    add_months,
    is_working_day,
    last_day_of_months,
    tribunal_day_after,
    tribunal_day_from,
    working_day_after,
)

_DAY = timedelta(days=1)


class Allowance(Protocol):
    """A limit in words ("6 weeks"), in a phrase ("6 weeks from the request"), and as a date."""

    @property
    def words(self) -> str: ...

    def phrase(self, start: str) -> str: ...

    def last_day(self, start: date) -> date:
        """The last day in time for a duty that counts from `start`."""
        ...


def _plural(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


class _Forward(ABC):
    __slots__ = ()

    @property
    @abstractmethod
    def words(self) -> str: ...

    def phrase(self, start: str) -> str:
        return f"{self.words} from {start}"


class _Back(ABC):
    __slots__ = ()

    @property
    @abstractmethod
    def words(self) -> str: ...

    def phrase(self, start: str) -> str:
        return f"{self.words} {start}"


@dataclass(frozen=True, slots=True)
class CalendarDays(_Forward):
    """So many days of any sort; none means the same day."""

    days: int
    start_counts: bool = False

    @property
    def words(self) -> str:
        return _plural(self.days, "calendar day") if self.days else "the same day"

    def phrase(self, start: str) -> str:
        return f"{self.words} {'from' if self.days else 'as'} {start}"

    def last_day(self, start: date) -> date:
        return start + timedelta(days=self.days - self.start_counts)


@dataclass(frozen=True, slots=True)
class Weeks(_Forward):
    """Sevens of calendar days; school holidays and bank holidays stop nothing."""

    weeks: int
    start_counts: bool = False

    @property
    def words(self) -> str:
        return _plural(self.weeks, "week")

    def last_day(self, start: date) -> date:
        return start + timedelta(days=7 * self.weeks - self.start_counts)


@dataclass(frozen=True, slots=True)
class Months(_Forward):
    """Calendar months: to the matching date, or to the day before it if the start counts."""

    months: int
    start_counts: bool = False

    @property
    def words(self) -> str:
        return _plural(self.months, "month")

    def last_day(self, start: date) -> date:
        if self.start_counts:
            return last_day_of_months(start, self.months)
        return add_months(start, self.months)


@dataclass(frozen=True, slots=True)
class WorkingDays(_Forward):
    """Days that are no Saturday, Sunday or bank holiday in England."""

    days: int
    start_counts: bool = False

    @property
    def words(self) -> str:
        return _plural(self.days, "working day")

    def last_day(self, start: date) -> date:
        # A start that is itself no working day cannot be working day 1.
        counted = self.start_counts and is_working_day(start)
        return working_day_after(start, self.days - counted)


@dataclass(frozen=True, slots=True)
class TribunalDays(_Forward):
    """Working days on which the tribunal counts time: none in August or over Christmas."""

    days: int

    @property
    def words(self) -> str:
        return _plural(self.days, "tribunal working day")

    def last_day(self, start: date) -> date:
        return tribunal_day_after(start, self.days)


@dataclass(frozen=True, slots=True)
class TribunalMonths(_Forward):
    """Months that, if they end on a day when the tribunal counts no time, run on to the next."""

    months: int

    @property
    def words(self) -> str:
        return _plural(self.months, "month")

    def last_day(self, start: date) -> date:
        return tribunal_day_from(add_months(start, self.months))


@dataclass(frozen=True, slots=True)
class WeeksBefore(_Back):
    """At least so many weeks ahead of a planned day."""

    weeks: int

    @property
    def words(self) -> str:
        return f"{_plural(self.weeks, 'week')} before"

    def last_day(self, start: date) -> date:
        return start - timedelta(days=7 * self.weeks)


@dataclass(frozen=True, slots=True)
class MonthsBefore(_Back):
    """At least so many months ahead of a planned day."""

    months: int

    @property
    def words(self) -> str:
        return f"{_plural(self.months, 'month')} before"

    def last_day(self, start: date) -> date:
        return add_months(start, -self.months)


@dataclass(frozen=True, slots=True)
class TribunalDaysBefore(_Back):
    """At least so many tribunal working days ahead of a planned day."""

    days: int

    @property
    def words(self) -> str:
        return f"{_plural(self.days, 'tribunal working day')} before"

    def last_day(self, start: date) -> date:
        return tribunal_day_after(start, -self.days)


@dataclass(frozen=True, slots=True)
class FixedDay:
    """A fixed day in the calendar year of the start, or the day before it."""

    month: int
    day: int
    day_itself: bool = True

    @property
    def words(self) -> str:
        named = f"{self.day} {date(2000, self.month, self.day):%B}"
        return f"{'by' if self.day_itself else 'before'} {named}"

    def phrase(self, start: str) -> str:
        return f"{self.words} in the year of {start}"

    def last_day(self, start: date) -> date:
        fixed = date(start.year, self.month, self.day)
        return fixed if self.day_itself else fixed - _DAY
