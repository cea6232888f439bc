"""Where children are placed and what that costs, for those who may see them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Greatest

from rightplace.casework.models import Person, Placement, PlacementCost, Plan, User

HIGH_COST = Decimal(50_000)
"""Pounds a year from which a placement is looked at one by one (a local figure)."""

ENDS_SOON = timedelta(weeks=13)


class Look(StrEnum):
    """What finance looks for among the placements."""

    HIGH = "high"
    NONE = "none"
    ENDS = "ends"
    UNCONFIRMED = "unconfirmed"

    def rows(self, *, as_of: date) -> Q:
        """The placements that fit, among those of `current_placements`."""
        running = PlacementCost.objects.filter(placement=OuterRef("pk")).filter(running_on(as_of))
        ends = running.filter(ends_on__isnull=False, ends_on__lte=as_of + ENDS_SOON)
        return {
            Look.HIGH: Q(total__gte=HIGH_COST),
            Look.NONE: Q(total__isnull=True),
            Look.ENDS: Q(Exists(ends)),
            Look.UNCONFIRMED: Q(Exists(running.filter(confirmed_on=None))),
        }[self]


@dataclass(frozen=True, slots=True)
class WantedPlacements:
    """What the list is narrowed to; empty wants every current placement."""

    look: Look | None = None
    group: str = ""
    search: str = ""


def running_on(day: date) -> Q:
    """The costs that are paid, or agreed to be paid, on or after a day."""
    return Q(ends_on=None) | Q(ends_on__gte=day)


def current_placements(user: User, wanted: WantedPlacements, *, as_of: date) -> QuerySet[Placement]:
    """Where children with a plan are or are to start, with `total` pounds a year, None where unrecorded.

    The dearest comes first. What has not started yet counts as it will be paid; what has ended does not.
    """
    first = Greatest(Value(as_of), OuterRef("entry_on"))
    paid = PlacementCost.objects.filter(
        running_on(as_of), placement=OuterRef("pk"), starts_on__lte=first
    )
    total = paid.order_by().values("placement").annotate(sum=Sum("amount")).values("sum")
    rows = Placement.objects.filter(
        Q(leaving_on=None) | Q(leaving_on__gt=as_of),
        plan__in=Plan.objects.live().filter(person__in=Person.objects.visible_to(user)),
        rank=1,
    ).annotate(total=Subquery(total))
    if wanted.look is not None:
        rows = rows.filter(wanted.look.rows(as_of=as_of))
    if wanted.group:
        rows = rows.filter(setting__setting_group=wanted.group)
    for word in wanted.search.split():
        named = Q(plan__person__surname__icontains=word) | Q(plan__person__forename__icontains=word)
        rows = rows.filter(named | Q(setting__name__icontains=word))
    return rows.select_related("plan__person", "setting").order_by(
        F("total").desc(nulls_last=True), "pk"
    )


def placements_of(person: Person) -> list[Placement]:
    """The placements of a child's plans with every cost, the newest first."""
    costs = PlacementCost.objects.select_related("agreed_by", "confirmed_by")
    rows = Placement.objects.filter(plan__person=person, rank=1).select_related("setting", "plan")
    return list(
        rows.prefetch_related(Prefetch("costs", costs.order_by("element", "-starts_on"))).order_by(
            "-entry_on", "-pk"
        )
    )
