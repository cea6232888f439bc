"""Forms for sending a draft, recording the family's views and issuing the plan."""

from typing import Any

from django import forms

from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.plan_issue import Final
from rightplace.casework.models import PlanVersion, Request, Role, Setting, User
from rightplace.law.codes import Residential, SenSetting, SenType
from rightplace.web.staff.acting import VersionForm
from rightplace.web.staff.plan_text.settings_form import SettingField, finder, near, offer
from rightplace.web.staff.steps import StepForm

_NEEDS = [(need.value, need.label) for need in SenType]
# A plan names one of these where it names no setting; the return has more codes for placements.
_TYPES = (SenSetting.OLA, SenSetting.OPA, SenSetting.EYP)


class GoingOut(StepForm, VersionForm):
    """The day, and for a manager the reason to send a version in which there are errors."""

    in_spite = forms.CharField(
        label="Reason for sending it with errors",
        help_text="Kept with this version.",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )

    def __init__(
        self, case: Request, *args: Any, version: PlanVersion, wrong: int, by: User, **kwargs: Any
    ) -> None:
        super().__init__(case, *args, row=version, **kwargs)
        self.fields["on"].label = "The day on which it goes out"
        if not wrong or by.role != Role.TEAM_MANAGER:
            del self.fields["in_spite"]


class SendForm(GoingOut):
    """When the draft goes."""


class ViewsForm(StepForm):
    """What the family said of the draft."""

    said = forms.CharField(label="What the family said", widget=forms.Textarea(attrs={"rows": "6"}))
    find = finder("Find the setting that they ask for")
    preferred = SettingField(
        Setting.objects.none(),
        label="Setting that they ask for",
        required=False,
        empty_label="None named",
        blank=True,
        widget=forms.RadioSelect,
    )
    wants_meeting = forms.BooleanField(label="They ask for a meeting", required=False)
    wants_budget = forms.BooleanField(label="They ask for a personal budget", required=False)

    def __init__(self, case: Request, *args: Any, **kwargs: Any) -> None:
        super().__init__(case, *args, **kwargs)
        self.fields["on"].label = "When they gave their views"
        offer(self, ("preferred",), near(case))


class IssueForm(GoingOut):
    """The types of need, and what Section I names."""

    primary = forms.ChoiceField(label="Primary need", choices=[("", "Choose a need"), *_NEEDS])
    secondary = forms.ChoiceField(
        label="Secondary need", required=False, choices=[("", "None"), *_NEEDS]
    )
    find = finder("Find the setting that Section I names")
    setting = SettingField(
        Setting.objects.none(),
        label="Setting named in Section I",
        required=False,
        empty_label="None of these",
        blank=True,
        widget=forms.RadioSelect,
    )
    within = forms.ChoiceField(
        label="Where in the setting",
        required=False,
        choices=[
            ("", "No unit or resourced provision"),
            ("unit", "In its SEN unit"),
            ("resourced", "In its resourced provision"),
        ],
    )
    sen_setting = forms.ChoiceField(
        label="If no setting is named",
        required=False,
        choices=[("", "A setting is named"), *((code.value, code.label) for code in _TYPES)],
    )
    residential = forms.ChoiceField(
        label="Residential",
        required=False,
        choices=[("", "Not residential"), *((code.value, code.label) for code in Residential)],
    )
    second = SettingField(
        Setting.objects.none(),
        label="Second setting, where the plan names two",
        required=False,
        empty_label="None",
    )
    family_asked = forms.BooleanField(
        label="The family asked for every change since the draft that they have", required=False
    )

    def __init__(self, case: Request, *args: Any, changed: bool, **kwargs: Any) -> None:
        super().__init__(case, *args, **kwargs)
        if not changed:
            del self.fields["family_asked"]
        offer(self, ("setting", "second"), near(case))

    def clean(self) -> dict[str, Any]:
        """Two needs are two; a plan names a setting or says what there is instead."""
        given = super().clean() or {}
        if given.get("primary") and given.get("primary") == given.get("secondary"):
            self.add_error("secondary", "Choose another need than the primary one, or none")
        self._clean_place(given)
        return given

    def _clean_place(self, given: dict[str, Any]) -> None:
        setting, code = given.get("setting"), given.get("sen_setting")
        if setting is None and not code and "setting" not in self.errors:
            self.add_error("find", "Find the setting and choose it, or say why none is named")
        if setting is not None and code:
            self.add_error("sen_setting", "A setting is chosen above: leave this as it is")
        if setting is not None and given.get("second") == setting:
            self.add_error("second", "Choose another setting than the first, or none")

    @staticmethod
    def final(given: dict[str, Any]) -> Final:
        """What the answers settle."""
        second = given.get("second")
        return Final(
            needs=[need for need in (given["primary"], given["secondary"]) if need],
            named=Where(
                setting=given.get("setting"),
                sen_setting=given["sen_setting"],
                in_sen_unit=given["within"] == "unit",
                in_resourced_provision=given["within"] == "resourced",
                residential=given["residential"],
            ),
            also=Where(setting=second) if second else None,
        )
