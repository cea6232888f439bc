"""What is asked for undoing, correcting and locking."""

from typing import Any

from django import forms

from rightplace.casework.models import Role, User
from rightplace.web.design.forms import GovDateField, GovForm


class ReasonForm(GovForm, forms.Form):
    """Why."""

    reason = forms.CharField(label="Why", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class DayForm(ReasonForm):
    """The day that is right, and why."""

    on = GovDateField(label="The right day", help_text="For example, 27 3 2023")
    field_order = ("on", "reason")


class _Named(forms.ModelMultipleChoiceField):
    def label_from_instance(self, user: User) -> str:
        return f"{user.name}, {user.get_role_display().lower()}"


class LockForm(ReasonForm):
    """Who may see a locked record, and why it is locked."""

    members = _Named(
        User.objects.none(),
        label="Who may see it besides you",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("members", "reason")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = User.objects.filter(team=user.team_id, is_active=True).exclude(pk=user.pk)
        members = team.filter(role__in=[Role.CASE_OFFICER, Role.TEAM_MANAGER])
        self.fields["members"].queryset = members.order_by("first_name")
