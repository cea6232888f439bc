"""Mediation and appeals as cases of their own (CFA 2014 ss51 to 57; HESC Rules 2008).

Each step is a dated event of the request or the plan, on which the law's clocks run, and brings
the dispute on.
"""

from datetime import date, datetime
from typing import Any

from rightplace.casework.actions.disputes import REFUSALS, Challenge, write_step
from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.refusals import refuse_ahead, refuse_unless
from rightplace.casework.challenge import case_of, clocks_of_dispute, is_owed
from rightplace.casework.deadlines import clocks_of
from rightplace.casework.models import (
    Dispute,
    DisputeDuty,
    DisputeKind,
    DisputeOutcome,
    DisputeState,
    DutyKind,
    Plan,
    Request,
    User,
)
from rightplace.law.dates import in_words
from rightplace.law.events import AppealKind

_S = DisputeState
# Step -> where the dispute then stands.
_LEADS_TO = {
    Challenge.MEDIATION_CONTACTED: _S.MEDIATION,
    Challenge.MEDIATION_WANTED: _S.MEDIATION,
    Challenge.CERTIFIED: _S.MAY_APPEAL,
    Challenge.APPEAL_LODGED: _S.APPEAL,
}
_BEFORE = (_S.MEDIATION, _S.MAY_APPEAL)


