"""Moves between phases: where each that is expected stands, and those that nobody expects yet."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from django.db.models import Exists, OuterRef

from rightplace.casework.deadlines import limit_from
from rightplace.casework.models import (
    CaseEvent,
    PhaseTransferReview,
    Plan,
    Review,
    Setting,
    User,
)
from rightplace.casework.queries.reviews import settings_of
from rightplace.casework.years import (
    NURSERY,
    YEAR_11,
    born_between,
    expected_transfer,
    next_september,
    year_group,
    year_start,
)
from rightplace.law.duties import DUTIES
from rightplace.law.events import EventKind, PhaseTransfer

AT_RISK = timedelta(weeks=6)
"""So near the statutory day, a setting should have been consulted."""


class Progress(Enum):
    """How far a move has come: its value and its words, in order of work."""

    EXPECTED = "expected", "Expected"
    REVIEWED = "reviewed", "Review held"
    CONSULTED = "consulted", "Settings consulted"
    ISSUED = "issued", "Plan issued"

    def __init__(self, key: str, label: str) -> None:
        self.key, self.label = key, label


@dataclass(frozen=True, slots=True)
class Transfer:
    """A move that is expected, and where it stands."""

    row: PhaseTransferReview
    setting: Setting | None
    due_on: date
    progress: Progress

    @property
    def plan(self) -> Plan:
        """The plan that is to name the next setting."""
        return self.row.plan

    def standing(self, as_of: date) -> str:
        """Late, Met late, Met, At risk or Running."""
        if self.row.final_on is not None:
            return "Met" if self.row.final_on <= self.due_on else "Met late"
        if as_of > self.due_on:
            return "Late"
        at_risk = self.progress is not Progress.CONSULTED and as_of > self.due_on - AT_RISK
        return "At risk" if at_risk else "Running"


def statutory_day(kind: PhaseTransfer, moves_on: date) -> date:
    """The last day for the plan that names the next setting (reg 18)."""
    key = next(key for key, duty in DUTIES.items() if kind in duty.needs)
    return limit_from(key, moves_on)


def transfers(user: User, *, as_of: date) -> list[Transfer]:
    """The moves of the coming September and before it, of plans that are maintained."""
    since = year_start(as_of)
    rows = list(
        PhaseTransferReview.objects.filter(
            plan__in=Plan.objects.visible_to(user).live().values("pk"),
            moves_on__gt=as_of,
            moves_on__lte=next_september(as_of),
        )
        .select_related("plan__person", "plan__officer", "setting")
        .annotate(
            reviewed=Exists(Review.objects.filter(plan=OuterRef("plan"), meeting_on__gte=since)),
            consulted=Exists(
                CaseEvent.objects.filter(
                    plan=OuterRef("plan"),
                    kind=EventKind.SETTING_CONSULTED.value,
                    happened_on__gte=since,
                )
            ),
        )
    )
    settings = settings_of([row.plan_id for row in rows])
    found = [
        Transfer(
            row,
            settings.get(row.plan_id),
            statutory_day(PhaseTransfer(row.kind), row.moves_on),
            _progress(row),
        )
        for row in rows
    ]
    order = list(Progress).index
    return sorted(found, key=lambda each: (each.due_on, order(each.progress), each.row.pk))


def _progress(row: PhaseTransferReview) -> Progress:
    if row.final_on is not None:
        return Progress.ISSUED
    if row.consulted:
        return Progress.CONSULTED
    return Progress.REVIEWED if row.reviewed else Progress.EXPECTED


@dataclass(frozen=True, slots=True)
class Unexpected:
    """A child whose year group leads to a move next September that is not in the record."""

    plan: Plan
    setting: Setting | None
    year: int
    kind: PhaseTransfer


def unexpected(user: User, *, as_of: date) -> list[Unexpected]:
    """Everyone for whom the move of next September is still to be recorded, by year group."""
    moves_on = next_september(as_of)
    recorded = PhaseTransferReview.objects.filter(moves_on__year=moves_on.year)
    plans = list(
        Plan.objects.visible_to(user)
        .live()
        .filter(person__birth_date__range=born_between(NURSERY, YEAR_11, as_of))
        .exclude(pk__in=recorded.values("plan"))
        .select_related("person", "officer")
        .order_by("person__birth_date", "pk")
    )
    settings = settings_of([plan.pk for plan in plans])
    rows = (_unexpected(plan, settings.get(plan.pk), as_of) for plan in plans)
    return [row for row in rows if row is not None]


def _unexpected(plan: Plan, setting: Setting | None, as_of: date) -> Unexpected | None:
    year = year_group(plan.person.birth_date, as_of)
    ages = {"low_age": setting.low_age, "high_age": setting.high_age} if setting else {}
    kind = expected_transfer(year, **ages)
    return None if kind is None else Unexpected(plan, setting, year, kind)
