"""What an officer can record of an open request, as the law's pathway allows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse

from rightplace.casework.actions import assessments, requests
from rightplace.casework.deadlines import events_of
from rightplace.casework.models import AdviceRequest, Request
from rightplace.casework.queries.stages import stage_of
from rightplace.law.codes import Adviser
from rightplace.law.events import EventKind
from rightplace.law.pathway import next_steps
from rightplace.law.stages import Stage
from rightplace.web.design.formats import day
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.design.presenters import Link

Action = Callable[..., object]


@dataclass(frozen=True)
class Step:
    """Something that can be recorded: its words, its form, and the action that does it."""

    kind: EventKind
    title: str
    form: type["StepForm"]
    act: Callable[[Request, Mapping[str, Any], Mapping[str, Any]], object]
    stages: frozenset[Stage] = frozenset(Stage)


class StepForm(GovForm, forms.Form):
    """The day on which it happened; some steps ask for more."""

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


class AdviserForm(StepForm):
    """Who is asked for advice."""

    adviser = forms.ChoiceField(label="Who is asked")

    def __init__(self, case: Request, *args: Any, **kwargs: Any) -> None:
        super().__init__(case, *args, **kwargs)
        asked = set(AdviceRequest.objects.filter(assessment__request=case).values_list("adviser"))
        others = [(a.value, a.label) for a in Adviser if (a.value,) not in asked]
        self.fields["adviser"].choices = [("", "Choose an adviser"), *others]


class AdviceForm(StepForm):
    """Whose advice came."""

    adviser = forms.ChoiceField(label="Whose advice it is")

    def __init__(self, case: Request, *args: Any, **kwargs: Any) -> None:
        super().__init__(case, *args, **kwargs)
        waiting = AdviceRequest.objects.filter(assessment__request=case, received_on__isnull=True)
        names = [(a.adviser, Adviser(a.adviser).label) for a in waiting]
        self.fields["adviser"].choices = [("", "Choose an adviser"), *names]


def _of_request(action: Action) -> Callable[..., object]:
    return lambda request, given, how: action(request, on=given["on"], **how)


def _of_assessment(action: Action) -> Callable[..., object]:
    return lambda request, given, how: action(request.assessment, on=given["on"], **how)


def _ask(request: Request, given: Mapping[str, Any], how: Mapping[str, Any]) -> object:
    return assessments.ask_for_advice(
        request.assessment, adviser=given["adviser"], on=given["on"], **how
    )


def _receive(request: Request, given: Mapping[str, Any], how: Mapping[str, Any]) -> object:
    advice = request.assessment.advice.get(adviser=given["adviser"])
    return assessments.receive_advice(advice, on=given["on"], **how)


_K = EventKind
_AGREED = frozenset({Stage.ISSUING})
STEPS = (
    Step(_K.ADVICE_REQUESTED, "Request for advice", AdviserForm, _ask),
    Step(_K.ADVICE_RECEIVED, "Advice received", AdviceForm, _receive),
    Step(_K.WITHDRAWN, "Withdrawal", StepForm, _of_request(requests.withdraw_request)),
)


# What has a page of its own: the event that it leads to -> its words, and the name of its address,
# which takes the key of the request.
_ASSESS = ("Decision whether to assess", "staff:decide-assess")
_PLAN = ("Decision whether to issue a plan", "staff:decide-issue")
PAGES: dict[EventKind, tuple[str, str]] = {
    _K.DECIDED_TO_ASSESS: _ASSESS,
    _K.REFUSED_TO_ASSESS: _ASSESS,
    _K.DECIDED_TO_ISSUE: _PLAN,
    _K.DECIDED_NOT_TO_ISSUE: _PLAN,
    _K.DRAFT_SENT: ("Draft plan sent", "staff:plan-send"),
    _K.VIEWS_RECEIVED: ("Family's views on the draft", "staff:plan-views"),
    _K.SETTING_CONSULTED: ("Consultation of settings", "staff:request-consultations"),
    _K.SETTING_REPLIED: ("Reply of a setting", "staff:request-consultations"),
    _K.PLAN_ISSUED: ("Final plan issued", "staff:plan-issue"),
}
# The stages at which a page is offered, where the law's own order would offer it too early.
PAGE_STAGES: dict[EventKind, frozenset[Stage]] = {
    _K.DRAFT_SENT: _AGREED,
    _K.VIEWS_RECEIVED: _AGREED,
    _K.PLAN_ISSUED: _AGREED,
}


def open_links(request: Request) -> tuple[Link, ...]:
    """Where what can be done in a request now is done, in the order of the work."""
    if request.closed_on is not None:
        return ()
    allowed, stage = set(next_steps(events_of(request))), stage_of(request)
    own = {
        kind: Link(text, reverse(name, args=[request.pk]))
        for kind, (text, name) in PAGES.items()
        if kind in allowed and stage in PAGE_STAGES.get(kind, Stage)
    }
    generic = {
        step.kind: Link(step.title, reverse("staff:record", args=[request.pk, step.kind.value]))
        for step in open_steps(request)
    }
    links = generic | own
    return tuple(dict.fromkeys(links[kind] for kind in EventKind if kind in links))


def open_steps(request: Request) -> tuple[Step, ...]:
    """What can be recorded of a request now, in the order of the work; nothing once closed."""
    if request.closed_on is not None:
        return ()
    allowed, stage = set(next_steps(events_of(request))), stage_of(request)
    return tuple(step for step in STEPS if step.kind in allowed and stage in step.stages)
