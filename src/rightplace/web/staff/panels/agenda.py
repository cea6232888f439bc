"""The agenda of a sitting: shown, filled from what is due, published."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions import panels
from rightplace.casework.actions.panels import person_of
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.decisions import ASKED
from rightplace.casework.models import ItemQuestion, PanelItem, Plan, Request, Role, Sitting
from rightplace.casework.queries.decisions import Waiting, proposals, waiting_of
from rightplace.casework.queries.panels import items_for
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day, plural, short_day
from rightplace.web.design.presenters import Cell, Link, Value
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.child import ask_about, child_or_404
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.staff.panels.forms import (
    FillForm,
    PlanToSittingForm,
    ToSittingForm,
    sitting_words,
)
from rightplace.web.staff.panels.present import child_name, draft_cell, interest_words, outcome_cell
from rightplace.web.staff.panels.sittings import sitting_crumbs, sitting_or_404
from rightplace.web.today import today

_S = Sitting.Status


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """The agenda: the cases that the person may see; those of other teams are counted."""
    sitting = sitting_or_404(sitting_id)
    rows = list(items_for(request.user).filter(sitting=sitting))
    asked = [item.request for item in rows if item.request is not None]
    waits = {w.request.pk: w for w in waiting_of(asked, as_of=today())}
    others = sitting.items.count() - len(rows)
    work = WorkList(
        what="panels.agenda",
        title=f"{sitting.panel.name}, {day(sitting.day)}",
        lead=_lead(sitting, others),
        rows=rows,
        columns=("No.", "Child", "Question", "Decide by", "Draft", "Outcome", "Interests"),
        cells=lambda item: _cells(item, waits),
        csv_columns=("number", "surname", "forename", "question", "decide_by", "state", "outcome",
                     "agreement", "reasons", "conditions", "note", "interests"),
        csv_row=lambda item: _csv_row(item, waits),
        person=person_of,
        empty="No case is on this agenda yet.",
        one="case",
        actions=_actions(sitting, request.user.role),
        extra={"crumbs": sitting_crumbs(sitting)[:1]},
    )  # fmt: skip
    return answer(request, work)


def _lead(sitting: Sitting, others: int) -> str:
    words = (
        f"{sitting.place}. {sitting.get_status_display()}. Takes {sitting.panel.capacity} cases."
    )
    return f"{words} {plural(others, 'case')} of other teams not shown." if others else words


def _limit(item: PanelItem, waits: dict[int, Waiting]) -> Value:
    row = waits.get(item.request_id) if item.state == PanelItem.State.LISTED else None
    return "" if row is None or row.limit is None else row.limit


def _cells(item: PanelItem, waits: dict[int, Waiting]) -> list[Value]:
    listed = item.state == PanelItem.State.LISTED
    row = waits.get(item.request_id) if listed else None
    return [
        str(item.position),
        Cell(child_name(item), href=reverse("staff:panel-item", args=[item.pk])),
        item.get_question_display(),
        _limit(item, waits),
        "" if row is None else draft_cell(row),
        outcome_cell(item),
        plural(len(item.interests.all()), "interest") if item.interests.all() else "",
    ]


def _csv_row(item: PanelItem, waits: dict[int, Waiting]) -> tuple[object, ...]:
    person = person_of(item)
    return (
        item.position, person.surname, person.forename, item.question, _limit(item, waits),
        item.state, item.outcome, item.agreement, item.reasons, item.conditions, item.note,
        "; ".join(interest_words(item)),
    )  # fmt: skip


def _actions(sitting: Sitting, role: str) -> tuple[Link, ...]:
    """What a manager can do with a sitting, as far as it has come."""
    if role != Role.TEAM_MANAGER:
        return ()
    names = {
        _S.PLANNED: (("Fill the agenda", "fill"), ("Publish the agenda", "publish")),
        _S.PUBLISHED: (("Fill the agenda", "fill"), ("Open the sitting", "open")),
        _S.OPEN: (("Close the minutes", "close"),),
        _S.HELD: (),
    }[_S(sitting.status)]
    links = [
        Link(text, reverse(f"staff:sitting-{name}", args=[sitting.pk])) for text, name in names
    ]
    if sitting.status in (_S.OPEN, _S.HELD):
        links += [
            Link(f"Minutes as {text}", reverse("staff:sitting-minutes", args=[sitting.pk, kind]))
            for text, kind in (("PDF", "pdf"), ("Word", "docx"))
        ]
    return tuple(links)


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Propose what is due before the sitting after next and ready, the most urgent first."""
    sitting = sitting_or_404(sitting_id)
    rows = {str(r.request.pk): r for r in proposals(request.user, sitting, as_of=today())}
    form = FillForm([(key, _proposal(row)) for key, row in rows.items()], request.POST or None)

    def act(given: dict[str, Any]) -> None:
        chosen = [rows[key] for key in given["cases"]]
        cases = [(row.request, ItemQuestion(row.question)) for row in chosen]
        panels.fill_agenda(sitting, cases=cases, **how(request))

    return ask(
        request,
        form,
        act,
        title="Fill the agenda",
        said="Agenda filled",
        back=reverse("staff:sitting", args=[sitting.pk]),
        caption=sitting_words(sitting),
        button="Put on the agenda",
        crumbs=sitting_crumbs(sitting),
        template="staff/panels/fill.html",
        any=bool(rows),
    )


