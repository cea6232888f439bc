"""Everything about one child that a case page shows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from rightplace.casework.deadlines import clocks_of
from rightplace.casework.models import (
    AuditEvent,
    Carer,
    CaseEvent,
    Letter,
    Person,
    Placement,
    Plan,
    Request,
    User,
)
from rightplace.casework.queries.history import events_of
from rightplace.casework.queries.twice import records_of
from rightplace.law.clock import Clock

LOOKS_SHOWN = 20
ACKNOWLEDGED = ("request.acknowledged", "request.family_told")
"""The kinds of letter that say that a request has come; `request.letters` of a case file has these."""


@dataclass(frozen=True, slots=True)
class Casefile:
    """One child's record, with every clock on the day it was opened.

    `others` are further records of a child who was entered twice; their cases and events are among these.
    """

    person: Person
    others: tuple[Person, ...]
    carers: tuple[Carer, ...]
    requests: tuple[tuple[Request, tuple[Clock, ...]], ...]
    plans: tuple[tuple[Plan, tuple[Clock, ...]], ...]
    events: tuple[CaseEvent, ...]
    looks: tuple[AuditEvent, ...]
    looks_in_all: int


def find_person(user: User, person_id: int) -> Person | None:
    """The child, if `user` may see the record; None for a stranger as for nobody."""
    return Person.objects.visible_to(user).filter(pk=person_id).first()


def casefile(person: Person, user: User, *, as_of: date) -> Casefile:
    """The record of a child whom the user may see (`find_person`)."""
    records = records_of(person, user)
    requests = Request.objects.filter(person__in=records).select_related(
        "person", "officer", "team", "assessment", "requester"
    )
    requests = requests.prefetch_related(
        "events",
        "exceptions",
        "assessment__advice",
        Prefetch("letters", Letter.objects.filter(kind__in=ACKNOWLEDGED).order_by("pk")),
    )
    plans = Plan.objects.filter(person__in=records).select_related("person", "officer", "team")
    plans = plans.prefetch_related(
        "events",
        "needs",
        "reviews",
        Prefetch("placements", Placement.objects.select_related("setting").order_by("entry_on")),
    )
    looks = AuditEvent.objects.filter(person=person).select_related("by").order_by("-at", "-pk")
    return Casefile(
        person=person,
        others=tuple(records[1:]),
        carers=tuple(person.carers.order_by("left_on", "pk")),
        requests=tuple(
            (r, clocks_of(r, as_of=as_of)) for r in requests.order_by("-received_on", "pk")
        ),
        plans=tuple((p, clocks_of(p, as_of=as_of)) for p in plans.order_by("-held_from", "pk")),
        events=tuple(events_of(records)),
        looks=tuple(looks[:LOOKS_SHOWN]),
        looks_in_all=looks.count(),
    )
