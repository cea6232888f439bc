"""School years: which year group a child is in, and the move between phases that it leads to.

A school year runs from 1 September; whoever is born by 31 August belongs to the older year.
"""

from datetime import date
from enum import Enum

from rightplace.law.events import PhaseTransfer

NURSERY, RECEPTION, YEAR_2, YEAR_6, YEAR_9, YEAR_11 = -1, 0, 2, 6, 9, 11
_LAST_OF_SIXTH_FORM = 14
_FIRST_SCHOOL_ENDS = range(3, 6)
_MIDDLE_SCHOOL_STARTS_AT = 8


class Phase(Enum):
    """A phase of education by year group: its value, its words, its first and last year group."""

    EARLY_YEARS = "early_years", "Early years", -6, NURSERY
    PRIMARY = "primary", "Primary, reception to Year 6", RECEPTION, YEAR_6
    SECONDARY = "secondary", "Secondary, Year 7 to Year 11", YEAR_6 + 1, YEAR_11
    POST_16 = "post_16", "Post-16, Year 12 to Year 14", YEAR_11 + 1, _LAST_OF_SIXTH_FORM
    ADULT = "adult", "19 and over", _LAST_OF_SIXTH_FORM + 1, 30

    def __init__(self, key: str, label: str, first: int, last: int) -> None:
        self.key, self.label, self.first, self.last = key, label, first, last


def year_start(on: date) -> date:
    """The first day of the school year that a day falls in."""
    return date(on.year if on.month >= 9 else on.year - 1, 9, 1)


def next_september(on: date) -> date:
    """The first day of the school year after the one that a day falls in."""
    return date(year_start(on).year + 1, 9, 1)


def year_group(born: date, on: date) -> int:
    """The year group on a day: 0 is reception, -1 the nursery year before it."""
    return year_start(on).year - born.year - (born.month >= 9) - 4


def year_words(year: int) -> str:
    """Year 6, Reception, Nursery, or Before nursery."""
    if year > RECEPTION:
        return f"Year {year}"
    return {RECEPTION: "Reception", NURSERY: "Nursery"}.get(year, "Before nursery")


def born_between(first: int, last: int, on: date) -> tuple[date, date]:
    """The first and the last birthday of those who are in year groups `first` to `last` on a day."""
    start = year_start(on).year - 4
    return date(start - last - 1, 9, 1), date(start - first, 8, 31)


def expected_transfer(
    year: int, *, low_age: int | None = None, high_age: int | None = None
) -> PhaseTransfer | None:
    """The move in the September after year group `year` from a setting for those ages (reg 18).

    Where the setting has no ages, the usual years decide. Whoever stays at an all-age school does
    not move; from Year 11 a plan is reviewed whether or not the school has a sixth form.
    """
    if year == NURSERY:
        return PhaseTransfer.EARLY_YEARS_TO_SCHOOL
    if year == YEAR_11:
        return PhaseTransfer.SECONDARY_TO_POST_16
    last = YEAR_6 if high_age is None else high_age - 5
    if year != last:
        return None
    if low_age is not None and low_age >= _MIDDLE_SCHOOL_STARTS_AT and year > YEAR_6:
        return PhaseTransfer.MIDDLE_TO_SECONDARY
    if year in _FIRST_SCHOOL_ENDS:
        return PhaseTransfer.PRIMARY_TO_MIDDLE
    return {
        YEAR_2: PhaseTransfer.INFANT_TO_JUNIOR,
        YEAR_6: PhaseTransfer.PRIMARY_TO_SECONDARY,
    }.get(year)
