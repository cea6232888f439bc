"""The pages of signing in and of changing a password."""

from datetime import timedelta

from axes.helpers import get_cool_off
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from rightplace.web.accounts.forms import ChangePasswordForm, SignInForm


class SignIn(LoginView):
    """Asks who you are."""

    authentication_form = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True


class ChangePassword(SuccessMessageMixin, PasswordChangeView):
    """Changes one's own password, and stays signed in."""

    form_class = ChangePasswordForm
    template_name = "accounts/change_password.html"
    success_url = reverse_lazy("home")
    success_message = "Your password has been changed"


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None,
    credentials: dict[str, str] | None,
) -> HttpResponse:
    """For `AXES_LOCKOUT_CALLABLE`: too many failed attempts."""
    wait: timedelta = get_cool_off(request)
    context = {"minutes": int(wait.total_seconds()) // 60}
    return render(request, "accounts/locked_out.html", context, status=429)
