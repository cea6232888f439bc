"""Doing one action for the person who asks: the form's answers in, words and a redirect out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.papers.letters import Letter
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Link, TableView
from rightplace.web.staff.letters import preview
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
    rows = [
        (form.fields[name].label or name, str(getattr(conflict.row, name)), str(given))
        for name, given in conflict.fields.items()
        if name in form.fields and str(getattr(conflict.row, name)) != str(given)
    ]
    form.both = TableView.of("Both versions", ("What", "As it stands now", "As you gave it"), rows)
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = str(conflict.row.version)


def ask(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    said: str,
    back: str,
    button: str = "Save",
    caption: str = "",
    crumbs: tuple[Link, ...] = (),
    template: str = "staff/ask.html",
    letter: Callable[[dict[str, Any]], Letter | Sequence[Letter]] | None = None,
    **context: Any,
) -> HttpResponse:
    """A page that is one form: do the action and lead to `back`, or show the form with its errors.

    `letter` makes what would be sent from the cleaned answers, one letter or several; a second button
    shows them before.
    """
    if letter is not None and "preview" in request.POST and form.is_valid():
        sent = letter(form.cleaned_data)
        return preview(*([sent] if isinstance(sent, Letter) else sent))
    if attempt(request, form, act, said=said):
        return redirect(back)
    page = {"form": form, "title": title, "button": button, "back": back, "caption": caption}
    page["preview_button"] = None if letter is None else "See the letter first"
    return render(request, template, {**page, "crumbs": crumbs, **context})
