"""What is asked at a quarter's end."""

from collections.abc import Sequence
from typing import Any

from django import forms

from rightplace.facts.snapshot import Snapshot
from rightplace.governance.models import FrozenFigure
from rightplace.indicators.performance.definition import Indicator
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.insight.choice import standing


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SnapshotChoice(GovForm, forms.Form):
    """From which snapshot the figures are taken; chosen before they are shown."""

    snapshot = forms.ChoiceField(label="Snapshot")

    def __init__(self, snapshots: Sequence[Snapshot], chosen: Snapshot) -> None:
        super().__init__(initial={"snapshot": chosen.name})
        self.fields["snapshot"].choices = [(s.name, f"{s.name}: {standing(s)}") for s in snapshots]


class FreezeForm(GovForm, forms.Form):
    """The snapshot that is shown, and by when commentary is due."""

    snapshot = forms.CharField(widget=forms.HiddenInput)
    due_on = GovDateField(
        label="By when commentary is due",
        help_text="Ten working days are proposed.",
    )


class CommentaryForm(GovForm, forms.Form):
    """What the owner says of a figure."""

    cause = forms.CharField(label="What lies behind the figure", widget=_area())
    action = forms.CharField(label="What is done about it", required=False, widget=_area())


class SureForm(GovForm, forms.Form):
    """That it is meant."""

    sure = forms.BooleanField()

    def __init__(self, meaning: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sure"].label = meaning
        self.fields["sure"].error_messages["required"] = f"Confirm: {meaning}"


class WithdrawForm(GovForm, forms.Form):
    """Why no commentary is needed."""

    because = forms.CharField(
        label="Why no commentary is needed", widget=_area(3), help_text="The paper can give it."
    )


class CorrectionForm(GovForm, forms.Form):
    """What should have been printed."""

    numerator = forms.FloatField()
    denominator = forms.FloatField()
    reason = forms.CharField(label="What was wrong, and how it was found", widget=_area(3))

    def __init__(
        self, figure: FrozenFigure, indicator: Indicator, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["numerator"].label = indicator.numerator[:1].upper() + indicator.numerator[1:]
        self.fields["denominator"].label = f"Of how many: {indicator.denominator}"
        if figure.line["denominator"] is None:
            del self.fields["denominator"]

    def numbers(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        return {"denominator": None, **self.cleaned_data}
