"""What a team can see: the figures that its cases feed, with the way to the children."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import Person
from rightplace.web.access import for_roles
from rightplace.web.design import lines as words
from rightplace.web.insight.performance.behind import CASEWORKERS, CHILDREN, behind
from rightplace.web.insight.performance.chosen import QuarterForm, chosen, offered, query
from rightplace.web.insight.performance.source import QuarterLines


@dataclass(frozen=True)
class Fed:
    """An indicator that cases feed: the council's figure, and how many of those behind it are one's own."""

    name: str
    value: str
    period: str
    why: str
    mine: int | None
    href: str | None


@for_roles(*CASEWORKERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The indicators that someone's cases feed."""
    board = chosen(request)
    if board is None:
        return render(request, "insight/performance/none.html")
    context = {
        "board": board,
        "fed": [_fed(request, board, key) for key in CHILDREN],
        "picker": QuarterForm(offered(request.user), board),
    }
    return render(request, "insight/performance/team.html", context)


def _fed(request: HttpRequest, board: QuarterLines, key: str) -> Fed:
    line = board.line(key)
    value, why = words.value_of(line, line.latest_value), words.why_not(line)
    if board.snapshot is None:
        return Fed(line.name, value, line.latest_period, why, None, None)
    keys = {int(each.ref) for each in behind(board, key) if each.ref.isdigit()}
    mine = Person.objects.visible_to(request.user).filter(pk__in=keys).count()
    href = reverse("insight:performance-children", args=[key]) + query(board)
    return Fed(line.name, value, line.latest_period, why, mine, href)
