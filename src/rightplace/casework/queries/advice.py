"""Advice that was asked for: of one assessment, of one adviser, and what is late in a service."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from rightplace.casework.access import locked_from
from rightplace.casework.actions.advice import due_on
from rightplace.casework.deadlines import clocks_of_requests
from rightplace.casework.models import (
    AdviceDelay,
    AdviceRequest,
    AdviceService,
    Assessment,
    Need,
    Person,
    Placement,
    Request,
    Role,
    User,
)
from rightplace.casework.queries.worklist import SOON_DAYS
from rightplace.law.clock import Clock, State, latest
from rightplace.law.codes import Adviser
from rightplace.law.events import EventKind

ADVISERS = (Role.PSYCHOLOGIST, Role.HEALTH_ADVISER, Role.SOCIAL_CARE_ADVISER)
"""The roles that give advice here."""
GIVES = {
    Adviser.PSYCHOLOGIST: Role.PSYCHOLOGIST,
    Adviser.HEALTH: Role.HEALTH_ADVISER,
    Adviser.SOCIAL_CARE: Role.SOCIAL_CARE_ADVISER,
}
"""The kinds of advice whose advisers sign in, and the role that gives each."""
# Draft, the family's 15 days, and a setting named: with less left, late advice threatens the plan.
_WEEKS_AFTER_ADVICE = timedelta(weeks=6)


class Standing(StrEnum):
    """How near the limit of an advice is."""

    LATE = "late"
    SOON = "soon"
    OPEN = "open"


def open_advice() -> QuerySet[AdviceRequest]:
    """Advice that is still to come, of requests that go on."""
    rows = AdviceRequest.objects.filter(
        received_on__isnull=True, assessment__request__closed_on__isnull=True
    )
    return rows.order_by("requested_on", "pk")


def asked_until(as_of: date, standing: Standing) -> Q:
    """The advice that is late, or due within the days that are soon, on a day."""
    six_weeks = due_on(as_of) - as_of
    late = Q(requested_on__lt=as_of - six_weeks)
    if standing is Standing.LATE:
        return late
    soon = Q(requested_on__lte=as_of - six_weeks + timedelta(SOON_DAYS))
    return soon & ~late if standing is Standing.SOON else Q()


def advice_to_give(user: User) -> QuerySet[AdviceRequest]:
    """What an adviser was asked for, whether given or not, of children whose record is not closed to them."""
    rows = AdviceRequest.objects.filter(assigned_to=user)
    return rows.exclude(assessment__request__person__in=locked_from(user)).select_related(
        "assessment__request__person", "assessment__request__officer", "ask", "text"
    )


def advice_seen_by(user: User) -> QuerySet[AdviceRequest]:
    """The advice that someone watches over: of their cases, or of the service they lead."""
    if user.role in ADVISERS:
        led = AdviceService.objects.filter(lead=user).values("adviser")
        rows = AdviceRequest.objects.filter(adviser__in=led)
        return rows.exclude(assessment__request__person__in=locked_from(user))
    return AdviceRequest.objects.filter(assessment__request__in=Request.objects.visible_to(user))


@dataclass(frozen=True, slots=True)
class ToGive:
    """Advice that someone has to give, and its six weeks."""

    advice: AdviceRequest
    clock: Clock


class AdviceToGive(Sequence[ToGive]):
    """What an adviser has still to give, the one due first at the top; or has `given`, the newest first."""

    def __init__(self, user: User, *, as_of: date, given: bool = False) -> None:
        mine, self._as_of = advice_to_give(user), as_of
        if given:
            self._rows = mine.filter(received_on__isnull=False).order_by("-received_on", "-pk")
        else:
            waiting = mine.filter(pk__in=open_advice().values("pk"))
            self._rows = waiting.order_by("requested_on", "pk")

    def __len__(self) -> int:
        return self._rows.count()

    def __getitem__(self, key):  # type: ignore[no-untyped-def,override]
        rows = list(self._rows[key])
        requests = {each.assessment.request_id: each.assessment.request for each in rows}
        clocks = clocks_of_requests(list(requests.values()), as_of=self._as_of)
        paired = [
            (each, latest(clocks[each.assessment.request_id], "advice.reply", each.adviser))
            for each in rows
        ]
        return [ToGive(each, clock) for each, clock in paired if clock is not None]

    def __iter__(self) -> Iterator[ToGive]:
        return iter(self[:])


@dataclass(frozen=True, slots=True)
class OpenAdvice:
    """Advice that is to come: its clock, the plan's limit, reminders and what the adviser said."""

    advice: AdviceRequest
    clock: Clock
    plan: Clock | None
    chased: int
    delay: AdviceDelay | None
    service: AdviceService | None

    @property
    def escalates(self) -> bool:
        """Whether the next reminder goes to the lead of the service."""
        return self.service is not None and self.chased >= self.service.chases

    @property
    def threatens(self) -> bool:
        """Whether too little time is left after it for the plan to be in time."""
        return (
            self.plan is not None
            and self.plan.is_open
            and self.plan.due_on - self.clock.as_of < _WEEKS_AFTER_ADVICE
        )


