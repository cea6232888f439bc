"""What is asked of whoever draws plans, grades them, or looks a second time."""

from typing import Any

from django import forms

from rightplace.casework.actions.quality import Rule
from rightplace.casework.models import QualityTool, Role, SettingGroup, Team, Training, User
from rightplace.casework.models.quality import Criterion, Grade, Score, Theme
from rightplace.web.design.forms import GovForm

_GRADES = [(str(grade.value), grade.label) for grade in sorted(Grade, reverse=True)]
_NONE = "none"


def users_of(*roles: Role) -> dict[str, User]:
    """Those who have one of the roles, by key, in the order of their names."""
    users = User.objects.filter(role__in=roles, is_active=True)
    return {str(user.pk): user for user in sorted(users, key=lambda user: user.name)}


def _choices(users: dict[str, User], first: str) -> list[tuple[str, str]]:
    return [("", first), *((key, user.name) for key, user in users.items())]


class DrawForm(GovForm, forms.Form):
    """Which plans to draw from, how many, and for whom."""

    size = forms.IntegerField(label="How many plans", min_value=1, max_value=100, initial=5)
    team = forms.ModelChoiceField(
        Team.objects.order_by("name"), required=False, empty_label="Every team"
    )
    officer = forms.ChoiceField(label="Case officer", required=False)
    setting_group = forms.ChoiceField(
        label="Kind of setting",
        required=False,
        choices=[("", "Every kind"), *SettingGroup.choices],
    )
    youngest = forms.IntegerField(label="Youngest age", min_value=0, max_value=25, required=False)
    oldest = forms.IntegerField(label="Oldest age", min_value=0, max_value=25, required=False)
    auditor = forms.ChoiceField(label="Who looks at them")
    moderator = forms.ChoiceField(label="Who looks a second time", required=False)

    def __init__(self, by: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers = users_of(Role.CASE_OFFICER)
        self.assurers = users_of(Role.QUALITY_ASSURER)
        self.moderators = users_of(Role.QUALITY_ASSURER, Role.TEAM_MANAGER)
        if by.role == Role.TEAM_MANAGER:
            del self.fields["team"]
            self.officers = {k: u for k, u in self.officers.items() if u.team_id == by.team_id}
        self.fields["officer"].choices = _choices(self.officers, "Every officer")
        self.fields["auditor"].choices = _choices(self.assurers, "Choose a quality assurer")
        self.fields["moderator"].choices = _choices(self.moderators, "Nobody yet")
        if by.role == Role.QUALITY_ASSURER:
            self.fields["auditor"].initial = str(by.pk)

    def rule(self) -> Rule:
        """The rule, from the cleaned answers."""
        given = self.cleaned_data
        return Rule(
            team=given.get("team"),
            officer=self.officers.get(given["officer"]),
            setting_group=given["setting_group"],
            youngest=given["youngest"],
            oldest=given["oldest"],
        )


class ScoreForm(GovForm, forms.Form):
    """The grade of one question, with why; a weak one has a theme."""

    grade = forms.ChoiceField(
        choices=[*_GRADES, (_NONE, "Does not apply to this plan")], widget=forms.RadioSelect
    )
    comment = forms.CharField(label="Why", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    themes = forms.MultipleChoiceField(
        label="Themes of what is weak",
        required=False,
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    tags = forms.CharField(
        label="Words of your own", help_text="With commas between.", max_length=120, required=False
    )

    def __init__(self, criterion: Criterion, kept: Score | None, *args: Any, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"themes": [criterion.theme]}
        if kept is not None:
            grade = _NONE if kept.grade is None else str(kept.grade)
            initial = {
                "grade": grade,
                "comment": kept.comment,
                "themes": kept.themes or [criterion.theme],
                "tags": kept.tags,
            }
        super().__init__(*args, initial=initial, **kwargs)

    def clean_grade(self) -> Grade | None:
        """The grade; None where the question does not apply."""
        given = self.cleaned_data["grade"]
        return None if given == _NONE else Grade(int(given))


class SubmitForm(GovForm, forms.Form):
    """What is to be learnt."""

    learning = forms.CharField(
        label="What to learn from this plan",
        help_text="The case officer reads this.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ModerateForm(GovForm, forms.Form):
    """A second grade, and the one that both agree on."""

    grade = forms.TypedChoiceField(
        label="Your grade",
        choices=_GRADES,
        widget=forms.RadioSelect,
        coerce=lambda g: Grade(int(g)),
    )
    agreed_grade = forms.TypedChoiceField(
        label="The grade that you both agree on",
        choices=_GRADES,
        widget=forms.RadioSelect,
        coerce=lambda g: Grade(int(g)),
    )
    reason = forms.CharField(
        label="Why that one", max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )


class WeightsForm(GovForm, forms.Form):
    """The weight of every question; 0 leaves it out of the next version."""

    def __init__(self, tool: QualityTool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(tool.criteria.order_by("rank"))
        for each in self.criteria:
            self.fields[f"weight_{each.rank}"] = forms.IntegerField(
                label=each.question, min_value=0, max_value=5, initial=each.weight
            )


class QuestionForm(GovForm, forms.Form):
    """A question more, and what each grade looks like."""

    section = forms.CharField(label="Part of the plan", max_length=40)
    question = forms.CharField(max_length=200)
    theme = forms.ChoiceField(choices=Theme.choices)
    weight = forms.IntegerField(
        label="Weight, 1 to 5",
        help_text="How many times its grade counts.",
        min_value=1,
        max_value=5,
    )
    outstanding = forms.CharField(label="Outstanding looks like", max_length=300)
    good = forms.CharField(label="Good looks like", max_length=300)
    requires_improvement = forms.CharField(label="Requires improvement looks like", max_length=300)
    inadequate = forms.CharField(label="Inadequate looks like", max_length=300)


class TrainingForm(GovForm, forms.ModelForm):
    """Something that can be learnt."""

    class Meta:
        model = Training
        fields = ("theme", "title", "audience", "length")
        labels = {"audience": "For whom", "length": "How long it takes"}
