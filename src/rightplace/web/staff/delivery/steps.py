"""The forms of delivery: a check, an arrangement, a gap."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions import delivery as actions
from rightplace.casework.models import Arrangement, ArrangementKind, DeliveryGap, Plan
from rightplace.web.access import for_roles
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS, ask_about, child_or_404, row_or_404
from rightplace.web.staff.delivery.forms import (
    ArrangeForm,
    CheckForm,
    CloseForm,
    EndForm,
    GapForm,
    NoteForm,
    ReopenForm,
    ReviewForm,
)
from rightplace.web.staff.delivery.part import PART
from rightplace.web.today import today

asks = require_http_methods(["GET", "HEAD", "POST"])


@for_roles(*WRITERS)
@asks
def check(request: HttpRequest, person_id: int) -> HttpResponse:
    """Record whether a piece of Section F is there."""
    person = child_or_404(request, person_id, what="provision.check")
    plan = Plan.objects.live().filter(person=person).order_by("-starts_on").first()
    if plan is None:
        raise Http404
    form = CheckForm(request.POST or None, initial={"on": today()})

    def act(given: dict[str, Any]) -> object:
        return actions.check_provision(plan, found=[form.found()], on=given["on"], **how(request))

    return ask_about(
        request, person, PART, form, act,
        title="Check a piece of Section F", said="The check is recorded",
    )  # fmt: skip


@for_roles(*WRITERS)
@asks
def arrange(request: HttpRequest, person_id: int, kind: str) -> HttpResponse:
    """Record a part-time timetable, alternative provision, or that there is no education."""
    if kind not in ArrangementKind.values:
        raise Http404
    person = child_or_404(request, person_id, what="arrangement.start")
    of = ArrangementKind(kind)
    form = ArrangeForm(of, request.POST or None)

    def act(given: dict[str, Any]) -> object:
        return actions.arrange(
            person, kind=of, starts_on=given["starts_on"], terms=form.terms(), **how(request)
        )

    said = f"{of.label} recorded; a review is due in six weeks"
    return ask_about(request, person, PART, form, act, title=of.label, said=said)


def _arrangement(request: HttpRequest, key: int, what: str) -> Arrangement:
    return row_or_404(request, Arrangement.objects.filter(ends_on=None), key, what=what)


@for_roles(*WRITERS)
@asks
def review(request: HttpRequest, arrangement_id: int) -> HttpResponse:
    """Review an arrangement: what holds from now on."""
    row = _arrangement(request, arrangement_id, "arrangement.review")
    form = ReviewForm(request.POST or None, row=row, initial={"on": today()})

    def act(given: dict[str, Any]) -> None:
        actions.review_arrangement(
            row, version=given["version"], on=given["on"], terms=form.terms(), **how(request)
        )

    title = f"Review: {ArrangementKind(row.kind).label}"
    said = "The review is recorded; the next is due in six weeks"
    return ask_about(request, row.person, PART, form, act, title=title, said=said)


@for_roles(*WRITERS)
@asks
def end(request: HttpRequest, arrangement_id: int) -> HttpResponse:
    """Record the last day of an arrangement."""
    row = _arrangement(request, arrangement_id, "arrangement.end")
    form = EndForm(request.POST or None, row=row, initial={"on": today()})

    def act(given: dict[str, Any]) -> None:
        actions.end_arrangement(row, version=given["version"], on=given["on"], **how(request))

    title = f"End: {ArrangementKind(row.kind).label}"
    return ask_about(request, row.person, PART, form, act, title=title, said="The end is recorded")


@for_roles(*WRITERS)
@asks
def raise_gap(request: HttpRequest, person_id: int) -> HttpResponse:
    """Raise a gap and give it to someone."""
    person = child_or_404(request, person_id, what="gap.raise")
    initial = {"on": today(), "owner": request.user.pk}
    form = GapForm(request.user.team, request.POST or None, initial=initial)

    def act(given: dict[str, Any]) -> object:
        return actions.raise_gap(person, **given, **how(request))

    return ask_about(
        request, person, PART, form, act, title="Raise a gap", said="The gap is raised"
    )


def _gap(request: HttpRequest, key: int, what: str, *, closed: bool = False) -> DeliveryGap:
    rows = DeliveryGap.objects.filter(closed_on__isnull=not closed).select_related("owner__team")
    return row_or_404(request, rows, key, what=what)


def _about(
    request: HttpRequest, row: DeliveryGap, form: Any, act: Any, **context: Any
) -> HttpResponse:
    """A form about a gap, which leads back to it."""
    back = reverse("staff:gap", args=[row.pk])
    return ask_about(request, row.person, PART, form, act, back=back, **context)


@for_roles(*WRITERS)
@asks
def note(request: HttpRequest, gap_id: int) -> HttpResponse:
    """Record what was done about a gap, or give it to someone else."""
    row = _gap(request, gap_id, "gap.note")
    initial = {"on": today(), "owner": row.owner_id}
    form = NoteForm(row.owner.team, request.POST or None, initial=initial)

    def act(given: dict[str, Any]) -> None:
        actions.note_gap(row, **given, **how(request))

    title = f"What was done: {row.what}"
    return _about(request, row, form, act, title=title, said="What was done is recorded")


@for_roles(*WRITERS)
@asks
def close(request: HttpRequest, gap_id: int) -> HttpResponse:
    """Close a gap with how it ended."""
    row = _gap(request, gap_id, "gap.close")
    form = CloseForm(request.POST or None, initial={"on": today()})

    def act(given: dict[str, Any]) -> None:
        actions.close_gap(row, **given, **how(request))

    return _about(request, row, form, act, title=f"Close: {row.what}", said="The gap is closed")


@for_roles(*WRITERS)
@asks
def reopen(request: HttpRequest, gap_id: int) -> HttpResponse:
    """Open a closed gap again."""
    row = _gap(request, gap_id, "gap.reopen", closed=True)
    form = ReopenForm(request.POST or None, initial={"on": today()})

    def act(given: dict[str, Any]) -> None:
        actions.reopen_gap(row, **given, **how(request))

    return _about(
        request, row, form, act, title=f"Open again: {row.what}", said="The gap is open again"
    )
