"""The form that narrows what a check found."""

from typing import Any

from django import forms
from django.http import QueryDict

from rightplace.facts.quality import Severity
from rightplace.papers.quality.looking import Look, Narrowing, Standing
from rightplace.web.design.forms import GovForm
from rightplace.web.insight.checks.beside import names_of_settings

BY_CHILD = "children"
_ANY = ("", "All")
_STANDINGS = (
    (Standing.TO_DO, "To be dealt with"),
    (Standing.ACCEPTED, "Accepted"),
    (Standing.ALL, "All"),
)


class NarrowForm(GovForm, forms.Form):
    """Which findings are shown, and how."""

    view = forms.ChoiceField(
        label="Show", choices=[("", "One by one"), (BY_CHILD, "Child by child")], required=False
    )
    severity = forms.ChoiceField(required=False)
    rule = forms.ChoiceField(required=False)
    table = forms.ChoiceField(required=False)
    school = forms.ChoiceField(label="School", required=False)
    officer = forms.ChoiceField(required=False)
    standing = forms.ChoiceField(label="Which", choices=_STANDINGS, required=False)
    consequences = forms.BooleanField(
        label="Also what follows from another finding", required=False
    )
    without = forms.BooleanField(label="Also children without a finding", required=False)

    def __init__(self, query: QueryDict, look: Look) -> None:
        super().__init__(query or None)
        self.fields["severity"].choices = [
            _ANY, *((each.value, each.value.capitalize()) for each in Severity),
        ]  # fmt: skip
        for name in ("rule", "table", "officer"):
            self._offer(name, {value: value for value in look.choices(name)})
        schools = look.choices("school")
        named = names_of_settings(schools)
        self._offer("school", {urn: f"{named.get(urn, '')} {urn}".strip() for urn in schools})

    def _offer(self, name: str, choices: dict[str, str]) -> None:
        """What there is to choose from; a field with nothing to choose is left out."""
        if not choices:
            del self.fields[name]
            return
        rows = sorted(choices.items(), key=lambda pair: pair[1])
        self.fields[name].choices = [_ANY, *rows]

    def answers(self) -> dict[str, Any]:
        """What was asked for; an answer that is none of the choices stands for all."""
        self.full_clean()
        return getattr(self, "cleaned_data", {})

    def narrowing(self) -> Narrowing:
        """Which findings were asked for."""
        answers = self.answers()
        texts = ("severity", "rule", "table", "school", "officer")
        return Narrowing(
            **{name: answers.get(name) or "" for name in texts},
            standing=Standing(answers.get("standing") or Standing.TO_DO),
            consequences=bool(answers.get("consequences")),
        )

    @property
    def by_child(self) -> bool:
        """Whether children are listed, and not findings."""
        return self.answers().get("view") == BY_CHILD

    @property
    def with_all(self) -> bool:
        """Whether children without a finding are listed as well."""
        return bool(self.answers().get("without"))
