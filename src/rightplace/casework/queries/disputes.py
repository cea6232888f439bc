"""Disputes in the order of what is next, and what a year of them comes to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum

from rightplace.casework.challenge import case_of, clocks_of_dispute, is_owed
from rightplace.casework.deadlines import clocks_of
from rightplace.casework.models import (
    CaseEvent,
    Dispute,
    DisputeKind,
    DisputeOutcome,
    DisputeState,
    Person,
    Plan,
    Request,
    User,
)
from rightplace.law.clock import Clock
from rightplace.law.duties.challenge import APPEALABLE
from rightplace.law.events import AppealKind, EventKind


@dataclass(frozen=True, slots=True)
class Next:
    """What a dispute waits for: a clock of the law, an answer owed, or something to be done."""

    what: str
    due_on: date
    basis: str


@dataclass(frozen=True, slots=True)
class OpenDispute:
    """A dispute with its clocks on a day, and what is next."""

    dispute: Dispute
    clocks: tuple[Clock, ...]
    next: Next | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty wants everything."""

    kind: str = ""
    state: str = ""
    closed: bool = False


def find_dispute(user: User, dispute_id: int) -> Dispute | None:
    """The dispute, if `user` may see the child's record; None for a stranger's as for none."""
    return _with_all(Dispute.objects.visible_to(user).filter(pk=dispute_id)).first()


def _with_all(rows):  # type: ignore[no-untyped-def]
    return rows.select_related(
        "person", "lead", "request", "plan", "plan__assessment"
    ).prefetch_related(
        "duties__owner", "answers", "request__events", "request__exceptions", "plan__events"
    )


def disputes_of(person_id: int, *, as_of: date) -> list[OpenDispute]:
    """The disputes about one child whose record the user may see, the newest first."""
    rows = _with_all(Dispute.objects.filter(person=person_id)).order_by("-opened_on", "-pk")
    return [opened(row, as_of=as_of) for row in rows]


def all_disputes(user: User, wanted: Wanted, *, as_of: date) -> list[OpenDispute]:
    """The disputes that `user` may see, the earliest limit first; in a constant number of queries."""
    rows = Dispute.objects.visible_to(user)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    elif not wanted.closed:
        rows = rows.open()
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    found = [opened(row, as_of=as_of) for row in _with_all(rows.order_by("pk"))]
    return sorted(found, key=lambda each: each.next.due_on if each.next else date.max)


def opened(dispute: Dispute, *, as_of: date) -> OpenDispute:
    """One dispute with its clocks and what is next; a closed one waits for nothing."""
    clocks: tuple[Clock, ...] = ()
    if dispute.kind == DisputeKind.APPEAL:
        clocks = clocks_of_dispute(dispute, clocks_of(case_of(dispute), as_of=as_of))
    return OpenDispute(dispute, clocks, _next(dispute, clocks))


def _next(dispute: Dispute, clocks: Sequence[Clock]) -> Next | None:
    if dispute.state == DisputeState.CLOSED:
        return None
    waiting = [
        *(Next(c.duty.name, c.due_on, c.duty.citation) for c in clocks if is_owed(c)),
        *(
            Next(f"answer at {a.get_stage_display()}", a.due_on, "Our limit")
            for a in dispute.answers.all()
            if a.answered_on is None
        ),
        *(
            Next(d.what, d.due_on, d.get_kind_display())
            for d in dispute.duties.all()
            if d.done_on is None
        ),
    ]
    return min(waiting, key=lambda each: each.due_on, default=None)


@dataclass(frozen=True, slots=True)
class Year:
    """What the disputes of twelve months come to. `decisions` are those that could be appealed.

    A cost is None where no dispute has it recorded; `costed` is how many have any.
    """

    first: date
    last: date
    appeals: int
    decisions: int
    outcomes: dict[DisputeOutcome, int]
    conceded_before_hearing: int
    cost: dict[str, Decimal | None]
    costed: int
    themes: dict[str, int]
    lessons: tuple[Dispute, ...]

    @property
    def per_hundred(self) -> float | None:
        """Appeals for every 100 decisions that could be appealed; None where there was none."""
        return 100 * self.appeals / self.decisions if self.decisions else None


