"""From a figure to those behind it: children to those who may see them, schools to every reader inside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.actions.audit import record_list_look
from rightplace.casework.models import Person, Role, Setting, User
from rightplace.indicators.performance.compute import Member
from rightplace.indicators.performance.table import Line
from rightplace.papers.csv import csv_bytes
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import Cell, Column, Link, TableView, page_of
from rightplace.web.insight.performance.chosen import chosen, query
from rightplace.web.insight.performance.listed import behind, may_read
from rightplace.web.insight.performance.source import OUTSIDE, READERS, QuarterLines
from rightplace.web.today import now

CASEWORKERS = (Role.CASE_OFFICER, Role.TEAM_MANAGER)
"""Whose cases feed figures."""
CASES = (*CASEWORKERS, Role.AUDITOR)
"""Who may see children of the case record behind a figure: each those whose whole record they may see."""
CHILDREN = ("send-mainstream-plans",)
"""The indicators whose figure counts children of the case record, and so can be followed to their pages."""
SCHOOLS = (
    "send-mainstream-support",
    "schools-primary-good",
    "schools-secondary-good",
    "schools-pupils-good",
)
"""The indicators whose figure is counted school by school."""


def list_link(user: User, key: str, ending: str) -> Link | None:
    """Where those behind a figure are listed; None where someone may not see them."""
    if may_read(user, key):
        address = reverse("insight:performance-list", args=[key])
        return Link("The children behind this figure, one by one", address + ending)
    if key in CHILDREN and user.role in CASES:
        address = reverse("insight:performance-children", args=[key])
        return Link("The children of your cases behind this figure", address + ending)
    if key in SCHOOLS and user.role in READERS and user.role not in OUTSIDE:
        address = reverse("insight:performance-schools", args=[key])
        return Link("The schools behind this figure", address + ending)
    return None


@for_roles(*CASES)
@require_safe
def children(request: HttpRequest, key: str) -> HttpResponse:
    """The children behind a figure whom someone may see."""
    board = chosen(request)
    if board is None or key not in CHILDREN:
        raise Http404
    line, found = board.line(key), behind(board, key)
    people = _seen(request.user, found)
    as_file = request.GET.get("format") == "csv"
    page = page_of(people, request.GET)
    shown = list(people) if as_file else list(page.items)
    if shown:
        how = "download" if as_file else "open"
        what = f"performance.{key}.{board.period}.{how}"
        record_list_look(shown, what=what, by=request.user, at=now())
    if as_file:
        return _children_file(key, shown)
    rows = [
        [
            Cell(f"{p.surname}, {p.forename}", href=reverse("staff:case", args=[p.pk])),
            p.upn or "Not known",
        ]
        for p in shown
    ]
    empty = "None of those behind this figure is among the children whom you may see."
    context = {
        "line": line,
        "board": board,
        "count": len(found),
        "mine": page.total,
        "page": page,
        "table": TableView.of("Children", ["Child", "UPN"], rows, empty=empty),
        "csv_href": f"{query(board)}&format=csv",
        "crumbs": [_back(request.user, line, board)],
    }
    return render(request, "insight/performance/children.html", context)


def _back(user: User, line: Line, board: QuarterLines) -> Link:
    """The page from which someone came: the team's figures, or the indicator of those who have no team."""
    if user.role in CASEWORKERS:
        return Link("Your team's figures", reverse("insight:performance-team") + query(board))
    address = reverse("insight:performance-indicator", args=[line.key])
    return Link(line.name, address + query(board))


def _seen(user: User, found: Sequence[Member]) -> Any:
    """Those of the children whom someone may see, by name."""
    keys = {int(each.ref) for each in found if each.ref.isdigit()}
    seen = Person.objects.visible_to(user).filter(pk__in=keys)
    return seen.order_by("surname", "forename", "pk")


def _children_file(key: str, people: Sequence[Person]) -> HttpResponse:
    rows = [(p.surname, p.forename, p.upn) for p in people]
    return HttpResponse(
        csv_bytes(("surname", "forename", "upn"), rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{key}-children.csv"'},
    )


@dataclass(frozen=True)
class _School:
    """One school behind a figure."""

    name: str
    urn: str
    counted: float
    of: float | None


@for_roles(*(role for role in READERS if role not in OUTSIDE))
@require_safe
def schools(request: HttpRequest, key: str) -> HttpResponse:
    """The schools behind a figure, with what each adds to it."""
    board = chosen(request)
    if board is None or key not in SCHOOLS:
        raise Http404
    line = board.line(key)
    found = behind(board, key)
    names = _names([each.ref for each in found])
    rows = [_School(names.get(m.ref, m.ref), m.ref, m.counted, m.of) for m in found]
    if request.GET.get("format") == "csv":
        return HttpResponse(
            csv_bytes(
                ("school", "urn", "counted", "of"), [(s.name, s.urn, s.counted, s.of) for s in rows]
            ),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{key}-schools.csv"'},
        )
    page = page_of(rows, request.GET)
    cells = [[s.name, s.urn, f"{s.counted:,.0f}", _of(s.of)] for s in page.items]
    columns = ["School", "URN", Column("Counted", numeric=True), Column("Of", numeric=True)]
    context = {
        "line": line,
        "board": board,
        "count": len(found),
        "page": page,
        "table": TableView.of("Schools", columns, cells, empty="No school is behind this figure."),
        "csv_href": f"{query(board)}&format=csv",
        "crumbs": [
            Link(line.name, reverse("insight:performance-indicator", args=[key]) + query(board))
        ],
    }
    return render(request, "insight/performance/schools.html", context)


def _of(value: float | None) -> str:
    return "It is a count" if value is None else f"{value:,.0f}"


def _names(urns: Sequence[str]) -> Mapping[str, str]:
    return dict(Setting.objects.filter(urn__in=urns).values_list("urn", "name"))
