"""Every maintained plan with its next review, by stage, and the clocks of those that are shown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from django.db.models import QuerySet

from rightplace.casework.access import PlanQuerySet
from rightplace.casework.deadlines import events_of_plans
from rightplace.casework.models import Placement, Plan, ReviewRecord, Setting, User
from rightplace.casework.queries.review_stages import ReviewStage, Standing, standings
from rightplace.casework.queries.worklist import by_name
from rightplace.casework.years import YEAR_9, Phase, born_between
from rightplace.law.clock import Clock, clock
from rightplace.law.events import Event, EventKind

_WEEK = timedelta(weeks=1)
_BEFORE_MEETING = ("review.invite", "review.papers")
_OF_REVIEWS = ("review.", "amendment.", "transfer.review", "phase_transfer.")


class Due(StrEnum):
    """How near the next review is; or whether a step after a meeting is late."""

    OVERDUE = "overdue"
    STEP_LATE = "step_late"
    WEEKS_4 = "weeks_4"
    WEEKS_12 = "weeks_12"
    LATER = "later"
    UNPLANNED = "unplanned"
    INTERIM = "interim"
    EARLY = "early"

    def fits(self, row: Standing, as_of: date) -> bool:
        """Whether a plan is one of those."""
        due = row.due_on
        if self is Due.STEP_LATE:
            return row.next_due_on is not None and row.next_due_on < as_of
        if self is Due.INTERIM:
            return row.interim_on is not None and row.interim_on <= as_of + 4 * _WEEK
        if self is Due.UNPLANNED:
            return row.is_unplanned(as_of)
        if self is Due.EARLY:
            return row.asked_early
        if due is None:
            return self is Due.OVERDUE
        return {
            Due.OVERDUE: due < as_of,
            Due.WEEKS_4: as_of <= due <= as_of + 4 * _WEEK,
            Due.WEEKS_12: as_of <= due <= as_of + 12 * _WEEK,
            Due.LATER: due > as_of + 12 * _WEEK,
        }[self]


@dataclass(frozen=True, slots=True)
class WantedReviews:
    """What the list is narrowed to; empty wants everything."""

    search: str = ""
    stage: ReviewStage | None = None
    due: Due | None = None
    setting: int | None = None
    phase: Phase | None = None
    officer: int | None = None
    week: date | None = None
    without_adulthood: bool = False


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One plan of the list, with the clocks of its review on the day of the list."""

    plan: Plan
    setting: Setting | None
    standing: Standing
    stage: ReviewStage
    clocks: tuple[Clock, ...]

    @property
    def next(self) -> Clock | None:
        """The open clock of a review whose limit comes first, whoever has to keep it."""
        return min((c for c in self.clocks if c.is_open), key=lambda c: c.due_on, default=None)


def placed_at(setting: int) -> QuerySet[Placement]:
    """The placements of those who are at a setting now."""
    return Placement.objects.filter(setting=setting, rank=1, leaving_on__isnull=True)


def settings_of(plans: PlanQuerySet | Iterable[int]) -> dict[int, Setting]:
    """Key of each plan -> the setting where the child is now, where there is one."""
    rows = Placement.objects.filter(
        plan__in=plans, rank=1, leaving_on__isnull=True, setting__isnull=False
    )
    return {row.plan_id: row.setting for row in rows.select_related("setting")}


def live_plans(user: User, wanted: WantedReviews, *, as_of: date) -> PlanQuerySet:
    """The maintained plans that `user` may see, narrowed by all but stage and day."""
    plans = Plan.objects.visible_to(user).live().filter(by_name(wanted.search))
    if wanted.setting is not None:
        plans = plans.filter(pk__in=placed_at(wanted.setting).values("plan"))
    if wanted.phase is not None:
        between = born_between(wanted.phase.first, wanted.phase.last, as_of)
        plans = plans.filter(person__birth_date__range=between)
    if wanted.officer is not None:
        plans = plans.filter(officer=wanted.officer)
    if wanted.without_adulthood:
        _, born_by = born_between(YEAR_9, YEAR_9, as_of)
        plans = plans.filter(person__birth_date__lte=born_by)
    return plans


