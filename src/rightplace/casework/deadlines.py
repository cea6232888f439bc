"""The next statutory limit of a case: kept on its row so that a list can be ordered by it.

It can be recomputed from the events at any time; `drift` must find none that differs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rightplace.casework.access import PlanQuerySet
from rightplace.casework.models import (
    AdviceExcuseRecord,
    CaseEvent,
    ExceptionRecord,
    Plan,
    Request,
)
from rightplace.law import check
from rightplace.law.clock import Clock, next_due
from rightplace.law.duties import DUTIES
from rightplace.law.events import Event, EventKind, ExceptionClaim, Ground
from rightplace.law.exceptions import AdviceExcuse, AdviceExcuseReason
from rightplace.law.records import plan_clocks, request_clocks

Case = Request | Plan


@dataclass(frozen=True, slots=True)
class Deadline:
    """The limit that the clock says is next; no duty and no day when there is none.

    `review_on` is the limit of the next review of a plan.
    """

    duty: str = ""
    due_on: date | None = None
    review_on: date | None = None

    @classmethod
    def kept(cls, case: Case) -> "Deadline":
        """The one that stands on the row of a case."""
        return cls(case.next_duty, case.next_due_on, getattr(case, "next_review_on", None))

    def keep(self, case: Case) -> tuple[str, ...]:
        """Put it on the row of a case, which is not saved; gives the names of its fields."""
        case.next_duty, case.next_due_on = self.duty, self.due_on
        if not isinstance(case, Plan):
            return ("next_duty", "next_due_on")
        case.next_review_on = self.review_on
        return ("next_duty", "next_due_on", "next_review_on")


NONE = Deadline()


def law_event(row: CaseEvent) -> Event:
    """A row of the record as the fact that the law takes."""
    return Event(row.happened_on, EventKind(row.kind), row.ref)


def law_exception(row: ExceptionRecord) -> ExceptionClaim:
    """A recorded exception as the claim that the law judges."""
    return ExceptionClaim(
        ground=Ground(row.ground),
        starts=row.starts_on,
        ends=row.ends_on,
        affects=row.affects,
        evidence=row.evidence,
        family_told_on=row.family_told_on,
        advice_requested_on=row.advice_requested_on,
    )


def law_excuse(row: AdviceExcuseRecord, adviser: str) -> AdviceExcuse:
    """A recorded excuse of an adviser as the excuse that the law judges."""
    return AdviceExcuse(adviser, AdviceExcuseReason(row.reason), row.starts_on, row.ends_on)


def events_of(case: Case) -> list[Event]:
    """The dated events of one request or one plan, in order."""
    return sorted(law_event(row) for row in case.events.all())


def exceptions_of(case: Case) -> list[ExceptionClaim]:
    """The exceptions relied on in a request; a plan has none."""
    if isinstance(case, Plan):
        return []
    return [law_exception(row) for row in case.exceptions.all()]


def excuses_of(requests: Sequence[Request]) -> dict[int, list[AdviceExcuse]]:
    """Key of each request -> the excuses of its advisers, in one query."""
    found: dict[int, list[AdviceExcuse]] = {request.pk: [] for request in requests}
    rows = AdviceExcuseRecord.objects.filter(advice__assessment__request__in=list(found))
    for row in rows.select_related("advice__assessment").order_by("pk"):
        found[row.advice.assessment.request_id].append(law_excuse(row, row.advice.adviser))
    return found


def clocks_of(case: Case, *, as_of: date) -> tuple[Clock, ...]:
    """Every clock of a request or a plan on a day."""
    if isinstance(case, Plan):
        return plan_clocks(events_of(case), as_of)
    excuses = excuses_of([case])[case.pk]
    return request_clocks(
        events_of(case), as_of, exceptions=exceptions_of(case), advice_excuses=excuses
    )


def clocks_of_requests(requests: Sequence[Request], *, as_of: date) -> dict[int, tuple[Clock, ...]]:
    """Key of each request -> its clocks on a day, in three queries however many there are."""
    keys = [request.pk for request in requests]
    events: dict[int, list[Event]] = {key: [] for key in keys}
    for key, on, kind, ref in CaseEvent.objects.filter(request__in=keys).values_list(
        "request_id", "happened_on", "kind", "ref"
    ):
        events[key].append(Event(on, EventKind(kind), ref))
    exceptions: dict[int, list[ExceptionClaim]] = {key: [] for key in keys}
    for row in ExceptionRecord.objects.filter(request__in=keys):
        exceptions[row.request_id].append(law_exception(row))
    excuses = excuses_of(requests)
    return {
        key: request_clocks(
            events[key], as_of, exceptions=exceptions[key], advice_excuses=excuses[key]
        )
        for key in keys
    }


def events_of_plans(plans: Iterable[int]) -> dict[int, list[Event]]:
    """Key of each plan -> its dated events, in one query however many plans there are."""
    events: dict[int, list[Event]] = {key: [] for key in plans}
    for key, on, kind, ref in CaseEvent.objects.filter(plan__in=list(events)).values_list(
        "plan_id", "happened_on", "kind", "ref"
    ):
        events[key].append(Event(on, EventKind(kind), ref))
    return events


def is_over(case: Case) -> bool:
    """Whether nothing more is to be done in a request, or a plan has ceased."""
    return (case.ceased_on if isinstance(case, Plan) else case.closed_on) is not None


def next_deadline(
    case: Case, events: Iterable[Event], exceptions: Sequence[ExceptionClaim], *, as_of: date
) -> Deadline:
    """The limit that a case has to meet next: the authority's, so advisers' excuses do not touch it."""
    if is_over(case):
        return NONE
    clocks = (
        plan_clocks(events, as_of)
        if isinstance(case, Plan)
        else request_clocks(events, as_of, exceptions=exceptions)
    )
    first, review_on = next_due(clocks), _next_review(clocks)
    if first is None:
        return Deadline(review_on=review_on)
    return Deadline(first.key, first.due_on, review_on)


_REVIEWS = ("review.annual", "transfer.review")


def _next_review(clocks: Iterable[Clock]) -> date | None:
    """The limit of the review of a plan that is still to be done; None for a request."""
    return min((c.due_on for c in clocks if c.is_open and c.key in _REVIEWS), default=None)


def limit_from(duty: str, on: date) -> date:
    """The last day of a duty that counts from one day: of the family's time to appeal, say."""
    return DUTIES[duty].allowance.last_day(on)


def problems_of(case: Case) -> list[str]:
    """What is wrong with the order of a case's dates, each with how to mend it."""
    return [str(problem) for problem in check.check(events_of(case))]


def deadline_of(case: Case, *, as_of: date) -> Deadline:
    """The limit that a case has to meet next, as its events give it."""
    return next_deadline(case, events_of(case), exceptions_of(case), as_of=as_of)


@dataclass(frozen=True, slots=True)
class Drift:
    """A case whose kept deadline is not what its events give."""

    case: Case
    kept: Deadline
    computed: Deadline


def drift(*, as_of: date) -> Iterator[Drift]:
    """Every open case whose kept deadline differs from the computed one."""
    requests = Request.objects.prefetch_related("events", "exceptions")
    plans = Plan.objects.prefetch_related("events")
    for queryset in (requests, plans):
        for case in queryset.iterator(chunk_size=1000):
            kept = Deadline.kept(case)
            computed = deadline_of(case, as_of=as_of)
            if kept != computed:
                yield Drift(case, kept, computed)


def plans_without_review() -> PlanQuerySet:
    """Maintained plans that keep no day for their next review. There must be none, ever."""
    return Plan.objects.live().filter(next_review_on__isnull=True)
