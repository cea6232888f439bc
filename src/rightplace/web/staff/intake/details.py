"""Correcting what is known of a child, and of the parents and carers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions.carers import add_carer, correct_carer
from rightplace.casework.actions.people import correct_person
from rightplace.casework.models import Carer, Person
from rightplace.web.access import for_roles
from rightplace.web.staff.acting import VersionForm, how
from rightplace.web.staff.child import WRITERS, ask_about, child_or_404
from rightplace.web.staff.intake.fields import CarerForm, ChildFields, NewCarerForm

_POSTS = ["GET", "HEAD", "POST"]


class DetailsForm(VersionForm, ChildFields):
    """A child, to be corrected."""


@for_roles(*WRITERS)
@require_http_methods(_POSTS)
def child(request: HttpRequest, person_id: int) -> HttpResponse:
    """Correct or complete a child's details."""
    person = child_or_404(request, person_id, what="details.open")
    form = DetailsForm(request.POST or None, row=person)

    def act(given: dict[str, Any]) -> None:
        correct_person(person, version=given.pop("version"), details=given, **how(request))

    return ask_about(
        request,
        person,
        "staff:case",
        form,
        act,
        title="Change the child's details",
        said="Details changed",
    )


@for_roles(*WRITERS)
@require_http_methods(_POSTS)
def add(request: HttpRequest, person_id: int) -> HttpResponse:
    """Add a parent or carer."""
    person = child_or_404(request, person_id, what="carer.open")

    def act(given: dict[str, Any]) -> None:
        add_carer(Carer(person=person, **given), **how(request))

    return ask_about(
        request,
        person,
        "staff:case",
        NewCarerForm(request.POST or None),
        act,
        title="Add a parent or carer",
        said="Parent or carer added",
    )


@for_roles(*WRITERS)
@require_http_methods(_POSTS)
def carer(request: HttpRequest, carer_id: int) -> HttpResponse:
    """Correct a parent or carer, or say since when they are none any more."""
    found = _carer_or_404(request, carer_id)

    def act(given: dict[str, Any]) -> None:
        correct_carer(found, version=given.pop("version"), details=given, **how(request))

    return ask_about(
        request,
        found.person,
        "staff:case",
        CarerForm(request.POST or None, row=found),
        act,
        title=f"Change the details of {found.name}",
        said="Parent or carer changed",
    )


def _carer_or_404(request: HttpRequest, carer_id: int) -> Carer:
    people = Person.objects.visible_to(request.user)
    found = Carer.objects.filter(person__in=people, pk=carer_id).select_related("person").first()
    if found is None:
        raise Http404
    child_or_404(request, found.person_id, what="carer.open")
    return found
