"""What each step of a dispute asks for."""

from datetime import date
from typing import Any

from django import forms

from rightplace.casework.actions.complaints import FINDINGS
from rightplace.casework.models import Dispute, DisputeDuty, DutyKind, Theme, User
from rightplace.casework.queries.disputes import Decision
from rightplace.law.events import AppealKind
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.staff.acting import VersionForm
from rightplace.web.staff.changes.forms import choice, words, yes_or_no
from rightplace.web.staff.disputes.words import ORDERED, SECTIONS, decision_words
from rightplace.web.today import today

REMEDIES = (DutyKind.APOLOGY, DutyKind.PAYMENT, DutyKind.ACTION, DutyKind.POLICY)


class StepForm(GovForm, forms.Form):
    """A step of a dispute, on a day; the day comes last."""

    on = GovDateField(label="When it happened", help_text="For example, 27 3 2023")

    def __init__(self, dispute: Dispute | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dispute = dispute
        if "on" in self.fields:
            self.order_fields([name for name in self.fields if name != "on"] + ["on"])

    def clean_on(self) -> date:
        """Today or earlier."""
        on = self.cleaned_data["on"]
        if on > today():
            raise forms.ValidationError("It must be today or earlier")
        return on


class _Several(forms.MultipleChoiceField):
    """Some of a few, as their codes with a comma between them."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        return value.split(",") if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return ",".join(super().clean(value))


def _people(users: list[User], label: str, first: User) -> forms.ModelChoiceField:
    field = forms.ModelChoiceField(
        User.objects.filter(pk__in=[user.pk for user in users]),
        label=label,
        empty_label=None,
        initial=first.pk,
    )
    field.label_from_instance = lambda user: user.name
    return field


def sections_field() -> forms.Field:
    """The sections of the plan in dispute."""
    return _Several(label="What is in dispute", required=False, choices=list(SECTIONS.items()))


class OpenForm(StepForm):
    """The decision that the family disagrees with."""

    decision = forms.ChoiceField(label="Decision", widget=forms.RadioSelect)
    asked = words("What the family wants")
    sections = sections_field()
    lead = forms.ModelChoiceField(None)

    def __init__(
        self, decisions: list[Decision], team: list[User], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(None, *args, **kwargs)
        self.fields["decision"].choices = [
            (each.key, decision_words(each.about, each.case)) for each in decisions
        ]
        self.fields["lead"] = _people(team, "Lead officer", team[0])
        self.order_fields(["decision", "asked", "sections", "lead", "on"])
        self.fields["on"].label = "When the family first disagreed"


class ComplaintForm(StepForm):
    """What the family complains of."""

    asked = words("What the complaint is about, and what the family wants")
    reference = forms.CharField(label="Reference", max_length=40, required=False)
    lead = forms.ModelChoiceField(None)

    def __init__(self, team: list[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(None, *args, **kwargs)
        self.fields["lead"] = _people(team, "Who answers it", team[0])
        self.order_fields(["asked", "reference", "lead", "on"])
        self.fields["on"].label = "When it came"


class EnquiryForm(ComplaintForm):
    """The Ombudsman's enquiry: the letter may set its own day."""

    due_on = GovDateField(label="Answer wanted by, if the letter says", required=False)


class DescribeForm(VersionForm):
    """What is in dispute and what each side says."""

    reference = forms.CharField(label="Tribunal's or complaint's reference", required=False)
    sections = sections_field()
    asked = words("What the family wants")
    position = words("Our position", required=False)

    def __init__(self, dispute: Dispute, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=dispute, **kwargs)


def _money(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=9, decimal_places=2
    )


class CostForm(VersionForm):
    """What the dispute cost."""

    officer_hours = forms.DecimalField(
        label="Officers' time, in hours", required=False, min_value=0, max_digits=6,
        decimal_places=1,
    )  # fmt: skip
    legal_cost = _money("Legal costs, in pounds")
    expert_cost = _money("Experts and reports, in pounds")
    provision_cost = _money("Provision ordered or agreed, in pounds a year")

    def __init__(self, dispute: Dispute, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=dispute, **kwargs)


class ContactForm(StepForm):
    """Whether the family wants mediation."""

    wanted = yes_or_no("Does the family want mediation?", "Yes: to be arranged within 30 days")


class MediationForm(StepForm):
    """What came of mediation."""

    agreed = yes_or_no("Was an agreement reached?")
    text = words("What was agreed, or why nothing was")


class ReferenceForm(StepForm):
    """The Tribunal's reference."""

    reference = forms.CharField(label="The Tribunal's reference", max_length=40, required=False)


class PositionForm(StepForm):
    """The response says what the authority's position is."""

    position = words("Our position in the response")


class HearingForm(StepForm):
    """The day of the hearing, which may lie ahead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "Day of the hearing"

    def clean_on(self) -> date:
        """Any day."""
        return self.cleaned_data["on"]


class TextForm(StepForm):
    """A day and the reasons."""

    text = words("What it says, in its words where there are any")


class OrderForm(TextForm):
    """What the Tribunal ordered."""

    ordered = choice("What is ordered", [(each.value, text) for each, text in ORDERED.items()])

    def __init__(self, dispute: Dispute, *args: Any, **kwargs: Any) -> None:
        super().__init__(dispute, *args, **kwargs)
        self.fields["on"].label = "Day of the order"
        self.order_fields(["ordered", "text", "on"])

    def clean_ordered(self) -> AppealKind:
        """As the law names it."""
        return AppealKind(self.cleaned_data["ordered"])


class DutyForm(GovForm, forms.Form):
    """Something to be done by a day."""

    what = forms.CharField(label="What is to be done", max_length=300)
    due_on = GovDateField(label="By when")
    owner = forms.ModelChoiceField(None)

    def __init__(self, dispute: Dispute, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = User.objects.filter(team=dispute.lead.team_id, is_active=True)
        self.fields["owner"] = _people(list(team), "Who does it", dispute.lead)


class RemedyForm(DutyForm):
    """What puts it right."""

    kind = choice("What kind of remedy", [(kind.value, kind.label) for kind in REMEDIES])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["kind", "what", "due_on", "owner"])


class DoneForm(StepForm):
    """Which of the things to be done was done, and what shows it."""

    duty = forms.ModelChoiceField(None, label="What was done", empty_label="Choose")
    evidence = forms.CharField(label="What shows that it was done", max_length=400)

    def __init__(self, dispute: Dispute, *args: Any, **kwargs: Any) -> None:
        super().__init__(dispute, *args, **kwargs)
        field = self.fields["duty"]
        field.queryset = DisputeDuty.objects.filter(dispute=dispute, done_on=None)
        field.label_from_instance = lambda duty: duty.what


class FindingForm(TextForm):
    """A finding, and its words."""

    finding = choice("Finding", [(each.value, each.label) for each in FINDINGS])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["finding", "text", "on"])


class CloseForm(StepForm):
    """What was learned."""

    themes = _Several(label="What it was about", choices=Theme.choices)
    learned = words("What was learned, and what changes because of it")


class LearnedForm(VersionForm):
    """What was learned of a dispute that is closed already."""

    themes = _Several(label="What it was about", choices=Theme.choices)
    learned = words("What was learned, and what changes because of it")

    def __init__(self, dispute: Dispute, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=dispute, **kwargs)
