"""Open assessments in the order of what the clock says is next."""

from collections.abc import Iterable
from dataclasses import replace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.actions.audit import record_list_look
from rightplace.casework.models import Role, User
from rightplace.casework.queries.worklist import (
    SOON_DAYS,
    OpenRequest,
    Wanted,
    When,
    open_requests,
)
from rightplace.law.clock import Clock, State
from rightplace.law.stages import Stage
from rightplace.papers.csv import csv_bytes
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import short_day
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Column, TableView, Tag, Tone, Value, page_of
from rightplace.web.staff.child import WRITERS
from rightplace.web.staff.clocks import duty_cell, excuse_words, state_tag, time_words
from rightplace.web.today import now, today

_WHEN = {
    When.PAST: "Past its limit",
    When.SOON: f"Due in the next {SOON_DAYS} days",
    When.LATER: "Due later",
}


class WorklistForm(GovForm, forms.Form):
    """What the list is narrowed to."""

    search = forms.CharField(label="Name or UPN", required=False, max_length=80)
    stage = forms.ChoiceField(
        required=False, choices=[("", "Every stage"), *((s.value, s.label) for s in Stage)]
    )
    when = forms.ChoiceField(
        label="Next limit",
        required=False,
        choices=[("", "Any time"), *((w.value, label) for w, label in _WHEN.items())],
    )
    officer = forms.ChoiceField(required=False)
    with_exception = forms.BooleanField(label="Only with an exception", required=False)

    def __init__(self, user: User, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if user.role == Role.TEAM_MANAGER:
            members = sorted(user.team.members.filter(role=Role.CASE_OFFICER), key=lambda u: u.name)
            self.fields["officer"].choices = [
                ("", "Everyone in the team"), *((str(u.pk), u.name) for u in members)
            ]  # fmt: skip
        else:
            del self.fields["officer"]

    def wanted(self) -> Wanted:
        """The answers; what cannot be understood narrows nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        return Wanted(
            search=given.get("search", ""),
            stage=Stage(given["stage"]) if given.get("stage") else None,
            when=When(given["when"]) if given.get("when") else None,
            officer=int(given["officer"]) if given.get("officer") else None,
            with_exception=given.get("with_exception", False),
        )


_WHOSE = {
    Role.CASE_OFFICER: "My open assessments",
    Role.TEAM_MANAGER: "Open assessments in my team",
    Role.AUDITOR: "Every open assessment",
}
_COLUMNS = (
    "Child",
    "Stage",
    "Next step",
    Column("Due"),
    "Time",
    Column("Weeks open", numeric=True),
    "Officer",
)


def _step_cell(row: OpenRequest, due: Clock) -> Cell:
    """The next step; while a refusal to issue could still be in time, by when."""
    cell = duty_cell(due)
    for clock in row.clocks:
        if clock.duty.conditional and clock.state is State.RUNNING:
            note = f"{cell.detail}. A refusal would be due by {short_day(clock.due_on)}"
            return replace(cell, detail=note)
    return cell


def _row(row: OpenRequest) -> list[Value]:
    person, due = row.child, row.next
    child = Cell(
        f"{person.surname}, {person.forename}",
        href=reverse("staff:case", args=[person.pk]),
        detail=person.upn or "UPN not known",
        tag=Tag("Entered twice", Tone.SOON) if row.request.person.same_as_id else None,
    )
    if due is None:
        step = [Cell("No limit is running"), "", ""]
    else:
        time = Cell(time_words(due), tag=state_tag(due), detail=excuse_words(due) or None)
        step = [_step_cell(row, due), due.due_on, time]
    return [child, row.stage.label, *step, row.days_open // 7, row.request.officer.name]


def _record(request: HttpRequest, rows: Iterable[OpenRequest], what: str) -> None:
    people = (row.child for row in rows)
    record_list_look(people, what=what, by=request.user, at=now())


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The list, 50 rows a page."""
    form = WorklistForm(request.user, request.GET or None)
    rows = open_requests(request.user, form.wanted(), as_of=today())
    page = page_of(rows, request.GET)
    _record(request, page.items, "list.open")
    table = TableView.of(
        "Open requests and assessments",
        _COLUMNS,
        [_row(row) for row in page.items],
        empty="No open request fits this. Clear the filters to see every one.",
    )
    query = request.GET.urlencode()
    context = {
        "form": form,
        "page": page,
        "table": table,
        "csv_href": f"{reverse('staff:worklist-csv')}{'?' if query else ''}{query}",
        "enter_href": reverse("staff:request-new") if request.user.role in WRITERS else None,
        "whose": _WHOSE[request.user.role],
    }
    return render(request, "staff/worklist.html", context)


_CSV_COLUMNS = (
    "surname", "forename", "upn", "received_on", "stage", "next_step", "citation", "due_on",
    "state", "days_left", "exception", "officer", "team",
)  # fmt: skip


def _csv_row(row: OpenRequest) -> tuple[object, ...]:
    person, due = row.child, row.next
    clock = ("", "", "", "", "", "") if due is None else (
        due.key, due.duty.citation, due.due_on, due.state.value, due.days_left, excuse_words(due)
    )  # fmt: skip
    return (person.surname, person.forename, person.upn, row.request.received_on, row.stage.value,
            *clock, row.request.officer.name, row.request.team.name)  # fmt: skip


@for_roles(*WHOLE)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The whole list, narrowed as on the screen."""
    form = WorklistForm(request.user, request.GET or None)
    rows = list(open_requests(request.user, form.wanted(), as_of=today()))
    _record(request, rows, "list.download")
    return HttpResponse(
        csv_bytes(_CSV_COLUMNS, (_csv_row(row) for row in rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="open-requests-{today()}.csv"'},
    )
