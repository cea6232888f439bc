"""The findings of one child: a part of the record, and the short panel on its first page."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import Finding, Person
from rightplace.casework.queries.findings import all_findings_of, latest_runs, open_findings_of
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import plural
from rightplace.web.design.presenters import Cell, Link, TableView
from rightplace.web.staff.child import child_or_404, show_part
from rightplace.web.staff.findings.listing import checked_words
from rightplace.web.staff.findings.words import others, severity_tag, standing

PART = "staff:child-findings"
_SHOWN = 3


@dataclass(frozen=True)
class Panel:
    """How much there is to mend of a child, and the worst of it."""

    heading: str
    worst: tuple[Link, ...]
    href: str


def panel(person: Person) -> Panel | None:
    """None where there is nothing to mend."""
    rows = list(open_findings_of(person))
    if not rows:
        return None
    return Panel(
        f"{plural(len(rows), 'mistake')} in the data to mend",
        tuple(Link(row.message, reverse("staff:finding", args=[row.pk])) for row in rows[:_SHOWN]),
        reverse(PART, args=[person.pk]),
    )


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """What there is to mend, and what became of the rest."""
    person = child_or_404(request, person_id, what="findings.open")
    rows = list(all_findings_of(person))
    past = (
        ("Accepted", [row for row in rows if row.state == "accepted"]),
        (
            "Mended or no longer asked",
            [row for row in rows if row.state in ("mended", "lapsed")],
        ),
    )
    return show_part(
        request,
        person,
        PART,
        "staff/findings/part.html",
        heading="Data to mend",
        lead=checked_words(latest_runs()),
        tables=(
            _open(list(open_findings_of(person))),
            *(_table(caption, found) for caption, found in past if found),
        ),
    )


def _link(row: Finding, detail: str) -> Cell:
    return Cell(row.message, href=reverse("staff:finding", args=[row.pk]), detail=detail)


def _open(rows: list[Finding]) -> TableView:
    return TableView.of(
        "To mend",
        ("What is wrong", "Severity", "Due"),
        [
            (_link(row, others(row.others) or row.hint), severity_tag(row), standing(row))
            for row in rows
        ],
        empty="There is nothing to mend.",
    )


def _table(caption: str, rows: list[Finding]) -> TableView:
    shown = [
        (_link(row, row.accepted_reason or row.rule), severity_tag(row), standing(row))
        for row in rows
    ]
    return TableView.of(caption, ("What it was", "Severity", "How it stands"), shown)
