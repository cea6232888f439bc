"""Locking a record to named people, and opening it again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.locks import lock_case, open_case
from rightplace.casework.models import CaseLock, Role
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import Cell
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import ask_about, child_or_404
from rightplace.web.staff.history.forms import LockForm, ReasonForm
from rightplace.web.staff.lists import WorkList, answer


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: HttpRequest, person_id: int) -> HttpResponse:
    """Close a record to all but those named."""
    person = child_or_404(request, person_id, what="lock.ask")
    if CaseLock.objects.filter(person=person).exists():
        raise Http404
    return ask_about(
        request,
        person,
        "staff:case",
        LockForm(request.user, request.POST or None),
        lambda given: lock_case(person, **given, **how(request)),
        title="Lock this record",
        said="The record is locked",
        button="Lock it",
    )


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: HttpRequest, person_id: int) -> HttpResponse:
    """Open a locked record again."""
    person = child_or_404(request, person_id, what="unlock.ask")
    found = CaseLock.objects.filter(person=person).select_related("person").first()
    if found is None:
        raise Http404
    return ask_about(
        request,
        person,
        "staff:case",
        ReasonForm(request.POST or None),
        lambda given: open_case(found, **given, **how(request)),
        title="Open this record again",
        said="The record is open again to those whose work it is",
        button="Open it",
    )


@for_roles(Role.TEAM_MANAGER)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The locked records that name the one who asks."""
    rows = CaseLock.objects.filter(members=request.user).select_related("person", "locked_by")
    work = WorkList(
        what="locks",
        title="Locked records",
        rows=rows.prefetch_related("members").order_by("-locked_at", "-pk"),
        columns=("Child", "Why", "Since", "Who may see it"),
        cells=lambda lock: (
            Cell(str(lock.person), href=reverse("staff:case", args=[lock.person_id])),
            lock.reason,
            lock.locked_at.date(),
            _names(lock),
        ),
        csv_columns=("surname", "forename", "reason", "since", "members"),
        csv_row=lambda lock: (
            lock.person.surname,
            lock.person.forename,
            lock.reason,
            lock.locked_at.date(),
            _names(lock),
        ),
        person=lambda lock: lock.person,
        empty="No record is locked with you named.",
        one="record",
    )
    return answer(request, work)


def _names(lock: CaseLock) -> str:
    return ", ".join(sorted(user.name for user in lock.members.all()))
