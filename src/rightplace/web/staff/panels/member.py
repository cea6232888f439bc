"""What a member of a panel sees: own sittings, agendas, papers, and declaring an interest."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions import panels
from rightplace.casework.actions.audit import record_look
from rightplace.casework.actions.panels import person_of
from rightplace.casework.decisions import MEMBERS
from rightplace.casework.models import AdviceRequest, AdviceText, PanelItem, Sitting
from rightplace.casework.queries.panels import (
    PAPERS_DAYS,
    has_interest,
    member_items,
    seat_of,
    sittings_for,
)
from rightplace.law.codes import Adviser
from rightplace.web.access import for_roles
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Cell, Link, SummaryRow, TableView, Value
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.advice.rows import provision_table, words_rows
from rightplace.web.staff.casefile import age_on
from rightplace.web.staff.letters import reference_of
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.staff.panels.forms import InterestForm, sitting_words
from rightplace.web.staff.panels.items import decision_context
from rightplace.web.staff.panels.present import child_name, outcome_cell, status_tag
from rightplace.web.today import now, today


@for_roles(*MEMBERS)
@require_safe
def sittings(request: HttpRequest) -> HttpResponse:
    """The member's own sittings, from the day their agendas are published."""
    rows = sittings_for(request.user, as_of=today()).order_by("day", "pk")
    work = WorkList(
        what="panels.mine",
        title="My sittings",
        lead="You see the papers of a sitting from the day its agenda is published until "
        f"{PAPERS_DAYS} days after the sitting.",
        rows=rows,
        columns=("Panel", "Day", "Where", "Status"),
        cells=lambda row: (
            Cell(row.panel.name, href=reverse("staff:my-agenda", args=[row.pk])),
            row.day,
            row.place,
            status_tag(row),
        ),
        csv_columns=("panel", "day", "place", "status"),
        csv_row=lambda row: (row.panel.name, row.day, row.place, row.status),
        empty="No agenda of your panels is published.",
        one="sitting",
    )
    return answer(request, work)


def _sitting(request: HttpRequest, sitting_id: int) -> Sitting:
    sitting = sittings_for(request.user, as_of=today()).filter(pk=sitting_id).first()
    if sitting is None:
        raise Http404
    return sitting