COSTS = ("officer_hours", "legal_cost", "expert_cost", "provision_cost")
_LESSONS_SHOWN = 10


def year_of_disputes(user: User, *, as_of: date) -> Year:
    """The twelve months up to a day, of the cases that `user` may see."""
    first = as_of - timedelta(days=364)
    ended = Dispute.objects.visible_to(user).filter(outcome_on__range=(first, as_of))
    sums = ended.aggregate(**{name: Sum(name) for name in COSTS})
    lessons = ended.exclude(learned="").select_related("person").order_by("-outcome_on", "-pk")
    conceded = ended.filter(outcome=DisputeOutcome.CONCEDED)
    return Year(
        first=first,
        last=as_of,
        appeals=_events(user, (EventKind.APPEAL_LODGED,), first, as_of),
        decisions=_events(user, APPEALABLE, first, as_of),
        outcomes=_outcomes(ended),
        conceded_before_hearing=sum(_before_hearing(each) for each in conceded),
        cost=sums,
        costed=ended.exclude(**dict.fromkeys(COSTS)).count(),
        themes=_themes(ended),
        lessons=tuple(lessons[:_LESSONS_SHOWN]),
    )


def _events(user: User, kinds: Sequence[EventKind], first: date, last: date) -> int:
    """Distinct events of what the user may see; one that stands in a request and a plan is one."""
    requests = Request.objects.visible_to(user).values("pk")
    plans = Plan.objects.visible_to(user).values("pk")
    rows = CaseEvent.objects.filter(kind__in=kinds, happened_on__range=(first, last))
    return (rows.filter(request__in=requests) | rows.filter(plan__in=plans)).distinct().count()


def _outcomes(ended) -> dict[DisputeOutcome, int]:  # type: ignore[no-untyped-def]
    counts = Counter(ended.values_list("outcome", flat=True))
    return {outcome: counts[outcome] for outcome in DisputeOutcome if counts[outcome]}


def _before_hearing(dispute: Dispute) -> bool:
    return dispute.hearing_on is None or dispute.outcome_on < dispute.hearing_on


def _themes(ended) -> dict[str, int]:  # type: ignore[no-untyped-def]
    found = Counter(
        theme for themes in ended.exclude(themes="").values_list("themes", flat=True)
        for theme in themes.split(",")
    )  # fmt: skip
    return dict(found.most_common())


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that the family may appeal."""

    about: AppealKind
    case: Request | Plan

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.about}-{self.case.pk}"


def decisions_of(person: Person) -> list[Decision]:
    """The decisions about a child that can be appealed (CFA 2014 s51), the newest case first."""
    found = []
    for plan in person.plans.order_by("-held_from"):
        found += [Decision(about, plan) for about in _of_plan(plan)]
    for request in person.requests.select_related("assessment").order_by("-received_on"):
        if request.outcome == "N":
            found.append(Decision(AppealKind.ASSESS, request))
        if hasattr(request, "assessment") and request.assessment.outcome == "N":
            found.append(Decision(AppealKind.MAKE_PLAN, request))
    return found


def _of_plan(plan: Plan) -> tuple[AppealKind, ...]:
    kinds = set(plan.events.values_list("kind", flat=True))
    asked = {
        AppealKind.MAINTAIN_PLAN: EventKind.DECIDED_TO_CEASE,
        AppealKind.REASSESS: EventKind.REFUSED_TO_REASSESS,
    }
    contents = (AppealKind.AMEND_PLAN, AppealKind.SETTING_ONLY)
    return (*(about for about, kind in asked.items() if kind in kinds), *contents)
