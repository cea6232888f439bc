"""How long documents are kept: until the child's birthday and the end of the case are both long past."""

from datetime import date

from rightplace.casework.models import Letterhead, Person


def end_of_case(person: Person) -> date | None:
    """The day on which the last request or plan ended; None while one goes on."""
    ends = [
        *person.requests.values_list("closed_on", flat=True),
        *person.plans.values_list("ceased_on", flat=True),
    ]
    return None if None in ends else max(ends, default=None)


def keep_until(person: Person, kept: Letterhead, *, ended_on: date | None) -> date | None:
    """The last day on which documents are kept; None while a case goes on and no end is known."""
    if ended_on is None:
        return None
    return max(
        _years_on(person.birth_date, kept.keep_years_from_birth),
        _years_on(ended_on, kept.keep_years_from_end),
    )


def _years_on(day: date, years: int) -> date:
    last_of_february = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if last_of_february else day.day)
