"""Mediation and appeals (CFA 2014 ss51 to 56)."""

from datetime import date, datetime

from rightplace.casework.actions.ledger import DATABASE, Ledger, refuse_unless
from rightplace.casework.models import Person, Plan, Request, User
from rightplace.law.events import AppealKind, EventKind

_ASSESSMENT_FLAGS = {
    (AppealKind.MAKE_PLAN, "mediation"): "mediation",
    (AppealKind.MAKE_PLAN, "tribunal"): "tribunal",
    (AppealKind.AMEND_PLAN, "mediation"): "other_mediation",
    (AppealKind.AMEND_PLAN, "tribunal"): "other_tribunal",
    (AppealKind.SETTING_ONLY, "mediation"): "other_mediation",
    (AppealKind.SETTING_ONLY, "tribunal"): "other_tribunal",
}

# After these the authority has to go on with a request that it had closed.
_REOPENING = (EventKind.TRIBUNAL_ORDER, EventKind.APPEAL_CONCEDED)


def _flagged(request: Request | None, about: AppealKind, how: str) -> tuple[object, str] | None:
    """The row and field that the return shows this challenge on; None where it shows none.

    A plan that was brought in or moved in has no request here to show it on.
    """
    if request is None:
        return None
    if about == AppealKind.ASSESS:
        return request, how
    name = _ASSESSMENT_FLAGS.get((about, how))
    return None if name is None else (request.assessment, name)


def _person(request: Request | None, plan: Plan | None) -> Person:
    case = request or plan
    refuse_unless(case is not None, "Say which request or which plan the challenge is about.")
    return case.person  # type: ignore[union-attr]


def _record(
    kinds: tuple[EventKind, ...],
    request: Request | None,
    how: str | None,
    *,
    about: AppealKind,
    plan: Plan | None,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger,
) -> None:
    person = _person(request, plan)
    with ledger.entry(f"dispute.{kinds[-1].value}", by=by, at=at, person=person) as entry:
        flag = _flagged(request, about, how) if how else None
        if flag is not None:
            entry.change(flag[0], **{flag[1]: True})  # type: ignore[arg-type]
        reopens = about in (AppealKind.ASSESS, AppealKind.MAKE_PLAN) and kinds[-1] in _REOPENING
        if reopens and request is not None:
            entry.change(request, closed_on=None)
        for kind in kinds:
            entry.event(kind, on, ref=about.value, request=request, plan=plan)


def want_mediation(
    request: Request | None,
    *,
    about: AppealKind,
    plan: Plan | None = None,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that the family asked the adviser for mediation (CFA 2014 s55); it is to be arranged."""
    _record(
        (EventKind.MEDIATION_CONTACTED, EventKind.MEDIATION_WANTED), request, None,
        about=about, plan=plan, on=on, by=by, at=at, ledger=ledger,
    )  # fmt: skip


def hold_mediation(
    request: Request | None,
    *,
    about: AppealKind,
    plan: Plan | None = None,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that mediation took place."""
    _record(
        (EventKind.MEDIATION_HELD,), request, "mediation",
        about=about, plan=plan, on=on, by=by, at=at, ledger=ledger,
    )  # fmt: skip


def lodge_appeal(
    request: Request | None,
    *,
    about: AppealKind,
    plan: Plan | None = None,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that the Tribunal registered an appeal."""
    _record(
        (EventKind.APPEAL_LODGED,), request, "tribunal",
        about=about, plan=plan, on=on, by=by, at=at, ledger=ledger,
    )  # fmt: skip


def record_order(
    request: Request | None,
    *,
    about: AppealKind,
    plan: Plan | None = None,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the Tribunal's order; the clocks of SEND Regs 2014 reg 44 start."""
    _record(
        (EventKind.TRIBUNAL_ORDER,), request, None,
        about=about, plan=plan, on=on, by=by, at=at, ledger=ledger,
    )  # fmt: skip


def concede_appeal(
    request: Request | None,
    *,
    about: AppealKind,
    plan: Plan | None = None,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that the authority told the Tribunal that it will not oppose (reg 45)."""
    _record(
        (EventKind.APPEAL_CONCEDED,), request, None,
        about=about, plan=plan, on=on, by=by, at=at, ledger=ledger,
    )  # fmt: skip


def withdraw_appeal(
    request: Request | None,
    *,
    about: AppealKind,
    plan: Plan | None = None,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that the family withdrew the appeal."""
    _record(
        (EventKind.APPEAL_WITHDRAWN,), request, None,
        about=about, plan=plan, on=on, by=by, at=at, ledger=ledger,
    )  # fmt: skip


def amend_after_appeal(
    plan: Plan, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the plan amended as the Tribunal ordered or as was conceded (regs 44 and 45)."""
    with ledger.entry("dispute.plan_amended", by=by, at=at, person=plan.person) as entry:
        entry.lock(plan)
        refuse_unless(plan.ceased_on is None, f"The plan ceased on {plan.ceased_on}.")
        entry.event(EventKind.PLAN_AMENDED, on, plan=plan)
