"""Mediation and appeals (CFA 2014 ss51 to 56)."""

from datetime import date, datetime

from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.models import Plan, Request, User
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


def _flagged(request: Request, about: AppealKind, how: str) -> tuple[object, str] | None:
    """The row and field that the return shows this challenge on; None where it shows none."""
    if about == AppealKind.ASSESS:
        return request, how
    name = _ASSESSMENT_FLAGS.get((about, how))
    return None if name is None else (request.assessment, name)


def _record(
    kind: EventKind,
    request: Request,
    how: str | None,
    *,
    about: AppealKind,
    plan: Plan | None,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger,
) -> None:
    with ledger.entry(f"dispute.{kind.value}", by=by, at=at, person=request.person) as entry:
        flag = _flagged(request, about, how) if how else None
        if flag is not None:
            entry.change(flag[0], **{flag[1]: True})  # type: ignore[arg-type]
        if kind in _REOPENING and about in (AppealKind.ASSESS, AppealKind.MAKE_PLAN):
            entry.change(request, closed_on=None)
        entry.event(kind, on, ref=about.value, request=request, plan=plan)


def hold_mediation(
    request: Request,
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
        EventKind.MEDIATION_HELD, request, "mediation",
        about=about, plan=plan, on=on, by=by, at=at, ledger=ledger,
    )  # fmt: skip


def lodge_appeal(
    request: Request,
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
        EventKind.APPEAL_LODGED, request, "tribunal",
        about=about, plan=plan, on=on, by=by, at=at, ledger=ledger,
    )  # fmt: skip


def record_order(
    request: Request,
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
        EventKind.TRIBUNAL_ORDER, request, None,
        about=about, plan=plan, on=on, by=by, at=at, ledger=ledger,
    )  # fmt: skip


def concede_appeal(
    request: Request,
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
        EventKind.APPEAL_CONCEDED, request, None,
        about=about, plan=plan, on=on, by=by, at=at, ledger=ledger,
    )  # fmt: skip
