"""One pair: both records side by side, why, the decision, and its undoing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions.audit import record_look
from rightplace.casework.actions.matching import confirm_same, say_different, undo_decision
from rightplace.casework.models import TO_DECIDE, AuditEvent, Match, MatchState
from rightplace.casework.queries.matching import decisions_on, find_pair
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import Link, Moment
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.matching.forms import DecideForm, ReasonForm
from rightplace.web.staff.matching.lists import WHO
from rightplace.web.staff.matching.words import kind_tag, likely, side_by_side, why
from rightplace.web.today import now

_DONE = {
    "matching.same": "Said to be the same child",
    "matching.different": "Said to be different children",
    "matching.undo": "Decision undone",
}


def _found(request: HttpRequest, match_id: int) -> Match:
    """The pair, if its children may be seen; the look at each is recorded."""
    match = find_pair(request.user, match_id)
    if match is None:
        raise Http404
    for person in filter(None, (match.person, match.other)):
        record_look(person, what="matching.pair", by=request.user, at=now(), match=match.pk)
    return match


@for_roles(*WHO)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, match_id: int) -> HttpResponse:
    """Both records and why; a decision, while there is none."""
    match = _found(request, match_id)
    page = _page(match)
    if match.state not in TO_DECIDE and request.method != "POST":
        return render(request, "staff/matching/pair.html", page)
    form = DecideForm(request.POST or None, row=match)
    return ask(
        request,
        form,
        lambda given: _decide(request, match, given),
        said="The decision is recorded",
        back=reverse("staff:matching"),
        button="Record the decision",
        template="staff/matching/pair.html",
        **page,
    )


def _decide(request: HttpRequest, match: Match, given: dict[str, Any]) -> None:
    told = {"version": given["version"], "reason": given["reason"], **how(request)}
    if given["decision"] == MatchState.DIFFERENT:
        say_different(match, **told)
        return
    people = {each.pk: each for each in filter(None, (match.person, match.other))}
    confirm_same(match, counts=people.get(given.get("counts")), **told)


def _page(match: Match) -> dict[str, Any]:
    decided = match.state not in TO_DECIDE
    return {
        "title": f"Is this {match.person}?",
        "crumbs": (Link("The same child?", reverse("staff:matching")),),
        "tag": kind_tag(match),
        "likely": likely(match),
        "note": match.note,
        "both": side_by_side(match),
        "why": why(match),
        "state": match.get_state_display() if decided else "",
        "undo_href": reverse("staff:matching-undo", args=[match.pk]) if decided else None,
        "history": [_moment(event) for event in decisions_on(match)],
    }


def _moment(event: AuditEvent) -> Moment:
    on = timezone.localtime(event.at).date()
    return Moment(on, _DONE[event.action], event.detail["reason"], event.by.name)


@for_roles(*WHO)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, match_id: int) -> HttpResponse:
    """Take a decision back."""
    match = _found(request, match_id)
    back = reverse("staff:matching-pair", args=[match.pk])
    return ask(
        request,
        ReasonForm(request.POST or None, row=match),
        lambda given: undo_decision(
            match, version=given["version"], reason=given["reason"], **how(request)
        ),
        title="Undo the decision",
        caption=str(match.person),
        said="The decision is undone",
        back=back,
        button="Undo it",
        crumbs=(Link("The same child?", reverse("staff:matching")), Link("Pair", back)),
    )
