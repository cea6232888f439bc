"""One child's record: where it stands, what happened, every clock explained, who has looked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.actions.audit import record_look
from rightplace.casework.models import Role
from rightplace.casework.queries.casefile import casefile, find_person
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import Link
from rightplace.web.staff.casefile import looks_table, page_sections, person_rows, timeline
from rightplace.web.today import now, today


@for_roles(Role.CASE_OFFICER, Role.TEAM_MANAGER)
@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """The record of one child; opening it is itself recorded."""
    person = find_person(request.user, person_id)
    if person is None:
        raise Http404
    record_look(person, what="case.open", by=request.user, at=now())
    file = casefile(person, as_of=today())
    context = {
        "name": str(person),
        "crumbs": (Link("Open assessments", reverse("staff:worklist")), Link(str(person), "")),
        "facts": person_rows(person, as_of=today()),
        "sections": page_sections(file, as_of=today()),
        "timeline": timeline(file.events),
        "looks": looks_table(file.looks),
        "looks_in_all": file.looks_in_all,
    }
    return render(request, "staff/case.html", context)
