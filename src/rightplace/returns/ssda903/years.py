"""The collection years: a return covers 1 April to 31 March and is named after the year in which it ends."""

from datetime import date

YEARS = (2025, 2026, 2027)
FIRST, LAST = YEARS[0], YEARS[-1]


def collection_start(reference_date: date) -> date:
    """The first day of the year that ends on the reference date (31 March)."""
    return date(reference_date.year - 1, 4, 1)


def reference_date(year: int) -> date:
    """The last day of a collection year: 2025 is the return of 1 April 2024 to 31 March 2025."""
    return date(year, 3, 31)


def label(year: int) -> str:
    """How the year is written: 2025 is 2024/25."""
    return f"{year - 1}/{year % 100:02}"


def years_before(day: date, years: int) -> date:
    """The day so many years earlier: whoever was born on it or before has had that birthday.

    A birthday of 29 February falls on 1 March in other years, so the day before 1 March stays 28 February.
    """
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
