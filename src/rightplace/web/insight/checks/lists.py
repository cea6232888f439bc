"""The lists that rules look values up in: given with a check, or held here already."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from rightplace.casework.actions.jobs import Given
from rightplace.casework.models import Job
from rightplace.casework.queries.checks import settings_known
from rightplace.facts.comparators import Level
from rightplace.facts.quality import lists_lacking
from rightplace.returns.look_ups import OF_REGISTER, LookUp, of_register
from rightplace.returns.packs import PACKS
from rightplace.web.design.formats import plural
from rightplace.web.insight.checks.uploaded import faults, given
from rightplace.web.insight.performance.source import newest_comparators

Values = dict[str, frozenset[str]]
LOOK_UPS: Mapping[str, LookUp] = {each.name: each for p in PACKS.values() for each in p.look_ups}
REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Held:
    """Lists that RightPlace holds itself; how many values the first of them has is shown in `words`."""

    lists: tuple[str, ...]
    words: Callable[[int], str]
    values: Callable[[], Values]


def _of_settings() -> Values:
    return of_register(settings_known())


def _of_authorities() -> Values:
    kept = newest_comparators()
    areas = [] if kept is None else list(kept.areas.values())
    authorities = [each for each in areas if each.level is Level.AUTHORITY]
    return {
        "la_codes": frozenset(each.code for each in authorities if not each.changed_to),
        "upn_la_codes": frozenset(each.code for each in authorities),
    }


HELD: Mapping[str, Held] = {
    "settings": Held(
        OF_REGISTER,
        lambda number: (
            f"The register of settings as it was loaded: {plural(number, 'setting')}. A URN that"
            " is not among them becomes a finding, so choose this only where the whole register was loaded"
        ),
        _of_settings,
    ),
    "authorities": Held(
        ("la_codes", "upn_la_codes"),
        lambda number: (
            f"{plural(number, 'authority', 'authorities')} of the published figures that were"
            " loaded, with those that are no more"
        ),
        _of_authorities,
    ),
}


class ListsForm(forms.Form):
    """Mix in after `GovForm`: the lists to look values up in, of which others than `wanted` are left out."""

    def __init__(self, *args: Any, wanted: Iterable[str] = tuple(LOOK_UPS), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = [name for name in LOOK_UPS if name in set(wanted)]
        self._add_held()
        if set(OF_REGISTER) & set(self.wanted):
            self._add_file(
                REGISTER,
                "The register of schools",
                "The whole public register as CSV, from which the lists of URNs by type are taken.",
            )
        for name in self.wanted:
            look_up = LOOK_UPS[name]
            self._add_file(
                name, look_up.title, f"One a line, or a CSV file or workbook: {look_up.found}."
            )

    def _add_held(self) -> None:
        found = {
            key: len(held.values()[held.lists[0]])
            for key, held in HELD.items()
            if set(held.lists) & set(self.wanted)
        }
        choices = [(key, HELD[key].words(number)) for key, number in found.items() if number]
        if choices:
            self.fields["held"] = forms.MultipleChoiceField(
                label="Lists that RightPlace holds",
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def _add_file(self, name: str, label: str, hint: str) -> None:
        self.fields[name] = forms.FileField(
            label=label, help_text=hint, required=False, allow_empty_file=True,
            widget=forms.FileInput,
        )  # fmt: skip

    @property
    def list_fields(self) -> list[BoundField]:
        """The fields of the lists, in their order."""
        return [self[name] for name in ("held", REGISTER, *self.wanted) if name in self.fields]

    @property
    def lists_given(self) -> bool:
        """Whether any of them was filled in, rightly or not."""
        return any(field.errors or field.data for field in self.list_fields)

    def clean(self) -> dict[str, Any]:
        """Each file is one that could be a list; what it says is found out in the check."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        for name in (REGISTER, *self.wanted):
            for fault in faults([answers[name]] if answers.get(name) else []):
                self.add_error(name, fault)
        return answers

    def lists_about(self) -> dict[str, list[str]]:
        """What the job knows of them: the lists in the order of their files, and what is held here."""
        files = [name for name in self.wanted if self.cleaned_data[name]]
        return {"lists": files, "held": self.cleaned_data.get("held", [])}

    def lists_files(self) -> Iterator[Given]:
        """The files, each of its list in the order of `lists_about`."""
        for name in (REGISTER, *self.wanted):
            if self.cleaned_data.get(name):
                yield from given(
                    [self.cleaned_data[name]], REGISTER if name == REGISTER else "list"
                )


def given_with(job: Job) -> list[str]:
    """The lists that came with a check, in words."""
    files = list(job.files.order_by("pk"))
    listed = [file for file in files if file.purpose == "list"]
    register = [f"The register of schools: {f.name}" for f in files if f.purpose == REGISTER]
    named = zip(job.about.get("lists", ()), listed, strict=False)
    held = [HELD[key] for key in job.about.get("held", ())]
    return [
        *(f"{LOOK_UPS[list_].title}: held by RightPlace" for each in held for list_ in each.lists),
        *register,
        *(f"{LOOK_UPS[name].title}: {file.name}" for name, file in named),
    ]


def lacking(not_asked: Sequence[tuple[str, str]]) -> dict[LookUp, list[str]]:
    """List -> the rules that were not asked for lack of it."""
    found: dict[LookUp, list[str]] = {}
    for rule, why in not_asked:
        for name in lists_lacking(why):
            found.setdefault(LOOK_UPS[name], []).append(rule)
    return found
