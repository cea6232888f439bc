"""The manager's picture: open work by stage, age and officer."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from rightplace.casework.models import Role
from rightplace.casework.queries.team import Count, TeamPicture, team_picture
from rightplace.law.stages import AGE_BANDS, Stage
from rightplace.papers.charts import svg
from rightplace.papers.csv import csv_bytes
from rightplace.papers.specs import Chart, Series, Shape
from rightplace.web.access import for_roles
from rightplace.web.design.formats import number, plural
from rightplace.web.design.presenters import Cell, ChartView, Column, Stat, TableView, Tone
from rightplace.web.staff.reviews.listing import review_stats
from rightplace.web.today import today

_COUNTS = (
    Column("Open", numeric=True),
    Column("Late", numeric=True),
    Column("Past a limit, with an exception", numeric=True),
)

_METHOD = (
    "Each open request or assessment is counted once. It is late when one of the authority's own"
    " limits has passed and no exception holds: 6 weeks with no decision whether to assess, 20"
    " weeks with no plan, or a limit set by the Tribunal. Age is counted from the day of the"
    " request; the day on which a limit falls is in time."
)


def _counts(count: Count) -> tuple[int, int, int]:
    return count.open, count.late, count.excused


def _by_age(picture: TeamPicture) -> TableView:
    columns = ["Stage", *(Column(band.label, numeric=True) for band in AGE_BANDS)]
    rows = [[stage.label, *(picture.by_age[stage, band] for band in AGE_BANDS)] for stage in Stage]
    totals = [sum(picture.by_age[stage, band] for stage in Stage) for band in AGE_BANDS]
    return TableView.of("Open work by stage and age", columns, [*rows, ["All", *totals]])


def _by_stage(picture: TeamPicture) -> TableView:
    rows = [[stage.label, *_counts(picture.by_stage[stage])] for stage in Stage]
    return TableView.of(
        "Late work by stage", ["Stage", *_COUNTS], [*rows, ["All", *_counts(picture.total)]]
    )


def _by_officer(picture: TeamPicture) -> TableView:
    worklist = reverse("staff:worklist")
    rows = [
        [Cell(name, href=f"{worklist}?officer={key}"), *_counts(count)]
        for (key, name), count in picture.by_officer.items()
    ]
    return TableView.of(
        "Open work by officer",
        ["Officer", *_COUNTS],
        [*rows, ["The team", *_counts(picture.total)]],
    )


def _stats(picture: TeamPicture) -> tuple[Stat, ...]:
    past = sum(picture.by_age[stage, band] for stage in Stage for band in AGE_BANDS[3:])
    worklist = reverse("staff:worklist")
    late, excused = picture.total.late, picture.total.excused
    return (
        Stat("open requests and assessments", number(picture.total.open), href=worklist),
        Stat(
            "past a limit",
            number(late + excused),
            note=f"{number(late)} late, {number(excused)} with an exception that holds",
            href=f"{worklist}?when=past",
            tone=Tone.LATE,
        ),
        Stat("open for over 20 weeks", number(past), tone=Tone.SOON),
    )


def _chart(picture: TeamPicture) -> ChartView | None:
    """Open work by age, each bar made of its stages; nothing where there is no open work."""
    if not picture.total.open:
        return None
    chart = Chart(
        shape=Shape.STACKED_BARS,
        title=_age_finding(picture),
        description="Bars of open requests and assessments by age, each made of its stages.",
        labels=tuple(band.label.removesuffix(" weeks") for band in AGE_BANDS),
        series=tuple(
            Series(stage.label, tuple(picture.by_age[stage, band] for band in AGE_BANDS))
            for stage in Stage
        ),
        label_title="Weeks since the request",
        value_title="Open requests and assessments",
    )
    return ChartView(
        id="ages",
        title=chart.title,
        description=chart.description,
        svg=Markup(svg(chart)),  # noqa: S704 (drawn by us, checked for style and script)
        table=_by_age(picture),
        csv_href=reverse("staff:team-csv"),
        method=_METHOD,
    )


def _age_finding(picture: TeamPicture) -> str:
    past = sum(picture.by_age[stage, band] for stage in Stage for band in AGE_BANDS[3:])
    return f"{number(past)} of {plural(picture.total.open, 'open case')} passed 20 weeks"


def _finding(picture: TeamPicture) -> str:
    if not picture.total.open:
        return "There is no open work"
    late, total = picture.total.late, picture.total.open
    return f"{number(late)} of {plural(total, 'open case')} {'is' if late == 1 else 'are'} late"


@for_roles(Role.TEAM_MANAGER)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The picture of the manager's own team."""
    picture = team_picture(request.user, as_of=today())
    context = {
        "team": request.user.team.name,
        "finding": _finding(picture),
        "stats": (*_stats(picture), *review_stats(request.user)),
        "chart": _chart(picture),
        "tables": (_by_stage(picture), _by_officer(picture)),
    }
    return render(request, "staff/team.html", context)


def _csv_rows(picture: TeamPicture) -> Iterator[tuple[object, ...]]:
    for (stage, band), count in picture.by_age.items():
        yield "age", stage.value, band.label, count, "", ""
    for stage, counts in picture.by_stage.items():
        yield "stage", stage.value, "", *_counts(counts)
    for (_, name), counts in picture.by_officer.items():
        yield "officer", "", name, *_counts(counts)


@for_roles(Role.TEAM_MANAGER)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The same figures as a file."""
    columns = ("table", "stage", "band_or_officer", "open", "late", "excused")
    rows = _csv_rows(team_picture(request.user, as_of=today()))
    return HttpResponse(
        csv_bytes(columns, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="open-work-{today()}.csv"'},
    )
