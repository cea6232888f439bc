"""Complaints, and what the Ombudsman investigates (LGA 1974 Part III)."""

from dataclasses import dataclass
from datetime import date, datetime

from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.refusals import refuse_ahead, refuse_unless
from rightplace.casework.models import (
    ComplaintStage,
    Dispute,
    DisputeAnswer,
    DisputeKind,
    DisputeOutcome,
    DisputeState,
    Person,
    Plan,
    User,
)
from rightplace.law.dates import working_day_after

_S, _STAGE = DisputeState, ComplaintStage


@dataclass(frozen=True, slots=True)
class StageLimit:
    """Working days to acknowledge and to answer, and the state of a dispute at that stage."""

    acknowledge: int
    answer: int
    state: DisputeState


LIMITS: dict[ComplaintStage, StageLimit] = {
    _STAGE.FIRST: StageLimit(3, 10, _S.STAGE_1),
    _STAGE.SECOND: StageLimit(3, 20, _S.STAGE_2),
    _STAGE.ENQUIRY: StageLimit(3, 20, _S.OMBUDSMAN),
    _STAGE.DRAFT: StageLimit(3, 10, _S.OMBUDSMAN),
}
"""The council's own limits. The Ombudsman's letter may give another day, which then stands."""

FINDINGS = (DisputeOutcome.UPHELD, DisputeOutcome.PARTLY, DisputeOutcome.NOT_UPHELD)

# Stage -> what must have been answered before it.
_AFTER = {_STAGE.SECOND: _STAGE.FIRST, _STAGE.DRAFT: _STAGE.ENQUIRY}


def receive_complaint(
    person: Person,
    *,
    stage: ComplaintStage = ComplaintStage.FIRST,
    plan: Plan | None = None,
    asked: str,
    reference: str = "",
    due_on: date | None = None,
    lead: User,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Dispute:
    """Record a complaint at its first stage, or an enquiry of the Ombudsman."""
    refuse_unless(bool(asked.strip()), "Say what the complaint is about.")
    refuse_ahead(on, at)
    kind = DisputeKind.COMPLAINT if stage == _STAGE.FIRST else DisputeKind.OMBUDSMAN
    with ledger.entry("complaint.receive", by=by, at=at, person=person, stage=stage) as entry:
        dispute = entry.add(
            Dispute(
                person=person,
                plan=plan,
                kind=kind,
                state=LIMITS[stage].state,
                opened_on=on,
                asked=asked,
                reference=reference,
                lead=lead,
            )
        )
        _open_stage(entry, dispute, stage, on, due_on)
    return dispute


def _open_stage(
    entry: Entry, dispute: Dispute, stage: ComplaintStage, on: date, due_on: date | None
) -> None:
    due = due_on or working_day_after(on, LIMITS[stage].answer)
    refuse_unless(due >= on, "The answer cannot be due before the complaint came.")
    entry.add(DisputeAnswer(dispute=dispute, stage=stage, received_on=on, due_on=due))


def _going_on(entry: Entry, dispute: Dispute) -> None:
    entry.lock(dispute)
    refuse_unless(dispute.closed_on is None, "This dispute is closed.")


def go_to_stage(
    dispute: Dispute,
    stage: ComplaintStage,
    *,
    due_on: date | None = None,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that the family goes on to stage 2, or that the Ombudsman sent a draft decision."""
    refuse_ahead(on, at)
    with ledger.entry("complaint.stage", by=by, at=at, person=dispute.person, stage=stage) as entry:
        _going_on(entry, dispute)
        before = dispute.answers.filter(stage=_AFTER[stage], answered_on__isnull=False).first()
        refuse_unless(
            before is not None and before.answered_on <= on,
            f"Record the answer at the stage before ({_AFTER[stage].label}) first.",
        )
        entry.change(dispute, state=LIMITS[stage].state)
        _open_stage(entry, dispute, stage, on, due_on)


def acknowledge_complaint(
    answer: DisputeAnswer, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the acknowledgement."""
    refuse_ahead(on, at)
    with ledger.entry("complaint.acknowledge", by=by, at=at, person=answer.dispute.person) as entry:
        entry.lock(answer)
        refuse_unless(answer.acknowledged_on is None, "It has been acknowledged already.")
        refuse_unless(
            on >= answer.received_on, "It cannot be acknowledged before it came. Check the date."
        )
        entry.change(answer, acknowledged_on=on)


def answer_complaint(
    answer: DisputeAnswer,
    *,
    finding: str,
    text: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the answer. To a complaint it has a finding; what is put right is added after."""
    refuse_ahead(on, at)
    refuse_unless(bool(text.strip()), "Say what was answered.")
    dispute = answer.dispute
    with ledger.entry("complaint.answer", by=by, at=at, person=dispute.person) as entry:
        _going_on(entry, dispute)
        entry.lock(answer)
        refuse_unless(answer.answered_on is None, "This stage has been answered already.")
        entry.change(answer, answered_on=on, finding=finding, answer=text)
        if dispute.kind == DisputeKind.COMPLAINT:
            entry.change(dispute, state=_S.REMEDY, outcome=finding, outcome_on=on)


def decide_ombudsman(
    dispute: Dispute,
    *,
    finding: str,
    text: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the Ombudsman's final decision; each remedy is added with its day."""
    refuse_ahead(on, at)
    refuse_unless(bool(text.strip()), "Say what the Ombudsman decided.")
    with ledger.entry("complaint.final", by=by, at=at, person=dispute.person) as entry:
        _going_on(entry, dispute)
        refuse_unless(
            dispute.kind == DisputeKind.OMBUDSMAN, "Only the Ombudsman's enquiry has a decision."
        )
        for answer in dispute.answers.filter(answered_on=None):
            entry.change(
                answer, answered_on=on, answer="Overtaken by the Ombudsman's final decision."
            )
        entry.change(dispute, state=_S.REMEDY, outcome=finding, outcome_on=on, outcome_text=text)
