"""The register: every indicator, by theme."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.governance.queries.register import versions_of_all
from rightplace.indicators.performance.definition import Indicator, version_on
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import Cell, Column, TableView, Value
from rightplace.web.insight.files import csv_file
from rightplace.web.insight.register.words import LABELS, in_words, target_on
from rightplace.web.insight.roles import READERS
from rightplace.web.insight.use import counted
from rightplace.web.today import today

_COLUMNS = (
    "Indicator",
    "Owner",
    "Frequency",
    "Source",
    "Benchmark",
    "Target",
    Column("Version", numeric=True),
)


@for_roles(*READERS)
@require_safe
@counted
def show(request: HttpRequest) -> HttpResponse:
    """The indicators as they are defined today, a table for each theme, or all as a file."""
    on = today()
    found = [version_on(of, on) for of in versions_of_all().values()]
    if request.GET.get("format") == "csv":
        columns = ("key", "version", "since", *LABELS)
        rows = ((i.key, i.version, i.since, *(in_words(i, f) for f in LABELS)) for i in found)
        return csv_file(f"register-{on}", columns, rows)
    themes = dict.fromkeys(each.theme for each in found)
    tables = [_table(theme, [each for each in found if each.theme == theme]) for theme in themes]
    return render(request, "insight/register/list.html", {"tables": tables, "count": len(found)})


def _table(theme: str, indicators: Sequence[Indicator]) -> TableView:
    return TableView.of(theme, _COLUMNS, [_row(each) for each in indicators])


def _row(indicator: Indicator) -> Sequence[Value]:
    return (
        Cell(
            indicator.name,
            href=reverse("insight:indicator", args=[indicator.key]),
            detail=indicator.question,
        ),
        indicator.owner,
        indicator.frequency_as_printed,
        indicator.source,
        "Published" if indicator.benchmark else "None",
        target_on(indicator, today()),
        indicator.version,
    )
