"""Looked-after children by placement over time."""

from collections.abc import Sequence
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from rightplace.casework.models import User
from rightplace.facts.engine import over
from rightplace.facts.snapshot import Snapshot
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.disclosure import HIDDEN, disclosed
from rightplace.indicators.performance.looked_after import (
    Held,
    Placed,
    Rise,
    days_up_to,
    first_day,
    held,
    placed,
    printed_rises,
    rises,
)
from rightplace.papers.charts import svg
from rightplace.papers.csv import csv_bytes
from rightplace.papers.specs import Chart, Series, Shape
from rightplace.web.access import for_roles
from rightplace.web.design.formats import day, number, short_day
from rightplace.web.design.presenters import ChartView, Column, Link, TableView
from rightplace.web.frozen import frozen_periods
from rightplace.web.insight.performance.chosen import shown_to
from rightplace.web.insight.performance.source import OUTSIDE, READERS, newest_snapshot

_ALL = "All looked-after children"
Counts = Sequence[tuple[str, Sequence[int | None]]]
"""Each placement with its count on each day; None where it is hidden. The last is of all children."""


@for_roles(*READERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The table, the chart and the growth; what a report printed of it, held against the counts."""
    snapshot = snapshot_for(request.user)
    table = None if snapshot is None else _table_of(snapshot)
    if snapshot is None or table is None:
        return render(request, "insight/performance/no_looked_after.html", {"crumbs": _crumbs()})
    outside = request.user.role in OUTSIDE
    counts = _counts(table, hide=outside)
    if request.GET.get("format") == "csv":
        return _file(table, counts)
    report, printed = printed_rises()
    against = held(table, printed)
    context = {
        "snapshot": snapshot,
        "hides": outside,
        "figure": _chart_view(table, counts, whole=outside),
        "rises": _rises_table(rises(table)),
        "report": report,
        "held": _held_table(against) if against else None,
        "wrong": sum(not each.follows for each in against),
        "count": len(against),
        "crumbs": _crumbs(),
    }
    return render(request, "insight/performance/looked_after.html", context)


def snapshot_for(user: User) -> Snapshot | None:
    """The newest snapshot; for those outside, the one of the latest frozen quarter."""
    if user.role not in OUTSIDE:
        return newest_snapshot()
    latest = next(iter(frozen_periods()), None)
    return None if latest is None else shown_to(user, latest).snapshot


def _crumbs() -> list[Link]:
    return [Link("Performance", reverse("insight:performance"))]


def _table_of(snapshot: Snapshot) -> Placed | None:
    """The table of a snapshot; None where it has no list of looked-after children."""
    return _remembered(snapshot.id, snapshot.about.as_of, _Kept(snapshot))


class _Kept:
    """A snapshot that is no part of what an answer is remembered by."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=64)
def _remembered(snapshot_id: str, as_of: object, kept: _Kept) -> Placed | None:
    with over(kept.snapshot) as facts:
        picture = Picture(facts, kept.snapshot.about)
        first = first_day(picture)
        return None if first is None else placed(picture, days_up_to(first, picture.day))


def _counts(table: Placed, *, hide: bool) -> Counts:
    rows = list(table.counts.values())
    if not hide:
        return [*table.counts.items(), (_ALL, table.totals)]
    cells = disclosed(rows, row_totals=False).cells
    return [
        *zip(table.counts, (row[:-1] for row in cells[:-1]), strict=True),
        (_ALL, cells[-1][:-1]),
    ]


def _chart_view(table: Placed, counts: Counts, *, whole: bool) -> ChartView:
    """The children by group of placements; where small numbers are hidden, all of them alone."""
    labels = tuple(f"{each:%b %Y}" for each in table.days)
    first, last = table.totals[0], table.totals[-1]
    way = "up" if last > first else "down" if last < first else "as many as"
    then = f"{way} from {number(first)}" if last != first else way
    title = f"{number(last)} looked-after children on {day(table.days[-1])}, {then} on {day(table.days[0])}"
    groups = {_ALL: table.totals} if whole else table.grouped()
    chart = Chart(
        shape=Shape.LINE if whole else Shape.STACKED_BARS,
        title=title,
        description="Looked-after children on each day"
        + ("." if whole else ", each bar made of the groups of their placements."),
        labels=labels,
        series=tuple(Series(name, tuple(values)) for name, values in groups.items()),
        label_title="Day",
        value_title="Children",
    )
    return ChartView(
        id="looked-after",
        title=title,
        description=chart.description,
        svg=Markup(svg(chart)),  # noqa: S704 (drawn by us, checked for style and script)
        table=_counts_table(table, counts),
        csv_href="?format=csv",
        method=(
            "Children with an episode that has begun by the end of the day and has not ended, each once, by "
            "the placement of the latest. Source: the list of looked-after children (SSDA903, with the "
            "council's own kinds of placement)."
        ),
    )


def _counts_table(table: Placed, counts: Counts) -> TableView:
    columns = ["Placement", *(Column(short_day(each), numeric=True) for each in table.days)]
    rows = [
        [name, *("Hidden" if value is None else number(value) for value in row)]
        for name, row in counts
    ]
    return TableView.of("Looked-after children by placement", columns, rows)


def _rises_table(found: Sequence[Rise]) -> TableView:
    columns = [
        "From",
        "To",
        Column("Before", numeric=True),
        Column("After", numeric=True),
        Column("Change", numeric=True),
        "Time between",
    ]
    rows = [
        [
            short_day(each.since),
            short_day(each.until),
            each.before,
            each.after,
            _change(each),
            "A year" if each.is_a_year else "Not a year",
        ]
        for each in found
    ]
    return TableView.of("Change of all looked-after children", columns, rows)


def _change(rise: Rise) -> str:
    return "Not known" if rise.per_cent is None else f"{rise.per_cent:+.1f}%"


def _held_table(found: Sequence[Held]) -> TableView:
    columns = [
        "From",
        "To",
        Column("Printed", numeric=True),
        Column("From the counts", numeric=True),
        "Does it follow?",
    ]
    rows = [
        [
            short_day(each.rise.since),
            short_day(each.rise.until),
            f"{each.printed.per_cent}%",
            f"{each.rise.per_cent:.2f}%, rounded {each.rise.as_printed}%",
            "Yes" if each.follows else "No",
        ]
        for each in found
    ]
    return TableView.of("Printed rises, held against the counts", columns, rows)


def _file(table: Placed, counts: Counts) -> HttpResponse:
    rows = [(name, *(HIDDEN if value is None else value for value in row)) for name, row in counts]
    return HttpResponse(
        csv_bytes(("placement", *(str(each) for each in table.days)), rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="looked-after-children.csv"'},
    )
