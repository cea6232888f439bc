"""Keeping the services that give advice, and the time of their advisers."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions import capacity as actions
from rightplace.casework.models import AdviceService, AdviserTime, Role
from rightplace.casework.queries.advice import ADVISERS
from rightplace.web.access import for_roles
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.design.presenters import Link
from rightplace.web.staff.acting import VersionForm, ask, how

_KEEPERS = (Role.TEAM_MANAGER, *ADVISERS)
_METHODS = ["GET", "HEAD", "POST"]


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


class OfAnAdviser(GovForm, forms.Form):
    """About the time of one adviser of a service."""

    time = forms.ModelChoiceField(
        AdviserTime.objects.none(), label="Adviser", empty_label="Choose an adviser"
    )

    def __init__(self, service: AdviceService, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time"].queryset = service.time.order_by("name")


class EndForm(OfAnAdviser):
    """The last day of an adviser's time."""

    on = GovDateField(label="Last day")


class AbsenceForm(OfAnAdviser):
    """Days on which an adviser gives no advice."""

    starts_on = GovDateField(label="First day")
    ends_on = GovDateField(label="Last day")
    reason = forms.CharField(label="Why", max_length=100)


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
def end_time(request: HttpRequest, service_id: int) -> HttpResponse:
    """Say from when an adviser has this time no more."""
    service = _kept_or_404(request, service_id)
    return _keep(
        request,
        EndForm(service, request.POST or None),
        lambda given: actions.end_time(given["time"], on=given["on"], **how(request)),
        service,
        title="End an adviser's time",
        said="The last day has been recorded",
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
