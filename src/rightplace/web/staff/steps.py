"""What can be done in an open request, as the law's pathway allows it, and where it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse

from rightplace.casework.actions.requests import withdraw_request
from rightplace.casework.deadlines import events_of
from rightplace.casework.models import Request
from rightplace.casework.queries.stages import stage_of
from rightplace.law.events import EventKind
from rightplace.law.pathway import next_steps
from rightplace.law.stages import Stage
from rightplace.web.design.formats import day
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.design.presenters import Link

_K = EventKind


class StepForm(GovForm, forms.Form):
    """The day on which it happened."""

    on = GovDateField(label="When it happened", help_text="For example, 27 3 2023")

    def __init__(self, case: Request, as_of: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.as_of = case, as_of

    def clean_on(self) -> date:
        """A day from the request until today."""
        on = self.cleaned_data["on"]
        if on < self.case.received_on:
            raise forms.ValidationError(
                f"It must be on or after the request of {day(self.case.received_on)}"
            )
        if on > self.as_of:
            raise forms.ValidationError("It must be today or earlier")
        return on


@dataclass(frozen=True)
class Step:
    """Something for which the day is enough: its words, and the action that records it."""

    kind: EventKind
    title: str
    act: Callable[[Request, Mapping[str, Any], Mapping[str, Any]], object]


def _withdraw(request: Request, given: Mapping[str, Any], how: Mapping[str, Any]) -> object:
    return withdraw_request(request, on=given["on"], **how)


STEPS = (Step(_K.WITHDRAWN, "Withdrawal", _withdraw),)

# What has a page of its own: the event that it leads to -> its words, and the name of its address,
# which takes the key of the request.
_ASSESS = ("Decision whether to assess", "staff:decide-assess")
_PLAN = ("Decision whether to issue a plan", "staff:decide-issue")
PAGES: dict[EventKind, tuple[str, str]] = {
    _K.DECIDED_TO_ASSESS: _ASSESS,
    _K.REFUSED_TO_ASSESS: _ASSESS,
    _K.ADVICE_REQUESTED: ("Request for advice", "staff:advice-ask"),
    _K.ADVICE_RECEIVED: ("Advice received", "staff:advice-receive"),
    _K.DECIDED_TO_ISSUE: _PLAN,
    _K.DECIDED_NOT_TO_ISSUE: _PLAN,
    _K.DRAFT_SENT: ("Draft plan sent", "staff:plan-send"),
    _K.VIEWS_RECEIVED: ("Family's views on the draft", "staff:plan-views"),
    _K.SETTING_CONSULTED: ("Consultation of settings", "staff:request-consultations"),
    _K.SETTING_REPLIED: ("Reply of a setting", "staff:request-consultations"),
    _K.PLAN_ISSUED: ("Final plan issued", "staff:plan-issue"),
}
# The stages at which a page is offered, where the law's own order would offer it too early.
_AGREED = frozenset({Stage.ISSUING})
PAGE_STAGES: dict[EventKind, frozenset[Stage]] = {
    _K.ADVICE_REQUESTED: frozenset({Stage.ASSESSING, Stage.ISSUING}),
    _K.DRAFT_SENT: _AGREED,
    _K.VIEWS_RECEIVED: _AGREED,
    _K.PLAN_ISSUED: _AGREED,
}


def open_links(request: Request) -> tuple[Link, ...]:
    """Where what can be done in a request now is done, in the order of the work; each place once."""
    if request.closed_on is not None:
        return ()
    allowed, stage = _allowed(request), stage_of(request)
    links = {
        kind: Link(text, reverse(name, args=[request.pk]))
        for kind, (text, name) in PAGES.items()
        if kind in allowed and stage in PAGE_STAGES.get(kind, Stage)
    } | {
        step.kind: Link(step.title, reverse("staff:record", args=[request.pk, step.kind.value]))
        for step in open_steps(request)
    }
    in_order = (links[kind] for kind in EventKind if kind in links)
    return tuple({link.href: link for link in in_order}.values())


def open_steps(request: Request) -> tuple[Step, ...]:
    """What can be recorded of a request by its day alone; nothing once closed."""
    if request.closed_on is not None:
        return ()
    allowed = _allowed(request)
    return tuple(step for step in STEPS if step.kind in allowed)


def _allowed(request: Request) -> set[EventKind]:
    """What the law's order allows; on a record that counts as another, no more than to end it."""
    allowed = set(next_steps(events_of(request)))
    return allowed if request.person.same_as_id is None else allowed & {_K.WITHDRAWN}
