"""One source: whose it is, what came in, what it feeds; and changing what is the authority's own of it."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from rightplace.casework.models import DataSource, Role, User
from rightplace.casework.queries.sources import (
    Standing,
    changes_of,
    loads_of,
    standings,
)
from rightplace.casework.sources import Reviewed
from rightplace.facts.sources import RETURNS, SOURCES, UNFILLED, Datum, tables_of
from rightplace.indicators import REGISTER
from rightplace.papers.flow import flow_svg
from rightplace.web.access import for_roles
from rightplace.web.design.formats import plural
from rightplace.web.design.presenters import Cell, Column, SummaryRow, TableView, Value
from rightplace.web.insight.sources.picture import map_of
from rightplace.web.insight.sources.roles import READERS, WRITERS, crumbs
from rightplace.web.insight.sources.words import (
    datum_link,
    freshness,
    interface,
    measures_reading,
    outcome,
    owner,
    table_name,
)
from rightplace.web.today import today

_LOADS_SHOWN = 20
_LABELS = {
    "system": "System",
    "supplier": "Supplier",
    "owner_role": "Role that answers for it",
    "owner": "Owner",
    "contact": "Contact",
    "refresh_days": "Fresh data expected after, in days",
}


def reviewed_or_404(key: str) -> Reviewed:
    """The source of that key."""
    if key not in SOURCES:
        raise Http404
    return SOURCES[key]


@for_roles(*READERS)
@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """One source."""
    reviewed = reviewed_or_404(key)
    (standing,) = standings([reviewed], day=today())
    flow = map_of(key)
    context = {
        "source": standing.source.name,
        "holds": standing.source.holds,
        "facts": _facts(standing),
        "flow": flow,
        "svg": None if flow is None else Markup(flow_svg(flow)),  # noqa: S704 (drawn by us, checked)
        "tables": (_fed(key), _loads(reviewed), _changes(standing.source)),
        "change": reverse("staff:source-change", args=[key])
        if request.user.role in WRITERS
        else None,
        "crumbs": crumbs(),
    }
    return render(request, "insight/sources/one.html", context)


def _facts(standing: Standing) -> tuple[SummaryRow, ...]:
    source = standing.source
    due = standing.due_on or "Not known: no load is noted"
    return (
        SummaryRow.of("System", source.system),
        SummaryRow.of("Supplier", source.supplier or "None named"),
        SummaryRow.of("How it comes", interface(source)),
        SummaryRow.of("Who answers for it", owner(source)),
        SummaryRow.of("Contact", source.contact or "None named"),
        SummaryRow.of("Fresh data expected", f"Every {plural(source.refresh_days, 'day')}"),
        SummaryRow.of("Last good load", freshness(standing)),
        SummaryRow.of("Next load due", due),
    )


def _fed(key: str) -> TableView:
    """Each column with what depends on it; then the returns that are fed as they are."""
    rows = [_datum_row((table, name)) for table, names in tables_of(key).items() for name in names]
    rows += [
        (each.title, "Tables of the return", "", "The rules of the return")
        for each in RETURNS.values()
        if key in each.sources()
    ]
    heads = ("Item", "Table", "Filled", "What depends on it")
    empty = "It feeds no table of the record: it is kept as a snapshot of its own, or shown beside ours."
    return TableView.of("What it feeds", heads, rows, empty=empty)


def _datum_row(datum: Datum) -> tuple[Value, ...]:
    table, _ = datum
    link = datum_link(datum)
    measures = [REGISTER[key].name for key in measures_reading([datum])]
    shown = ", ".join(measures[:3]) or "No measure"
    more = len(measures) - 3
    return (
        link,
        table_name(table),
        "Never" if datum in UNFILLED else "Yes",
        Cell(shown, detail=f"and {plural(more, 'more measure')}" if more > 0 else None),
    )


def _loads(reviewed: Reviewed) -> TableView:
    rows = [
        (
            load.at.date(),
            Cell(load.name, detail=load.digest[:12] or None),
            outcome(load),
            load.rows if load.is_good else "None",
            load.by.name,
        )
        for load in loads_of(reviewed, day=today())[:_LOADS_SHOWN]
    ]
    heads = ("Day", "What", "How it went", Column("Rows", numeric=True), "By whom")
    return TableView.of("Loads, the newest first", heads, rows, empty="No load is noted.")


def _changes(source: DataSource) -> TableView:
    rows = [
        (audit.at.date(), audit.by.name if audit.by else "", "; ".join(_before(before)))
        for audit, before in changes_of(source)
        if set(before) & set(_LABELS)
    ]
    heads = ("Day", "By whom", "What it was before")
    return TableView.of("Changes, the newest first", heads, rows, empty="Nothing was changed.")


def _before(before: dict[str, Any]) -> Iterator[str]:
    for name, label in _LABELS.items():
        if name in before:
            yield f"{label}: {_in_words(name, before[name])}"


def _in_words(name: str, value: Any) -> str:
    if value in (None, ""):
        return "nobody" if name == "owner" else "nothing"
    if name == "owner":
        return User.objects.get(pk=value).name
    return Role(value).label if name == "owner_role" else str(value)
