"""Doing one action on the record, with the letter that tells of it."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from rightplace.casework.actions.refusals import ActionRefused
from rightplace.papers.letters import Letter
from rightplace.web import acting
from rightplace.web.acting import How, VersionForm, attempt, how
from rightplace.web.staff.letters import preview

__all__ = ["How", "VersionForm", "ask", "attempt", "how"]


def _preview(
    form: forms.Form, letter: Callable[[dict[str, Any]], Letter | Sequence[Letter]]
) -> HttpResponse | None:
    """The letter as it would go; None where there is none, and the form says why."""
    if not form.is_valid():
        return None
    try:
        made = letter(form.cleaned_data)
        return preview(*([made] if isinstance(made, Letter) else made))
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return None


def ask(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    said: str,
    template: str = "staff/ask.html",
    letter: Callable[[dict[str, Any]], Letter | Sequence[Letter]] | None = None,
    **page: Any,
) -> HttpResponse:
    """`acting.ask`, and a second button that shows the letter before.

    `letter` makes what would be sent from the cleaned answers, one letter or several.
    """
    page |= {"template": template}
    if letter is not None:
        page["preview_button"] = "See the letter first"
        if "preview" in request.POST:
            return _preview(form, letter) or acting.show(request, form, **page)
    return acting.ask(request, form, act, said=said, **page)
