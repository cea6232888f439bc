"""The periods that a figure is for: a quarter, a term, a month, a year; named as councils name them.

"Q3 2022/23" is October to December 2022. A term ends with the month before the next begins. "2021/22" is
a financial year (April) or an academic year (September), which the indicator's definition says.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TERMS = ("Spring", "Summer", "Autumn")
_TERM_MONTHS = {1: (1, 3), 2: (4, 8), 3: (9, 12)}
_TEACHING_ENDS = {1: (3, 31), 2: (7, 31), 3: (12, 31)}
_APRIL, _SEPTEMBER = 4, 9


class PeriodKind(StrEnum):
    """How long a period is, and when it starts."""

    QUARTER = "quarter"
    TERM = "term"
    MONTH = "month"
    FINANCIAL_YEAR = "financial year"
    ACADEMIC_YEAR = "academic year"

    @property
    def in_a_year(self) -> int:
        """How many of them make a year."""
        return _IN_A_YEAR[self]


_IN_A_YEAR = {
    PeriodKind.QUARTER: 4,
    PeriodKind.TERM: 3,
    PeriodKind.MONTH: 12,
    PeriodKind.FINANCIAL_YEAR: 1,
    PeriodKind.ACADEMIC_YEAR: 1,
}


class PeriodError(ValueError):
    """The words name no period; the text says what could stand."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One period. `year` is the calendar year in which its year begins, `number` its place in that year.

    Quarters count from April; months, and the terms spring, summer and autumn, from January.
    """

    kind: PeriodKind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.kind.in_a_year:
            raise PeriodError(f"There is no {self.kind.value} {self.number} in a year.")

    def __str__(self) -> str:
        match self.kind:
            case PeriodKind.QUARTER:
                return f"Q{self.number} {_split(self.year)}"
            case PeriodKind.TERM:
                return f"{_TERMS[self.number - 1]} {self.year}"
            case PeriodKind.MONTH:
                return f"{_MONTHS[self.number - 1]}-{self.year % 100:02}"
        return _split(self.year)

    @property
    def first(self) -> date:
        """The first day."""
        match self.kind:
            case PeriodKind.QUARTER:
                return _month_on(self.year, _APRIL, 3 * (self.number - 1))
            case PeriodKind.TERM:
                return date(self.year, _TERM_MONTHS[self.number][0], 1)
            case PeriodKind.MONTH:
                return date(self.year, self.number, 1)
            case PeriodKind.FINANCIAL_YEAR:
                return date(self.year, _APRIL, 1)
        return date(self.year, _SEPTEMBER, 1)

    @property
    def last(self) -> date:
        """The last day."""
        match self.kind:
            case PeriodKind.QUARTER:
                return _end(_month_on(self.year, _APRIL, 3 * self.number - 1))
            case PeriodKind.TERM:
                return _end(date(self.year, _TERM_MONTHS[self.number][1], 1))
            case PeriodKind.MONTH:
                return _end(self.first)
        return _end(_month_on(self.year, self.first.month, 11))

    def moved(self, by: int) -> "Period":
        """The period so many of its kind later; earlier where `by` is negative."""
        position = self.year * self.kind.in_a_year + self.number - 1 + by
        year, number = divmod(position, self.kind.in_a_year)
        return Period(self.kind, year, number + 1)

    @property
    def before(self) -> "Period":
        """The one before."""
        return self.moved(-1)

    @property
    def a_year_before(self) -> "Period":
        """The same one of the year before."""
        return self.moved(-self.kind.in_a_year)


def _split(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


def _month_on(year: int, month: int, later: int) -> date:
    position = year * 12 + month - 1 + later
    return date(position // 12, position % 12 + 1, 1)


def _end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def quarter_of(day: date) -> Period:
    """The quarter of the financial year in which a day falls."""
    year = day.year if day.month >= _APRIL else day.year - 1
    return Period(PeriodKind.QUARTER, year, (day.month - _APRIL) % 12 // 3 + 1)


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period of that kind in which a day falls."""
    match kind:
        case PeriodKind.QUARTER:
            return quarter_of(day)
        case PeriodKind.MONTH:
            return Period(kind, day.year, day.month)
        case PeriodKind.TERM:
            numbers = (n for n, (first, last) in _TERM_MONTHS.items() if first <= day.month <= last)
            return Period(kind, day.year, next(numbers))
    starts = _APRIL if kind is PeriodKind.FINANCIAL_YEAR else _SEPTEMBER
    return Period(kind, day.year if day.month >= starts else day.year - 1)


def last_ended(kind: PeriodKind, day: date) -> Period:
    """The latest period of that kind that has ended by a day."""
    found = period_of(kind, day)
    return found if found.last <= day else found.before


def counted_on(period: Period) -> date:
    """The day that a stock is counted on: the last of the period, of a term of its last month of teaching."""
    if period.kind is PeriodKind.TERM:
        return date(period.year, *_TEACHING_ENDS[period.number])
    return period.last


_QUARTER = re.compile(r"Q([1-4]) (\d{4})/(\d\d)", re.IGNORECASE)
_TERM = re.compile(rf"({'|'.join(_TERMS)}) (\d{{4}})", re.IGNORECASE)
_MONTH = re.compile(rf"({'|'.join(_MONTHS)})[- ](\d\d)", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})/(\d\d)")
_COULD = (
    'a quarter is written "Q3 2022/23", a term "Autumn 2022", a month "Dec-22", a year "2021/22"'
)


def parse(text: str, *, years: PeriodKind = PeriodKind.FINANCIAL_YEAR) -> Period:
    """The period that a text names; PeriodError where it names none. `years` says which kind a year is."""
    words = " ".join(text.split())
    if found := _QUARTER.fullmatch(words):
        return Period(PeriodKind.QUARTER, _start(words, found[2], found[3]), int(found[1]))
    if found := _TERM.fullmatch(words):
        return Period(PeriodKind.TERM, int(found[2]), _TERMS.index(found[1].title()) + 1)
    if found := _MONTH.fullmatch(words):
        return Period(PeriodKind.MONTH, 2000 + int(found[2]), _MONTHS.index(found[1].title()) + 1)
    if found := _YEAR.fullmatch(words):
        return Period(years, _start(words, found[1], found[2]))
    raise PeriodError(f'"{text}" is not a period: {_COULD}.')


def _start(words: str, first: str, second: str) -> int:
    year = int(first)
    if (year + 1) % 100 != int(second):
        raise PeriodError(f'"{words}" is not a period: {_split(year)} would be.')
    return year
