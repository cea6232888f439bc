"""How days are counted."""

from rightplace.law.allowances import (
    CalendarDays,
    FixedDay,
    Months,
    MonthsBefore,
    TribunalDays,
    TribunalDaysBefore,
    TribunalMonths,
    Weeks,
    WeeksBefore,
    WorkingDays,
)
from rightplace.law.examples.example import Counting

COUNTING = (
    Counting(Weeks(6), "2024-01-01", "2024-02-12", "the start is day 0"),
    Counting(Weeks(20), "2024-01-01", "2024-05-20", "29 February 2024 is a day like any other"),
    Counting(Weeks(20), "2023-01-01", "2023-05-21", "the same in a year without it"),
    Counting(Weeks(6), "2024-07-22", "2024-09-02", "school holidays stop nothing"),
    Counting(Weeks(6, start_counts=True), "2024-01-01", "2024-02-11", "the start is day 1"),
    Counting(CalendarDays(15), "2024-03-01", "2024-03-16", "within 15 days of"),
    Counting(
        CalendarDays(15, start_counts=True), "2024-03-01", "2024-03-15", "15 days beginning with"
    ),
    Counting(
        WorkingDays(15, start_counts=True),
        "2024-12-16",
        "2025-01-08",
        "Christmas, Boxing Day and New Year's Day do not count",
    ),
    Counting(
        WorkingDays(15, start_counts=True),
        "2024-03-30",
        "2024-04-22",
        "a Saturday cannot be working day 1, and Easter Monday does not count",
    ),
    Counting(WorkingDays(3), "2022-09-15", "2022-09-21", "the state funeral of 2022"),
    Counting(WorkingDays(1), "2020-05-07", "2020-05-11", "VE Day moved the holiday to 8 May 2020"),
    Counting(WorkingDays(1), "2020-05-01", "2020-05-04", "and left 4 May a working day"),
    Counting(
        Months(12, start_counts=True), "2019-01-01", "2019-12-31", "a year from its first day"
    ),
    Counting(Months(12, start_counts=True), "2024-02-29", "2025-02-28", "a year from 29 February"),
    Counting(Months(2), "2023-12-31", "2024-02-29", "no 31 February: the month's last day"),
    Counting(Months(2), "2022-12-31", "2023-02-28", "the same in a year without 29 February"),
    Counting(Months(1), "2024-01-30", "2024-02-29", "one month from 30 January"),
    Counting(TribunalMonths(2), "2024-06-10", "2024-09-02", "August does not count"),
    Counting(TribunalMonths(2), "2024-10-28", "2025-01-02", "nor do 25 December to 1 January"),
    Counting(TribunalMonths(2), "2024-01-15", "2024-03-15", "an ordinary Friday"),
    Counting(TribunalDays(30), "2024-07-15", "2024-09-25", "thirty, with August left out"),
    Counting(TribunalDays(1), "2024-12-24", "2025-01-02", "the next one after Christmas"),
    Counting(TribunalDaysBefore(10), "2024-09-10", "2024-07-26", "back over August"),
    Counting(WeeksBefore(2), "2024-05-20", "2024-05-06", "a bank holiday is no excuse"),
    Counting(MonthsBefore(5), "2024-07-31", "2024-02-29", "no 31 February: the month's last day"),
    Counting(FixedDay(2, 15, day_itself=False), "2025-09-01", "2025-02-14", "before 15 February"),
    Counting(FixedDay(2, 15), "2025-09-01", "2025-02-15", "by 15 February"),
)
