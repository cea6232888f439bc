"""What is asked about a document when it is added and when it is corrected."""

from typing import Any

from django import forms

from rightplace.casework.actions.documents import About
from rightplace.casework.models import Confidentiality, DocumentKind
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.today import today


class AboutForm(GovForm, forms.Form):
    """What holds for one document, or for several that came together."""

    kind = forms.ChoiceField(choices=[("", "Choose a kind"), *DocumentKind.choices])
    source = forms.CharField(label="From whom", max_length=150, required=False)
    dated = GovDateField(label="Its own date", required=False)
    received_on = GovDateField(label="Day it came", initial=today)
    confidentiality = forms.ChoiceField(
        label="Who may be given it", choices=Confidentiality.choices, widget=forms.RadioSelect
    )
    withheld_because = forms.CharField(
        label="Why it is not to be disclosed",
        max_length=400,
        required=False,
        help_text="Only for what is not to be disclosed",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        withheld = given.get("confidentiality") == Confidentiality.WITHHELD
        reason = given.get("withheld_because", "")
        if withheld and not reason and "withheld_because" not in self.errors:
            self.add_error("withheld_because", "Enter why it is not to be disclosed")
        if reason and not withheld and "confidentiality" in given:
            self.add_error(
                "withheld_because",
                "Clear why it is not to be disclosed, or select not to be disclosed",
            )
        for name, label in (("dated", "Its own date"), ("received_on", "The day it came")):
            if (on := given.get(name)) and on > today():
                self.add_error(name, f"{label} must be today or before")
        return given

    def about(self, given: dict[str, Any], title: str = "") -> About:
        """The description for the action."""
        return About(
            title=title or given["title"],
            **{name: given[name] for name in AboutForm.base_fields},
        )


class DescriptionForm(AboutForm):
    """All that is said of one document."""

    title = forms.CharField(max_length=150)
    field_order = ("title", *AboutForm.base_fields)
