"""What each change of a plan asks for; the fields are named as its action takes them."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from rightplace.casework.models import (
    BudgetPart,
    BudgetWay,
    CeasingGround,
    ElsewhereKind,
    ReassessmentAskedBy,
    Setting,
)
from rightplace.casework.queries.changes import Changes
from rightplace.law.clock import latest
from rightplace.law.codes import Adviser, CeaseReason
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.staff.acting import VersionForm

LA_CODE = RegexValidator(r"^\d{3}$", "Give the three digits of the authority's LA number")


def words(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    """A field for several lines."""
    area = forms.Textarea(attrs={"rows": 5})
    return forms.CharField(label=label, help_text=help_text, required=required, widget=area)


def choice(label: str, choices: Any, **more: Any) -> forms.ChoiceField:
    """One of a few, as radio buttons."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


def yes_or_no(label: str, yes: str = "Yes", no: str = "No") -> forms.TypedChoiceField:
    """A question that has to be answered."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("yes", yes), ("no", no)],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )


def setting_field(label: str) -> forms.ModelChoiceField:
    """A setting of the record."""
    return forms.ModelChoiceField(
        Setting.objects.order_by("name"), label=label, empty_label="Choose a setting"
    )


class DayForm(GovForm, forms.Form):
    """The day on which it happened; it comes last, after what else is asked."""

    on = GovDateField(label="When it happened", help_text="For example, 27 3 2023")

    def __init__(self, changes: Changes, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changes = changes
        self.order_fields([name for name in self.fields if name != "on"] + ["on"])

    def clean_on(self) -> date:
        """Today or earlier."""
        on = self.cleaned_data["on"]
        if on > self.changes.as_of:
            raise forms.ValidationError("It must be today or earlier")
        return on


class ReasonsForm(DayForm):
    """A decision with its reasons."""

    reasons = words("Reasons", "They go into the letter as you write them.")


class DecisionForm(ReasonsForm):
    """A decision that can be appealed, with what it rests on; the letter alone keeps the evidence."""

    evidence = words(
        "Evidence considered", "One report, letter or view on each line. It goes into the letter."
    )


class ViewsForm(DayForm):
    """Somebody's views."""

    views = words("Their views")


class ReassessmentForm(DayForm):
    """Who asks for a reassessment, and why."""

    asked_by = choice("Who asked", ReassessmentAskedBy.choices)
    why = words("What has changed, in their words")


class AdviserForm(DayForm):
    """Who is asked for advice in a reassessment."""

    adviser = forms.ChoiceField(label="Who is asked")

    def __init__(self, changes: Changes, *args: Any, **kwargs: Any) -> None:
        super().__init__(changes, *args, **kwargs)
        asked = set(changes.reassessment.advice.values_list("adviser", flat=True))
        left = [(each.value, each.label) for each in Adviser if each.value not in asked]
        self.fields["adviser"].choices = [("", "Choose an adviser"), *left]


class AdviceForm(DayForm):
    """Whose advice came."""

    advice = forms.ModelChoiceField(None, label="Whose advice it is", empty_label="Choose")

    def __init__(self, changes: Changes, *args: Any, **kwargs: Any) -> None:
        super().__init__(changes, *args, **kwargs)
        field = self.fields["advice"]
        field.queryset = changes.reassessment.advice.filter(received_on=None)
        field.label_from_instance = lambda row: Adviser(row.adviser).label


class AmendmentForm(DayForm):
    """What would change, and why."""

    changes = words("What would change", "Section by section.")
    why = words("Why")


class CeasingForm(DayForm):
    """The ground of section 45, and why it may be met."""

    ground = choice("Ground in section 45", CeasingGround.choices)
    why = words("Why the ground may be met", "It goes into both letters as you write it.")
    setting = forms.CharField(label="Setting that is consulted", max_length=120, required=False)


class EndForm(DayForm):
    """Why the plan ended, as the return asks."""

    reason = choice("Reason for the return", [(r.value, r.label) for r in CeaseReason])


