"""What is asked about the costs of a placement."""

from typing import Any

from django import forms

from rightplace.casework.actions.costs import Shares
from rightplace.casework.models import Element, SettingGroup
from rightplace.casework.queries.costs import HIGH_COST, Look, WantedPlacements
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.staff.acting import VersionForm
from rightplace.web.staff.money import MoneyField, pounds

_LOOKS = {
    Look.HIGH: f"{pounds(HIGH_COST)} a year or more",
    Look.NONE: "No cost recorded",
    Look.ENDS: "A cost ends within 13 weeks",
    Look.UNCONFIRMED: "To confirm",
}


class ListForm(GovForm, forms.Form):
    """What the list of placements is narrowed to."""

    look = forms.ChoiceField(
        label="Costs", required=False,
        choices=[("", "Every placement"), *((look.value, words) for look, words in _LOOKS.items())],
    )  # fmt: skip
    group = forms.ChoiceField(
        label="Type of setting", required=False, choices=[("", "Every type"), *SettingGroup.choices]
    )
    search = forms.CharField(label="Child or setting", max_length=80, required=False)

    def wanted(self) -> WantedPlacements:
        """The answers; what is not a choice narrows nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        look = given.get("look")
        return WantedPlacements(
            look=Look(look) if look else None,
            group=given.get("group", ""),
            search=given.get("search", ""),
        )


def _share(label: str, initial: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100, initial=initial)


class CostFields(GovForm, forms.Form):
    """How much, and who pays which part."""

    amount = MoneyField(label="Amount a year", help_text="In pounds")
    education_share = _share("Per cent paid by education", 100)
    health_share = _share("Per cent paid by health", 0)
    social_care_share = _share("Per cent paid by social care", 0)

    def clean(self) -> dict[str, Any]:
        """The shares make the whole."""
        given = super().clean() or {}
        shares = [given.get(f"{who}_share") for who in ("education", "health", "social_care")]
        if None not in shares and sum(shares) != 100:
            self.add_error("education_share", "The three shares must make 100")
        return given

    def shares(self) -> Shares:
        """Who pays."""
        given = self.cleaned_data
        return Shares(given["education_share"], given["health_share"], given["social_care_share"])


class CostForm(CostFields):
    """A new cost."""

    element = forms.ChoiceField(
        label="What it is for", choices=[("", "Choose one"), *Element.choices]
    )
    starts_on = GovDateField(label="Paid from", help_text="For example, 1 9 2023")
    on = GovDateField(label="Agreed on", help_text="For example, 27 3 2023")

    field_order = ("element",)


class AmendForm(VersionForm, CostFields):
    """A new amount."""

    starts_on = GovDateField(
        label="Paid from",
        help_text="Keep the day to correct the amount. A later day ends the old amount the day before.",
    )


class ConfirmForm(VersionForm):
    """Finance agrees with a cost as it was shown."""


class EndForm(VersionForm):
    """The last day that is paid."""

    ends_on = GovDateField(label="Last day that is paid", help_text="For example, 31 8 2023")
