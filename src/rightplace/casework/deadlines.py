"""The next statutory limit of a case: kept on its row so that a list can be ordered by it.

It can be recomputed from the events at any time; `drift` must find none that differs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rightplace.casework.models import CaseEvent, ExceptionRecord, Plan, Request
from rightplace.law import check
from rightplace.law.clock import Clock, clock, next_due
from rightplace.law.events import Event, EventKind, ExceptionClaim, Ground

Case = Request | Plan


@dataclass(frozen=True, slots=True)
class Deadline:
    """The limit that the clock says is next; no duty and no day when there is none."""

    duty: str = ""
    due_on: date | None = None


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


def events_of(case: Case) -> list[Event]:
    """The dated events of one request or one plan, in order."""
    return sorted(law_event(row) for row in case.events.all())


def exceptions_of(case: Case) -> list[ExceptionClaim]:
    """The exceptions relied on in a request; a plan has none."""
    if isinstance(case, Plan):
        return []
    return [law_exception(row) for row in case.exceptions.all()]


def clocks_of(case: Case, *, as_of: date) -> tuple[Clock, ...]:
    """Every clock of a request or a plan on a day."""
    return clock(events_of(case), as_of, exceptions=exceptions_of(case))


def is_over(case: Case) -> bool:
    """Whether nothing more is to be done in a request, or a plan has ceased."""
    return (case.ceased_on if isinstance(case, Plan) else case.closed_on) is not None


def next_deadline(
    case: Case, events: Iterable[Event], exceptions: Sequence[ExceptionClaim], *, as_of: date
) -> Deadline:
    """The limit that a case has to meet next."""
    if is_over(case):
        return NONE
    first = next_due(clock(events, as_of, exceptions=exceptions))
    return NONE if first is None else Deadline(first.duty.key, first.due_on)


def recompute(case: Case, *, as_of: date) -> list[str]:
    """Bring a case's deadline up to date; give what is wrong with the order of its dates."""
    events = events_of(case)
    problems = [str(problem) for problem in check.check(events)]
    if problems:
        return problems
    deadline = next_deadline(case, events, exceptions_of(case), as_of=as_of)
    if (case.next_duty, case.next_due_on) != (deadline.duty, deadline.due_on):
        case.next_duty, case.next_due_on = deadline.duty, deadline.due_on
        case.save(update_fields=["next_duty", "next_due_on"])
    return []


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
            kept = Deadline(case.next_duty, case.next_due_on)
            computed = next_deadline(case, events_of(case), exceptions_of(case), as_of=as_of)
            if kept != computed:
                yield Drift(case, kept, computed)
