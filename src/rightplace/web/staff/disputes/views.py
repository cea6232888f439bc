"""Disputes: the part of a child's record, the page of one, its steps, the list and the year."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions import appeals, complaints
from rightplace.casework.actions.audit import record_look
from rightplace.casework.actions.letters import Sending
from rightplace.casework.models import (
    ComplaintStage,
    Dispute,
    DisputeKind,
    DisputeState,
    Person,
    Plan,
    User,
)
from rightplace.casework.queries.disputes import (
    Wanted,
    all_disputes,
    decisions_of,
    disputes_of,
    find_dispute,
    opened,
    year_of_disputes,
)
from rightplace.papers.csv import csv_bytes
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Link, TableView
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS, ask_about, child_or_404, crumbs, show_part
from rightplace.web.staff.disputes import presenters as shown
from rightplace.web.staff.disputes.forms import ComplaintForm, EnquiryForm, OpenForm
from rightplace.web.staff.disputes.steps import Step, open_steps
from rightplace.web.staff.disputes.words import state_tag, title
from rightplace.web.staff.letters import copy_of
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.today import now, today

PART = "staff:disputes"


def _found(request: HttpRequest, dispute_id: int, what: str) -> Dispute:
    """The dispute, where the child's record may be seen; the look is recorded."""
    dispute = find_dispute(request.user, dispute_id)
    if dispute is None:
        raise Http404
    record_look(dispute.person, what=what, by=request.user, at=now())
    return dispute


@for_roles(*WHOLE)
@require_safe
def of_child(request: HttpRequest, person_id: int) -> HttpResponse:
    """The disputes about one child, and what can be started."""
    person = child_or_404(request, person_id, what="disputes.open")
    rows = [
        (
            Cell(title(row.dispute), href=reverse("staff:dispute", args=[row.dispute.pk])),
            state_tag(row.dispute),
            row.dispute.opened_on,
            shown.next_cell(row),
            row.next.due_on if row.next else "",
        )
        for row in disputes_of(person.pk, as_of=today())
    ]
    columns = ("Dispute", "State", "Opened", "Next", "Due")
    return show_part(
        request,
        person,
        PART,
        "staff/disputes/child.html",
        heading="Disputes",
        actions=_starts(request, person),
        table=TableView.of("Disputes", columns, rows, empty="There is no dispute."),
    )


_KINDS = {
    "appeal": "Mediation or appeal about a decision",
    "complaint": "Complaint",
    "ombudsman": "Enquiry of the Ombudsman",
}


def _starts(request: HttpRequest, person: Person) -> tuple[Link, ...]:
    if request.user.role not in WRITERS or hasattr(person, "death"):
        return ()
    return tuple(
        Link(words, reverse("staff:dispute-add", args=[person.pk, kind]))
        for kind, words in _KINDS.items()
        if kind != "appeal" or decisions_of(person)
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, person_id: int, kind: str) -> HttpResponse:
    """Open a dispute about a decision, a complaint, or an enquiry of the Ombudsman."""
    person = child_or_404(request, person_id, what=f"disputes.add_{kind}")
    decisions, team = decisions_of(person), _team(request.user)
    if kind not in _KINDS or (kind == "appeal" and not decisions):
        raise Http404
    if kind == "appeal":
        form: forms.Form = OpenForm(decisions, team, request.POST or None)
    else:
        form = (EnquiryForm if kind == "ombudsman" else ComplaintForm)(team, request.POST or None)

    def act(given: dict[str, Any]) -> None:
        if kind == "appeal":
            chosen = next(d for d in decisions if d.key == given.pop("decision"))
            case = {"plan" if isinstance(chosen.case, Plan) else "request": chosen.case}
            appeals.open_dispute(about=chosen.about, **case, **given, **how(request))
        else:
            stage = ComplaintStage.ENQUIRY if kind == "ombudsman" else ComplaintStage.FIRST
            complaints.receive_complaint(person, stage=stage, **given, **how(request))

    return ask_about(
        request, person, PART, form, act, title=_KINDS[kind], said="The dispute is in the record"
    )


