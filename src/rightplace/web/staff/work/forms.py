"""What is asked for tasks, contacts, circumstances, rank and cover."""

from typing import Any

from django import forms

from rightplace.casework.models import Circumstance, Contact, RankChange, Role, User
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.staff.acting import VersionForm


def people_of(user: User) -> Any:
    """Those to whom someone's work may be given: the officers and the manager of the team."""
    if user.team is None:
        return User.objects.filter(pk=user.pk)
    rows = user.team.members.filter(is_active=True)
    return rows.filter(role__in=[Role.CASE_OFFICER, Role.TEAM_MANAGER]).order_by("first_name")


class OwnerField(forms.ModelChoiceField):
    """Someone of the team, by name."""

    def label_from_instance(self, user: User) -> str:
        return user.name


class TaskForm(GovForm, forms.Form):
    """Something to do."""

    title = forms.CharField(label="What is to be done", max_length=120)
    detail = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    owner = OwnerField(User.objects.none(), label="Whose task it is", empty_label=None)
    due_on = GovDateField(label="By when", help_text="For example, 27 3 2023")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_of(user)
        self.initial.setdefault("owner", user.pk)


class TaskEditForm(VersionForm, TaskForm):
    """A task as it stands, to be changed."""


class SureForm(GovForm, forms.Form):
    """Nothing more is asked than whether it is to be done."""

    sure = forms.CharField(widget=forms.HiddenInput, initial="yes")


class OutcomeForm(GovForm, forms.Form):
    """What came of a task."""

    outcome = forms.CharField(
        label="What came of it", max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )


class ContactForm(GovForm, forms.Form):
    """A contact."""

    on = GovDateField(label="When it was", help_text="For example, 27 3 2023")
    channel = forms.ChoiceField(label="How", choices=Contact.Channel.choices)
    direction = forms.ChoiceField(
        label="Who began it", choices=Contact.Direction.choices, widget=forms.RadioSelect
    )
    with_whom = forms.CharField(label="With whom", max_length=120)
    summary = forms.CharField(label="What was said", widget=forms.Textarea(attrs={"rows": 4}))
    wants_reply = forms.BooleanField(label="They wait for a reply", required=False)


class ReplyForm(GovForm, forms.Form):
    """The answer to a contact."""

    on = GovDateField(label="When it was answered", help_text="For example, 27 3 2023")
    reply = forms.CharField(label="What was answered", widget=forms.Textarea(attrs={"rows": 4}))


class CircumstanceForm(GovForm, forms.Form):
    """Something in the child's life that makes delay weigh more."""

    kind = forms.ChoiceField(label="What it is", choices=Circumstance.Kind.choices)
    since = GovDateField(label="Since when", help_text="For example, 27 3 2023")
    source = forms.CharField(label="Who says so", max_length=120)


class EndForm(GovForm, forms.Form):
    """When it passed."""

    on = GovDateField(label="When it ended", help_text="For example, 27 3 2023")


class RankForm(GovForm, forms.Form):
    """A change of rank, its reason, and how long it holds."""

    points = forms.TypedChoiceField(
        label="How urgent it should be", coerce=int, choices=RankChange.Step.choices
    )
    reason = forms.CharField(label="Why", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    until = GovDateField(label="Until when", help_text="For example, 27 3 2023")


class CoverForm(GovForm, forms.Form):
    """Who covers for whom."""

    officer = OwnerField(User.objects.none(), label="Who is away", empty_label=None)
    covered_by = OwnerField(User.objects.none(), label="Who covers", empty_label=None)
    starts_on = GovDateField(label="From", help_text="For example, 27 3 2023")
    planned_until = GovDateField(label="Until", help_text="For example, 27 3 2023")
    reason = forms.CharField(
        label="Kind of absence", max_length=120, help_text="Such as leave or sickness: no more"
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = people_of(user).filter(role=Role.CASE_OFFICER)
        self.fields["covered_by"].queryset = officers
        own = user.role == Role.CASE_OFFICER
        self.fields["officer"].queryset = officers.filter(pk=user.pk) if own else officers


class SeveralForm(GovForm, forms.Form):
    """One thing to do for several children."""

    children = forms.MultipleChoiceField(
        label="For whom", widget=forms.CheckboxSelectMultiple, help_text="The most urgent first"
    )
    act = forms.ChoiceField(label="What to do", widget=forms.RadioSelect)
    owner = OwnerField(User.objects.none(), label="To whom", empty_label=None)
    title = forms.CharField(label="What is to be done, for a task", max_length=120, required=False)
    due_on = GovDateField(label="By when, for a task", required=False)

    def __init__(
        self, user: User, choices: list[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["children"].choices = choices
        self.fields["owner"].queryset = people_of(user)
        self.fields["owner"].initial = user.pk
        acts = [("task", "Add a task"), ("allocate", "Give the cases to another officer")]
        self.fields["act"].choices = acts if user.role == Role.TEAM_MANAGER else acts[:1]

    def clean(self) -> dict[str, Any]:
        """A task has words and a day; cases go to a case officer."""
        given = super().clean() or {}
        if given.get("act") == "task":
            for name, words in (("title", "Enter what is to be done"), ("due_on", "Enter by when")):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, words)
        owner = given.get("owner")
        if given.get("act") == "allocate" and owner and owner.role != Role.CASE_OFFICER:
            self.add_error("owner", "Choose a case officer: a manager has no caseload")
        return given