def open_dispute(
    *,
    about: AppealKind,
    request: Request | None = None,
    plan: Plan | None = None,
    asked: str,
    lead: User,
    state: DisputeState = _S.MEDIATION,
    sections: str = "",
    reference: str = "",
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Dispute:
    """Open the case of a disagreement about a decision; its steps are recorded one by one.

    A refusal to assess or to issue is a decision of the request; every other is one of the plan.
    """
    case = request if about in REFUSALS else plan
    refuse_unless(case is not None, "Say which request or which plan the decision was about.")
    assert case is not None
    refuse_ahead(on, at)
    with ledger.entry("dispute.open", by=by, at=at, person=case.person, about=about) as entry:
        return entry.add(
            Dispute(
                person=case.person,
                request=request if about in REFUSALS else None,
                plan=None if about in REFUSALS else plan,
                kind=DisputeKind.APPEAL,
                about=about.value,
                state=state,
                opened_on=on,
                asked=asked,
                lead=lead,
                sections=sections,
                reference=reference,
            )
        )


def bring_in_dispute(
    dispute: Dispute, *, by: User, at: datetime, ledger: Ledger = DATABASE
) -> Dispute:
    """Open the case of a disagreement whose steps are in the record already, as far as it came."""
    with ledger.entry("dispute.bring_in", by=by, at=at, person=dispute.person) as entry:
        return entry.add(dispute)


def _going_on(entry: Entry, dispute: Dispute) -> None:
    entry.lock(dispute)
    refuse_unless(dispute.state != _S.CLOSED, "This dispute is closed.")


def _write(entry: Entry, step: Challenge, dispute: Dispute, about: AppealKind, on: date) -> None:
    """The step as an event of the case, with the return's flag on the request behind it."""
    request, plan = dispute.request, dispute.plan
    if plan is not None and plan.assessment is not None and step.flag:
        _flag(entry, plan, step, about)
    write_step(entry, step, about=about, request=request, plan=plan, on=on)


def _flag(entry: Entry, plan: Plan, step: Challenge, about: AppealKind) -> None:
    """What a plan says is challenged: the return shows it with the assessment that led to it."""
    if about in (AppealKind.AMEND_PLAN, AppealKind.SETTING_ONLY):
        assert plan.assessment is not None
        entry.change(plan.assessment, **{f"other_{step.flag}": True})


def take_step(
    dispute: Dispute,
    step: Challenge,
    *,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
    **facts: Any,
) -> None:
    """Record a step of mediation or of the appeal. `facts` are fields of the dispute it settles."""
    name = f"dispute.{step.name.lower()}"
    with ledger.entry(name, by=by, at=at, person=dispute.person) as entry:
        _going_on(entry, dispute)
        refuse_unless(
            dispute.state in (_BEFORE if step in _LEADS_TO else (_S.APPEAL,)),
            f"The dispute stands at: {DisputeState(dispute.state).label}. This step does not follow.",
        )
        changed = {"state": _LEADS_TO[step]} if step in _LEADS_TO else {}
        if changed or facts:
            entry.change(dispute, **changed, **facts)
        _write(entry, step, dispute, AppealKind(dispute.about), on)


def record_mediation(
    dispute: Dispute,
    *,
    agreed: bool,
    text: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the mediation, and what was agreed in words; what is to be done is added after."""
    refuse_unless(bool(text.strip()), "Say what was agreed, or why nothing was.")
    with ledger.entry("dispute.mediation_held", by=by, at=at, person=dispute.person) as entry:
        _going_on(entry, dispute)
        settled = {"outcome": DisputeOutcome.AGREED, "outcome_on": on} if agreed else {}
        state = _S.COMPLYING if agreed else _S.MEDIATION
        entry.change(dispute, state=state, outcome_text=text, **settled)
        _write(entry, Challenge.MEDIATION_HELD, dispute, AppealKind(dispute.about), on)


def settle_appeal(
    dispute: Dispute,
    outcome: DisputeOutcome,
    *,
    text: str,
    ordered: AppealKind | None = None,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record how the appeal ended: an order, a concession, a dismissal or a withdrawal.

    `ordered` is what is to be done where that is not what the appeal was about. The clocks of
    regs 44 and 45 start with an order to do something, and with a concession.
    """
    refuse_unless(bool(text.strip()), "Give the order, or the reasons, in words.")
    about = ordered or AppealKind(dispute.about)
    with ledger.entry(f"dispute.{outcome}", by=by, at=at, person=dispute.person) as entry:
        _going_on(entry, dispute)
        refuse_unless(dispute.state == _S.APPEAL, "Record the appeal first.")
        step = _END[outcome]
        if outcome is DisputeOutcome.DISMISSED:
            step, about = _dismissal(dispute, at)
        complying = outcome in (DisputeOutcome.ORDERED, DisputeOutcome.CONCEDED) or (
            about is AppealKind.CEASING_DISMISSED
        )
        closing = {} if complying else {"closed_on": on}
        state = _S.COMPLYING if complying else _S.CLOSED
        entry.change(
            dispute, state=state, outcome=outcome, outcome_on=on, outcome_text=text, **closing
        )
        if step is not None:
            _write(entry, step, dispute, about, on)


_END: dict[DisputeOutcome, Challenge | None] = {
    DisputeOutcome.ORDERED: Challenge.ORDER_MADE,
    DisputeOutcome.CONCEDED: Challenge.APPEAL_CONCEDED,
    DisputeOutcome.WITHDRAWN: Challenge.APPEAL_WITHDRAWN,
    DisputeOutcome.DISMISSED: None,
}


def _dismissal(dispute: Dispute, at: datetime) -> tuple[Challenge | None, AppealKind]:
    """A dismissed appeal against ceasing has a clock (reg 44(2)(a)); any other obliges nobody."""
    about = AppealKind(dispute.about)
    if about is AppealKind.MAINTAIN_PLAN:
        return Challenge.ORDER_MADE, AppealKind.CEASING_DISMISSED
    owed = [
        clock
        for clock in clocks_of(case_of(dispute), as_of=at.date())
        if clock.is_open and clock.key in ("appeal.respond", "appeal.bundle")
    ]
    refuse_unless(
        not owed,
        "The response or the hearing bundle is still open. Record it first, or record that the "
        "appeal was struck out.",
    )
    return None, about


def add_duty(
    dispute: Dispute,
    *,
    kind: DutyKind,
    what: str,
    due_on: date,
    owner: User,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> DisputeDuty:
    """Record something to be done by a day: a direction, what was agreed, or a remedy."""
    with ledger.entry("dispute.duty", by=by, at=at, person=dispute.person, kind=kind) as entry:
        _going_on(entry, dispute)
        refuse_unless(
            due_on >= dispute.opened_on,
            f"The day is before the dispute began, {in_words(dispute.opened_on)}.",
        )
        duty = DisputeDuty(dispute=dispute, kind=kind, what=what, due_on=due_on, owner=owner)
        return entry.add(duty)


def finish_duty(
    duty: DisputeDuty,
    *,
    evidence: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that it was done, and what shows it."""
    refuse_unless(bool(evidence.strip()), "Say what shows that it was done.")
    refuse_ahead(on, at)
    with ledger.entry("dispute.duty_done", by=by, at=at, person=duty.dispute.person) as entry:
        entry.lock(duty)
        refuse_unless(duty.done_on is None, "This has been done already.")
        entry.change(duty, done_on=on, evidence=evidence)


def describe_dispute(
    dispute: Dispute,
    *,
    version: int,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
    **fields: Any,
) -> None:
    """Write what is in dispute, each side's position, or what it cost and taught."""
    with ledger.entry("dispute.describe", by=by, at=at, person=dispute.person) as entry:
        entry.edit(dispute, version=version, **fields)


def close_dispute(
    dispute: Dispute,
    *,
    learned: str,
    themes: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Close a dispute in which nothing is left to do, with what was learned."""
    refuse_unless(
        bool(learned.strip()), "Say what was learned, or that there was nothing to learn and why."
    )
    refuse_ahead(on, at)
    with ledger.entry("dispute.close", by=by, at=at, person=dispute.person) as entry:
        _going_on(entry, dispute)
        refuse_unless(
            dispute.state != _S.APPEAL, "The appeal is under way. Record how it ended first."
        )
        refuse_unless(
            not dispute.duties.filter(done_on=None).exists()
            and not dispute.answers.filter(answered_on=None).exists(),
            "Something is still to be done. Record it as done before closing.",
        )
        _nothing_owed(dispute, at)
        how = {} if dispute.outcome else {"outcome": DisputeOutcome.LAPSED, "outcome_on": on}
        entry.change(dispute, state=_S.CLOSED, closed_on=on, learned=learned, themes=themes, **how)


def _nothing_owed(dispute: Dispute, at: datetime) -> None:
    """Refuse while a clock of the order, the concession or the mediation runs."""
    if dispute.kind != DisputeKind.APPEAL:
        return
    clocks = clocks_of_dispute(dispute, clocks_of(case_of(dispute), as_of=at.date()))
    owed = [clock for clock in clocks if is_owed(clock)]
    refuse_unless(
        not owed,
        " ".join(f"Still to be done: {c.duty.name}, by {in_words(c.due_on)}." for c in owed),
    )
