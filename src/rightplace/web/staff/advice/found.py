"""The advice and the assessments that someone may work on; 404 for every other."""

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse

from rightplace.casework.actions.audit import record_look
from rightplace.casework.models import AdviceRequest, Assessment, Request
from rightplace.casework.queries.advice import ADVISERS, advice_seen_by, advice_to_give
from rightplace.web.today import now

_WITH = ("assessment__request__person", "assessment__request__officer", "assigned_to", "ask")


def assessment_or_404(request: HttpRequest, request_id: int) -> Assessment:
    """The assessment of an open request that the user may see."""
    rows = Request.objects.visible_to(request.user).open().filter(assessment__isnull=False)
    found = rows.select_related("person", "assessment").filter(pk=request_id).first()
    if found is None:
        raise Http404
    return found.assessment


def advice_or_404(
    request: HttpRequest, advice_id: int, *, what: str, open_only: bool = True
) -> AdviceRequest:
    """Advice that the user gives or watches over; the look is recorded as `what`."""
    mine = Q(pk__in=advice_seen_by(request.user).values("pk"))
    if request.user.role in ADVISERS:
        mine |= Q(pk__in=advice_to_give(request.user).values("pk"))
    rows = AdviceRequest.objects.filter(mine, pk=advice_id).select_related(*_WITH)
    if open_only:
        rows = rows.filter(received_on__isnull=True, assessment__request__closed_on__isnull=True)
    return _looked_at(request, rows.first(), what)


def own_advice_or_404(
    request: HttpRequest, advice_id: int, *, what: str, open_only: bool = True
) -> AdviceRequest:
    """Advice that the user was asked to give; the look is recorded as `what`."""
    rows = advice_to_give(request.user).filter(pk=advice_id)
    if open_only:
        rows = rows.filter(received_on__isnull=True, assessment__request__closed_on__isnull=True)
    return _looked_at(request, rows.first(), what)


def _looked_at(request: HttpRequest, advice: AdviceRequest | None, what: str) -> AdviceRequest:
    if advice is None:
        raise Http404
    record_look(advice.assessment.request.person, what=what, by=request.user, at=now())
    return advice


def page_of_advice(request: HttpRequest, advice: AdviceRequest) -> str:
    """Where the person who asks reads an advice."""
    if request.user.role in ADVISERS:
        own = advice.assigned_to_id == request.user.pk
        return (
            reverse("staff:advice-sheet", args=[advice.pk]) if own else reverse("staff:advice-late")
        )
    return reverse("staff:advice-one", args=[advice.assessment.request.person_id, advice.pk])
