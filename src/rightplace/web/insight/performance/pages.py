"""The pages about one indicator: in depth, as files, and the children or schools behind its figure."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from rightplace.governance.queries.register import versions_of_all
from rightplace.indicators.performance.definition import Indicator
from rightplace.papers.csv import csv_bytes
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import Link
from rightplace.web.insight.performance import depth, history, neighbours
from rightplace.web.insight.performance.behind import list_link
from rightplace.web.insight.performance.chosen import QuarterForm, chosen, offered, query
from rightplace.web.insight.performance.late import late_of
from rightplace.web.insight.performance.source import (
    READERS,
    QuarterLines,
    comparators_of,
    histories,
)


@for_roles(*READERS)
@require_safe
def indicator(request: HttpRequest, key: str) -> HttpResponse:
    """One indicator in depth."""
    register = versions_of_all()
    if key not in register:
        raise Http404
    board = chosen(request)
    if board is None:
        return render(request, "insight/performance/none.html")
    line = board.line(key)
    asked = depth.asked_of(board, key, register)
    in_force = asked[0]
    figures = histories(board).get(key, ())
    csv_href = reverse("insight:performance-indicator-csv", args=[key]) + query(board)
    context = {
        "board": board,
        "line": line,
        "question": in_force.question,
        "facts": depth.facts_of(line, asked),
        "history": history.history_chart(
            in_force, figures, sql=depth.query_of(board, *asked), csv_href=csv_href
        ),
        "parts": depth.parts_of(board, *asked),
        **_others(board, in_force, csv_href),
        "definition": depth.definition_of(in_force),
        "versions": depth.versions_table(register[key], in_force),
        "warnings": line.warnings,
        "disagreements": depth.disagreements_of(board, line, asked[1], figures),
        "said": depth.said_of(board, key),
        "unsaid": depth.unsaid_of(board, key),
        "late": None if board.hides else late_of(board, key),
        "compare": reverse("insight:performance-compare")
        + f"?{urlencode({'b': str(board.period)})}",
        "corrections": depth.corrections_of(board, line, asked),
        "behind": list_link(request.user, key, query(board)) if board.snapshot else None,
        "picker": QuarterForm(offered(request.user), board),
        "crumbs": [Link("Performance", reverse("insight:performance") + query(board))],
    }
    return render(request, "insight/performance/indicator.html", context)


def _others(board: QuarterLines, in_force: Indicator, csv_href: str) -> dict[str, Any]:
    """What is known of other authorities, or why nothing is."""
    own = board.line(in_force.key).value
    found = neighbours.among(in_force, board.period, own, comparators_of(board))
    if isinstance(found, str):
        return {"neighbours": None, "no_neighbours": found}
    chart = neighbours.neighbours_chart(found, csv_href=f"{csv_href}&of=neighbours")
    return {"neighbours": chart, "no_neighbours": "No value is known to show."}


@for_roles(*READERS)
@require_safe
def indicator_csv(request: HttpRequest, key: str) -> HttpResponse:
    """The history of an indicator as a file; with `of=neighbours`, what it is held against."""
    register = versions_of_all()
    if key not in register:
        raise Http404
    board = chosen(request)
    if board is None:
        return render(request, "insight/performance/none.html")
    if request.GET.get("of") != "neighbours":
        return _file(
            key, "history", history.COLUMNS, history.history_rows(histories(board).get(key, ()))
        )
    in_force, _ = depth.asked_of(board, key, register)
    found = neighbours.among(in_force, board.period, board.line(key).value, comparators_of(board))
    if isinstance(found, str):
        raise Http404
    period = found.comparison.comparator_period
    rows = [(row.who, row.kind, row.value, period) for row in found.rows]
    return _file(key, "neighbours", neighbours.COLUMNS, rows)


def _file(
    key: str, what: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]
) -> HttpResponse:
    return HttpResponse(
        csv_bytes(columns, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{key}-{what}.csv"'},
    )
