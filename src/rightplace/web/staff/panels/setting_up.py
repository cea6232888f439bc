"""Setting up panels: who sits, how many cases, on which days."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions import panels
from rightplace.casework.models import Panel, Role
from rightplace.casework.queries.panels import loads
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.presenters import Link, SummaryRow, TableView
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.panels.forms import PanelForm, SeatForm, SittingForm
from rightplace.web.staff.panels.present import load_table
from rightplace.web.today import today


def panel_or_404(panel_id: int) -> Panel:
    """A panel."""
    panel = Panel.objects.filter(pk=panel_id).first()
    if panel is None:
        raise Http404
    return panel


def _crumbs() -> tuple[Link, ...]:
    return (Link("Panels", reverse("staff:panels")),)


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Set up a panel."""
    return ask(
        request,
        PanelForm(request.POST or None),
        lambda given: panels.add_panel(**given, **how(request)),
        title="Set up a panel",
        said="Panel set up",
        back=reverse("staff:panels"),
        crumbs=_crumbs(),
    )


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, panel_id: int) -> HttpResponse:
    """A panel: what it decides, its members and its load."""
    panel = panel_or_404(panel_id)
    members = panel.members.select_related("user").order_by("-chair", "pk")
    rows = [(m.user.name, m.label, "Chair" if m.chair else "") for m in members]
    key = [panel.pk]
    manages = request.user.role == Role.TEAM_MANAGER
    context = {
        "heading": panel.name,
        "facts": (
            SummaryRow.of("Decides", panel.get_kind_display()),
            SummaryRow.of("Quorum", f"{panel.quorum} members"),
            SummaryRow.of("Cases in a sitting", panel.capacity),
        ),
        "members": TableView.of(
            "Members", ("Name", "Sits as", "Chair"), rows, empty="Nobody sits on it yet."
        ),
        "load": load_table(loads(as_of=today(), panel=panel)),
        "actions": (
            Link("Add a member", reverse("staff:panel-member-add", args=key)),
            Link("Plan a sitting", reverse("staff:sitting-add", args=key)),
        )
        if manages
        else (),
        "crumbs": _crumbs(),
    }
    return render(request, "staff/panels/panel.html", context)


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Give someone a seat."""
    panel = panel_or_404(panel_id)
    return ask(
        request,
        SeatForm(request.POST or None),
        lambda given: panels.add_member(panel, **given, **how(request)),
        title="Add a member",
        said="Member added",
        back=reverse("staff:panel", args=[panel.pk]),
        caption=panel.name,
        crumbs=_crumbs(),
    )


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Plan a sitting."""
    panel = panel_or_404(panel_id)
    return ask(
        request,
        SittingForm(request.POST or None),
        lambda given: panels.plan_sitting(panel, **given, **how(request)),
        title="Plan a sitting",
        said="Sitting planned",
        back=reverse("staff:panel", args=[panel.pk]),
        caption=panel.name,
        crumbs=_crumbs(),
    )
