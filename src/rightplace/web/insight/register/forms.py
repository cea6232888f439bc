"""What is asked of whoever keeps the register."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from rightplace.casework.models import User
from rightplace.indicators.performance.changing import FieldError, further_version
from rightplace.indicators.performance.definition import (
    Indicator,
    Polarity,
    Target,
)
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.insight.register.words import LABELS
from rightplace.web.insight.roles import OWNERS

_LINE = ("name", "question", "owner", "source", "statutory_basis")
_TEXT = ("definition", "numerator", "denominator")
_LISTS = ("needs", "limits")
_PLAIN = (*_LINE, *_TEXT, "decimals", "polarity")
_ONE_DAY = timedelta(days=1)


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _field(name: str) -> forms.Field:
    label = LABELS[name]
    if name in _LISTS:
        return forms.CharField(
            label=label, required=False, widget=_area(), help_text="One on each line."
        )
    return forms.CharField(label=label, required=False, widget=_area() if name in _TEXT else None)


class DefinitionForm(GovForm, forms.Form):
    """The fields that may change without a change of the program, as they stand."""

    since = GovDateField(
        label="From which day it holds",
        help_text="Figures of periods that end before it keep the version of their time.",
    )
    reason = forms.CharField(label="Why it changes", widget=_area())
    decimals = forms.IntegerField(label=LABELS["decimals"], required=False)
    polarity = forms.ChoiceField(
        label=LABELS["polarity"],
        choices=[(each.value, each.value.capitalize()) for each in Polarity],
    )
    target = forms.FloatField(
        label="A new target",
        required=False,
        help_text="It holds from the same day, in the place of the target that holds then.",
    )
    tolerance = forms.FloatField(
        label="By how much it may be missed and still count as near",
        required=False,
        min_value=0,
    )

    def __init__(
        self, indicator: Indicator, frozen_until: date | None, *args: Any, **kwargs: Any
    ) -> None:
        self.indicator = indicator
        initial = {name: getattr(indicator, name) for name in _PLAIN}
        initial |= {name: "\n".join(getattr(indicator, name)) for name in _LISTS}
        super().__init__(*args, initial=initial, **kwargs)
        for name in (*_LINE, *_TEXT, *_LISTS):
            self.fields[name] = _field(name)
            self.fields[name].label = LABELS[name]
        self.order_fields(["since", "reason", *_LINE, *_TEXT, "decimals", "polarity"])

    def changes(self) -> Mapping[str, Any]:
        """What differs from the version that stands, as plain data."""
        given = self.cleaned_data
        found = {name: given[name] for name in _PLAIN}
        found |= {
            name: [line.strip() for line in given[name].splitlines() if line.strip()]
            for name in _LISTS
        }
        changed = {name: value for name, value in found.items() if value != self._stands(name)}
        if given.get("target") is not None:
            changed["targets"] = self._targets(given)
        return changed

    def _stands(self, name: str) -> Any:
        value = getattr(self.indicator, name)
        return list(value) if isinstance(value, tuple) else value

    def _targets(self, given: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The targets with the new one behind them, and the one that holds then ended the day before."""
        since = given["since"]
        kept = [_as_data(each, since) for each in self.indicator.targets if each.since < since]
        fresh = Target(given["target"], since, None, given.get("tolerance") or 0.0)
        return [*kept, _as_data(fresh, None)]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors:
            try:
                further_version(self.indicator, self.changes(), since=given["since"])
            except FieldError as error:
                name = "target" if error.field == "targets" else error.field
                self.add_error(name, str(error))
        return given


def _as_data(target: Target, ends_before: date | None) -> dict[str, Any]:
    until = target.until
    if ends_before is not None and (until is None or until >= ends_before):
        until = ends_before - _ONE_DAY
    return {
        "value": target.value,
        "since": str(target.since),
        "until": None if until is None else str(until),
        "tolerance": target.tolerance,
    }


class OwnersForm(GovForm, forms.Form):
    """Who gives an owner's figures and commentary."""

    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="People",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They find the figures to give and the commentary under their own lists.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, role__in=OWNERS)
        self.fields["people"].queryset = people.order_by("last_name", "first_name", "pk")
        self.fields["people"].label_from_instance = lambda user: (
            f"{user.name}, {user.get_role_display().lower()}"
        )
