"""How much pages of figures are used, by page and role."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from rightplace.casework.models import Role
from rightplace.governance.queries.wishes import use_since
from rightplace.papers.charts import svg
from rightplace.papers.specs import Chart, Series, Shape
from rightplace.web.access import for_roles
from rightplace.web.design.formats import plural, short_day
from rightplace.web.design.presenters import ChartView, Column, TableView
from rightplace.web.insight.dashboards import DASHBOARDS
from rightplace.web.insight.files import csv_file
from rightplace.web.insight.roles import DECIDERS
from rightplace.web.today import today

_DAYS = timedelta(days=90)
_DRAWN = 12
_TITLES = {
    "insight:home": "Dashboards",
    "insight:register": "Register of indicators",
    "insight:indicator": "One indicator",
    "insight:quarters": "Quarters",
    "insight:quarter": "One quarter",
    **{f"insight:{slug}": each.title for slug, each in DASHBOARDS.items()},
}
Use = Mapping[tuple[str, str], int]


@for_roles(*DECIDERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The use of the last ninety days: a chart by page, a table by page and role."""
    since = today() - _DAYS
    use = use_since(since)
    pages = _pages(use)
    if request.GET.get("format") == "csv":
        rows = ((page, role, times) for (page, role), times in use.items())
        return csv_file(f"use-{today()}", ("page", "role", "times"), rows)
    context = {"figure": _figure(use, pages, since) if pages else None}
    return render(request, "insight/wishes/use.html", context)


def _pages(use: Use) -> list[str]:
    """The pages, those opened most before the others."""
    totals = _totals(use)
    return sorted(totals, key=lambda page: (-totals[page], page))


def _totals(use: Use) -> dict[str, int]:
    totals: dict[str, int] = {}
    for (page, _), times in use.items():
        totals[page] = totals.get(page, 0) + times
    return totals


def _title(page: str) -> str:
    """A page that is no longer there keeps its address's name."""
    return _TITLES.get(page, page.removeprefix("insight:"))


def _figure(use: Use, pages: Sequence[str], since: date) -> ChartView:
    totals, drawn = _totals(use), pages[:_DRAWN]
    first = pages[0]
    chart = Chart(
        Shape.BARS,
        f"{_title(first)} was opened {plural(totals[first], 'time')} since {short_day(since)}",
        "Bars of the times that a page was opened, by page.",
        tuple(_title(page) for page in drawn),
        (Series("Times opened", tuple(float(totals[page]) for page in drawn)),),
        "",
        "Times opened",
    )
    return ChartView(
        id="use",
        title=chart.title,
        description=chart.description,
        svg=Markup(svg(chart)),  # noqa: S704 (drawn by us, checked for style and script)
        table=_table(use, pages),
        csv_href="?format=csv",
        method="Each time that a page of figures was opened is counted for the role of whoever opened "
        "it and the day. It is not kept who opened it.",
    )


def _table(use: Use, pages: Sequence[str]) -> TableView:
    roles = [role for role in Role if any(found == role for _, found in use)]
    columns = ("Page", *(Column(r.label, numeric=True) for r in roles), Column("All", numeric=True))
    totals = _totals(use)
    rows = [
        (_title(page), *(use.get((page, role.value), 0) for role in roles), totals[page])
        for page in pages
    ]
    return TableView.of("Times opened, by page and role", columns, rows)
