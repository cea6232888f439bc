"""Freezing a quarter: a snapshot is chosen, its figures are seen, then they are frozen."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rightplace.facts.comparators import Comparators, ComparatorsError, open_comparators
from rightplace.facts.snapshot import Snapshot, list_snapshots
from rightplace.governance.actions.quarters import LineToFreeze, freeze_quarter
from rightplace.governance.queries.freezing import to_freeze
from rightplace.governance.queries.register import versions_of_all
from rightplace.indicators.performance.periods import Period
from rightplace.indicators.performance.report import report_of
from rightplace.indicators.performance.table import Line
from rightplace.law.dates import working_day_after
from rightplace.web.access import for_roles
from rightplace.web.acting import ask, how
from rightplace.web.design.formats import day
from rightplace.web.design.lines import value_of, why_not
from rightplace.web.design.presenters import Cell, TableView
from rightplace.web.insight.quarters.forms import FreezeForm, SnapshotChoice
from rightplace.web.insight.quarters.views import crumbs_of, link_of, quarter_or_404
from rightplace.web.insight.quarters.words import change_words, status_tag
from rightplace.web.insight.roles import KEEPERS
from rightplace.web.today import today

_WORKING_DAYS = 10
"""For commentary, where nobody says otherwise."""


def _comparators() -> Comparators | None:
    try:
        return open_comparators(settings.COMPARATORS, la=settings.AUTHORITY)
    except ComparatorsError:
        return None


def _snapshots(period: Period) -> list[Snapshot]:
    """Those of the record that stand on or after the last day, the newest first."""
    found = list_snapshots(store=settings.SNAPSHOTS)
    return [s for s in found if s.about.origin != "return" and s.about.as_of >= period.last]


def _chosen(request: HttpRequest, snapshots: list[Snapshot]) -> Snapshot:
    name = request.POST.get("snapshot") or request.GET.get("snapshot") or snapshots[0].name
    found = next((each for each in snapshots if each.name == name), None)
    if found is None:
        raise Http404
    return found


@for_roles(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: HttpRequest, slug: str) -> HttpResponse:
    """See the figures of a snapshot, and freeze them."""
    quarter = quarter_or_404(slug)
    if quarter.frozen is not None:
        raise Http404
    period = quarter.period
    snapshots = _snapshots(period)
    if not snapshots:
        return _without_snapshot(request, period)
    snapshot = _chosen(request, snapshots)
    report = report_of(
        snapshot,
        period,
        versions=versions_of_all(),
        comparators=_comparators(),
        la=settings.AUTHORITY,
    )
    asked = to_freeze(report)
    lines: list[LineToFreeze] = asked["lines"]
    initial = {"snapshot": snapshot.name, "due_on": working_day_after(today(), _WORKING_DAYS)}
    return ask(
        request,
        FreezeForm(request.POST or None, initial=initial),
        lambda given: freeze_quarter(**asked, commentary_due_on=given["due_on"], **how(request)),
        title=f"Freeze {period}",
        said=f"The figures of {period} are frozen, and commentary is asked for",
        button="Freeze the figures",
        back=link_of(period),
        crumbs=crumbs_of(period),
        template="insight/quarters/freeze.html",
        choice=SnapshotChoice(snapshots, snapshot),
        table_view=_preview(lines),
        number=sum(bool(each.ask) for each in lines),
    )


def _without_snapshot(request: HttpRequest, period: Period) -> HttpResponse:
    context = {"period": str(period), "ended": day(period.last), "crumbs": crumbs_of(period)}
    return render(request, "insight/quarters/no_snapshot.html", context)


def _preview(lines: list[LineToFreeze]) -> TableView:
    """What would be frozen, and who would be asked."""
    rows = []
    for each in lines:
        line = Line.from_data(each.line)
        who = each.asked_of.name if each.asked_of else "Nobody is named"
        asked = Cell(each.ask, detail=f"{each.owner}: {who}") if each.ask else Cell("Nobody")
        rows.append(
            (
                Cell(line.name, href=reverse("insight:indicator", args=[line.key])),
                line.latest_period,
                Cell(value_of(line, line.latest_value), detail=why_not(line) or None),
                change_words(line),
                status_tag(line),
                asked,
            )
        )
    columns = ("Indicator", "Period", "Value", "Change", "Rating", "Who is asked, and why")
    return TableView.of("Figures as they would be frozen", columns, rows)