def _team(user: User) -> list[User]:
    """The people of a team who may lead a dispute, the one who asks first."""
    team = User.objects.filter(team=user.team_id, is_active=True)
    return sorted(team, key=lambda each: (each.pk != user.pk, each.name))


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, dispute_id: int) -> HttpResponse:
    """One dispute: its facts, the law's clocks, what is to be done, and what it cost."""
    dispute = _found(request, dispute_id, "dispute.open")
    row, writes = opened(dispute, as_of=today()), request.user.role in WRITERS
    return show_part(
        request,
        dispute.person,
        PART,
        "staff/disputes/dispute.html",
        heading=title(dispute),
        facts=shown.facts(row),
        costs=shown.cost_rows(dispute),
        tables=tuple(shown.tables(row)),
        sentences=shown.sentences(row),
        links=shown.links(dispute) if writes else (),
        compliance=shown.compliance_links(dispute) if writes else (),
        crumbs=crumbs(dispute.person, _back(dispute)),
    )


def _back(dispute: Dispute) -> Link:
    return Link("Disputes", reverse(PART, args=[dispute.person_id]))


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, dispute_id: int, slug: str) -> HttpResponse:
    """Record one step of a dispute."""
    dispute = _found(request, dispute_id, f"dispute.{slug}")
    found = next((each for each in open_steps(dispute) if each.slug == slug), None)
    if found is None:
        raise Http404
    href = reverse("staff:dispute", args=[dispute.pk])
    return ask_about(
        request,
        dispute.person,
        PART,
        found.form(dispute, request.POST or None),
        lambda given: _act(request, found, dispute, given),
        title=found.title,
        said=f"{found.title}: recorded",
        back=href,
        crumbs=crumbs(dispute.person, _back(dispute), Link(title(dispute), href)),
        letter=_letter(request, found, dispute),
    )


def _letter(request: HttpRequest, step: Step, dispute: Dispute):  # type: ignore[no-untyped-def]
    if step.letter is None:
        return None
    write = step.letter
    return lambda given: write(dispute, given, request.user)


def _act(request: HttpRequest, step: Step, dispute: Dispute, given: dict[str, Any]) -> None:
    sending = {}
    if step.letter is not None:
        sending["ledger"] = Sending(copy_of(step.letter(dispute, given, request.user)))
    step.act(dispute, given, {**how(request), **sending})


class ListForm(GovForm, forms.Form):
    """What the list is narrowed to."""

    kind = forms.ChoiceField(required=False, choices=[("", "Every kind"), *DisputeKind.choices])
    state = forms.ChoiceField(required=False, choices=[("", "Every state"), *DisputeState.choices])
    closed = forms.BooleanField(label="Closed ones too", required=False)

    def wanted(self) -> Wanted:
        """The answers; what cannot be understood narrows nothing."""
        return Wanted(**self.cleaned_data) if self.is_valid() else Wanted()


@for_roles(*WHOLE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The disputes that someone may see, the earliest limit first."""
    form = ListForm(request.GET or None)
    work = WorkList(
        what="disputes.list",
        title="Disputes",
        rows=all_disputes(request.user, form.wanted(), as_of=today()),
        columns=shown.LIST_COLUMNS,
        cells=shown.list_cells,
        csv_columns=shown.CSV_COLUMNS,
        csv_row=shown.csv_row,
        person=lambda row: row.dispute.person,
        empty="No dispute fits this.",
        one="dispute",
        lead="Mediation, appeals, complaints and the Ombudsman; the earliest limit comes first.",
        form=form,
        actions=(Link("The last twelve months", reverse("staff:dispute-year")),),
    )
    return answer(request, work)


@for_roles(*WHOLE)
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """What twelve months of disputes come to, and what was learned."""
    found = year_of_disputes(request.user, as_of=today())
    tables = tuple(shown.year_tables(found))
    if request.GET.get("format") == "csv":
        return _year_file(tables)
    context = {
        "stats": shown.year_stats(found),
        "tables": tables,
        "first": found.first,
        "last": found.last,
        "crumbs": (Link("Disputes", reverse("staff:dispute-list")),),
    }
    return render(request, "staff/disputes/year.html", context)


def _year_file(tables: tuple[TableView, ...]) -> HttpResponse:
    """Each line of each table: which table, what, and the rest of the line."""
    lines = [
        (table.caption, *(cell.text for cell in row), *[""] * (3 - len(row)))
        for table in tables
        for row in table.rows
    ]
    return HttpResponse(
        csv_bytes(("table", "what", "value", "more"), lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="disputes-year-{today()}.csv"'},
    )
