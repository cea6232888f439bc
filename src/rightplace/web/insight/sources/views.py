"""The map of sources, and the figures that are wanted and cannot be made yet."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from rightplace.casework.queries.sources import Standing, standings
from rightplace.facts.sources import RETURNS, SOURCES, WANTED, Wanted, tables_of
from rightplace.indicators import REGISTER
from rightplace.indicators.performance.definition import indicators
from rightplace.papers.flow import flow_svg
from rightplace.web.access import for_roles
from rightplace.web.design.formats import plural
from rightplace.web.design.presenters import Cell, Column, TableView, Tag, Tone, Value
from rightplace.web.insight.files import csv_file
from rightplace.web.insight.sources.picture import whole_map
from rightplace.web.insight.sources.roles import READERS, WRITERS, crumbs
from rightplace.web.insight.sources.words import (
    column_name,
    freshness,
    interface,
    measures_reading,
    owner,
    source_link,
    table_name,
)
from rightplace.web.today import today

_CSV = (
    "source", "name", "holds", "system", "supplier", "how_it_comes", "owner_role", "owner", "contact",
    "refresh_days", "last_good_load", "due_on", "overdue_days", "last_load_failed", "table", "column",
    "measures",
)  # fmt: skip

_WANTED_CSV = (
    "figure", "theme", "committee", "state", "measure", "why", "needs", "from", "source",
)  # fmt: skip
_HEADS = (
    "Source", "System", "How it comes", "Who answers for it", "Last good load", "Feeds",
    Column("Measures", numeric=True),
)  # fmt: skip


def finding(found: Sequence[Standing]) -> str:
    """2 of 13 sources are overdue, and the last load of 1 failed."""
    late = [each for each in found if each.overdue]
    failed = [each for each in found if each.failed_last]
    verb = "is" if len(late) == 1 else "are"
    said = f"{len(late)} of {plural(len(found), 'source')} {verb} overdue"
    return f"{said}, and the last load of {len(failed)} failed" if failed else said


def _made_by(key: str) -> str:
    """The name of the measure or of the indicator that makes a figure."""
    return REGISTER[key].name if key in REGISTER else indicators()[key][-1].name


def _fed(key: str) -> list[tuple[str, str]]:
    return [(table, column) for table, columns in tables_of(key).items() for column in columns]


def _feeds(key: str) -> Cell:
    """How many columns, and which returns."""
    columns = len(_fed(key))
    returns = [each.title for each in RETURNS.values() if key in each.sources()]
    shown = plural(columns, "column") if columns else "Nothing in a snapshot of the record"
    return Cell(shown, detail=", ".join(returns) or None)


def _cells(row: Standing) -> tuple[Value, ...]:
    source = row.source
    link = source_link(source)
    return (
        Cell(link.text, href=link.href, detail=source.holds),
        Cell(source.system, detail=source.supplier or None),
        interface(source),
        owner(source),
        freshness(row),
        _feeds(source.key),
        len(measures_reading(_fed(source.key))),
    )


def csv_rows(row: Standing) -> list[tuple[object, ...]]:
    """A line for each column that the source feeds; one line without a column where it feeds none."""
    source = row.source
    about = (
        source.key, source.name, source.holds, source.system, source.supplier, source.interface,
        source.owner_role, source.owner.name if source.owner else "", source.contact,
        source.refresh_days, row.last_good.at.date() if row.last_good else None, row.due_on,
        row.overdue, row.failed_last,
    )  # fmt: skip
    data = _fed(source.key) or [("", "")]
    return [(*about, *datum, " ".join(measures_reading([datum]))) for datum in data]


@for_roles(*READERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every source: whose it is, whether it is fresh, what it feeds."""
    found = standings(list(SOURCES.values()), day=today())
    if request.GET.get("format") == "csv":
        lines = (line for each in found for line in csv_rows(each))
        return csv_file(f"sources-{today()}", _CSV, lines)
    flow = whole_map()
    context = {
        "finding": finding(found),
        "table": TableView.of("Sources", _HEADS, [_cells(row) for row in found]),
        "flow": flow,
        "loads": request.user.role in WRITERS,
        "svg": Markup(flow_svg(flow)),  # noqa: S704 (drawn by us, checked for style and script)
    }
    return render(request, "insight/sources/map.html", context)


_Row = tuple[str, Wanted]


def _wanted_cells(row: _Row) -> tuple[Value, ...]:
    name, about = row
    return (
        Cell(name, detail="On the committee's dashboard" if about.committee else None),
        about.theme,
        _stands(about),
        _sentence("; ".join(about.needs)) or "Nothing more",
        _sentence(about.asked_of) or "Nobody",
    )


def _sentence(text: str) -> str:
    """With a capital at its start; what follows keeps its own."""
    return text[:1].upper() + text[1:]


def _stands(about: Wanted) -> Cell:
    if about.measure:
        return Cell(tag=Tag("Made", Tone.FINE), detail=_made_by(about.measure))
    if about.data_here:
        here = ", ".join(f"{table_name(t)}: {column_name(t, c)}" for t, c in about.data_here)
        return Cell(tag=Tag("Data here", Tone.RUNNING), detail=f"{about.why} There is: {here}.")
    return Cell(tag=Tag("Not yet", Tone.SOON), detail=about.why)


def _wanted_csv(row: _Row) -> tuple[object, ...]:
    name, about = row
    state = "made" if about.measure else "data here" if about.data_here else "not yet"
    return (
        name, about.theme, about.committee, state, about.measure, about.why, "; ".join(about.needs),
        about.asked_of, about.source,
    )  # fmt: skip


def wanted_words() -> str:
    """How many of the committee's figures are made."""
    asked = [each for each in WANTED if each.committee]
    total = sum(len(each.figures) for each in asked)
    made = sum(len(each.figures) for each in asked if each.measure)
    here = sum(len(each.figures) for each in asked if each.data_here)
    return (
        f"Of the {total} figures on the quarterly dashboard of a county's committee, {made} is made here;"
        f" for {here} the data are here. The others need data that do not come here yet."
    )


@for_roles(*READERS)
@require_safe
def wanted(request: HttpRequest) -> HttpResponse:
    """The figures that are asked for: which are made, and what the others would need, from whom."""
    rows = [(name, about) for about in WANTED for name in about.figures]
    if request.GET.get("format") == "csv":
        return csv_file(f"wanted-figures-{today()}", _WANTED_CSV, map(_wanted_csv, rows))
    heads = ("Figure", "Theme", "Can it be made", "What it would need", "From whom")
    context = {
        "lead": wanted_words(),
        "table": TableView.of(
            "Figures that are wanted", heads, [_wanted_cells(row) for row in rows]
        ),
        "crumbs": crumbs(),
    }
    return render(request, "insight/sources/wanted.html", context)