class MoveOutForm(DayForm):
    """Where the family goes; `on` is the day on which it became known."""

    to_la = forms.CharField(
        label="LA number of the new authority", max_length=3, validators=[LA_CODE]
    )
    contact = forms.CharField(
        label="Whom to write to there",
        max_length=200,
        required=False,
        help_text="SEND team, address",
    )
    moves_on = GovDateField(label="Day of the move", help_text="It may lie ahead.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "When you learned of it"


class RequestMovesForm(DayForm):
    """Where the family of an open request goes."""

    exported_to = forms.CharField(
        label="LA number of the new authority", max_length=3, validators=[LA_CODE]
    )


class ArrangementForm(GovForm, forms.Form):
    """Whether the child can go on attending what the plan names."""

    practicable = yes_or_no("Can the child attend the setting that the plan names?")
    arrangement = words(
        "If not: what is arranged until the plan is amended", "Regulation 15(3).", required=False
    )

    def __init__(self, changes: Changes, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class MoveNoticeForm(DayForm):
    """What the family is told of the plan that moved in."""

    will_assess = yes_or_no("Will you assess the child again?")
    review_on = GovDateField(label="By when the plan will be reviewed")

    def __init__(self, changes: Changes, *args: Any, **kwargs: Any) -> None:
        limit = latest(changes.clocks, "transfer.review")
        initial = {"review_on": limit.due_on if limit else None, **kwargs.pop("initial", {})}
        super().__init__(changes, *args, initial=initial, **kwargs)
        self.limit = limit

    def clean_review_on(self) -> date:
        """No later than the law's limit."""
        on = self.cleaned_data["review_on"]
        if self.limit and on > self.limit.due_on:
            raise forms.ValidationError(
                f"The review is due by {self.limit.due_on:%-d %B %Y} ({self.limit.duty.citation})"
            )
        return on


class BudgetForm(DayForm):
    """What a personal budget is wanted for."""

    wanted = words("What it is wanted for")


class BudgetPartForm(DayForm):
    """One part of a personal budget."""

    way = choice("How the money is held", BudgetWay.choices)
    purpose = forms.CharField(label="What it pays for", max_length=200)
    yearly = forms.DecimalField(
        label="Amount a year, in pounds", max_digits=9, decimal_places=2, min_value=0
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "When its terms were agreed in writing"


class BudgetReviewForm(DayForm):
    """Which direct payment was reviewed."""

    part = forms.ModelChoiceField(None, label="Which direct payment", empty_label="Choose")

    def __init__(self, changes: Changes, *args: Any, **kwargs: Any) -> None:
        super().__init__(changes, *args, **kwargs)
        field = self.fields["part"]
        field.queryset = BudgetPart.objects.filter(budget=changes.budget, way=BudgetWay.DIRECT)
        field.label_from_instance = lambda row: f"{row.purpose}, £{row.yearly:,.2f} a year"


class ElsewhereForm(DayForm):
    """How the child is educated outside a school."""

    kind = choice("How the child is educated", ElsewhereKind.choices)
    what = words("What is known of it", "Who told you, and what the education is.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "From when"


class CheckForm(DayForm, VersionForm):
    """Whether the education is suitable."""

    suitable = yes_or_no("Is the education suitable?")
    finding = words("What was found")

    def __init__(self, changes: Changes, *args: Any, **kwargs: Any) -> None:
        initial = {"suitable": None, "finding": "", **kwargs.pop("initial", {})}
        super().__init__(changes, *args, row=changes.elsewhere, initial=initial, **kwargs)


class WhereForm(DayForm):
    """A setting, from a day."""

    setting = setting_field("Setting")
    in_sen_unit = forms.BooleanField(label="In its SEN unit", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "From when"


class DetentionForm(DayForm):
    """Where a child is detained, and who is responsible."""

    place = forms.CharField(label="Establishment", max_length=120)
    home_la = forms.CharField(
        label="LA number of the home authority", max_length=3, validators=[LA_CODE]
    )
    provision = words("What of the plan is provided there, and by whom")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "Detained from"


class DeathForm(DayForm):
    """Careful, and asked for once."""

    told_by = forms.CharField(label="Who told us", max_length=120)
    sure = forms.BooleanField(
        label="the name and the date of birth above are those of the child who has died"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "Day of the death"
        self.fields[
            "sure"
        ].label = "I have checked the name and the date of birth of the child who has died"

    def clean(self) -> dict[str, Any]:
        """The tick is asked for and not kept."""
        given = super().clean() or {}
        given.pop("sure", None)
        return given
