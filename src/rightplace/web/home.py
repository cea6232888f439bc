"""Where each role starts, and whether the product is up."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from rightplace.casework.models import Role

_STARTS = {
    Role.CASE_OFFICER: "staff:today",
    Role.TEAM_MANAGER: "staff:team",
    Role.ANALYST: "insight:home",
    Role.COMMISSIONER: "insight:home",
    Role.ADMINISTRATOR: "staff:users",
    Role.AUDITOR: "staff:today",
    Role.PANEL_MEMBER: "staff:my-sittings",
    Role.FINANCE: "staff:costs",
    Role.PSYCHOLOGIST: "staff:advice-to-give",
    Role.HEALTH_ADVISER: "staff:advice-to-give",
    Role.SOCIAL_CARE_ADVISER: "staff:advice-to-give",
    Role.QUALITY_ASSURER: "staff:quality",
    Role.DIRECTOR: "insight:performance",
    Role.HEAD_OF_SERVICE: "insight:performance",
    Role.COUNCILLOR: "insight:performance",
}
_NO_WORK = "nothing-yet"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the page that someone's role starts with."""
    return redirect(_STARTS.get(Role(request.user.role), _NO_WORK))


@require_safe
def nothing_yet(request: HttpRequest) -> HttpResponse:
    """What is shown to someone for whom there is no work."""
    return render(request, "nothing_yet.html")


@login_not_required
@require_safe
def healthy(request: HttpRequest) -> HttpResponse:
    """Answer that the web process and the database are there; an error otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok", content_type="text/plain")
