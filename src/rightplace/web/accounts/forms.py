"""The forms of signing in and of changing a password."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UsernameField

from rightplace.casework.models import User
from rightplace.web.design.forms import GovForm


class SignInForm(GovForm, AuthenticationForm):
    """Either name will do; the same answer whatever is wrong, so as not to tell who works here."""

    username = UsernameField(
        label="Email or user name",
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "class": "govuk-input--width-30"}
        ),
    )
    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "current-password", "class": "govuk-input--width-30"}
        ),
    )
    error_messages = {
        "invalid_login": "The email, user name or password is not correct",
        "inactive": "The email, user name or password is not correct",
    }

    def clean_username(self) -> str:
        """The user name of the one person with that email address, else what was typed."""
        given: str = self.cleaned_data["username"]
        found = list(
            User.objects.filter(email__iexact=given).values_list("username", flat=True)[:2]
        )
        return found[0] if len(found) == 1 else given


class ChangePasswordForm(GovForm, PasswordChangeForm):
    """The old password once and the new one twice."""

    error_messages = {
        "password_incorrect": "Your current password is not correct",
        "password_mismatch": "The two new passwords are not the same",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Current password"
        self.fields["new_password1"].help_text = "At least 12 characters, and not a common password"
        self.fields["new_password2"].label = "New password again"
        for field in self.fields.values():
            field.widget.attrs["class"] = "govuk-input--width-30"
