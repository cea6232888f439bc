"""Where readers of the law differ, each point is a named setting with a default.

No setting lets an exception move a date. Many case systems add the paused days to the limit; the
regulations do not: an exception lifts the limit and leaves "as soon as practicable" standing.
Nor is the eight weeks ever counted from a paper sent after the four weeks: the court has settled
that (R (L, M and P) v Devon [2022] EWHC 493 (Admin)).
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from rightplace.law.allowances import Allowance, CalendarDays, FixedDay, Weeks, WorkingDays


class WeekCounting(StrEnum):
    """Whether the day that starts a period of weeks is day 0 or day 1 of it."""

    DAY_0 = "day_0"
    DAY_1 = "day_1"


class ReviewFinished(StrEnum):
    """What finishes a review for the twelve months of CFA 2014 s44(1)."""

    DECISION = "decision"
    MEETING = "meeting"


class Before(StrEnum):
    """Whether "before 15 February" lets the 15th itself in."""

    DAY_BEFORE = "day_before"
    ON_THE_DAY = "on_the_day"


class DayCounting(StrEnum):
    """Whether days that the law does not call working days are read as working days."""

    CALENDAR = "calendar"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Readings:
    """One choice for each contested point. The defaults are the ones `DEFAULT` computes with."""

    # More than 140 days is late in the national figures, so 140 is in time: day 0.
    weeks: WeekCounting = WeekCounting.DAY_0
    # A review is every step up to the authority's decision, and the return asks for that day.
    review_finished: ReviewFinished = ReviewFinished.DECISION
    # Advice services say "by"; the regulation says "before", and the earlier day is safe for both.
    phase_transfer: Before = Before.DAY_BEFORE
    setting_reply: DayCounting = DayCounting.CALENDAR
    mediation: DayCounting = DayCounting.CALENDAR

    def in_weeks(self, count: int) -> Weeks:
        return Weeks(count, start_counts=self.weeks is WeekCounting.DAY_1)

    def fixed_day(self, month: int, day: int) -> FixedDay:
        return FixedDay(month, day, day_itself=self.phase_transfer is Before.ON_THE_DAY)


DEFAULT = Readings()


POINTS: dict[str, str] = {
    "weeks": "whether the day that starts a period of weeks is day 0 or day 1 of it",
    "review_finished": "whether the decision or the meeting finishes a review",
    "phase_transfer": 'whether "before 15 February" lets the 15th itself in',
    "setting_reply": "whether a setting's 15 days are calendar or working days",
    "mediation": "whether the 30 days to arrange mediation are calendar or working days",
}


def in_days(count: int, counting: DayCounting) -> Allowance:
    """So many days, counted the way the reading says."""
    return WorkingDays(count) if counting is DayCounting.WORKING else CalendarDays(count)


def choices() -> dict[str, type[StrEnum]]:
    """Name of each contested point -> the enum of its readings."""
    return {field.name: type(getattr(DEFAULT, field.name)) for field in fields(Readings)}


def choose(pairs: Iterable[str]) -> Readings:
    """Readings from texts such as "weeks=day_1"; ValueError says what could be chosen."""
    chosen: dict[str, StrEnum] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        allowed = choices().get(name)
        if allowed is None:
            raise ValueError(
                f"no contested point is called {name!r}; there are {_names(choices())}"
            )
        if value not in list(allowed):
            raise ValueError(f"{name} cannot be {value!r}; it can be {_names(allowed)}")
        chosen[name] = allowed(value)
    return replace(DEFAULT, **chosen)  # type: ignore[arg-type]


def _names(values: Iterable[str]) -> str:
    return ", ".join(values)
