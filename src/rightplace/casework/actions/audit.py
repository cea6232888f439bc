"""Reads of a child's record leave a mark, as writes do."""

from collections.abc import Iterable
from datetime import datetime

from rightplace.casework.models import AuditEvent, Person, User


def record_look(person: Person, *, what: str, by: User, at: datetime, **detail: object) -> None:
    """Record that someone looked at a child's record, or with `detail` at one thing in it."""
    kind = AuditEvent.Kind.READ
    event = AuditEvent(at=at, by=by, kind=kind, action=what, person=person, detail=detail)
    event.save(force_insert=True)


def record_file_taken(*, what: str, by: User, at: datetime, **detail: object) -> None:
    """Record that someone took away a file about everyone whom the record knows."""
    AuditEvent(at=at, by=by, kind=AuditEvent.Kind.READ, action=what, detail=detail).save(
        force_insert=True
    )


def record_list_look(
    people: Iterable[Person], *, what: str, by: User, at: datetime, **detail: object
) -> None:
    """Record that someone was shown, or took away, a list that names children.

    `detail` says which rows they were where other services' own references stand for children.
    """
    said = {"people": sorted({person.pk for person in people}), **detail}
    AuditEvent(at=at, by=by, kind=AuditEvent.Kind.READ, action=what, detail=said).save(
        force_insert=True
    )
