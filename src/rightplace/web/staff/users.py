"""Who signs in, for the administrator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rightplace.casework.models import Role, User
from rightplace.web.access import for_roles
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Cell, TableView, page_of


def _last(user: User) -> str:
    return day(timezone.localtime(user.last_login).date()) if user.last_login else "Never"


@for_roles(Role.ADMINISTRATOR)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Everyone with an account."""
    people = User.objects.select_related("team").order_by("last_name", "first_name", "pk")
    page = page_of(people, request.GET)
    rows = [
        (
            Cell(user.name, detail=user.username),
            user.get_role_display(),
            user.team.name if user.team else "",
            "Active" if user.is_active else "Left",
            _last(user),
        )
        for user in page.items
    ]
    columns = ("Name", "Role", "Team", "Account", "Last signed in")
    context = {"page": page, "table": TableView.of("Accounts", columns, rows)}
    return render(request, "staff/users.html", context)