def _proposal(row: Waiting) -> str:
    person = row.request.person
    assert row.limit is not None
    ready = "draft complete" if row.draft and not row.problems else "draft begun"
    if row.draft is None:
        ready = "all advice is in, no draft"
    return (
        f"{person.surname}, {person.forename}: {row.question.label.lower()}, "
        f"by {short_day(row.limit)}, {ready}"
    )


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Show the agenda and the papers to the members."""
    sitting = sitting_or_404(sitting_id)
    return ask(
        request,
        forms.Form(request.POST or None),
        lambda given: panels.publish_agenda(sitting, **how(request)),
        title="Publish the agenda",
        said="Agenda published: the members see the papers",
        back=reverse("staff:sitting", args=[sitting.pk]),
        caption=sitting_words(sitting),
        button="Publish",
        crumbs=sitting_crumbs(sitting),
    )


def _kinds(*questions: ItemQuestion) -> list[str]:
    return [kind.value for kind, asked in ASKED.items() if set(questions) & set(asked)]


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def add_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """Put an undecided request on an agenda."""
    rows = Request.objects.visible_to(request.user).open().select_related("person", "assessment")
    case = rows.filter(pk=request_id, assessment__agreed_on__isnull=True).first()
    if case is None:
        raise Http404
    person = child_or_404(request, case.person_id, what="panel.list")
    row = waiting_of([case], as_of=today())[0]
    question = ItemQuestion(row.question)
    form = ToSittingForm(_kinds(question), today(), request.POST or None)
    limit = "" if row.limit is None else f" Decide by {day(row.limit)}."

    def act(given: dict[str, Any]) -> None:
        refuse_unless(row.item is None, "The case is on an agenda already. Move it from there.")
        panels.list_request(given["sitting"], request=case, question=question, **how(request))

    return ask_about(
        request,
        person,
        "staff:assessment",
        form,
        act,
        title="Put on an agenda",
        said="Put on the agenda",
        caption=f"{person}: {row.question.label.lower()}.{limit}",
        button="Put on the agenda",
    )


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def add_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Put a plan on the agenda of a panel for placements and funding."""
    plan = Plan.objects.visible_to(request.user).live().filter(pk=plan_id).first()
    if plan is None:
        raise Http404
    person = child_or_404(request, plan.person_id, what="panel.list")
    kinds = _kinds(ItemQuestion.PLACEMENT, ItemQuestion.FUNDING)
    return ask_about(
        request,
        person,
        "staff:assessment",
        PlanToSittingForm(kinds, today(), request.POST or None),
        lambda given: panels.list_plan(
            given["sitting"],
            plan=plan,
            question=ItemQuestion(given["question"]),
            **how(request),
        ),
        title="Put the plan on an agenda",
        said="Put on the agenda",
        button="Put on the agenda",
    )
