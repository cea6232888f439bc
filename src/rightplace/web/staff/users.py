"""Who signs in, for the administrator."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.people import open_account
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.models import Role, User
from rightplace.web.access import for_roles
from rightplace.web.design.formats import day
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Link, TableView, page_of
from rightplace.web.today import now


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


class AccountForm(GovForm, forms.Form):
    """Who they are, what they do, and the password they start with."""

    first_name = forms.CharField(max_length=150)
    last_name = forms.CharField(max_length=150)
    username = forms.CharField(label="User name", max_length=150)
    role = forms.ChoiceField(choices=[("", "Choose a role"), *Role.choices])
    team = forms.CharField(
        required=False,
        max_length=80,
        help_text="For a case officer or a team manager. A new name makes a new team.",
    )
    password = forms.CharField(
        label="First password",
        strip=False,
        help_text="At least 12 characters. They can change it when they have signed in.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def _open(request: HttpRequest, given: dict[str, str]) -> User:
    password, team = given.pop("password"), given.pop("team")
    return open_account(User(**given), password=password, team=team, by=request.user, at=now())


@for_roles(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Ask for an account, and make it."""
    form = AccountForm(request.POST or None)
    if form.is_valid():
        try:
            user = _open(request, dict(form.cleaned_data))
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{user.name} can sign in as {user.username}")
            return redirect("staff:users")
    crumbs = (Link("People", reverse("staff:users")),)
    return render(request, "staff/user.html", {"form": form, "crumbs": crumbs})
