"""Data to mend: the findings of one's own cases, or of the team."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import CheckRun, Finding
from rightplace.casework.queries.findings import finding_choices, findings_for, latest_runs
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Cell, Value
from rightplace.web.staff.findings.forms import ListForm
from rightplace.web.staff.findings.words import others, owner_words, severity_tag, standing, where
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.today import today

_CSV = (
    "surname", "forename", "severity", "rule", "what", "how_to_mend_it", "where", "state", "due_on",
    "opened_on", "mended_on", "officer", "team", "school_urn", "source", "cause", "accepted_reason",
    "accepted_until", "others",
)  # fmt: skip


def _cells(row: Finding) -> tuple[Value, ...]:
    more = others(row.others)
    child = Cell("The authority")
    if row.person is not None:
        child = Cell(str(row.person), href=reverse("staff:child-findings", args=[row.person_id]))
    return (
        Cell(
            row.message,
            href=reverse("staff:finding", args=[row.pk]),
            detail=f"{row.rule}. {more}" if more else row.rule,
        ),
        child,
        severity_tag(row),
        standing(row),
        owner_words(row),
    )


def _csv_row(row: Finding) -> tuple[object, ...]:
    person = row.person
    return (
        person.surname if person else "", person.forename if person else "", row.severity, row.rule,
        row.message, row.hint, where(row), row.state, row.due_on, row.opened_on, row.mended_on,
        row.officer.name if row.officer else "", row.team.name if row.team else "", row.school_urn,
        row.source, row.cause, row.accepted_reason, row.accepted_until, row.others,
    )  # fmt: skip


def checked_words(runs: list[CheckRun]) -> str:
    """Which snapshot the list is of."""
    if not runs:
        return "The record has not been checked yet."
    newest = max(runs, key=lambda run: run.as_of)
    return (
        f"The record was last checked as it stood on {day(newest.as_of)}. What has been mended since"
        " stays on the list until the next check. Each line is one mistake, with the finding that"
        " matters most."
    )


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Findings in the order of their day, the worst of a day first."""
    form = ListForm(finding_choices(request.user), request.GET or None)
    return answer(
        request,
        WorkList(
            what="findings",
            title="Data to mend",
            lead=checked_words(latest_runs()),
            rows=findings_for(request.user, form.wanted(), as_of=today()),
            columns=("What is wrong", "Child", "Severity", "Due", "Who sees to it"),
            cells=_cells,
            csv_columns=_CSV,
            csv_row=_csv_row,
            person=lambda row: row.person,
            empty="There is nothing to mend that fits this.",
            one="mistake",
            form=form,
        ),
    )
