"""What is asked of whoever works on findings."""

from typing import Any

from django import forms

from rightplace.casework.models import Cause, Finding, FindingSeverity, FindingState, User
from rightplace.casework.queries.findings import FindingChoices, WantedFindings, colleagues
from rightplace.web.design.forms import GovDateField, GovForm


class ListForm(GovForm, forms.Form):
    """What the list is narrowed to."""

    state = forms.ChoiceField(label="Findings", required=False, choices=FindingState.choices)
    severity = forms.ChoiceField(
        label="Severity", required=False, choices=[("", "Any"), *FindingSeverity.choices]
    )
    rule = forms.ChoiceField(label="Rule", required=False)
    team = forms.ChoiceField(label="Team", required=False)
    officer = forms.ChoiceField(label="Who sees to it", required=False)
    school = forms.ChoiceField(label="School", required=False)
    overdue = forms.BooleanField(label="Past their day", required=False)

    def __init__(self, choices: FindingChoices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [("", "Any"), *choices.rules]
        self.fields["school"].choices = [("", "Any"), *choices.schools]
        for name, rows in (("team", choices.teams), ("officer", choices.officers)):
            if len(rows) > 1:
                self.fields[name].choices = [("", "Any" if name == "team" else "Anyone"), *rows]
            else:
                del self.fields[name]

    def wanted(self) -> WantedFindings:
        """The answers; what is not a choice narrows nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        severity, team, officer = (given.get(name) for name in ("severity", "team", "officer"))
        return WantedFindings(
            state=FindingState(given.get("state") or FindingState.OPEN),
            severity=FindingSeverity(severity) if severity else None,
            rule=given.get("rule", ""),
            team=int(team) if team else None,
            officer=int(officer) if officer else None,
            school=given.get("school", ""),
            overdue=given.get("overdue", False),
        )


class AcceptForm(GovForm, forms.Form):
    """Why the datum is right as it is."""

    reason = forms.CharField(
        label="Why it is right as it is",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever answers for the return reads this.",
    )
    until = GovDateField(
        label="Until when",
        required=False,
        help_text="Leave it blank to accept it for as long as the values stay the same.",
    )


class WithdrawForm(GovForm, forms.Form):
    """That it is meant."""

    sure = forms.BooleanField(label="It is to be mended after all, and the reason no longer holds")


class CauseForm(GovForm, forms.Form):
    """Why the datum is wrong."""

    cause = forms.ChoiceField(
        label="Why it is wrong", choices=Cause.choices, widget=forms.RadioSelect
    )


class HandOverForm(GovForm, forms.Form):
    """Who sees to it from now on."""

    to = forms.ModelChoiceField(User.objects.none(), label="Who mends it", empty_label="Choose")

    def __init__(self, finding: Finding, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues(finding)
        self.fields["to"].label_from_instance = lambda user: (
            f"{user.name}, {user.get_role_display().lower()}"
        )
