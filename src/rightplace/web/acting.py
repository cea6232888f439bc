"""Doing one action for the person who asks: the form's answers in, words and a redirect out."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.web.design.formats import day
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Link, TableView
from rightplace.web.today import now

How = Mapping[str, Any]
"""`by` and `at`, as every action takes them."""


def how(request: HttpRequest) -> dict[str, Any]:
    """Who acts and when: `act(child, **how(request))`."""
    return {"by": request.user, "at": now()}


def attempt(
    request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], object], *, said: str
) -> bool:
    """Whether the form was sent, is right, and the action was done; a refusal goes onto the form.

    `act` is given the cleaned answers; `said` is what the next page says was done.
    """
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        if isinstance(refusal, EditConflict):
            _show_both(form, refusal)
        return False
    messages.success(request, said)
    return True


class VersionForm(GovForm, forms.Form):
    """Mix in for what two people may edit at once: holds the version that the person was shown.

    `row` is the row as it stands. After a conflict `both` compares what stands with what was given.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    both: TableView | None = None

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        initial = {**model_to_dict(row), "version": row.version, **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)


def _show_both(form: forms.Form, conflict: EditConflict) -> None:
    """Give the form the newest version to build on, and the table that shows both."""
    both = [
        (form.fields[name], _in_words(form.fields[name], getattr(conflict.row, name)), given)
        for name, given in conflict.fields.items()
        if name in form.fields
    ]
    rows = [
        (str(field.label), stands, _in_words(field, given))
        for field, stands, given in both
        if stands != _in_words(field, given)
    ]
    form.both = TableView.of("Both versions", ("What", "As it stands now", "As you gave it"), rows)
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = str(conflict.row.version)


def _in_words(field: forms.Field, value: Any) -> str:
    """A value as the form shows it: the label of a code, yes or no, a day."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day(value)
    if value in (None, "", []):
        return "Nothing"
    plain = isinstance(field, forms.ModelChoiceField) or not hasattr(field, "choices")
    words = {} if plain else {str(code): str(text) for code, text in field.choices}
    several = value if isinstance(value, list) else [value]
    return ", ".join(words.get(str(each), str(each)) for each in several)


def ask(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    said: str,
    **page: Any,
) -> HttpResponse:
    """A page that is one form: do the action and lead to `back`, or `show` the form with its errors."""
    if attempt(request, form, act, said=said):
        return redirect(page["back"])
    return show(request, form, **page)


def show(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    back: str,
    button: str = "Save",
    caption: str = "",
    crumbs: tuple[Link, ...] = (),
    template: str = "layouts/ask.html",
    preview_button: str | None = None,
    **context: Any,
) -> HttpResponse:
    """The page of a form."""
    page = {"form": form, "title": title, "button": button, "back": back, "caption": caption}
    page |= {"preview_button": preview_button, "crumbs": crumbs}
    return render(request, template, {**page, **context})
