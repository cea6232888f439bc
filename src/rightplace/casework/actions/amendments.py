"""Amending a plan at another time than after a review (SEND Regs 2014 regs 22 and 28)."""

from datetime import date, datetime

from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.plans import live
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import Amendment, Plan, User
from rightplace.law.events import EventKind


def propose_amendment(
    plan: Plan,
    *,
    why: str,
    changes: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Amendment:
    """Record the notice of amendments, which gives the family 15 days."""
    refuse_unless(bool(changes.strip()), "Say what in the plan would change.")
    with ledger.entry("amendment.notice", by=by, at=at, person=plan.person) as entry:
        live(entry, plan)
        row = entry.add(Amendment(plan=plan, why=why, changes=changes, notice_on=on))
        entry.event(EventKind.AMENDMENT_NOTICE, on, plan=plan)
    return row


def _proposed(entry: Entry, row: Amendment) -> None:
    live(entry, row.plan)
    entry.lock(row)
    refuse_unless(
        row.final_on is None and row.dropped_on is None, "This amendment was settled already."
    )


def hear_on_amendment(
    row: Amendment, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the family's views on the amendments."""
    with ledger.entry("amendment.views", by=by, at=at, person=row.plan.person) as entry:
        _proposed(entry, row)
        entry.event(EventKind.VIEWS_RECEIVED, on, plan=row.plan)


def issue_amendment(
    row: Amendment, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the amended plan."""
    with ledger.entry("amendment.final", by=by, at=at, person=row.plan.person) as entry:
        _proposed(entry, row)
        entry.change(row, final_on=on)
        entry.event(EventKind.PLAN_AMENDED, on, plan=row.plan)


def drop_amendment(
    row: Amendment,
    *,
    reasons: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that the plan is not amended after all, with the reasons (reg 22(4))."""
    refuse_unless(bool(reasons.strip()), "Give the reasons for not amending the plan.")
    with ledger.entry("amendment.drop", by=by, at=at, person=row.plan.person) as entry:
        _proposed(entry, row)
        entry.change(row, dropped_on=on, reasons=reasons)
        entry.event(EventKind.DECIDED_NOT_TO_AMEND, on, plan=row.plan)
