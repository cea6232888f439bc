"""What an officer can record of an open request, as the law's pathway allows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse

from rightplace.casework.actions import assessments, requests
from rightplace.casework.actions.assessments import Where
from rightplace.casework.deadlines import events_of
from rightplace.casework.models import Request, Setting
from rightplace.casework.queries.stages import stage_of
from rightplace.law.codes import SenType
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


_NEEDS = [(need.value, need.label) for need in SenType]


class PlanForm(StepForm):
    """The needs of the plan, and the setting that it names."""

    primary = forms.ChoiceField(label="Primary need", choices=[("", "Choose a need"), *_NEEDS])
    secondary = forms.ChoiceField(
        label="Secondary need",
        required=False,
        choices=[("", "None"), *_NEEDS],
    )
    setting = forms.ModelChoiceField(
        Setting.objects.order_by("name"),
        label="Setting named in Section I",
        empty_label="Choose a setting",
    )

    def clean(self) -> dict[str, Any]:
        """Two needs are two different needs."""
        given = super().clean() or {}
        if given.get("primary") and given.get("primary") == given.get("secondary"):
            self.add_error("secondary", "Choose another need than the primary one, or none")
        return given


def _of_request(action: Action) -> Callable[..., object]:
    return lambda request, given, how: action(request, on=given["on"], **how)


def _of_assessment(action: Action) -> Callable[..., object]:
    return lambda request, given, how: action(request.assessment, on=given["on"], **how)


def _assess(request: Request, given: Mapping[str, Any], how: Mapping[str, Any]) -> object:
    turned = request.outcome == "N"
    action = requests.assess_after_challenge if turned else requests.decide_to_assess
    return action(request, on=given["on"], **how)


def _agree(request: Request, given: Mapping[str, Any], how: Mapping[str, Any]) -> object:
    turned = request.assessment.outcome == "N"
    action = assessments.issue_after_challenge if turned else assessments.decide_to_issue
    return action(request.assessment, on=given["on"], **how)


def _issue(request: Request, given: Mapping[str, Any], how: Mapping[str, Any]) -> object:
    needs = [need for need in (given["primary"], given["secondary"]) if need]
    where = Where(setting=given["setting"])
    return assessments.issue_plan(
        request.assessment, on=given["on"], needs=needs, named=where, **how
    )


_K = EventKind
_ASSESSING, _AGREED = frozenset({Stage.ASSESSING}), frozenset({Stage.ISSUING})
STEPS = (
    Step(_K.DECIDED_TO_ASSESS, "Decision to assess", StepForm, _assess),
    Step(
        _K.REFUSED_TO_ASSESS,
        "Decision not to assess",
        StepForm,
        _of_request(requests.refuse_to_assess),
    ),
    Step(_K.DECIDED_TO_ISSUE, "Decision to issue a plan", StepForm, _agree),
    Step(
        _K.DECIDED_NOT_TO_ISSUE,
        "Decision not to issue a plan",
        StepForm,
        _of_assessment(assessments.decide_not_to_issue),
        _ASSESSING,
    ),
    Step(
        _K.DRAFT_SENT, "Draft plan sent", StepForm, _of_assessment(assessments.send_draft), _AGREED
    ),
    Step(
        _K.VIEWS_RECEIVED,
        "Family's views on the draft",
        StepForm,
        _of_assessment(assessments.receive_views),
        _AGREED,
    ),
    Step(_K.PLAN_ISSUED, "Final plan issued", PlanForm, _issue, _AGREED),
    Step(_K.WITHDRAWN, "Withdrawal", StepForm, _of_request(requests.withdraw_request)),
)


# What has a page of its own: the event that it leads to -> its words, and the name of its address,
# which takes the key of the request.
PAGES: dict[EventKind, tuple[str, str]] = {
    _K.ADVICE_REQUESTED: ("Request for advice", "staff:advice-ask"),
    _K.ADVICE_RECEIVED: ("Advice received", "staff:advice-receive"),
}
# What the record has a place for only in some stages, though the law allows it in others too.
_PAGE_STAGES = {_K.ADVICE_REQUESTED: _ASSESSING | _AGREED}


def open_links(request: Request) -> tuple[Link, ...]:
    """Where what can be done in a request now is done, in the order of the work."""
    if request.closed_on is not None:
        return ()
    allowed, stage = set(next_steps(events_of(request))), stage_of(request)
    own = {
        kind: Link(text, reverse(name, args=[request.pk]))
        for kind, (text, name) in PAGES.items()
        if kind in allowed and stage in _PAGE_STAGES.get(kind, Stage)
    }
    generic = {
        step.kind: Link(step.title, reverse("staff:record", args=[request.pk, step.kind.value]))
        for step in open_steps(request)
    }
    links = generic | own
    return tuple(links[kind] for kind in EventKind if kind in links)


def open_steps(request: Request) -> tuple[Step, ...]:
    """What can be recorded of a request now, in the order of the work; nothing once closed."""
    if request.closed_on is not None:
        return ()
    allowed, stage = set(next_steps(events_of(request))), stage_of(request)
    return tuple(step for step in STEPS if step.kind in allowed and stage in step.stages)
