"""What can be recorded of a dispute: each step with its words, its form and its action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from rightplace.casework.actions import appeals, complaints
from rightplace.casework.actions.disputes import Challenge
from rightplace.casework.challenge import case_of
from rightplace.casework.deadlines import events_of
from rightplace.casework.models import (
    ComplaintStage,
    Dispute,
    DisputeKind,
    DisputeOutcome,
    DisputeState,
    DutyKind,
    User,
)
from rightplace.law.events import EventKind
from rightplace.law.pathway import next_steps
from rightplace.papers.letters import Letter
from rightplace.web.staff.disputes import forms as ask
from rightplace.web.staff.disputes import writing
from rightplace.web.staff.disputes.writing import waiting_answer

How = Mapping[str, Any]
Act = Callable[[Dispute, dict[str, Any], How], object]
Open = Callable[[Dispute], bool]
_K, _S = EventKind, DisputeState


@dataclass(frozen=True)
class Step:
    """Something that can be recorded. With `kind`, only where the law's pathway allows that event."""

    slug: str
    title: str
    form: type[forms.Form]
    act: Act
    open: Open
    kind: EventKind | None = None
    letter: Callable[[Dispute, dict[str, Any], User], Letter] | None = None


def _take(step: Challenge, *facts: str) -> Act:
    """A step of mediation or of the appeal; `facts` are answers that the dispute keeps."""

    def act(dispute: Dispute, given: dict[str, Any], how: How) -> object:
        kept = {name: given[name] for name in facts if given[name]}
        return appeals.take_step(dispute, step, on=given["on"], **kept, **how)

    return act


def _contacted(dispute: Dispute, given: dict[str, Any], how: How) -> object:
    step = Challenge.MEDIATION_WANTED if given["wanted"] else Challenge.MEDIATION_CONTACTED
    return appeals.take_step(dispute, step, on=given["on"], **how)


def _hearing(dispute: Dispute, given: dict[str, Any], how: How) -> object:
    on = given["on"]
    return appeals.take_step(dispute, Challenge.HEARING_SET, on=on, hearing_on=on, **how)


def _settle(outcome: DisputeOutcome) -> Act:
    return lambda dispute, given, how: appeals.settle_appeal(dispute, outcome, **given, **how)


def _duty(kind: DutyKind) -> Act:
    return lambda dispute, given, how: appeals.add_duty(dispute, kind=kind, **given, **how)


def _remedy(dispute: Dispute, given: dict[str, Any], how: How) -> object:
    return appeals.add_duty(dispute, **{**given, "kind": DutyKind(given["kind"])}, **how)


def _done(dispute: Dispute, given: dict[str, Any], how: How) -> object:
    return appeals.finish_duty(given["duty"], evidence=given["evidence"], on=given["on"], **how)


def _whole(action: Callable[..., object]) -> Act:
    return lambda dispute, given, how: action(dispute, **given, **how)


def _stage(stage: ComplaintStage) -> Act:
    return lambda dispute, given, how: complaints.go_to_stage(dispute, stage, **given, **how)


def _acknowledge(dispute: Dispute, given: dict[str, Any], how: How) -> object:
    return complaints.acknowledge_complaint(waiting_answer(dispute), on=given["on"], **how)


def _answer(dispute: Dispute, given: dict[str, Any], how: How) -> object:
    answer = waiting_answer(dispute)
    given = {"finding": "", **given}
    return complaints.answer_complaint(answer, **given, **how)


def _in(*states: DisputeState) -> Open:
    return lambda dispute: dispute.state in states


def _owes_answer(kind: DisputeKind) -> Open:
    return lambda dispute: dispute.kind == kind and waiting_answer(dispute) is not None


def _unacknowledged(dispute: Dispute) -> bool:
    answer = waiting_answer(dispute)
    complained = dispute.kind == DisputeKind.COMPLAINT
    return complained and answer is not None and answer.acknowledged_on is None


def _answered(*stages: ComplaintStage) -> Open:
    """Whether exactly these stages have been answered and nothing is owed."""
    wanted = sorted(stages)
    return lambda dispute: (
        dispute.state != _S.CLOSED
        and sorted(a.stage for a in dispute.answers.all() if a.answered_on) == wanted
        and waiting_answer(dispute) is None
    )


def _owed(dispute: Dispute) -> bool:
    return dispute.duties.filter(done_on=None).exists()


def _not_over(dispute: Dispute) -> bool:
    return dispute.state != _S.CLOSED


def _may_close(dispute: Dispute) -> bool:
    return dispute.state not in (_S.CLOSED, _S.APPEAL)


def _has_ended(dispute: Dispute) -> bool:
    return dispute.outcome != "" and dispute.kind != DisputeKind.APPEAL