class OpenAdviceRows(Sequence[OpenAdvice]):
    """Open advice, counted and read a page at a time in a constant number of queries."""

    def __init__(self, rows: QuerySet[AdviceRequest], as_of: date) -> None:
        self._as_of = as_of
        self._rows = rows.select_related(
            "assessment__request__person",
            "assessment__request__officer",
            "assessment__request__team",
            "assigned_to",
            "ask",
        )

    def __len__(self) -> int:
        return self._rows.count()

    def __getitem__(self, key):  # type: ignore[no-untyped-def,override]
        return self._opened(self._rows[key])

    def __iter__(self) -> Iterator[OpenAdvice]:
        return iter(self[:])

    def _opened(self, rows: Iterable[AdviceRequest]) -> list[OpenAdvice]:
        advice = list(rows)
        keys = [each.pk for each in advice]
        clocks = clocks_of_requests(
            list({a.assessment.request_id: a.assessment.request for a in advice}.values()),
            as_of=self._as_of,
        )
        counted = AdviceRequest.objects.filter(pk__in=keys).annotate(number=Count("chases"))
        chased = dict(counted.values_list("pk", "number"))
        delays = {
            d.advice_id: d for d in AdviceDelay.objects.filter(advice__in=keys).order_by("pk")
        }
        services = {s.adviser: s for s in AdviceService.objects.select_related("lead")}
        opened = []
        for each in advice:
            known = clocks[each.assessment.request_id]
            clock = latest(known, "advice.reply", each.adviser)
            if clock is not None:
                plan = latest(known, "first_plan.final_plan")
                service = services.get(each.adviser)
                opened.append(
                    OpenAdvice(each, clock, plan, chased[each.pk], delays.get(each.pk), service)
                )
        return opened


def late_or_soon(user: User, *, as_of: date) -> QuerySet[AdviceRequest]:
    """The open advice that someone watches over and that is late or due soon, the latest first."""
    rows = open_advice().filter(pk__in=advice_seen_by(user).values("pk"))
    return rows.filter(asked_until(as_of, Standing.LATE) | asked_until(as_of, Standing.SOON))


@dataclass(frozen=True, slots=True)
class ServiceStanding:
    """The late advice of one kind: how much, how late at most, how often chased, and what it threatens."""

    adviser: Adviser
    name: str
    late: int
    excused: int
    worst_days: int
    chases: int
    threatened: int


def by_service(rows: Iterable[OpenAdvice]) -> tuple[ServiceStanding, ...]:
    """Late advice by who gives it, the most first."""
    found: dict[str, list[OpenAdvice]] = {}
    for row in rows:
        if row.clock.state in (State.LATE, State.EXCUSED_OPEN):
            found.setdefault(row.advice.adviser, []).append(row)
    standings = [_standing(Adviser(adviser), of) for adviser, of in found.items()]
    return tuple(sorted(standings, key=lambda each: (-each.late, each.name)))


def _standing(adviser: Adviser, rows: Sequence[OpenAdvice]) -> ServiceStanding:
    late = [row for row in rows if row.clock.state is State.LATE]
    service = rows[0].service
    return ServiceStanding(
        adviser=adviser,
        name=service.name if service else adviser.label,
        late=len(late),
        excused=len(rows) - len(late),
        worst_days=max((row.clock.days_late for row in late), default=0),
        chases=sum(row.chased for row in rows),
        threatened=len({row.advice.assessment_id for row in rows if row.threatens}),
    )


def needs_known(person: Person) -> frozenset[str]:
    """The types of need that plans of a child name."""
    return frozenset(Need.objects.filter(plan__person=person).values_list("sen_type", flat=True))


def decided_on(assessment: Assessment) -> date:
    """The day of the newest decision to assess."""
    events = assessment.request.events.filter(kind=EventKind.DECIDED_TO_ASSESS.value)
    return max(event.happened_on for event in events)


def where_educated(person: Person) -> str:
    """The setting that a child is at by their plan; nothing where none is known."""
    rows = Placement.objects.filter(plan__person=person, leaving_on__isnull=True)
    found = rows.exclude(setting=None).select_related("setting").order_by("-entry_on").first()
    return found.setting.name if found else ""


def advisers_who_sign_in() -> list[User]:
    """Those who give advice here, by name."""
    users = User.objects.filter(role__in=ADVISERS, is_active=True)
    return sorted(users, key=lambda user: user.name)
