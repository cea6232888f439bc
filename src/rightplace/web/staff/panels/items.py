"""One case on an agenda: minuted, deferred, moved, taken off; interests declared in the room."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions import panels, sittings
from rightplace.casework.actions.panels import person_of
from rightplace.casework.decisions import ASKED
from rightplace.casework.models import PanelItem, Role, Sitting
from rightplace.casework.queries.panels import items_for, shown_decision
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.presenters import Link, SummaryRow, TableView
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.child import child_or_404
from rightplace.web.staff.panels.forms import (
    MemberInterestForm,
    MinuteForm,
    MoveForm,
    PlaceForm,
    ReasonForm,
    member_words,
    sitting_words,
)
from rightplace.web.staff.panels.present import (
    decision_rows,
    evidence_table,
    limb_table,
    outcome_cell,
)
from rightplace.web.staff.panels.sittings import sitting_crumbs
from rightplace.web.today import today

_ASKING = ["GET", "HEAD", "POST"]


def _found(request: HttpRequest, item_id: int) -> PanelItem:
    """An item about a child whose record the person may see; the look is recorded."""
    item = items_for(request.user).filter(pk=item_id).first()
    if item is None:
        raise Http404
    child_or_404(request, person_of(item).pk, what="panel.item")
    return item


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, item_id: int) -> HttpResponse:
    """The item, and what can be done with it."""
    item = _found(request, item_id)
    person = person_of(item)
    facts = [
        SummaryRow.of("Question", item.get_question_display()),
        SummaryRow.of("Place on the agenda", item.position),
        SummaryRow.of("Outcome", outcome_cell(item)),
        SummaryRow.of("Reasons", item.reasons or "None minuted yet"),
    ]
    if item.conditions:
        facts.append(SummaryRow.of("Conditions", item.conditions))
    record = Link("Decisions in the record", reverse("staff:assessment", args=[person.pk]))
    manages = request.user.role == Role.TEAM_MANAGER
    context = {
        "heading": str(person),
        "caption": sitting_words(item.sitting),
        "facts": facts,
        "interests": _interest_table(item),
        "crumbs": sitting_crumbs(item.sitting),
        "actions": (*(_actions(item) if manages else ()), record),
        **decision_context(item),
    }
    return render(request, "staff/panels/item.html", context)


def decision_context(item: PanelItem) -> dict[str, Any]:
    """The draft that a panel is shown; none where there is none."""
    decision = shown_decision(item)
    if decision is None:
        return {"decision": None}
    return {
        "decision": decision_rows(decision),
        "limbs": limb_table(decision),
        "evidence": evidence_table(decision),
    }


def _interest_table(item: PanelItem) -> TableView:
    rows = [(member_words(e.member), e.nature, e.declared_on) for e in item.interests.all()]
    columns = ("Member", "Interest", "Declared")
    return TableView.of("Interests declared", columns, rows, empty="No interest declared.")


def _actions(item: PanelItem) -> tuple[Link, ...]:
    if item.state != PanelItem.State.LISTED:
        return ()
    sits = item.sitting.status == Sitting.Status.OPEN
    names = [("Record an interest", "interest"), ("Take off the agenda", "remove")]
    if sits:
        names = [("Minute the decision", "minute"), ("Defer to the next sitting", "defer"), *names]
    else:
        names += [("Move to another sitting", "move"), ("Change its place", "place")]
    return tuple(Link(text, reverse(f"staff:item-{name}", args=[item.pk])) for text, name in names)


def _ask(
    request: HttpRequest,
    item: PanelItem,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    said: str,
    button: str = "Save",
) -> HttpResponse:
    return ask(
        request,
        form,
        act,
        title=title,
        said=said,
        back=reverse("staff:sitting", args=[item.sitting_id]),
        button=button,
        caption=f"{person_of(item)}: {item.get_question_display().lower()}",
        crumbs=sitting_crumbs(item.sitting),
    )


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(_ASKING)
def minute(request: HttpRequest, item_id: int) -> HttpResponse:
    """Minute what the panel decided, starting from the draft."""
    item = _found(request, item_id)
    draft = shown_decision(item)
    first = {} if draft is None else {"outcome": draft.outcome, "reasons": draft.reasons}
    return _ask(
        request,
        item,
        MinuteForm(item, request.POST or None, initial={"agreement": "consensus", **first}),
        lambda given: sittings.minute_item(item, **given, **how(request)),
        title="Minute the decision",
        said="Decision minuted. The letter to the family is the next step",
    )


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(_ASKING)
def defer(request: HttpRequest, item_id: int) -> HttpResponse:
    """Put the case off to the next sitting with room."""
    item = _found(request, item_id)
    return _ask(
        request,
        item,
        ReasonForm(request.POST or None),
        lambda given: sittings.defer_item(item, **given, **how(request)),
        title="Defer to the next sitting",
        said="Deferred to the next sitting",
        button="Defer",
    )


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(_ASKING)
def move(request: HttpRequest, item_id: int) -> HttpResponse:
    """Move the case to another sitting."""
    item = _found(request, item_id)
    kinds = [kind.value for kind, asked in ASKED.items() if item.question in asked]
    return _ask(
        request,
        item,
        MoveForm(kinds, today(), request.POST or None),
        lambda given: panels.move_item(item, **given, **how(request)),
        title="Move to another sitting",
        said="Moved",
        button="Move",
    )


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(_ASKING)
def place(request: HttpRequest, item_id: int) -> HttpResponse:
    """Give the case another place on the agenda."""
    item = _found(request, item_id)
    return _ask(
        request,
        item,
        PlaceForm(request.POST or None, initial={"position": item.position}),
        lambda given: panels.place_item(item, **given, **how(request)),
        title="Change its place on the agenda",
        said="Place changed",
    )


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(_ASKING)
def remove(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take the case off the agenda."""
    item = _found(request, item_id)
    return _ask(
        request,
        item,
        ReasonForm(request.POST or None),
        lambda given: panels.remove_item(item, **given, **how(request)),
        title="Take off the agenda",
        said="Taken off the agenda",
        button="Take off",
    )


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(_ASKING)
def interest(request: HttpRequest, item_id: int) -> HttpResponse:
    """Record an interest that a member declares in the room."""
    item = _found(request, item_id)
    return _ask(
        request,
        item,
        MemberInterestForm(item.sitting.panel, request.POST or None),
        lambda given: panels.declare_interest(item, **given, **how(request)),
        title="Record an interest",
        said="Interest recorded",
    )
