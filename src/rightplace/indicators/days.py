"""The days that stocks are counted on."""

from calendar import MONDAY, THURSDAY
from datetime import date, timedelta

from rightplace.facts.snapshot import About
from rightplace.indicators.measure import Picture

_DAY = timedelta(days=1)
# CFA 2014 Part 3 began on 1 September 2014: no plan is older.
_FIRST_YEAR = 2015
_MONTHS_BACK = 24


def year_of(about: About) -> int:
    """The calendar year that a return reports on; of the record, the last one that is over."""
    if about.origin == "return":
        return (about.year or about.as_of.year) - 1
    is_over = (about.as_of.month, about.as_of.day) == (12, 31)
    return about.as_of.year if is_over else about.as_of.year - 1


def census_day(year: int) -> date:
    """The third Thursday of January: the survey day of every person-level return so far."""
    first = date(year, 1, 1)
    return first + ((THURSDAY - MONDAY - first.weekday()) % 7 + 14) * _DAY


def stock_days(picture: Picture) -> list[date]:
    """The census days up to the snapshot's day, and that day; of a return, its day alone."""
    if not picture.is_record:
        return [picture.day]
    years = range(_FIRST_YEAR, picture.day.year + 1)
    past = {day for day in map(census_day, years) if day <= picture.day}
    return sorted(past | {picture.day})


def review_days(picture: Picture) -> list[date]:
    """The day on which each finished calendar year's reviews are counted: the census day after it."""
    if not picture.is_record:
        return [picture.day]
    years = range(_FIRST_YEAR, picture.day.year + 1)
    return [min(census_day(year), picture.day) for year in years]


def month_ends(picture: Picture) -> list[date]:
    """The last days of the 24 months before the snapshot's day, and that day.

    A return knows only what was still going on in its calendar year.
    """
    ends = [picture.day]
    first = picture.day.replace(day=1)
    for _ in range(_MONTHS_BACK):
        ends.append(first - _DAY)
        first = ends[-1].replace(day=1)
    year = None if picture.is_record else year_of(picture.about)
    return sorted({d for d in ends if year in (None, d.year) or d == picture.day})
