"""Ages that the law of EHC plans turns on."""

from datetime import date, timedelta

_FRIDAY = 4
OLDEST = 25
"""From this age nobody is assessed (CFA 2014 s36(3), s83(2))."""


def age_on(born: date, on: date) -> int:
    """Whole years on a day; someone born on 29 February is a year older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def school_leaving_date(born: date) -> date:
    """The last day of compulsory school age (Education Act 1996 s8).

    It is the last Friday in June of the school year in which someone becomes 16.
    """
    year = born.year + 16 + (born.month >= 9)
    last = date(year, 6, 30)
    return last - timedelta(days=(last.weekday() - _FRIDAY) % 7)


def is_young_person(born: date, on: date) -> bool:
    """Over compulsory school age but under 25 (CFA 2014 s83(2)): the rights are their own (s36(1))."""
    return on > school_leaving_date(born) and age_on(born, on) < OLDEST
