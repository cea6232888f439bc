"""Decisions that are waiting: by limit, with the draft and the slot of each."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import Question
from rightplace.casework.queries.decisions import Waiting, waiting
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Value
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.staff.panels.present import draft_cell, slot_cell, time_cell
from rightplace.web.today import today

_STATES: dict[str, tuple[str, Callable[[Waiting], bool]]] = {
    "none": ("Without a draft", lambda row: row.draft is None),
    "gaps": ("Draft with gaps", lambda row: row.draft is not None and bool(row.problems)),
    "complete": ("Draft complete", lambda row: row.draft is not None and not row.problems),
    "listed": ("On an agenda", lambda row: row.item is not None),
    "decided": ("Panel has decided, letter to send", lambda row: row.decided is not None),
    "no_slot": ("No slot before the limit", lambda row: row.lacks_slot),
}


class WaitingForm(GovForm, forms.Form):
    """What the list is narrowed to."""

    question = forms.ChoiceField(
        required=False, choices=[("", "Both questions"), *Question.choices]
    )
    state = forms.ChoiceField(
        required=False,
        choices=[("", "Any"), *((key, words) for key, (words, _) in _STATES.items())],
    )

    def fits(self, row: Waiting) -> bool:
        """Whether a row is wanted; what cannot be understood narrows nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        if given.get("question") not in ("", None, row.question.value):
            return False
        return not given.get("state") or _STATES[given["state"]][1](row)


def _cells(row: Waiting) -> list[Value]:
    person = row.request.person
    child = Cell(
        f"{person.surname}, {person.forename}",
        href=reverse("staff:assessment", args=[person.pk]),
        detail=row.request.officer.name,
    )
    limit = "None" if row.limit is None else row.limit
    return [child, row.question.label, limit, time_cell(row), draft_cell(row), slot_cell(row)]


_CSV = (
    "surname", "forename", "question", "decide_by", "duty", "state", "draft", "gaps", "agenda",
    "panel_decided", "next_slot", "slot_in_time", "officer",
)  # fmt: skip


def _csv_row(row: Waiting) -> tuple[object, ...]:
    person, clock = row.request.person, row.clock
    listed = row.item.sitting.day if row.item else None
    slot = row.slot.sitting.day if row.slot.sitting else None
    return (
        person.surname, person.forename, row.question.value, row.limit,
        "" if clock is None else clock.key, "" if clock is None else clock.state.value,
        "" if row.draft is None else row.draft.outcome or "begun", len(row.problems), listed,
        row.decided.sitting.day if row.decided else None, slot,
        "yes" if row.slot.in_time else "no", row.request.officer.name,
    )  # fmt: skip


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The list, the earliest limit first."""
    form = WaitingForm(request.GET or None)
    rows = [row for row in waiting(request.user, as_of=today()) if form.fits(row)]
    return answer(
        request,
        WorkList(
            what="decisions.waiting",
            title="Decisions waiting",
            lead="The earliest limit comes first. The date of a decision is that of its letter.",
            rows=rows,
            columns=("Child", "Question", "Decide by", "Time", "Draft", "Panel"),
            cells=_cells,
            csv_columns=_CSV,
            csv_row=_csv_row,
            person=lambda row: row.request.person,
            empty="No decision is waiting.",
            one="decision",
            form=form,
        ),
    )
