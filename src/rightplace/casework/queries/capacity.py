"""The time that advisers have, against the advice that is due and that is to be expected."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from rightplace.casework.actions.advice import due_on
from rightplace.casework.models import (
    AdviceRequest,
    AdviceService,
    AdviserAbsence,
    AdviserTime,
    Assessment,
    Request,
)
from rightplace.casework.queries.advice import open_advice
from rightplace.law.dates import is_working_day
from rightplace.law.duties import DUTIES

WEEKS = 12
SOON_WEEKS = 4
HOURS_A_DAY = 7
_WEEK, _DAYS = timedelta(weeks=1), 5
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a service: advice due that was asked for, advice expected, and room for it."""

    starts: date
    asked: int
    expected: float
    room: float

    @property
    def due(self) -> float:
        """All that is to be given in the week."""
        return self.asked + self.expected


@dataclass(frozen=True, slots=True)
class Chances:
    """What the last 12 months say: how often the decision is to assess, and an adviser is asked."""

    decided: int
    assessed: int
    assessments: int
    asked: int

    @property
    def per_request(self) -> float:
        """Advice to expect of one undecided request; 0 where nothing was decided."""
        if not self.decided or not self.assessments:
            return 0.0
        return self.assessed / self.decided * self.asked / self.assessments


@dataclass(frozen=True, slots=True)
class Outlook:
    """The next 12 weeks of a service."""

    service: AdviceService
    weeks: tuple[Week, ...]
    chances: Chances
    undecided: int

    def short(self, weeks: int = SOON_WEEKS) -> int:
        """Whole advice for which there is no room in the first weeks; negative where there is room."""
        near = self.weeks[:weeks]
        gap = sum(week.due for week in near) - sum(week.room for week in near)
        return ceil(gap) if gap > 0 else -int(-gap)


def next_monday(day: date) -> date:
    """The Monday on or after a day."""
    return day + timedelta(days=-day.weekday() % 7)


def outlook(service: AdviceService, *, as_of: date) -> Outlook:
    """What is due of a service, what is to be expected, and its room, week by week from the next Monday."""
    first = next_monday(as_of)
    mondays = [first + number * _WEEK for number in range(WEEKS)]
    chances = _chances(service.adviser, as_of)
    received = list(
        Request.objects.open().filter(outcome="A").values_list("received_on", flat=True)
    )
    asked = _in_weeks(first, map(due_on, _asked_days(service.adviser)))
    coming = _in_weeks(first, (_expected_due(day, as_of) for day in received))
    times, absences = _times(service)
    weeks = tuple(
        Week(
            starts=monday,
            asked=asked[monday],
            expected=coming[monday] * chances.per_request,
            room=days_in(times, absences, monday) * HOURS_A_DAY / float(service.hours),
        )
        for monday in mondays
    )
    return Outlook(service, weeks, chances, len(received))


def _asked_days(adviser: str) -> Iterable[date]:
    return open_advice().filter(adviser=adviser).values_list("requested_on", flat=True)


def _in_weeks(first: date, days: Iterable[date]) -> Counter[date]:
    """How many days fall in each week; those before the first week are still to be done in it."""
    return Counter(max(first, day - timedelta(days=day.weekday())) for day in days)


def _expected_due(received_on: date, as_of: date) -> date:
    """When advice would be due if it is decided to assess at the limit, or tomorrow once that is past."""
    limit = DUTIES["first_plan.decide_to_assess"].allowance.last_day(received_on)
    return due_on(max(limit, as_of + timedelta(days=1)))


def _chances(adviser: str, as_of: date) -> Chances:
    since = as_of - _YEAR
    decided = Request.objects.filter(outcome_on__gt=since, outcome_on__lte=as_of)
    assessments = Assessment.objects.filter(
        request__outcome="Y", request__outcome_on__gt=since, request__outcome_on__lte=as_of
    )
    asked = AdviceRequest.objects.filter(adviser=adviser, assessment__in=assessments)
    return Chances(
        decided=decided.count(),
        assessed=decided.filter(outcome="Y").count(),
        assessments=assessments.count(),
        asked=asked.count(),
    )


def _times(service: AdviceService) -> tuple[list[AdviserTime], dict[int, list[AdviserAbsence]]]:
    times = list(service.time.prefetch_related("absences").order_by("name", "starts_on"))
    return times, {time.pk: list(time.absences.all()) for time in times}


def days_in(
    times: Sequence[AdviserTime], absences: dict[int, list[AdviserAbsence]], monday: date
) -> float:
    """The days for advice in the week of a Monday; bank holidays and absences cost their share."""
    days = [monday + timedelta(days=number) for number in range(_DAYS)]
    return sum(
        float(time.days_a_week) * sum(_works(time, absences[time.pk], day) for day in days) / _DAYS
        for time in times
    )


def _works(time: AdviserTime, absences: Iterable[AdviserAbsence], day: date) -> bool:
    """Whether an adviser works on a day."""
    began = time.starts_on <= day and (time.ends_on is None or day <= time.ends_on)
    away = any(each.starts_on <= day <= each.ends_on for each in absences)
    return began and not away and is_working_day(day)
