"""What is asked of a child and of a parent or carer, wherever it is asked."""

import re
from typing import Any

from django import forms

from rightplace.casework.models import Disability, Relationship, Setting
from rightplace.law.codes import Ethnicity, SenType, Sex, UpnUnknown, valid_upn
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.staff.acting import VersionForm

_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
_ADDRESS_LINES = 5


def as_postcode(given: str) -> str | None:
    """A postcode as it is written, "ZZ5 1AB"; None for what is none."""
    found = _POSTCODE.fullmatch(re.sub(r"\s", "", given).upper())
    return found and f"{found[1]} {found[2]}"


class AddressField(forms.CharField):
    """An address without its postcode, tidied into a line for each of its lines."""

    def __init__(self, **given: Any) -> None:
        rows = forms.Textarea(attrs={"rows": 3})
        super().__init__(
            **{
                "required": False,
                "max_length": 240,
                "widget": rows,
                "help_text": "A line for each line of the address, without the postcode",
            }
            | given
        )

    def clean(self, value: Any) -> str:
        lines = list(filter(None, (line.strip() for line in super().clean(value).splitlines())))
        if len(lines) > _ADDRESS_LINES:
            raise forms.ValidationError(f"Enter the address in {_ADDRESS_LINES} lines or fewer")
        return "\n".join(lines)


class PostcodeField(forms.CharField):
    """A postcode, written with or without the space."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"required": False, "max_length": 12} | given)
        self.widget.attrs["class"] = "govuk-input--width-10"

    def clean(self, value: Any) -> str:
        given = super().clean(value)
        code = as_postcode(given) if given else ""
        if code is None:
            raise forms.ValidationError("Enter a whole postcode, such as ZZ5 1AB")
        return code


class ChildFields(forms.Form):
    """Who the child is."""

    surname = forms.CharField(max_length=80)
    forename = forms.CharField(max_length=80)
    birth_date = GovDateField(label="Date of birth", help_text="For example, 27 3 2015")
    sex = forms.ChoiceField(
        choices=[(code.value, code.label) for code in Sex], widget=forms.RadioSelect
    )
    ethnicity = forms.ChoiceField(
        choices=[("", "Choose an ethnicity"), *((code.value, code.label) for code in Ethnicity)]
    )
    address = AddressField(label="Child's address")
    postcode = PostcodeField(label="Child's postcode")
    upn = forms.CharField(
        label="UPN",
        required=False,
        max_length=20,
        help_text="Unique pupil number: a letter, then 12 more characters",
    )
    unique_learner_number = forms.RegexField(
        r"^\d{10}$",
        label="ULN",
        required=False,
        help_text="Unique learner number: 10 figures",
        error_messages={"invalid": "Enter a ULN of 10 figures"},
    )
    upn_unknown = forms.ChoiceField(
        label="If there is neither, why",
        required=False,
        choices=[
            ("", "There is a UPN or a ULN"),
            *((code.value, code.label) for code in UpnUnknown),
        ],
    )
    setting = forms.ModelChoiceField(
        Setting.objects.order_by("name"),
        label="School or other setting now",
        required=False,
        empty_label="None, or not known",
    )
    primary_need = forms.ChoiceField(
        label="Primary need before there is a plan",
        required=False,
        choices=[("", "Not known yet"), *((code.value, code.label) for code in SenType)],
        help_text="As the request or the setting gives it",
    )
    disability = forms.ChoiceField(
        label="Is the child or young person disabled?",
        required=False,
        choices=[("", "Not asked yet"), *Disability.choices],
        help_text="A physical or mental impairment with a substantial, long-term effect on daily life",
    )

    def clean_upn(self) -> str:
        """A UPN in capitals whose check letter fits."""
        upn = re.sub(r"\s", "", self.cleaned_data["upn"]).upper()
        if upn and not valid_upn(upn):
            raise forms.ValidationError(
                "This is no UPN: it has 13 characters, and its first letter must fit the rest. "
                "Compare it with what the setting gave"
            )
        return upn

    def clean(self) -> dict[str, Any]:
        """A number, or the reason why there is none."""
        given = super().clean() or self.cleaned_data
        numbers = given.get("upn") or given.get("unique_learner_number")
        wrong = {"upn", "unique_learner_number"} & self.errors.keys()
        if numbers and given.get("upn_unknown"):
            self.add_error("upn_unknown", "There is a UPN or a ULN: give no reason for having none")
        if not numbers and not wrong and not given.get("upn_unknown"):
            self.add_error("upn_unknown", "Enter a UPN or a ULN, or select why there is neither")
        return given


CHILD = tuple(ChildFields.base_fields)
"""The fields of a child, in order."""


class CarerFields(forms.Form):
    """Who a parent or carer is."""

    name = forms.CharField(max_length=120)
    relationship = forms.ChoiceField(
        label="Relationship to the child", choices=[("", "Choose one"), *Relationship.choices]
    )
    parental_responsibility = forms.BooleanField(
        label="Has parental responsibility", required=False
    )
    address = AddressField()
    postcode = PostcodeField()
    email = forms.EmailField(label="E-mail", required=False)
    phone = forms.CharField(label="Telephone", required=False, max_length=30)
    needs = forms.CharField(
        label="Interpreter or format",
        required=False,
        max_length=200,
        help_text="For example, Polish interpreter, or letters in large print",
    )
    do_not_write = forms.BooleanField(
        label="Do not write to this address: letters are made without it, to be handed over",
        required=False,
    )


CARER = tuple(CarerFields.base_fields)
"""The fields of a parent or carer, in order."""


class NewCarerForm(GovForm, CarerFields):
    """A parent or carer who is not in the record yet."""


class CarerForm(VersionForm, CarerFields):
    """A parent or carer, to be corrected."""

    left_on = GovDateField(
        label="No longer to be told about the child, since",
        required=False,
        help_text="Leave empty while they are",
    )
