"""What was done to a record, undoing it, and locking the record."""

from django.db.models import QuerySet

from rightplace.casework.models import AuditEvent, CaseEvent, CaseLock, Person, User
from tests.web.addresses.base import (
    CASEWORK,
    MANAGER,
    WHOLE,
    About,
    Page,
    child,
    child_key,
    of,
    of_child,
    or_stranger,
    row_of_child,
)


def _naming(user: User) -> QuerySet[CaseLock]:
    """The locks that name someone."""
    return CaseLock.objects.filter(members=user.pk)


PAGES = {
    "staff:history": Page(WHOLE, about="person"),
    "staff:undo": Page(CASEWORK, about="change"),
    "staff:correct": Page(CASEWORK, about="event"),
    "staff:locks": Page({MANAGER}),
    "staff:lock": Page({MANAGER}, about="unlocked"),
    "staff:unlock": Page({MANAGER}, about="locked"),
}
ABOUT: dict[str, About] = {
    "change": row_of_child(AuditEvent.objects.filter(action="contact.record")),
    "event": row_of_child(CaseEvent.objects.all()),
    "locked": or_stranger(of(CaseLock.objects.all(), _naming, give=child_key), child),
    "unlocked": or_stranger(of_child(Person.objects.filter(lock=None), "pk"), child),
}
