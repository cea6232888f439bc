"""A child whose plan moves in: who the child is, and what the other authority's plan says."""

from datetime import date
from typing import Any

from django import forms

from rightplace.casework.models import Person, User
from rightplace.law.codes import Ethnicity, SenType, UpnUnknown, valid_upn
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.staff.changes.forms import LA_CODE, setting_field, words, yes_or_no

_NEEDS = [(need.value, need.label) for need in SenType]
_SEXES = [("F", "Female"), ("M", "Male")]
_REASONS = [(each.value, each.label) for each in UpnUnknown]
_PERSON = (
    "surname",
    "forename",
    "birth_date",
    "sex",
    "ethnicity",
    "postcode",
    "upn",
    "upn_unknown",
)


class MoveInForm(GovForm, forms.Form):
    """The child, then the plan."""

    surname = forms.CharField(max_length=80)
    forename = forms.CharField(max_length=80)
    birth_date = GovDateField(label="Date of birth")
    sex = forms.ChoiceField(choices=_SEXES, widget=forms.RadioSelect)
    ethnicity = forms.ChoiceField(choices=[(e.value, e.label) for e in Ethnicity], initial="NOBT")
    postcode = forms.CharField(max_length=8, required=False)
    upn = forms.CharField(label="UPN", max_length=13, required=False)
    upn_unknown = forms.ChoiceField(
        label="If there is no UPN: why", required=False, choices=[("", "There is one"), *_REASONS]
    )
    from_la = forms.CharField(
        label="LA number of the authority it comes from", max_length=3, validators=[LA_CODE]
    )
    starts_on = GovDateField(label="Day on which the plan was first made")
    moved_on = GovDateField(label="Day of the move")
    primary = forms.ChoiceField(label="Primary need", choices=[("", "Choose a need"), *_NEEDS])
    secondary = forms.ChoiceField(
        label="Secondary need", required=False, choices=[("", "None"), *_NEEDS]
    )
    setting = setting_field("Setting that the plan names")
    practicable = yes_or_no("Can the child attend the setting that the plan names?")
    arrangement = words(
        "If not: what is arranged until the plan is amended", "Regulation 15(3).", required=False
    )
    officer = forms.ModelChoiceField(None, label="Officer", empty_label=None)

    def __init__(self, officers: list[User], as_of: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.as_of = as_of
        field = self.fields["officer"]
        field.queryset = User.objects.filter(pk__in=[each.pk for each in officers])
        field.label_from_instance = lambda user: user.name
        field.initial = officers[0].pk if officers else None

    def clean_upn(self) -> str:
        """A UPN with the right check letter, or none."""
        upn = self.cleaned_data["upn"].strip().upper()
        if upn and not valid_upn(upn):
            raise forms.ValidationError("This is not a UPN: check each letter and digit")
        return upn

    def clean_moved_on(self) -> date:
        """A move that has happened."""
        on = self.cleaned_data["moved_on"]
        if on > self.as_of:
            raise forms.ValidationError("It must be today or earlier: record a move on its day")
        return on

    def clean(self) -> dict[str, Any]:
        """An identifier or the reason for none, and two different needs."""
        given = super().clean() or {}
        if "upn" in given and bool(given["upn"]) == bool(given.get("upn_unknown")):
            self.add_error("upn", "Enter a UPN, or say why there is none, and not both")
        if given.get("primary") and given.get("primary") == given.get("secondary"):
            self.add_error("secondary", "Choose another need than the primary one, or none")
        if given.get("practicable") is False and not given.get("arrangement"):
            self.add_error("arrangement", "Say what is arranged until the plan is amended")
        return given


def person_from(given: dict[str, Any], user: User) -> Person:
    """The child whom the form describes; one with the same UPN who is known already.

    A child whose record is locked from `user` is not found: the UPN then cannot be used again.
    """
    known = Person.objects.unlocked_for(user).filter(upn=given["upn"])
    found = known.first() if given["upn"] else None
    return found or Person(**{name: given[name] for name in _PERSON})
