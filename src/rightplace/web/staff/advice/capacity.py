"""The time that advisers have, against the advice that is coming."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from markupsafe import Markup

from rightplace.casework.actions import capacity as actions
from rightplace.casework.models import AdviceService, AdviserAbsence, AdviserTime, Role
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
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.design.presenters import ChartView, Column, Link, Stat, TableView, Tone
from rightplace.web.staff.acting import VersionForm, ask, how
from rightplace.web.today import today

_READERS = (Role.TEAM_MANAGER, Role.COMMISSIONER, *ADVISERS)
_KEEPERS = (Role.TEAM_MANAGER, *ADVISERS)
_METHODS = ["GET", "HEAD", "POST"]


class ServiceForm(GovForm, forms.Form):
    """Which service."""

    service = forms.ChoiceField()

    def __init__(self, services: list[AdviceService], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [(str(each.pk), each.name) for each in services]


def finding(found: Outlook) -> str:
    """Psychology is 11 advices short in the 4 weeks from 6 February."""
    first, short = found.weeks[0].starts, found.short()
    when = f"in the {SOON_WEEKS} weeks from {first.day} {first:%B}"
    if short > 0:
        return f"{found.service.name} is {plural(short, 'advice')} short {when}"
    if short == 0:
        return f"{found.service.name} has just enough time {when}"
    return (
        f"{found.service.name} has room for {plural(-short, 'more advice', 'more advices')} {when}"
    )


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
            ("Add an absence", "staff:advice-absence"),
        ):
            links.append(Link(text, reverse(name, args=[service.pk])))
    return tuple(links)


def _kept_or_404(request: HttpRequest, service_id: int) -> AdviceService:
    """A service that the user keeps: a manager every one, its lead their own."""
    rows = AdviceService.objects.all()
    if request.user.role != Role.TEAM_MANAGER:
        rows = rows.filter(lead=request.user)
    found = rows.filter(pk=service_id).first()
    if found is None:
        raise Http404
    return found


_FIELDS = ("name", "lead", "lead_name", "lead_email", "chases", "hours")


class AddServiceForm(GovForm, forms.ModelForm):
    """A service that gives one kind of advice."""

    hours = forms.DecimalField(
        label="Hours for one advice", min_value=Decimal("0.5"), max_digits=4, decimal_places=1
    )

    class Meta:
        model = AdviceService
        fields = ("adviser", *_FIELDS)
        labels = {
            "adviser": "Kind of advice",
            "name": "Name of the service",
            "lead": "Lead, where they sign in here",
            "lead_name": "Name of the lead",
            "lead_email": "E-mail of the lead",
            "chases": "Reminders to the adviser before the lead is told",
        }
        error_messages = {
            "adviser": {
                "unique": "There is a service for this kind of advice already. Change that one."
            }
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead = self.fields["lead"]
        lead.queryset = lead.queryset.filter(role__in=ADVISERS, is_active=True)
        lead.label_from_instance = lambda user: user.name


class ChangeServiceForm(VersionForm, AddServiceForm):
    """The service as it stands."""

    class Meta(AddServiceForm.Meta):
        fields = _FIELDS


class TimeForm(GovForm, forms.Form):
    """The time of an adviser."""

    name = forms.CharField(label="Name of the adviser", max_length=100)
    days_a_week = forms.DecimalField(
        label="Days a week for statutory advice", min_value=0, max_value=5, decimal_places=1
    )
    starts_on = GovDateField(label="From")
    ends_on = GovDateField(label="Until (leave empty if there is no end)", required=False)


class AbsenceForm(GovForm, forms.Form):
    """Days on which an adviser gives no advice."""

    time = forms.ModelChoiceField(AdviserTime.objects.none(), label="Adviser")
    starts_on = GovDateField(label="First day")
    ends_on = GovDateField(label="Last day")
    reason = forms.CharField(label="Why", max_length=100)

    def __init__(self, service: AdviceService, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time"].queryset = service.time.order_by("name")


def _keep(
    request: HttpRequest, form: Any, act: Any, service: AdviceService | None, **words: Any
) -> HttpResponse:
    back = reverse("staff:advice-capacity")
    if service is not None:
        back, words["caption"] = f"{back}?service={service.pk}", service.name
    return ask(request, form, act, back=back, crumbs=(Link("Capacity for advice", back),), **words)


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(_METHODS)
def add_service(request: HttpRequest) -> HttpResponse:
    """Add a service."""
    form = AddServiceForm(request.POST or None)
    return _keep(
        request,
        form,
        lambda given: actions.add_service(AdviceService(**given), **how(request)),
        None,
        title="Add a service",
        said="The service has been added",
    )


@for_roles(*_KEEPERS)
@require_http_methods(_METHODS)
def change_service(request: HttpRequest, service_id: int) -> HttpResponse:
    """Change who leads a service, and how long its advice takes."""
    service = _kept_or_404(request, service_id)
    form = ChangeServiceForm(request.POST or None, row=service)
    return _keep(
        request,
        form,
        lambda given: actions.change_service(
            service, version=given.pop("version"), **given, **how(request)
        ),
        service,
        title="Change the service",
        said="The service has been changed",
    )


@for_roles(*_KEEPERS)
@require_http_methods(_METHODS)
def add_time(request: HttpRequest, service_id: int) -> HttpResponse:
    """Add the time of an adviser."""
    service = _kept_or_404(request, service_id)
    return _keep(
        request,
        TimeForm(request.POST or None),
        lambda given: actions.add_time(service, **given, **how(request)),
        service,
        title="Add an adviser's time",
        said="The time has been added",
    )


@for_roles(*_KEEPERS)
@require_http_methods(_METHODS)
def add_absence(request: HttpRequest, service_id: int) -> HttpResponse:
    """Add an absence of an adviser."""
    service = _kept_or_404(request, service_id)
    return _keep(
        request,
        AbsenceForm(service, request.POST or None),
        lambda given: actions.add_absence(given.pop("time"), **given, **how(request)),
        service,
        title="Add an absence",
        said="The absence has been added",
    )
