"""Who signs in, for the administrator."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.people import change_account, open_account
from rightplace.casework.models import Role, Team, User
from rightplace.web.access import for_roles
from rightplace.web.design.formats import day
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Link
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.lists import WorkList, answer


def _crumbs() -> tuple[Link, ...]:
    return (Link("People", reverse("staff:users")),)


def _last(user: User) -> str:
    return day(timezone.localtime(user.last_login).date()) if user.last_login else "Never"


@for_roles(Role.ADMINISTRATOR)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Everyone with an account."""
    work = WorkList(
        what="people",
        title="People with an account",
        rows=User.objects.select_related("team").order_by("last_name", "first_name", "pk"),
        columns=("Name", "Role", "Team", "Account", "Last signed in"),
        cells=lambda user: (
            Cell(
                user.name,
                href=reverse("staff:user-change", args=[user.pk]),
                detail=user.username,
            ),
            *_standing(user),
        ),
        csv_columns=("name", "user_name", "role", "team", "account", "last_signed_in"),
        csv_row=lambda user: (user.name, user.username, *_standing(user)),
        one="person",
        many="people",
        actions=(Link("Add a person", reverse("staff:user-add")),),
    )
    return answer(request, work)


def _standing(user: User) -> tuple[str, str, str, str]:
    team = user.team.name if user.team else ""
    return user.get_role_display(), team, "Active" if user.is_active else "Left", _last(user)


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
    return open_account(User(**given), password=password, team=team, **how(request))


@for_roles(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Ask for an account, and make it."""
    return ask(
        request,
        AccountForm(request.POST or None),
        lambda given: _open(request, dict(given)),
        title="Add a person",
        said=f"{request.POST.get('first_name', '')} {request.POST.get('last_name', '')} can sign in as "
        f"{request.POST.get('username', '')}",
        back=reverse("staff:users"),
        button="Add",
        crumbs=_crumbs(),
    )


class ChangeForm(GovForm, forms.Form):
    """What someone does now, and whether they still work here."""

    role = forms.ChoiceField(choices=Role.choices)
    team = forms.ModelChoiceField(Team.objects.order_by("name"), required=False, empty_label="None")
    is_active = forms.BooleanField(label="Works here", required=False)


@for_roles(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, user_id: int) -> HttpResponse:
    """Change the role or the team, or close the account of someone who leaves."""
    user = get_object_or_404(User, pk=user_id)
    now_so = {"role": user.role, "team": user.team_id, "is_active": user.is_active}
    return ask(
        request,
        ChangeForm(request.POST or None, initial=now_so),
        lambda given: change_account(user, **given, **how(request)),
        title=user.name,
        said=f"The account of {user.name} is changed",
        back=reverse("staff:users"),
        crumbs=_crumbs(),
    )