_EARLY = _in(_S.MEDIATION, _S.MAY_APPEAL)
_APPEAL = _in(_S.APPEAL)
STEPS: tuple[Step, ...] = (
    Step("mediation-contacted", "Contact with the mediation adviser", ask.ContactForm, _contacted,
         _in(_S.MEDIATION), _K.MEDIATION_CONTACTED),
    Step("mediation-held", "Mediation", ask.MediationForm, _whole(appeals.record_mediation),
         _EARLY, _K.MEDIATION_HELD),
    Step("certificate", "Mediation certificate", ask.StepForm, _take(Challenge.CERTIFIED),
         _EARLY, _K.MEDIATION_CERTIFICATE),
    Step("appeal", "Appeal", ask.ReferenceForm, _take(Challenge.APPEAL_LODGED, "reference"),
         _EARLY, _K.APPEAL_LODGED),
    Step("notified", "Tribunal's notice of the appeal", ask.ReferenceForm,
         _take(Challenge.APPEAL_NOTIFIED, "reference"), _APPEAL, _K.APPEAL_NOTIFIED),
    Step("direction", "Direction of the Tribunal", ask.DutyForm, _duty(DutyKind.DIRECTION),
         _APPEAL),
    Step("response", "Response to the appeal", ask.PositionForm,
         _take(Challenge.RESPONDED, "position"), _APPEAL, _K.APPEAL_RESPONSE),
    Step("hearing", "Day of the hearing", ask.HearingForm, _hearing, _APPEAL, _K.APPEAL_HEARING),
    Step("bundle", "Hearing bundle sent", ask.StepForm, _take(Challenge.BUNDLE_SENT), _APPEAL,
         _K.APPEAL_BUNDLE_SENT),
    Step("order", "Order of the Tribunal", ask.OrderForm, _settle(DisputeOutcome.ORDERED),
         _APPEAL, _K.TRIBUNAL_ORDER),
    Step("dismissed", "Appeal dismissed", ask.TextForm, _settle(DisputeOutcome.DISMISSED),
         _APPEAL, _K.TRIBUNAL_ORDER),
    Step("conceded", "We concede", ask.TextForm, _settle(DisputeOutcome.CONCEDED), _APPEAL,
         _K.APPEAL_CONCEDED),
    Step("withdrawn", "Appeal withdrawn or struck out", ask.TextForm,
         _settle(DisputeOutcome.WITHDRAWN), _APPEAL, _K.APPEAL_WITHDRAWN),
    Step("agreement", "Something agreed at mediation", ask.DutyForm, _duty(DutyKind.AGREEMENT),
         _in(_S.COMPLYING)),
    Step("acknowledge", "Acknowledgement", ask.StepForm, _acknowledge, _unacknowledged,
         letter=writing.acknowledged),
    Step("answer", "Answer to the complaint", ask.FindingForm, _answer,
         _owes_answer(DisputeKind.COMPLAINT), letter=writing.answered),
    Step("reply", "Reply to the Ombudsman", ask.TextForm, _answer,
         _owes_answer(DisputeKind.OMBUDSMAN)),
    Step("stage-2", "Complaint goes to stage 2", ask.StepForm, _stage(ComplaintStage.SECOND),
         _answered(ComplaintStage.FIRST)),
    Step("draft", "Ombudsman's draft decision", ask.StepForm, _stage(ComplaintStage.DRAFT),
         _answered(ComplaintStage.ENQUIRY)),
    Step("final", "Ombudsman's final decision", ask.FindingForm,
         _whole(complaints.decide_ombudsman), _in(_S.OMBUDSMAN)),
    Step("remedy", "Remedy", ask.RemedyForm, _remedy, lambda d: _not_over(d) and _has_ended(d)),
    Step("done", "Something was done", ask.DoneForm, _done, _owed),
    Step("describe", "What is in dispute", ask.DescribeForm, _whole(appeals.describe_dispute),
         _not_over),
    Step("cost", "What it cost", ask.CostForm, _whole(appeals.describe_dispute),
         lambda dispute: True),
    Step("close", "Close with what was learned", ask.CloseForm, _whole(appeals.close_dispute),
         _may_close),
    Step("learned", "What was learned", ask.LearnedForm, _whole(appeals.describe_dispute),
         _in(_S.CLOSED)),
)  # fmt: skip


def open_steps(dispute: Dispute) -> tuple[Step, ...]:
    """What can be recorded of a dispute now, in the order of the work."""
    if hasattr(dispute.person, "death"):
        return ()
    lawful = set()
    if dispute.kind == DisputeKind.APPEAL and dispute.state != _S.CLOSED:
        lawful = set(next_steps(events_of(case_of(dispute))))
    return tuple(
        step for step in STEPS if step.open(dispute) and (step.kind is None or step.kind in lawful)
    )
