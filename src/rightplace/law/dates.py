"""Days that count: English bank holidays, working days, tribunal days and months.

Everything is computed, so a clock needs no network and can be asked about any year from 1990 to
2100. A year outside that raises ValueError: a guess at its bank holidays would look like a fact.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, lru_cache

FIRST_YEAR = 1990
LAST_YEAR = 2100

_DAY = timedelta(days=1)
_MONDAY = 0
_SATURDAY = 5
_AUGUST = 8

# Proclaimed under the Banking and Financial Dealings Act 1971: year -> (days lost, days gained).
_PROCLAIMED: dict[int, tuple[tuple[date, ...], tuple[date, ...]]] = {
    1995: ((date(1995, 5, 1),), (date(1995, 5, 8),)),  # 50 years since VE Day
    1999: ((), (date(1999, 12, 31),)),  # millennium
    2002: ((date(2002, 5, 27),), (date(2002, 6, 3), date(2002, 6, 4))),  # Golden Jubilee
    2011: ((), (date(2011, 4, 29),)),  # royal wedding
    2012: ((date(2012, 5, 28),), (date(2012, 6, 4), date(2012, 6, 5))),  # Diamond Jubilee
    2020: ((date(2020, 5, 4),), (date(2020, 5, 8),)),  # 75 years since VE Day
    # Platinum Jubilee, and the state funeral of Queen Elizabeth II
    2022: ((date(2022, 5, 30),), (date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19))),
    2023: ((), (date(2023, 5, 8),)),  # coronation
}


def easter_sunday(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher's method)."""
    golden, (century, of_century) = year % 19, divmod(year, 100)
    leaps, skipped = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon_shift + 15) % 30
    quarters, rest = divmod(of_century, 4)
    to_sunday = (32 + 2 * skipped + 2 * quarters - epact - rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year, substitute days included."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"bank holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not {year}")
    easter = easter_sunday(year)
    usual = {
        _weekday_from(date(year, 1, 1)),
        easter - 2 * _DAY,
        easter + _DAY,
        _first_monday(date(year, 5, 1)),
        _first_monday(date(year, 5, 25)),
        _first_monday(date(year, 8, 25)),
        *_christmas(year),
    }
    lost, gained = _PROCLAIMED.get(year, ((), ()))
    return frozenset(usual.difference(lost).union(gained))


def _weekday_from(day: date) -> date:
    """The day itself, or the Monday after it when it falls at a weekend."""
    return day if day.weekday() < _SATURDAY else _first_monday(day)


def _first_monday(day: date) -> date:
    """The first Monday on or after a day."""
    return day + (_MONDAY - day.weekday()) % 7 * _DAY


def _christmas(year: int) -> tuple[date, date]:
    """Two weekdays for Christmas and Boxing Day; each lost to a weekend moves past the other."""
    first = _weekday_from(date(year, 12, 25))
    second = _weekday_from(date(year, 12, 26))
    return (first, second) if first != second else (first, second + _DAY)


@lru_cache(maxsize=65536)
def is_working_day(day: date) -> bool:
    """Not a Saturday, a Sunday or a bank holiday."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


@lru_cache(maxsize=65536)
def is_tribunal_day(day: date) -> bool:
    """A working day outside August and 25 December to 1 January (HESC Rules 2008).

    1 January needs no mention: it is a bank holiday or a weekend.
    """
    closed = day.month == _AUGUST or (day.month, day.day) >= (12, 25)
    return is_working_day(day) and not closed


@lru_cache(maxsize=65536)
def working_day_after(day: date, count: int) -> date:
    """The nth working day after a day, which is itself not counted; before it if n is negative."""
    return _step(day, count, is_working_day)


@lru_cache(maxsize=65536)
def tribunal_day_after(day: date, count: int) -> date:
    """The nth tribunal day after a day, which is itself not counted; before it if n is negative."""
    return _step(day, count, is_tribunal_day)


@lru_cache(maxsize=65536)
def tribunal_day_from(day: date) -> date:
    """The day itself if it is a tribunal day, else the next one."""
    return tribunal_day_after(day - _DAY, 1)


def _step(day: date, count: int, counts: Callable[[date], bool]) -> date:
    one = _DAY if count > 0 else -_DAY
    for _ in range(abs(count)):
        day += one
        while not counts(day):
            day += one
    return day


@lru_cache(maxsize=65536)
def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on (or back), or that month's last day."""
    year, month = _month_on(day, months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@lru_cache(maxsize=65536)
def last_day_of_months(first: date, months: int) -> date:
    """The last day of a period of months that begins with `first`.

    It is the day before the matching date. Where the last month has no such date (a year that
    begins with 29 February), it is that month's last day.
    """
    year, month = _month_on(first, months)
    length = monthrange(year, month)[1]
    return date(year, month, length) if first.day > length else date(year, month, first.day) - _DAY


def _month_on(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def in_words(day: date) -> str:
    """12 February 2024."""
    return f"{day.day} {day:%B %Y}"
