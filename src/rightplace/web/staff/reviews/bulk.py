"""One thing done for many children at once: ticked, seen before it is done, and each by itself."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from rightplace.casework.actions.refusals import ActionRefused
from rightplace.web.design.forms import GovForm

T = TypeVar("T")
AT_MOST = 150
"""How many are done in one go: a letter for each is made while the page waits."""


class ChosenForm(GovForm, forms.Form):
    """Those for whom it is done; everyone is ticked to begin with."""

    chosen = forms.MultipleChoiceField(label="For whom", widget=forms.CheckboxSelectMultiple)

    def __init__(self, names: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        initial = {"chosen": list(names), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["chosen"].choices = list(names.items())


def do_each(
    request: HttpRequest,
    rows: Mapping[str, T],
    chosen: list[str],
    do: Callable[[T], object],
    *,
    named: Callable[[T], object],
    said: Callable[[int], str],
) -> None:
    """Do it for each that was ticked; one that is refused stops no other and is named."""
    refused = []
    for key in chosen:
        try:
            do(rows[key])
        except ActionRefused as refusal:
            refused.append(f"{named(rows[key])}: {refusal}")
    done = len(chosen) - len(refused)
    if done:
        messages.success(request, said(done))
    for words in refused:
        messages.warning(request, words)
