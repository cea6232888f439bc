"""Replies that are awaited, and how each setting answers."""

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import Consultation, Purpose, RefusalGround
from rightplace.casework.queries.consultations import (
    Awaiting,
    SettingAnswers,
    answers_by_setting,
    consultations_for,
)
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import percent
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Column, Link, Value
from rightplace.web.staff.consultations.forms import offer_total
from rightplace.web.staff.consultations.part import reply_cell
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.today import today

_STATES = {
    Awaiting.OPEN: "Awaited",
    Awaiting.LATE: "Awaited past the last day",
    Awaiting.ANSWERED: "Answered",
}


class ListForm(GovForm, forms.Form):
    """Which consultations are shown."""

    state = forms.ChoiceField(
        label="Replies",
        required=False,
        choices=[(state.value, words) for state, words in _STATES.items()],
    )
    search = forms.CharField(label="Child or setting", max_length=80, required=False)


def _named(word: str) -> Q:
    return (
        Q(person__surname__icontains=word)
        | Q(person__forename__icontains=word)
        | Q(name__icontains=word)
    )


def _cells(row: Consultation) -> tuple[Value, ...]:
    href = reverse("staff:consultation", args=[row.pk])
    setting = Cell(row.name, href=href, detail="The family's preference" if row.preferred else None)
    child = Cell(str(row.person), href=reverse("staff:consultations", args=[row.person_id]))
    return (setting, child, Purpose(row.purpose).label, row.sent_on, row.due_on, reply_cell(row))


_CSV = (
    "surname", "forename", "setting", "kind", "preferred", "purpose", "sent_on", "due_on", "chased_on",
    "reply", "replied_on", "grounds", "full", "offered_a_year", "accepted_on",
)  # fmt: skip


def _csv_row(row: Consultation) -> tuple[object, ...]:
    return (
        row.person.surname, row.person.forename, row.name, row.kind, row.preferred, row.purpose,
        row.sent_on, row.due_on, row.chased_on, row.reply, row.replied_on, " ".join(row.grounds),
        row.full, offer_total(row), row.accepted_on,
    )  # fmt: skip


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Consultations by the last day for the reply, the late ones first."""
    form = ListForm(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    state = Awaiting(given.get("state") or Awaiting.OPEN)
    rows = consultations_for(request.user).filter(state.rows(as_of=today()))
    for word in given.get("search", "").split():
        rows = rows.filter(_named(word))
    return answer(
        request,
        WorkList(
            what="consultations",
            title="Consultations",
            rows=rows,
            columns=("Setting", "Child", "Why", "Asked", "Last day", "Reply"),
            cells=_cells,
            csv_columns=_CSV,
            csv_row=_csv_row,
            person=lambda row: row.person,
            one="consultation",
            form=form,
            lead="Replies that are awaited stand in the order of their last day, the late ones first.",
            actions=(Link("How each setting answers", reverse("staff:consultation-settings")),),
        ),
    )


_COLUMNS = (
    "Setting", Column("Asked", numeric=True), Column("Answered in time", numeric=True),
    Column("Offered a place", numeric=True), Column("Said no", numeric=True), "Grounds relied on",
)  # fmt: skip


def _in_time(row: SettingAnswers) -> str:
    if not row.answered:
        return "None answered"
    return f"{row.in_time} of {row.answered} ({percent(row.in_time / row.answered)})"


def _grounds(row: SettingAnswers) -> str:
    found = [
        f"{ground.label} ({row.grounds[ground]})" for ground in RefusalGround if row.grounds[ground]
    ]
    full = [f"Only full, which is no ground ({row.only_full})"] if row.only_full else []
    return "; ".join([*found, *full])


@for_roles(*WHOLE)
@require_safe
def by_setting(request: HttpRequest) -> HttpResponse:
    """How often each setting was asked, answered in time, offered a place, and on what grounds it refused."""
    return answer(
        request,
        WorkList(
            what="consultation_settings",
            title="How each setting answers",
            rows=answers_by_setting(request.user),
            columns=_COLUMNS,
            cells=lambda row: (
                row.name,
                row.asked,
                _in_time(row),
                row.offered,
                row.refused,
                _grounds(row),
            ),
            csv_columns=(
                "setting",
                "asked",
                "answered",
                "in_time",
                "offered",
                "refused",
                "only_full",
                *(ground.value for ground in RefusalGround),
            ),
            csv_row=lambda row: (
                row.name,
                row.asked,
                row.answered,
                row.in_time,
                row.offered,
                row.refused,
                row.only_full,
                *(row.grounds[ground] for ground in RefusalGround),
            ),
            one="setting",
            actions=(Link("Consultations", reverse("staff:consultation-list")),),
        ),
    )
