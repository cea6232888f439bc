"""Whose advice an assessment must seek (SEND Regs 2014 reg 6(1) and (2))."""

from collections.abc import Collection
from datetime import date

from rightplace.law.codes import Adviser, SenType

_ALWAYS = frozenset(
    {
        Adviser.FAMILY,
        Adviser.SETTING,
        Adviser.HEALTH,
        Adviser.PSYCHOLOGIST,
        Adviser.SOCIAL_CARE,
    }
)
_OF_THE_SENSES = frozenset({SenType.HI, SenType.VI, SenType.MSI})
_SEPTEMBER = 9
_YEAR_9 = 9


def school_year(born: date, on: date) -> int:
    """The year at school of someone's age group on a day: 0 is Reception, 13 the last of sixth form."""
    return _began(on) - _began(born) - 5


def _began(day: date) -> int:
    """The calendar year in which the school year of a day began."""
    return day.year if day.month >= _SEPTEMBER else day.year - 1


def required_advisers(born: date, needs: Collection[str], on: date) -> frozenset[Adviser]:
    """Whose advice must be sought for someone with those types of need, asked on a day."""
    required = set(_ALWAYS)
    if not _OF_THE_SENSES.isdisjoint(needs):
        required.add(Adviser.SENSORY)
    if school_year(born, on) >= _YEAR_9:
        required.add(Adviser.ADULTHOOD)
    return frozenset(required)
