"""The dashboards' pages, and their figures as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import Role
from rightplace.indicators import REGISTER, Grain, evaluate
from rightplace.papers.csv import csv_bytes
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import ChartView, Link
from rightplace.web.insight import presenters
from rightplace.web.insight.choice import SnapshotForm, choose, standing
from rightplace.web.insight.dashboards import DASHBOARDS
from rightplace.web.insight.use import counted

_READERS = (Role.ANALYST, Role.COMMISSIONER, Role.TEAM_MANAGER)


@for_roles(*_READERS)
@require_safe
@counted
def home(request: HttpRequest) -> HttpResponse:
    """The first figures of a snapshot and the way to the dashboards."""
    choice = choose(request)
    if choice.snapshot is None:
        return render(request, "insight/none.html")
    context = {
        "standing": standing(choice.snapshot),
        "stats": presenters.stats(choice.snapshot),
        "entries": presenters.entries(choice, choice.snapshot),
        "picker": SnapshotForm(choice),
    }
    return render(request, "insight/home.html", context)


@for_roles(*_READERS)
@require_safe
@counted
def dashboard(request: HttpRequest, slug: str) -> HttpResponse:
    """One dashboard: its figures, with their tables, files and queries."""
    choice, page = choose(request), DASHBOARDS[slug]
    if choice.snapshot is None:
        return render(request, "insight/none.html")
    shown = [presenters.figure(spec, choice, choice.snapshot) for spec in page.figures]
    context = {
        "page": page,
        "standing": standing(choice.snapshot),
        "content_id": choice.snapshot.id,
        "figures": [each for each in shown if isinstance(each, ChartView)],
        "absent": [each.name for each in shown if not isinstance(each, ChartView)],
        "picker": SnapshotForm(choice),
        "crumbs": [Link("Dashboards", choice.link("insight:home"))],
    }
    return render(request, "insight/dashboard.html", context)


@for_roles(*_READERS)
@require_safe
def csv(request: HttpRequest, key: str) -> HttpResponse:
    """One measure as a file, by year or as `by` asks; shares are fractions of 1."""
    snapshot, by = choose(request).snapshot, request.GET.get("by")
    allowed = REGISTER[key].grains if key in REGISTER else ()
    if snapshot is None or key not in REGISTER or (by and by not in allowed):
        raise Http404
    result = evaluate(snapshot, key, by=Grain(by) if by else None)
    name = f"{key.replace('.', '-')}-{snapshot.name}.csv"
    return HttpResponse(
        csv_bytes([column.name for column in result.columns], result.rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@for_roles(*_READERS)
@require_safe
def snapshots(request: HttpRequest) -> HttpResponse:
    """Every snapshot there is."""
    choice = choose(request)
    if choice.snapshot is None:
        return render(request, "insight/none.html")
    context = {
        "table": presenters.snapshots_table(choice),
        "crumbs": [Link("Dashboards", reverse("insight:home"))],
    }
    return render(request, "insight/snapshots.html", context)
