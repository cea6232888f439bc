"""Reassessing a plan (CFA 2014 s44(2) and (3); SEND Regs 2014 regs 23 to 27)."""

from datetime import date, datetime

from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.plans import live
from rightplace.casework.actions.refusals import refuse_ahead, refuse_unless
from rightplace.casework.models import (
    ChangeAnswer,
    Plan,
    Reassessment,
    ReassessmentAdvice,
    ReassessmentAskedBy,
    User,
)
from rightplace.law.events import EventKind


def request_reassessment(
    plan: Plan,
    *,
    asked_by: str,
    why: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Reassessment:
    """Record a request to reassess; whether to do so is decided within 15 days (reg 25).

    What the authority does of its own motion is no request: nothing is to be answered, and the
    clock of the plan starts with the decision.
    """
    refuse_ahead(on, at)
    with ledger.entry("reassessment.request", by=by, at=at, person=plan.person) as entry:
        live(entry, plan)
        row = entry.add(Reassessment(plan=plan, asked_by=asked_by, requested_on=on, why=why))
        if asked_by != ReassessmentAskedBy.AUTHORITY:
            entry.event(EventKind.REASSESSMENT_REQUESTED, on, plan=plan)
    return row


def _waiting(entry: Entry, row: Reassessment) -> None:
    live(entry, row.plan)
    entry.lock(row)
    refuse_unless(
        not row.answer and row.withdrawn_on is None,
        "Whether to reassess has been decided already, or the request was withdrawn.",
    )


def decide_to_reassess(
    row: Reassessment, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the notice that a reassessment will be made; the plan is due within 14 weeks of it."""
    with ledger.entry("reassessment.agree", by=by, at=at, person=row.plan.person) as entry:
        _waiting(entry, row)
        entry.change(row, answer=ChangeAnswer.AGREED, answered_on=on)
        entry.event(EventKind.DECIDED_TO_REASSESS, on, plan=row.plan)


def refuse_to_reassess(
    row: Reassessment,
    *,
    reasons: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the refusal, which may be appealed (CFA 2014 s51(2)(d))."""
    refuse_unless(bool(reasons.strip()), "Give the reasons for not reassessing.")
    with ledger.entry("reassessment.refuse", by=by, at=at, person=row.plan.person) as entry:
        _waiting(entry, row)
        refuse_unless(
            row.asked_by != ReassessmentAskedBy.AUTHORITY,
            "Nobody asked: withdraw the proposal instead.",
        )
        entry.change(row, answer=ChangeAnswer.REFUSED, answered_on=on, reasons=reasons)
        entry.event(EventKind.REFUSED_TO_REASSESS, on, plan=row.plan)


def reassess_after_challenge(
    row: Reassessment, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> Reassessment:
    """Reassess after all, by order of the Tribunal or by agreement (regs 44(2)(b) and 45).

    The refusal stays as it was; a row of its own holds what follows.
    """
    plan = row.plan
    with ledger.entry("reassessment.agree_after_challenge", by=by, at=at, person=plan.person) as e:
        live(e, plan)
        refuse_unless(
            row.answer == ChangeAnswer.REFUSED,
            "Only a refusal to reassess is turned by a challenge.",
        )
        after = Reassessment(
            plan=plan, asked_by=row.asked_by, requested_on=row.requested_on, why=row.why
        )
        after.answer, after.answered_on = ChangeAnswer.AGREED, on
        e.add(after)
        e.event(EventKind.DECIDED_TO_REASSESS, on, plan=plan)
    return after


def _going_on(entry: Entry, row: Reassessment) -> None:
    live(entry, row.plan)
    entry.lock(row)
    refuse_unless(
        row.answer == ChangeAnswer.AGREED and row.final_on is None and row.withdrawn_on is None,
        "Record the decision to reassess first; after the plan the reassessment is over.",
    )


def ask_for_reassessment_advice(
    row: Reassessment,
    *,
    adviser: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> ReassessmentAdvice:
    """Record that one adviser was asked; their six weeks start on `on` (reg 8(1), by reg 26)."""
    person = row.plan.person
    with ledger.entry("reassessment.ask", by=by, at=at, person=person, adviser=adviser) as entry:
        _going_on(entry, row)
        advice = entry.add(ReassessmentAdvice(reassessment=row, adviser=adviser, requested_on=on))
        entry.event(EventKind.ADVICE_REQUESTED, on, ref=adviser, plan=row.plan)
    return advice


def receive_reassessment_advice(
    advice: ReassessmentAdvice, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the day on which an adviser's advice came."""
    plan = advice.reassessment.plan
    with ledger.entry("reassessment.hear", by=by, at=at, person=plan.person) as entry:
        entry.lock(advice)
        refuse_unless(advice.received_on is None, "This advice has been received already.")
        entry.change(advice, received_on=on)
        entry.event(EventKind.ADVICE_RECEIVED, on, ref=advice.adviser, plan=plan)


def issue_reassessed_plan(
    row: Reassessment, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the plan after the reassessment."""
    with ledger.entry("reassessment.issue", by=by, at=at, person=row.plan.person) as entry:
        _going_on(entry, row)
        entry.change(row, final_on=on)
        entry.event(EventKind.REASSESSED_PLAN_ISSUED, on, plan=row.plan)


def withdraw_reassessment(
    row: Reassessment, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record that whoever asked no longer wants the reassessment, before it was decided."""
    refuse_ahead(on, at)
    with ledger.entry("reassessment.withdraw", by=by, at=at, person=row.plan.person) as entry:
        _waiting(entry, row)
        entry.change(row, withdrawn_on=on)
        if row.asked_by != ReassessmentAskedBy.AUTHORITY:
            entry.event(EventKind.WITHDRAWN, on, plan=row.plan)
