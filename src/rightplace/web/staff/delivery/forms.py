"""What is asked about provision, arrangements and gaps."""

from decimal import Decimal
from typing import Any

from django import forms

from rightplace.casework.actions.delivery import Found, Terms
from rightplace.casework.models import (
    Arrangement,
    ArrangementKind,
    GapOutcome,
    Role,
    Severity,
    Standing,
    Team,
    User,
)
from rightplace.casework.queries.delivery import GapState, WantedGaps
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.staff.acting import VersionForm
from rightplace.web.staff.money import MoneyField

_ON = "For example, 27 3 2023"
_FULL = Decimal(25)


def _long(label: str, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)


def owners(team: Team | None) -> list[tuple[str, str]]:
    """Who may own a gap: the officers and managers of a team."""
    roles = (Role.CASE_OFFICER, Role.TEAM_MANAGER)
    people = User.objects.filter(team=team, role__in=roles, is_active=True)
    return [(str(user.pk), user.name) for user in sorted(people, key=lambda user: user.name)]


class CheckForm(GovForm, forms.Form):
    """One piece of Section F, and what was found of it."""

    code = forms.CharField(label="Number in Section F", max_length=20, help_text="For example, F3")
    words = _long("What the plan says", help_text="Copy the words of the plan")
    standing = forms.ChoiceField(
        label="Is it there?", choices=Standing.choices, widget=forms.RadioSelect
    )
    since = GovDateField(label="Since when", required=False, help_text=_ON)
    said_by = forms.CharField(label="Who said so", max_length=120)
    evidence = _long("Evidence", required=False)
    on = GovDateField(label="The day of the check", help_text=_ON)

    def found(self) -> Found:
        """What was found."""
        given = self.cleaned_data
        return Found(**{name: given[name] for name in Found.__dataclass_fields__})


class TermsFields(GovForm, forms.Form):
    """What an arrangement is; asks only what its kind needs."""

    hours = forms.DecimalField(label="Hours a week", min_value=0, max_digits=4, decimal_places=1)
    full_hours = forms.DecimalField(
        label="Full-time hours a week", min_value=1, max_digits=4, decimal_places=1, initial=_FULL
    )
    reason = _long("Why")
    parent_agreed_on = GovDateField(
        label="The day on which the parent agreed",
        required=False,
        help_text="Leave empty if not agreed",
    )
    provider = forms.CharField(label="Who provides it", max_length=120, required=False)
    registration = forms.CharField(
        label="Its registration number", max_length=20, required=False,
        help_text="Leave empty where it is not registered as a school",
    )  # fmt: skip
    quality_checked_on = GovDateField(label="Quality checked on", required=False)
    safeguarding_checked_on = GovDateField(label="Safeguarding checked on", required=False)
    cost = MoneyField(label="Cost a year", required=False, help_text="In pounds")

    def fit(self, kind: ArrangementKind) -> None:
        """Leave out what does not belong to a kind."""
        provider = (
            "provider",
            "registration",
            "quality_checked_on",
            "safeguarding_checked_on",
            "cost",
        )
        none = kind in (ArrangementKind.NO_PLACE, ArrangementKind.MISSING)
        for name in () if kind.has_provider else provider:
            del self.fields[name]
        for name in ("hours", "parent_agreed_on") if none else ():
            del self.fields[name]
        if kind.has_provider:
            self.fields["provider"].required = True

    def terms(self) -> Terms:
        """The answers; what was not asked is as it is for the kind."""
        given = {"hours": Decimal(0)} | self.cleaned_data
        return Terms(**{name: given[name] for name in Terms.__dataclass_fields__ if name in given})


class ArrangeForm(TermsFields):
    """A new arrangement."""

    starts_on = GovDateField(label="The first day", help_text=_ON)

    field_order = ("starts_on",)

    def __init__(self, kind: ArrangementKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fit(kind)


class ReviewForm(VersionForm, TermsFields):
    """A review: what holds from now on."""

    on = GovDateField(label="The day of the review", help_text=_ON)

    field_order = ("on",)

    def __init__(self, *args: Any, row: Arrangement, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fit(ArrangementKind(row.kind))


class EndForm(VersionForm):
    """The end of an arrangement."""

    on = GovDateField(label="The last day", help_text=_ON)


class GapForm(GovForm, forms.Form):
    """What is missing, how much it matters, and who sees to it."""

    what = forms.CharField(label="What is missing", max_length=400)
    code = forms.CharField(
        label="Number in Section F", max_length=20, required=False, help_text="If it is in the plan"
    )
    impact = _long("What it means for the child")
    since = GovDateField(label="Missing since", help_text=_ON)
    severity = forms.ChoiceField(label="How much it matters", widget=forms.RadioSelect)
    owner = forms.ChoiceField(label="Who sees to it")
    on = GovDateField(label="The day on which it was raised", help_text=_ON)

    def __init__(self, team: Team | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners(team)
        self.fields["severity"].choices = [
            (each.value, f"{each.label} ({each.working_days} working days)") for each in Severity
        ]

    def clean_owner(self) -> User:
        """The person."""
        return User.objects.get(pk=self.cleaned_data["owner"])

    def clean_severity(self) -> Severity:
        """As the action takes it."""
        return Severity(self.cleaned_data["severity"])


class NoteForm(GovForm, forms.Form):
    """What was done about a gap, and who goes on with it."""

    words = _long("What was done")
    owner = forms.ChoiceField(label="Who sees to it now")
    on = GovDateField(label="The day on which it was done", help_text=_ON)

    def __init__(self, team: Team | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners(team)

    def clean_owner(self) -> User:
        """The person."""
        return User.objects.get(pk=self.cleaned_data["owner"])


class CloseForm(GovForm, forms.Form):
    """How a gap ended."""

    outcome = forms.ChoiceField(
        label="How it ended", choices=GapOutcome.choices, widget=forms.RadioSelect
    )
    words = _long("What was done")
    on = GovDateField(label="The day on which it ended", help_text=_ON)

    def clean_outcome(self) -> GapOutcome:
        """As the action takes it."""
        return GapOutcome(self.cleaned_data["outcome"])


class ReopenForm(GovForm, forms.Form):
    """Why a gap is open again."""

    words = _long("Why it is opened again")
    on = GovDateField(label="The day on which it is opened again", help_text=_ON)


_STATES = {
    GapState.OPEN: "Open",
    GapState.ESCALATED: "Past their day, before the manager",
    GapState.CLOSED: "Closed",
}


class ListForm(GovForm, forms.Form):
    """What the list of gaps is narrowed to."""

    state = forms.ChoiceField(
        label="Gaps",
        required=False,
        choices=[(state.value, words) for state, words in _STATES.items()],
    )
    severity = forms.ChoiceField(
        label="How much it matters", required=False, choices=[("", "Any"), *Severity.choices]
    )
    owner = forms.ChoiceField(label="Who sees to it", required=False)
    setting = forms.ChoiceField(label="Setting", required=False)

    def __init__(
        self,
        owners: list[tuple[int, str]],
        settings: list[tuple[int, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Anyone"), *owners]
        self.fields["setting"].choices = [("", "Any"), *settings]

    def wanted(self) -> WantedGaps:
        """The answers; what is not a choice narrows nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        severity, owner, setting = (given.get(name) for name in ("severity", "owner", "setting"))
        return WantedGaps(
            state=GapState(given.get("state") or GapState.OPEN),
            severity=Severity(severity) if severity else None,
            owner=int(owner) if owner else None,
            setting=int(setting) if setting else None,
        )
