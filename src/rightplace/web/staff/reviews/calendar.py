"""How many reviews fall due in each of the next twelve weeks."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from rightplace.casework.queries.reviews import ReviewRows, WantedReviews
from rightplace.papers.charts import svg
from rightplace.papers.csv import csv_bytes
from rightplace.papers.specs import Chart, Series, Shape
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day, number, plural, short_day
from rightplace.web.design.presenters import Cell, ChartView, Column, TableView
from rightplace.web.staff.reviews.listing import WEEKS_SHOWN, weeks_from
from rightplace.web.today import today

_METHOD = (
    "Each plan that is maintained is counted once, in the week in which its next review is due by"
    " law (CFA 2014 s44). A meeting is planned when its day is set here, whenever that day is."
    " Weeks begin on Monday. Reviews that are overdue before this week are not in these weeks."
)


@dataclass(frozen=True)
class Week:
    """A week that begins on a Monday: reviews due in it, and those with a meeting planned."""

    monday: date
    due: int
    planned: int

    @property
    def unplanned(self) -> int:
        """Reviews due in the week that nobody has planned."""
        return self.due - self.planned


def weeks(rows: ReviewRows, *, as_of: date) -> list[Week]:
    """The next twelve weeks, this one first."""
    found = []
    for monday in weeks_from(as_of):
        end = monday + timedelta(weeks=1)
        due = [row for row in rows.standings if row.due_on and monday <= row.due_on < end]
        found.append(Week(monday, len(due), sum(row.ahead is not None for row in due)))
    return found


def _finding(found: list[Week]) -> str:
    due, planned = sum(week.due for week in found), sum(week.planned for week in found)
    if not due:
        return f"No review falls due in the next {WEEKS_SHOWN} weeks"
    has = "has" if planned == 1 else "have"
    return (
        f"{number(planned)} of the {plural(due, 'review')} due in the next {WEEKS_SHOWN} weeks "
        f"{has} a meeting planned"
    )


def _fullest(found: list[Week]) -> str:
    week = max(found, key=lambda each: each.due)
    return f"Most fall in the week of {day(week.monday)}: {plural(week.due, 'review')}"


def _table(found: list[Week]) -> TableView:
    address = reverse("staff:review-list")
    rows = [
        (
            Cell(short_day(week.monday), href=f"{address}?week={week.monday.isoformat()}"),
            week.due,
            week.planned,
            week.unplanned,
        )
        for week in found
    ]
    columns = (
        "Week of",
        Column("Reviews due", numeric=True),
        Column("Meeting planned", numeric=True),
        Column("Still to plan", numeric=True),
    )
    return TableView.of("Reviews due by week", columns, rows)


def _chart(found: list[Week]) -> ChartView | None:
    if not any(week.due for week in found):
        return None
    chart = Chart(
        shape=Shape.STACKED_BARS,
        title=_fullest(found),
        description="Bars of reviews due by week, each made of those planned and those still to plan.",
        labels=tuple(f"{week.monday.day} {week.monday:%b}" for week in found),
        series=(
            Series("Meeting planned", tuple(week.planned for week in found)),
            Series("Still to plan", tuple(week.unplanned for week in found)),
        ),
        label_title="Week of",
        value_title="Reviews due",
    )
    return ChartView(
        id="weeks",
        title=chart.title,
        description=chart.description,
        svg=Markup(svg(chart)),  # noqa: S704 (drawn by us, checked for style and script)
        table=_table(found),
        csv_href="?format=csv",
        method=_METHOD,
    )


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The weeks as a chart and a table; with `format=csv` as a file."""
    found = weeks(ReviewRows(request.user, WantedReviews(), as_of=today()), as_of=today())
    if request.GET.get("format") == "csv":
        columns = ("week_of", "reviews_due", "meeting_planned", "still_to_plan")
        rows = ((week.monday, week.due, week.planned, week.unplanned) for week in found)
        return HttpResponse(
            csv_bytes(columns, rows),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="reviews-due-{today()}.csv"'},
        )
    context = {"finding": _finding(found), "chart": _chart(found), "table": _table(found)}
    return render(request, "staff/reviews/calendar.html", context)
