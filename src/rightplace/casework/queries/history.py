"""What was done to a child's record: each action, what it changed, and whether it can be undone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from rightplace.casework.actions.undo import why_not
from rightplace.casework.models import AuditEvent, CaseEvent, Person, RowChange, User

SHOWN = 30


@dataclass(frozen=True, slots=True)
class Done:
    """One action. `locked` says why it cannot be undone, and is empty where it can."""

    audit: AuditEvent
    changes: tuple[RowChange, ...]
    locked: str


def done_to(person: Person, *, by: User, most: int = SHOWN) -> list[Done]:
    """The newest actions on a child's record."""
    rows = AuditEvent.objects.filter(person=person, kind=AuditEvent.Kind.WRITE)
    rows = rows.select_related("by").prefetch_related(
        Prefetch("changes", RowChange.objects.order_by("pk"))
    )
    return [
        Done(audit, tuple(audit.changes.all()), why_not(audit, by=by))
        for audit in rows.order_by("-pk")[:most]
    ]


def events_of(records: Iterable[Person]) -> Sequence[CaseEvent]:
    """Every event that was ever recorded of a child, the newest first, with what corrected it."""
    rows = CaseEvent.recorded.filter(person__in=records)
    rows = rows.select_related("recorded_by", "correction__by")
    return tuple(rows.order_by("-happened_on", "-pk"))