@for_roles(*MEMBERS)
@require_safe
def agenda(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """The agenda of one sitting; a case with an interest of the member shows its number only."""
    sitting = _sitting(request, sitting_id)
    rows = list(member_items(request.user, as_of=today()).filter(sitting=sitting))
    closed = {item.pk for item in rows if has_interest(item, request.user)}

    def cells(item: PanelItem) -> list[Value]:
        question = item.get_question_display()
        if item.pk in closed:
            hidden = Cell(reference_of(person_of(item)), detail="You declared an interest")
            return [hidden, question, ""]
        papers = reverse("staff:my-item", args=[item.pk])
        return [Cell(child_name(item), href=papers), question, outcome_cell(item)]

    def csv_row(item: PanelItem) -> tuple[object, ...]:
        person = person_of(item)
        if item.pk in closed:
            return (item.position, reference_of(person), "", item.question, "", "yes")
        return (item.position, person.surname, person.forename, item.question, item.state, "")

    work = WorkList(
        what="panels.my_agenda",
        title=sitting_words(sitting),
        lead=f"{sitting.place}. {sitting.get_status_display()}.",
        rows=rows,
        columns=("Case", "Question", "Outcome"),
        cells=cells,
        csv_columns=("number", "surname", "forename", "question", "state", "my_interest"),
        csv_row=csv_row,
        person=lambda item: None if item.pk in closed else person_of(item),
        empty="No case is on this agenda.",
        one="case",
        extra={"crumbs": (Link("My sittings", reverse("staff:my-sittings")),)},
    )
    return answer(request, work)


def _item(request: HttpRequest, item_id: int) -> PanelItem:
    """An item whose papers are open to the member; the look is recorded."""
    item = member_items(request.user, as_of=today()).filter(pk=item_id).first()
    if item is None or has_interest(item, request.user):
        raise Http404
    record_look(person_of(item), what="panel.papers", by=request.user, at=now())
    return item


def _crumbs(item: PanelItem) -> tuple[Link, ...]:
    return (
        Link("My sittings", reverse("staff:my-sittings")),
        Link(sitting_words(item.sitting), reverse("staff:my-agenda", args=[item.sitting_id])),
    )


@for_roles(*MEMBERS)
@require_safe
def papers(request: HttpRequest, item_id: int) -> HttpResponse:
    """The child sheet, the draft with its evidence, and the advice received."""
    item = _item(request, item_id)
    person = person_of(item)
    context = {
        "heading": str(person),
        "caption": f"{sitting_words(item.sitting)}: {item.get_question_display().lower()}",
        "facts": _child_sheet(item),
        "advice": _advice(item),
        "texts": _advice_texts(item),
        "actions": (Link("Declare an interest", reverse("staff:my-interest", args=[item.pk])),)
        if item.state == PanelItem.State.LISTED
        else (),
        "crumbs": _crumbs(item),
        **decision_context(item),
    }
    return render(request, "staff/panels/papers.html", context)


def _child_sheet(item: PanelItem) -> tuple[SummaryRow, ...]:
    person = person_of(item)
    born = f"{day(person.birth_date)} (aged {age_on(person.birth_date, today())})"
    rows = [SummaryRow.of("Reference", reference_of(person)), SummaryRow.of("Date of birth", born)]
    if item.request is not None:
        rows.append(SummaryRow.of("Request received", item.request.received_on))
    if item.plan is not None:
        rows.append(SummaryRow.of("Plan first made", item.plan.starts_on))
    rows.append(SummaryRow.of("Outcome", outcome_cell(item)))
    return tuple(rows)


def _advice(item: PanelItem) -> TableView:
    came = AdviceRequest.objects.filter(
        assessment__request=item.request_id, received_on__isnull=False
    )
    rows = [
        (Adviser(each.adviser).label, each.requested_on, each.received_on)
        for each in came.order_by("received_on", "pk")
        if item.request_id is not None
    ]
    columns = ("From", "Asked", "Received")
    return TableView.of("Advice received", columns, rows, empty="No advice received.")


@dataclass(frozen=True)
class AdviceWords:
    """Advice that was written here: what it says, and the provision that it proposes."""

    heading: str
    words: tuple[SummaryRow, ...]
    provision: TableView


def _advice_texts(item: PanelItem) -> tuple[AdviceWords, ...]:
    """Advice as it was submitted; what an adviser is still writing is no paper of the panel."""
    if item.request_id is None:
        return ()
    found = AdviceText.objects.filter(
        advice__assessment__request=item.request_id, submitted_at__isnull=False
    )
    return tuple(
        _advice_words(each)
        for each in found.select_related("advice").order_by("submitted_at", "pk")
    )


def _advice_words(text: AdviceText) -> AdviceWords:
    label = Adviser(text.advice.adviser).label
    table = provision_table(text, f"Provision proposed: {label.lower()}")
    return AdviceWords(f"Advice: {label}", words_rows(text), table)


@for_roles(*MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def interest(request: HttpRequest, item_id: int) -> HttpResponse:
    """Declare an interest: the papers close to the member."""
    item = _item(request, item_id)
    member = seat_of(request.user, item.sitting.panel)
    assert member is not None
    return ask(
        request,
        InterestForm(request.POST or None),
        lambda given: panels.declare_interest(item, member=member, **given, **how(request)),
        title="Declare an interest",
        said="Interest declared: the papers are closed to you",
        back=reverse("staff:my-agenda", args=[item.sitting_id]),
        caption=str(person_of(item)),
        button="Declare",
        crumbs=_crumbs(item),
    )
