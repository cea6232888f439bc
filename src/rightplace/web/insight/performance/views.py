"""The quarter at a glance, and its figures as files."""

from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rightplace.indicators.performance.table import PRINTED_COLUMNS, Line, as_printed
from rightplace.papers.csv import csv_bytes
from rightplace.papers.quarter.sheet import workbook
from rightplace.web.access import for_roles
from rightplace.web.insight.performance import glance
from rightplace.web.insight.performance.behind import CASEWORKERS
from rightplace.web.insight.performance.chosen import QuarterForm, chosen, offered, query
from rightplace.web.insight.performance.source import (
    READERS,
    QuarterLines,
    corrected_keys,
    histories,
)

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MORE = ("key", "change", "beyond_chance", "why", "until")


@for_roles(*READERS)
@require_safe
def at_a_glance(request: HttpRequest) -> HttpResponse:
    """Every indicator of a quarter, by topic, with the ratings counted."""
    board = chosen(request)
    if board is None:
        return render(request, "insight/performance/none.html")
    topics = glance.topics(board.lines, histories(board), corrected_keys(board), query=query(board))
    context = {
        "board": board,
        "topics": topics,
        "kinds": glance.KINDS,
        "totals": glance.counts(board.lines),
        "picker": QuarterForm(offered(request.user), board),
        "query": query(board),
        "team": request.user.role in CASEWORKERS,
    }
    return render(request, "insight/performance/glance.html", context)


@for_roles(*READERS)
@require_safe
def csv(request: HttpRequest) -> HttpResponse:
    """The lines of a quarter as printed, and what they are from."""
    board = chosen(request)
    return as_csv(board) if board else render(request, "insight/performance/none.html")


def as_csv(board: QuarterLines) -> HttpResponse:
    """A quarter's lines as a file: the printed columns first, in their order."""
    columns = (*PRINTED_COLUMNS, *_MORE, "snapshot")
    rows = [_row(line, board) for line in board.lines]
    return _file(csv_bytes(columns, rows), "text/csv; charset=utf-8", board, "csv")


def _row(line: Line, board: QuarterLines) -> list[object]:
    printed = [_number(text) for text in as_printed(line).values()]
    chance = "" if line.beyond_chance is None else str(line.beyond_chance).lower()
    more = (line.key, _number(line.change), chance, line.why, line.until)
    return [*printed, *more, board.snapshot_id]


def _number(text: str) -> object:
    """A number as one, with its decimals: a file guards against text that begins with a sign."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


@for_roles(*READERS)
@require_safe
def xlsx(request: HttpRequest) -> HttpResponse:
    """The lines of a quarter as a workbook."""
    board = chosen(request)
    if board is None:
        return render(request, "insight/performance/none.html")
    made = workbook(board.lines, period=str(board.period), snapshot=board.snapshot_id)
    return _file(made, _XLSX, board, "xlsx")


def _file(content: bytes, kind: str, board: QuarterLines, ending: str) -> HttpResponse:
    name = f"performance-{str(board.period).lower().replace(' ', '-').replace('/', '-')}.{ending}"
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
