"""The time that advisers have, against the advice that is coming."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from rightplace.casework.models import AdviceService, AdviserAbsence, Role
from rightplace.casework.queries.advice import ADVISERS
from rightplace.casework.queries.capacity import (
    HOURS_A_DAY,
    SOON_WEEKS,
    WEEKS,
    Outlook,
    outlook,
)
from rightplace.law.codes import Adviser
from rightplace.papers.charts import svg
from rightplace.papers.csv import csv_bytes
from rightplace.papers.specs import Chart, Series, Shape
from rightplace.web.access import for_roles
from rightplace.web.design.formats import number, percent, plural
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import ChartView, Column, Link, Stat, TableView, Tone
from rightplace.web.today import today

_READERS = (Role.TEAM_MANAGER, Role.COMMISSIONER, *ADVISERS)


class ServiceForm(GovForm, forms.Form):
    """Which service."""

    service = forms.ChoiceField()

    def __init__(self, services: list[AdviceService], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [(str(each.pk), each.name) for each in services]


def finding(found: Outlook) -> str:
    """Psychology is 11 pieces of advice short in the 4 weeks from 6 February."""
    first, short = found.weeks[0].starts, found.short()
    when = f"in the {SOON_WEEKS} weeks from {first.day} {first:%B}"
    if short > 0:
        return f"{found.service.name} is {_pieces(short)} short {when}"
    if short == 0:
        return f"{found.service.name} has just enough time {when}"
    return f"{found.service.name} has room for {_pieces(-short, 'more ')} {when}"


def _pieces(count: int, more: str = "") -> str:
    return plural(count, f"{more}piece of advice", f"{more}pieces of advice")


def method(found: Outlook) -> str:
    """How the outlook is worked out, with its numbers."""
    service, chances = found.service, found.chances
    return (
        f"Room: the days a week of each adviser, less bank holidays and absences, times {HOURS_A_DAY} "
        f"hours, divided by {service.hours} hours for one advice. Due: open requests for advice by the "
        "week in which their six weeks end; what is overdue or due before the first week counts in it. "
        f"Expected: {plural(found.undecided, 'undecided request')}, each taken to be decided at the end "
        "of its 6 weeks (tomorrow where that is past) and the adviser asked that day, times "
        f"{percent(chances.per_request)}. In the last 12 months {number(chances.assessed)} of "
        f"{number(chances.decided)} decisions were to assess, and this adviser was asked in "
        f"{number(chances.asked)} of {number(chances.assessments)} assessments. Requests that are yet "
        "to come are not counted."
    )


def _table(found: Outlook) -> TableView:
    columns = (
        "Week from",
        Column("Asked for, due", numeric=True),
        Column("Expected", numeric=True),
        Column("All due", numeric=True),
        Column("Room", numeric=True),
        Column("Room less due", numeric=True),
    )
    rows = [
        (
            week.starts,
            week.asked,
            number(week.expected, 1),
            number(week.due, 1),
            number(week.room, 1),
            number(week.room - week.due, 1),
        )
        for week in found.weeks
    ]
    return TableView.of(f"{found.service.name}: the next {WEEKS} weeks", columns, rows)


def _chart(found: Outlook) -> ChartView:
    chart = Chart(
        shape=Shape.LINE,
        title=finding(found),
        description=f"Two lines for each of the next {WEEKS} weeks: the advice that is due, and the advice "
        "that there is time for.",
        labels=tuple(f"{week.starts.day} {week.starts:%b}" for week in found.weeks),
        series=(
            Series("Due", tuple(week.due for week in found.weeks)),
            Series("Room", tuple(week.room for week in found.weeks)),
        ),
        label_title="Week from",
        value_title="Advice",
    )
    return ChartView(
        id="outlook",
        title=chart.title,
        description=chart.description,
        svg=Markup(svg(chart)),  # noqa: S704 (drawn by us, checked for style and script)
        table=_table(found),
        csv_href=f"?service={found.service.pk}&format=csv",
        method=method(found),
    )


def _stats(found: Outlook) -> tuple[Stat, ...]:
    near = found.weeks[:SOON_WEEKS]
    overdue = near[0].asked
    room = sum(week.room for week in near)
    return (
        Stat(
            "advice due in the first week, what is overdue with it", number(overdue), tone=Tone.LATE
        ),
        Stat(
            f"advice due in {SOON_WEEKS} weeks, with what is expected",
            number(sum(w.due for w in near), 1),
        ),
        Stat(f"advice there is time for in {SOON_WEEKS} weeks", number(room, 1), tone=Tone.FINE),
    )


def _people(service: AdviceService) -> tuple[TableView, TableView]:
    times = list(service.time.order_by("name", "starts_on"))
    people = [
        (time.name, number(time.days_a_week, 1), time.starts_on, time.ends_on or "No end")
        for time in times
    ]
    away = (
        AdviserAbsence.objects.filter(time__in=times).select_related("time").order_by("starts_on")
    )
    absences = [(each.time.name, each.starts_on, each.ends_on, each.reason) for each in away]
    columns = ("Adviser", Column("Days a week for advice", numeric=True), "From", "Until")
    return (
        TableView.of("Time for advice", columns, people, empty="No adviser's time is recorded."),
        TableView.of(
            "Absences",
            ("Adviser", "From", "Until", "Why"),
            absences,
            empty="No absence is recorded.",
        ),
    )


def _file(found: Outlook) -> HttpResponse:
    columns = ("week_from", "asked", "expected", "room")
    rows = ((w.starts, w.asked, round(w.expected, 3), round(w.room, 3)) for w in found.weeks)
    return HttpResponse(
        csv_bytes(columns, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="advice-capacity-{today()}.csv"'},
    )


@for_roles(*_READERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What is coming to a service, and whether there is time for it."""
    services = list(AdviceService.objects.order_by("name"))
    wanted = request.GET.get("service", "")
    service = next((s for s in services if str(s.pk) == wanted), _first(services, request))
    if service is None:
        context = {"finding": "No service is recorded yet", "form": None, "chart": None}
        return render(
            request, "staff/advice/capacity.html", {**context, "actions": _keeping(request, None)}
        )
    found = outlook(service, as_of=today())
    if request.GET.get("format") == "csv":
        return _file(found)
    people, absences = _people(service)
    context = {
        "finding": finding(found),
        "form": ServiceForm(services, {"service": str(service.pk)}),
        "actions": _keeping(request, service),
        "stats": _stats(found),
        "chart": _chart(found),
        "people": people,
        "absences": absences,
    }
    return render(request, "staff/advice/capacity.html", context)


def _first(services: list[AdviceService], request: HttpRequest) -> AdviceService | None:
    """The service that the person leads; else the psychologists', the scarcest; else any."""
    led = [each for each in services if each.lead_id == request.user.pk]
    psychology = [each for each in services if each.adviser == Adviser.PSYCHOLOGIST]
    return next(iter([*led, *psychology, *services]), None)


def _keeping(request: HttpRequest, service: AdviceService | None) -> tuple[Link, ...]:
    manages = request.user.role == Role.TEAM_MANAGER
    links = [Link("Add a service", reverse("staff:advice-service-add"))] if manages else []
    if service is not None and (manages or service.lead_id == request.user.pk):
        for text, name in (
            ("Change this service", "staff:advice-service"),
            ("Add an adviser's time", "staff:advice-time"),
            ("End an adviser's time", "staff:advice-time-end"),
            ("Add an absence", "staff:advice-absence"),
        ):
            links.append(Link(text, reverse(name, args=[service.pk])))
    return tuple(links)
