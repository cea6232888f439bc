"""One box that finds a child by anything that is known."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import Plan, Request
from rightplace.casework.queries.find import Found, find
from rightplace.casework.queries.stages import stage_of
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import short_day
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Link, Value
from rightplace.web.staff.child import WRITERS
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.today import today


class FindForm(GovForm, forms.Form):
    """What is known of the child."""

    q = forms.CharField(
        label="Find a child",
        required=False,
        max_length=120,
        help_text="Any part of a name, a date of birth, a UPN or ULN, a postcode, a parent or carer, a "
        "setting, or our reference, such as RP-000123",
    )


def _standing(case: Request | Plan | None) -> Cell:
    """Where the case stands."""
    match case:
        case None:
            return Cell("No case")
        case Plan(ceased_on=None):
            return Cell("Plan", detail=f"Next: {_due(case)}")
        case Plan():
            return Cell("Plan ceased", detail=short_day(case.ceased_on))
        case Request(closed_on=None):
            return Cell(stage_of(case).label, detail=f"Next: {_due(case)}")
    return Cell("Request closed", detail=short_day(case.closed_on))


def _due(case: Request | Plan) -> str:
    return short_day(case.next_due_on) if case.next_due_on else "no limit is running"


def _matched(found: Found) -> list[str]:
    return [f"{match.what}: {match.value}" for match in found.matches]


def _cells(found: Found) -> tuple[Value, ...]:
    person, case = found.person, found.case
    name = Cell(
        f"{person.surname}, {person.forename}",
        href=reverse("staff:case", args=[person.pk]),
        detail=person.upn or "UPN not known",
    )
    officer = Cell(case.officer.name, detail=case.team.name) if case else Cell("Nobody")
    return (name, person.birth_date, "; ".join(_matched(found)), _standing(case), officer)


def _csv_row(found: Found) -> tuple[object, ...]:
    person, case, standing = found.person, found.case, _standing(found.case)
    whose = (case.officer.name, case.team.name) if case else ("", "")
    return (
        person.surname,
        person.forename,
        person.birth_date,
        person.upn,
        "; ".join(_matched(found)),
        standing.text,
        standing.detail or "",
        *whose,
    )


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The children whom the user may see and who have all that was typed."""
    form = FindForm(request.GET or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    writes = request.user.role in WRITERS
    enter = (Link("Enter a request for an assessment", reverse("staff:request-new")),)
    work = WorkList(
        what="find",
        title="Find a child",
        rows=find(request.user, text, as_of=today()),
        columns=("Child", "Date of birth", "What matched", "Where it stands", "Officer"),
        cells=_cells,
        csv_columns=(
            "surname",
            "forename",
            "birth_date",
            "upn",
            "matched",
            "standing",
            "standing_detail",
            "officer",
            "team",
        ),
        csv_row=_csv_row,
        person=lambda found: found.person,
        empty="Nobody whom you may see has all of this. Try less, or part of a name."
        if text
        else "Nothing has been searched for yet.",
        one="child",
        many="children",
        form=form,
        actions=enter if writes else (),
    )
    return answer(request, work)
