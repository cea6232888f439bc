"""Loading a list of another system, and looking through the record itself."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions.refusals import ActionRefused
from rightplace.facts.matching import CannotRead, read_children
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import Link
from rightplace.web.design.uploads import too_much
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.matching.forms import LoadForm
from rightplace.web.staff.matching.lists import WHO
from rightplace.web.staff.matching.taking import take_list, take_record
from rightplace.web.staff.work.forms import SureForm

_CRUMBS = "The same child?"


@for_roles(*WHO)
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """Load a list, and propose who in it is a child of the record."""
    form = LoadForm(request.POST or None, request.FILES or None)
    return ask(
        request,
        form,
        lambda given: _take(request, given),
        title="Load a list of another system",
        said="The list is loaded. The pairs found of children whom you may see are below",
        back=reverse("staff:matching"),
        button="Load and compare",
        crumbs=(Link(_CRUMBS, reverse("staff:matching")),),
    )


def _take(request: HttpRequest, given: dict[str, Any]) -> None:
    file = given["file"]
    if reason := too_much(file, before=0):
        raise ActionRefused(reason)
    content = Path(file.temporary_file_path()).read_bytes()
    try:
        read = read_children(content)
    except CannotRead as reason_why:
        raise ActionRefused(str(reason_why)) from reason_why
    take_list(content, file.name, read, system=given["system"], **how(request))


@for_roles(*WHO)
@require_http_methods(["GET", "HEAD", "POST"])
def doubles(request: HttpRequest) -> HttpResponse:
    """Look through the record for children who were entered twice."""
    return ask(
        request,
        SureForm(request.POST or None),
        lambda given: take_record(**how(request)),
        title="Look for children entered twice",
        said="The record has been looked through",
        back=reverse("staff:matching"),
        button="Look through the record",
        crumbs=(Link(_CRUMBS, reverse("staff:matching")),),
        template="staff/matching/doubles.html",
    )
