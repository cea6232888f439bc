"""Locking a sensitive record to named people, and opening it again."""

from collections.abc import Iterable
from datetime import datetime

from rightplace.casework.actions.ledger import DATABASE
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import CaseLock, Person, User


def lock_case(
    person: Person, *, members: Iterable[User], reason: str, by: User, at: datetime
) -> CaseLock:
    """Close a child's record to everyone but `members` and the one who locks it."""
    named = {by, *members}
    with DATABASE.entry(
        "lock.close", by=by, at=at, person=person, members=sorted(user.pk for user in named)
    ) as entry:
        entry.lock(person)
        refuse_unless(bool(reason.strip()), "Say why the record is locked.")
        refuse_unless(
            not CaseLock.objects.filter(person=person).exists(), "The record is locked already."
        )
        lock = entry.add(CaseLock(person=person, reason=reason, locked_at=at, locked_by=by))
        lock.members.set(named)
    return lock


def open_case(lock: CaseLock, *, reason: str, by: User, at: datetime) -> None:
    """Open a locked record again to those whose work it is."""
    with DATABASE.entry(
        "lock.open", by=by, at=at, person=lock.person, reason=reason, was=lock.reason
    ):
        refuse_unless(bool(reason.strip()), "Say why the record is opened again.")
        lock.delete()
