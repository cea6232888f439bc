"""Allowances against plain twins that walk from day to day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rightplace.law.allowances import CalendarDays, Months, TribunalMonths, Weeks, WorkingDays
from rightplace.law.dates import bank_holidays, last_day_of_months

DAY = timedelta(days=1)


@given(st.dates(date(1991, 1, 1), date(2099, 1, 1)), st.integers(1, 40))
def test_counting_against_plain_twins(start: date, count: int) -> None:
    def works(day: date) -> bool:
        return day.strftime("%a") not in ("Sat", "Sun") and day not in bank_holidays(day.year)

    run = [start + n * DAY for n in range(0, 7 * count + 40)]
    working = [day for day in run if works(day)]
    after = [day for day in working if day != start]
    assert WorkingDays(count).last_day(start) == after[count - 1]
    assert WorkingDays(count, start_counts=True).last_day(start) == working[count - 1]
    assert Weeks(count).last_day(start) == run[7 * count]
    assert Weeks(count, start_counts=True).last_day(start) == run[7 * count - 1]
    assert CalendarDays(count, start_counts=True).last_day(start) == run[count - 1]


@given(st.dates(date(1991, 1, 1), date(2090, 1, 1)), st.integers(1, 24))
def test_months_against_plain_twins(start: date, months: int) -> None:
    """Walk until the month is right and the day matches, or the month is over."""
    matching = start
    for _ in range(months):
        matching = (matching.replace(day=1) + 31 * DAY).replace(day=1)
    while matching.day < start.day and (matching + DAY).month == matching.month:
        matching += DAY
    assert Months(months).last_day(start) == matching
    last = matching - DAY if matching.day == start.day else matching
    assert Months(months, start_counts=True).last_day(start) == last
    assert last == last_day_of_months(start, months)
    open_day = matching
    while (
        open_day.weekday() > 4
        or open_day in bank_holidays(open_day.year)
        or open_day.month == 8
        or (open_day.month == 12 and open_day.day >= 25)
    ):
        open_day += DAY
    assert TribunalMonths(months).last_day(start) == open_day