def _without_adulthood(rows: list[Standing]) -> list[Standing]:
    """Those whose last review has no record of each topic of preparation for adulthood."""
    last = {row.last.pk for row in rows if row.last}
    full = ReviewRecord.objects.filter(review__in=last)
    for topic in ("employment", "living", "community", "health"):
        full = full.exclude(**{topic: ""})
    recorded = set(full.values_list("review", flat=True))
    return [row for row in rows if row.last and row.last.pk not in recorded]


class ReviewRows(Sequence[ReviewRow]):
    """The list: where every plan stands is read once, the clocks of a page only when it is shown."""

    def __init__(self, user: User, wanted: WantedReviews, *, as_of: date) -> None:
        self._user, self._wanted, self._as_of = user, wanted, as_of

    @cached_property
    def _every(self) -> list[tuple[Standing, ReviewStage]]:
        plans = live_plans(self._user, self._wanted, as_of=self._as_of)
        rows = standings(plans)
        if self._wanted.without_adulthood:
            rows = _without_adulthood(rows)
        return [(row, row.stage(self._as_of)) for row in rows]

    @cached_property
    def _in_time(self) -> list[tuple[Standing, ReviewStage]]:
        return [pair for pair in self._every if self._fits(pair[0])]

    def _fits(self, row: Standing) -> bool:
        due, week = self._wanted.due, self._wanted.week
        in_week = week is None or (row.due_on is not None and week <= row.due_on < week + _WEEK)
        return in_week and (due is None or due.fits(row, self._as_of))

    @cached_property
    def _chosen(self) -> list[Standing]:
        stage = self._wanted.stage
        return [row for row, at in self._in_time if stage is None or at is stage]

    @property
    def by_stage(self) -> Counter[ReviewStage]:
        """How many are in each stage, of those that fit everything but the stage."""
        return Counter(stage for _, stage in self._in_time)

    @property
    def overdue(self) -> int:
        """How many are past the day of their review, whatever the stage and day asked for."""
        return sum(Due.OVERDUE.fits(row, self._as_of) for row, _ in self._every)

    @property
    def standings(self) -> list[Standing]:
        """Where each plan of the list stands."""
        return self._chosen

    def __len__(self) -> int:
        return len(self._chosen)

    def __getitem__(self, key):  # type: ignore[no-untyped-def,override]
        if isinstance(key, slice):
            return self._opened(self._chosen[key])
        return self._opened([self._chosen[key]])[0]

    def __iter__(self) -> Iterator[ReviewRow]:
        return iter(self._opened(self._chosen))

    def _opened(self, chosen: Sequence[Standing]) -> list[ReviewRow]:
        keys = [row.plan_id for row in chosen]
        plans = Plan.objects.select_related("person", "officer", "team").in_bulk(keys)
        events, settings = events_of_plans(keys), settings_of(keys)
        return [
            ReviewRow(
                plan=plans[row.plan_id],
                setting=settings.get(row.plan_id),
                standing=row,
                stage=row.stage(self._as_of),
                clocks=review_clocks(
                    events[row.plan_id],
                    row.ahead.planned_on if row.ahead else None,
                    as_of=self._as_of,
                ),
            )
            for row in chosen
        ]


def review_clocks(
    events: Iterable[Event], planned_on: date | None, *, as_of: date
) -> tuple[Clock, ...]:
    """The clocks of a plan's reviews. A meeting ahead has its two, as if it were held that day."""
    known = list(events)
    found = [each for each in clock(known, as_of) if each.key.startswith(_OF_REVIEWS)]
    if planned_on is not None:
        meeting = Event(planned_on, EventKind.REVIEW_MEETING)
        found += [
            each
            for each in clock([*known, meeting], as_of)
            if each.key in _BEFORE_MEETING and each.started_on == planned_on
        ]
    return tuple(found)
