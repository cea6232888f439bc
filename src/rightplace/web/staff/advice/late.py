"""Late advice: what it is by service, and reminding those who owe it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.advice import chase
from rightplace.casework.actions.audit import record_list_look
from rightplace.casework.models import Role
from rightplace.casework.queries.advice import (
    ADVISERS,
    OpenAdvice,
    OpenAdviceRows,
    Standing,
    asked_until,
    by_service,
    late_or_soon,
)
from rightplace.law.codes import Adviser
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import plural, time_left
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Link, Value
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.advice.letters import asked_of, reminder_of
from rightplace.web.staff.advice.rows import (
    asked_detail,
    chased_words,
    clock_cell,
    expected_cell,
    plan_cell,
    service_table,
)
from rightplace.web.staff.child import WRITERS
from rightplace.web.staff.letters import copy_of
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.today import now, today

_COLUMNS = (
    "Child",
    "Adviser",
    "Due",
    "Standing",
    "Reminders",
    "Expected",
    "20-week limit",
    "Officer",
)
_CSV = ("surname", "forename", "adviser", "asked_of", "requested_on", "due_on", "state",
        "days_late", "reminders", "expected_on", "plan_due_on", "threatened", "officer",
        "team")  # fmt: skip
_STANDINGS = {Standing.LATE: "Late", Standing.SOON: "Due soon"}


class LateFilter(GovForm, forms.Form):
    """What the list is narrowed to."""

    adviser = forms.ChoiceField(
        label="Service",
        required=False,
        choices=[("", "Every service"), *((a.value, a.label) for a in Adviser)],
    )
    standing = forms.ChoiceField(
        required=False,
        choices=[("", "Late and due soon"), *((s.value, w) for s, w in _STANDINGS.items())],
    )


def _child_cell(row: OpenAdvice, *, whole: bool) -> Cell:
    person = row.advice.assessment.request.person
    name = f"{person.surname}, {person.forename}"
    if whole:
        return Cell(name, href=reverse("staff:advice-one", args=[person.pk, row.advice.pk]))
    return Cell(name, href=reverse("staff:advice-assign", args=[row.advice.pk]))


def _cells(row: OpenAdvice, *, whole: bool) -> list[Value]:
    return [
        _child_cell(row, whole=whole),
        Cell(Adviser(row.advice.adviser).label, detail=asked_detail(row.advice)),
        row.clock.due_on,
        clock_cell(row.clock),
        chased_words(row),
        expected_cell(row),
        plan_cell(row),
        row.advice.assessment.request.officer.name,
    ]


def _csv_row(row: OpenAdvice) -> tuple[object, ...]:
    request, person = row.advice.assessment.request, row.advice.assessment.request.person
    return (
        person.surname,
        person.forename,
        row.advice.adviser,
        asked_of(row.advice),
        row.advice.requested_on,
        row.clock.due_on,
        row.clock.state.value,
        row.clock.days_late,
        row.chased,
        row.delay.expected_on if row.delay else "",
        row.plan.due_on if row.plan else "",
        "yes" if row.threatens else "no",
        request.officer.name,
        request.team.name,
    )


@for_roles(*WHOLE, *ADVISERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Advice that is late or due soon: of one's cases, of the team, or of the service that one leads."""
    everything = late_or_soon(request.user, as_of=today())
    form = LateFilter(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    rows = everything
    if given.get("adviser"):
        rows = rows.filter(adviser=given["adviser"])
    if given.get("standing"):
        rows = rows.filter(asked_until(today(), Standing(given["standing"])))
    whole = request.user.role not in ADVISERS
    writes = request.user.role in WRITERS
    chasing = (Link("Remind those who are late", reverse("staff:advice-chase")),)
    return answer(
        request,
        WorkList(
            what="advice.late",
            title="Late advice",
            rows=OpenAdviceRows(rows, today()),
            columns=_COLUMNS,
            cells=lambda row: _cells(row, whole=whole),
            csv_columns=_CSV,
            csv_row=_csv_row,
            person=lambda row: row.advice.assessment.request.person,
            empty="No advice is late or due soon.",
            one="piece of advice late or due soon",
            many="pieces of advice late or due soon",
            lead=_lead(request),
            form=form,
            actions=chasing if writes else (),
            extra={"services": service_table(by_service(OpenAdviceRows(everything, today())))},
        ),
        "staff/advice/late.html",
    )


def _lead(request: HttpRequest) -> str:
    if request.user.role not in ADVISERS:
        return (
            "Late advice threatens a 20-week limit when fewer than 6 weeks are left for the plan."
        )
    led = [service.name for service in request.user.leads_services.order_by("name")]
    return f"You lead {' and '.join(led)}." if led else "You lead no service."


class ChaseForm(GovForm, forms.Form):
    """Which advice to remind of; late advice is ticked."""

    chosen = forms.MultipleChoiceField(
        label="Advice to remind of", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, rows: list[OpenAdvice], *args: Any, **kwargs: Any) -> None:
        self.rows = {str(row.advice.pk): row for row in rows}
        late = [key for key, row in self.rows.items() if row.clock.days_late]
        super().__init__(*args, initial={"chosen": late}, **kwargs)
        self.fields["chosen"].choices = [(key, _line(row)) for key, row in self.rows.items()]

    def wanted(self) -> list[OpenAdvice]:
        """The advice that was chosen."""
        return [self.rows[key] for key in self.cleaned_data["chosen"]]


def _line(row: OpenAdvice) -> str:
    left = row.clock.days_left
    time = "" if left is None else f", {time_left(left)}"
    to = " To the lead of the service." if row.escalates else ""
    person = row.advice.assessment.request.person
    return f"{person}: {Adviser(row.advice.adviser).label}{time}. {chased_words(row)}.{to}"


@for_roles(Role.CASE_OFFICER, Role.TEAM_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest) -> HttpResponse:
    """Remind those who owe advice, one or many; a late one after enough reminders goes to the lead."""
    rows = list(OpenAdviceRows(late_or_soon(request.user, as_of=today()), today()))
    people = [row.advice.assessment.request.person for row in rows]
    if people:
        record_list_look(people, what="advice.remind.open", by=request.user, at=now())
    form = ChaseForm(rows, request.POST or None)

    def send(given: dict[str, Any]) -> None:
        for row in form.wanted():
            copy = copy_of(reminder_of(row, by=request.user))
            to = copy.recipient
            chase(row.advice, copy=copy, sent_to=to, escalated=row.escalates, **how(request))

    number = len(form.data.getlist("chosen")) if form.is_bound else 0
    return ask(
        request,
        form,
        send,
        title="Remind advisers",
        button="Send the reminders",
        said=f"{plural(number, 'reminder')} sent",
        back=reverse("staff:advice-late"),
        letter=lambda given: [reminder_of(row, by=request.user) for row in form.wanted()],
        template="staff/advice/chase.html",
    )
