"""The school year, and the days on which an office works."""

from datetime import date, timedelta
from functools import cache, lru_cache
from random import Random

from rightplace.law.dates import is_working_day

DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)

# How requests and new plans spread over the months: few in August, many late in a term.
MONTHS = {
    "requests": (90, 85, 105, 70, 90, 105, 85, 25, 75, 100, 110, 60),
    "plans": (85, 85, 95, 75, 85, 95, 95, 45, 70, 90, 95, 85),
}


def academic_age(birth: date, day: date) -> int:
    """Age on the 31 August on or before a day: 4 in reception, 10 in Year 6, 15 in Year 11."""
    start = day.year if day.month >= 9 else day.year - 1
    return start - birth.year - (birth.month >= 9)


def year_start(day: date) -> date:
    """The first day of the school year that a day falls in."""
    return date(day.year if day.month >= 9 else day.year - 1, 9, 1)


def age(birth: date, day: date) -> int:
    """Age in whole years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


@cache
def summer_closure(year: int) -> tuple[date, date]:
    """The first and the last day on which schools are closed in a summer."""
    breaking_up = date(year, 7, 20)
    while breaking_up.weekday() != 4:
        breaking_up += DAY
    back = date(year, 9, 2)
    while not is_working_day(back):
        back += DAY
    return breaking_up + DAY, back - DAY


def in_advice_window(day: date) -> date | None:
    """The first day of the closure that a request to a school made on `day` runs into, if any.

    SEND Regs 2014 reg 10(4)(a): from one week before the closure to one week before reopening.
    """
    starts, ends = summer_closure(day.year)
    return starts if starts - _WEEK <= day <= ends + DAY - _WEEK else None


@lru_cache(maxsize=65536)
def working_day(day: date) -> date:
    """The day itself, or the next one on which the office works."""
    while not is_working_day(day):
        day += DAY
    return day


@lru_cache(maxsize=65536)
def working_day_before(day: date) -> date:
    """The day itself, or the last one before it on which the office works."""
    while not is_working_day(day):
        day -= DAY
    return day


@lru_cache(maxsize=65536)
def school_day(day: date) -> date:
    """The day itself, or the next one on which schools are open."""
    starts, ends = summer_closure(day.year)
    if starts <= day <= ends:
        day = ends + DAY
    if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 3):
        day = date(day.year + (day.month == 12), 1, 4)
    return working_day(day)


def days_of_year(year: int, count: int, draws: Random, what: str) -> list[date]:
    """Working days of a year in order, spread over the months as `what` is."""
    months = draws.choices(range(1, 13), MONTHS[what], k=count)
    return sorted(_in_month(year, month, draws) for month in months)


def _in_month(year: int, month: int, draws: Random) -> date:
    while True:
        day = date(year, month, 1) + draws.randrange(31) * DAY
        if day.month == month and is_working_day(day):
            return day


def months_on(day: date, low: int, high: int, draws: Random) -> date:
    """A working day between `low` and `high` days on."""
    return working_day(day + draws.randint(low, high) * DAY)
