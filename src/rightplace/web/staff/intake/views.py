"""Entering a request for an assessment: the form, the children who may be the same, the answer."""

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions.audit import record_look
from rightplace.casework.actions.intake import Choice, Entered, enter_request
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.queries.casefile import find_person
from rightplace.casework.queries.duplicates import (
    Candidate,
    LookAlikes,
    identity_of,
    look_alikes,
)
from rightplace.web.access import for_roles
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Cell, Link, TableView
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS
from rightplace.web.staff.intake.fields import CHILD
from rightplace.web.staff.intake.forms import DecisionForm, RequestForm
from rightplace.web.staff.intake.letters import acknowledgements
from rightplace.web.today import now, today


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for the request; then, where a child may be known, which it is; then record it."""
    if request.method != "POST":
        form = RequestForm(request.user, today(), initial=_known(request))
        return _show_form(request, form)
    form = RequestForm(request.user, today(), request.POST)
    if not form.is_valid():
        return _show_form(request, form)
    return _decide(request, form)


def _known(request: HttpRequest) -> dict[str, object]:
    """What the record has of a child whose page led here."""
    key = request.GET.get("child", "")
    person = find_person(request.user, int(key)) if key.isdecimal() else None
    if person is None:
        return {}
    record_look(person, what="intake.open", by=request.user, at=now())
    return model_to_dict(person, fields=CHILD)


def _show_form(request: HttpRequest, form: RequestForm) -> HttpResponse:
    return render(request, "staff/intake/new.html", {"form": form, "crumbs": _crumbs()})


def _crumbs() -> tuple[Link, ...]:
    return (Link("Cases", reverse("staff:worklist")),)


def _decide(request: HttpRequest, form: RequestForm) -> HttpResponse:
    """Record the request, unless someone who may be the same has still to be looked at."""
    found = look_alikes(identity_of(form.child()), request.user)
    decision = DecisionForm(found, request.POST if "decide" in request.POST else None)
    if found.closed is not None:
        # Only those whom the lock names can read this mark.
        record_look(found.closed, what="intake.stopped", by=request.user, at=now())
    if not found.to_decide:
        return _record(request, form, Choice()) or _show_form(request, form)
    if decision.is_valid():
        done = _record(request, form, decision.choice())
        if done is not None:
            return done
        for refusal in form.non_field_errors():
            decision.add_error(None, refusal)
    return _show_candidates(request, decision, found)


def _record(request: HttpRequest, form: RequestForm, choice: Choice) -> HttpResponse | None:
    """Do it and lead on; None where it was refused, with the refusal on the form."""
    asked = form.asked()
    try:
        entered = enter_request(
            form.child(),
            asked,
            choice=choice,
            officer=form.cleaned_data["officer"],
            letters=acknowledgements(asked, on=today()),
            **how(request),
        )
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return None
    return _lead_on(request, entered)


def _lead_on(request: HttpRequest, entered: Entered) -> HttpResponse:
    """To the case where the user may see it, else to their list; either says who has it."""
    case, person = entered.request, entered.request.person
    done = f"Request for {person} recorded. {case.officer.name}, {case.team.name}, has it."
    if find_person(request.user, person.pk) is None:
        messages.success(request, f"{done} The acknowledgement was sent.")
        return redirect("staff:worklist")
    sent = " and ".join(case.letters.order_by("pk").values_list("recipient", flat=True))
    messages.success(request, f"{done} Acknowledgement sent to {sent}.")
    if entered.differs:
        messages.warning(
            request,
            f"The request gives otherwise than the record: {', '.join(entered.differs)}. "
            "The record was left as it is; change the details where the request is right.",
        )
    return redirect("staff:case", person.pk)


_COLUMNS = ("Child in the record", "Why", "Date of birth", "UPN", "With")


def _show_candidates(
    request: HttpRequest, decision: DecisionForm, found: LookAlikes
) -> HttpResponse:
    """Those who may be the same, no more of each than decides it; each look is recorded."""
    for candidate in found.candidates:
        record_look(candidate.person, what="intake.compare", by=request.user, at=now())
    rows = list(map(_row, found.candidates))
    context = {
        "form": decision,
        "kept": _kept(request),
        "table": TableView.of("Children who may be the same", _COLUMNS, rows),
        "crumbs": _crumbs(),
    }
    return render(request, "staff/intake/candidates.html", context)


def _row(candidate: Candidate) -> tuple[Cell, ...]:
    person, like, case = candidate.person, candidate.likeness, candidate.case
    href = reverse("staff:case", args=[person.pk]) if candidate.in_sight else None
    return (
        Cell(str(person), href=href),
        Cell(like.kind.label, detail=" ".join(like.reasons)),
        Cell(day(person.birth_date)),
        Cell(person.upn or "None"),
        Cell(case.team.name if case else "No team"),
    )


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """The answers of the first page, to be sent again with the decision."""
    own = {"csrfmiddlewaretoken", "decide", "shown", *DecisionForm.base_fields}
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in own
        for value in values
    ]
