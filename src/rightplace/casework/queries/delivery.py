"""Provision checks, education that is not full time, and gaps, of children whom a user may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from django.db.models import Q, QuerySet

from rightplace.casework.models import (
    Arrangement,
    DeliveryGap,
    Person,
    ProvisionCheck,
    Setting,
    Severity,
    User,
)


class GapState(StrEnum):
    """Which gaps a list shows."""

    OPEN = "open"
    ESCALATED = "escalated"
    CLOSED = "closed"

    def rows(self, *, as_of: date) -> Q:
        """The gaps that fit; past its day an open gap stands before the manager."""
        return {
            GapState.OPEN: Q(closed_on=None),
            GapState.ESCALATED: Q(closed_on=None, due_on__lt=as_of),
            GapState.CLOSED: Q(closed_on__isnull=False),
        }[self]


@dataclass(frozen=True, slots=True)
class WantedGaps:
    """What the list of gaps is narrowed to; empty wants every open one."""

    state: GapState = GapState.OPEN
    severity: Severity | None = None
    owner: int | None = None
    setting: int | None = None


def gaps_for(user: User, wanted: WantedGaps, *, as_of: date) -> QuerySet[DeliveryGap]:
    """The gaps of children whom `user` may see, the earliest day first."""
    rows = DeliveryGap.objects.filter(person__in=Person.objects.visible_to(user))
    rows = rows.filter(wanted.state.rows(as_of=as_of))
    for name in ("severity", "owner", "setting"):
        if (value := getattr(wanted, name)) is not None:
            rows = rows.filter(**{name: value})
    return rows.select_related("person", "owner", "owner__team", "setting").order_by("due_on", "pk")


@dataclass(frozen=True, slots=True)
class PartTime:
    """A child without full-time education on a day. `arrangements` run at once; hours add up.

    `weeks_lost` counts each week since `since` by the share of its hours that was missing.
    """

    person: Person
    arrangements: tuple[Arrangement, ...]
    hours: Decimal
    full_hours: Decimal
    since: date
    weeks_lost: Decimal

    @property
    def review_due_on(self) -> date | None:
        """The earliest day on which one of the arrangements is to be reviewed."""
        return min(
            (each.review_due_on for each in self.arrangements if each.review_due_on), default=None
        )


def not_full_time(user: User, *, as_of: date) -> tuple[PartTime, ...]:
    """The children whom `user` may see without full-time education on a day, who lost most first."""
    rows = Arrangement.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=as_of),
        person__in=Person.objects.visible_to(user),
        starts_on__lte=as_of,
    )
    of_child: dict[int, list[Arrangement]] = {}
    for row in rows.select_related("person").order_by("starts_on", "pk"):
        of_child.setdefault(row.person_id, []).append(row)
    found = [_part_time(each, as_of) for each in of_child.values() if share_missing(each) > 0]
    return tuple(sorted(found, key=lambda each: (-each.weeks_lost, each.since, each.person.pk)))


def _part_time(rows: Sequence[Arrangement], as_of: date) -> PartTime:
    return PartTime(
        person=rows[0].person,
        arrangements=tuple(rows),
        hours=sum((row.hours for row in rows), Decimal(0)),
        full_hours=max(row.full_hours for row in rows),
        since=rows[0].starts_on,
        weeks_lost=weeks_lost(rows, as_of=as_of),
    )


def share_missing(rows: Iterable[Arrangement]) -> Decimal:
    """The share of full-time hours that arrangements at one time leave out; 0 where there is none."""
    rows = list(rows)
    if not rows:
        return Decimal(0)
    given = sum((row.hours for row in rows), Decimal(0))
    return max(1 - given / max(row.full_hours for row in rows), Decimal(0))


def weeks_lost(rows: Sequence[Arrangement], *, as_of: date) -> Decimal:
    """Weeks of education missed from the first start until a day, to one place; hours are those of now."""
    turns = sorted({row.starts_on for row in rows} | {as_of + timedelta(1)})
    lost = Decimal(0)
    for first, after in pairwise(turns):
        running = (row for row in rows if row.starts_on <= first)
        lost += share_missing(running) * (after - first).days / 7
    return lost.quantize(Decimal("0.1"))


@dataclass(frozen=True, slots=True)
class Lost:
    """Children without full-time education on a day, those with no hours at all, and weeks missed."""

    children: int
    without_any: int
    weeks: Decimal
    overdue_reviews: int


def lost(children: Iterable[PartTime], *, as_of: date) -> Lost:
    """The figures of a team or an officer."""
    children = list(children)
    return Lost(
        children=len(children),
        without_any=sum(not each.hours for each in children),
        weeks=sum((each.weeks_lost for each in children), Decimal("0.0")),
        overdue_reviews=sum(
            each.review_due_on is not None and each.review_due_on < as_of for each in children
        ),
    )


@dataclass(frozen=True, slots=True)
class Delivery:
    """Everything of one child: the newest check of each piece, arrangements, and gaps."""

    checks: tuple[ProvisionCheck, ...]
    arrangements: tuple[Arrangement, ...]
    gaps: tuple[DeliveryGap, ...]


def delivery_of(person: Person) -> Delivery:
    """The record of a child whom the user may see."""
    checks = ProvisionCheck.objects.filter(plan__person=person).select_related("checked_by")
    newest = checks.order_by("plan", "code", "-checked_on", "-pk").distinct("plan", "code")
    gaps = DeliveryGap.objects.filter(person=person).select_related("owner", "setting")
    return Delivery(
        checks=tuple(newest),
        arrangements=tuple(person.arrangements.order_by("-starts_on", "-pk")),
        gaps=tuple(gaps.prefetch_related("notes__by").order_by("closed_on", "due_on", "pk")),
    )


def gap_choices(user: User) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The owners and the settings of the gaps that `user` may see: what the list can be narrowed to."""
    rows = DeliveryGap.objects.filter(person__in=Person.objects.visible_to(user))
    owners = User.objects.filter(pk__in=rows.values("owner"))
    settings = Setting.objects.filter(pk__in=rows.values("setting")).order_by("name", "pk")
    return (
        sorted(((owner.pk, owner.name) for owner in owners), key=lambda choice: choice[1]),
        list(settings.values_list("pk", "name")),
    )
