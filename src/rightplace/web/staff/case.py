"""One child's record: where it stands, what happened, every clock explained, who has looked."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.actions.audit import record_look
from rightplace.casework.models import Person, Role
from rightplace.casework.queries.casefile import casefile
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.presenters import Link
from rightplace.web.staff.casefile import (
    carer_table,
    looks_table,
    page_sections,
    person_links,
    person_rows,
    timeline,
)
from rightplace.web.staff.child import WRITERS, child_or_404, show_part
from rightplace.web.staff.findings.part import panel
from rightplace.web.today import now, today


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """The record of one child; opening it is itself recorded."""
    person = child_or_404(request, person_id, what="case.open")
    writes = request.user.role in WRITERS
    file = casefile(person, request.user, as_of=today())
    for other in file.others:
        record_look(other, what="case.open", by=request.user, at=now())
    return show_part(
        request,
        person,
        "staff:case",
        "staff/case.html",
        findings=panel(person),
        facts=person_rows(person, as_of=today()),
        actions=(*(person_links(file) if writes else ()), *_actions(request, person)),
        carers=carer_table(file.carers, writes=writes),
        sections=page_sections(file, as_of=today(), writes=writes),
        timeline=timeline(file.events),
        looks=looks_table(file.looks),
        looks_in_all=file.looks_in_all,
    )


def _actions(request: HttpRequest, person: Person) -> tuple[Link, ...]:
    """What a manager may do with the record as a whole."""
    if request.user.role != Role.TEAM_MANAGER:
        return ()
    locked = hasattr(person, "lock")
    text, name = ("Open this record again", "unlock") if locked else ("Lock this record", "lock")
    return (Link(text, reverse(f"staff:{name}", args=[person.pk])),)
