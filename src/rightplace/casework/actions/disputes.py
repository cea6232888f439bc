"""Mediation and appeals (CFA 2014 ss51 to 56)."""

from datetime import date, datetime
from enum import Enum

from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import Assessment, Plan, Request, User
from rightplace.law.events import AppealKind, EventKind


class Challenge(Enum):
    """A step of a challenge: the events it is, and whether the return shows it, as what."""

    MEDIATION_CONTACTED = ((EventKind.MEDIATION_CONTACTED,), "")
    # The family asked the adviser for mediation (s55); it is to be arranged.
    MEDIATION_WANTED = ((EventKind.MEDIATION_CONTACTED, EventKind.MEDIATION_WANTED), "")
    MEDIATION_HELD = ((EventKind.MEDIATION_HELD,), "mediation")
    CERTIFIED = ((EventKind.MEDIATION_CERTIFICATE,), "")
    APPEAL_LODGED = ((EventKind.APPEAL_LODGED,), "tribunal")
    APPEAL_NOTIFIED = ((EventKind.APPEAL_NOTIFIED,), "")
    RESPONDED = ((EventKind.APPEAL_RESPONSE,), "")
    HEARING_SET = ((EventKind.APPEAL_HEARING,), "")
    BUNDLE_SENT = ((EventKind.APPEAL_BUNDLE_SENT,), "")
    # The clocks of SEND Regs 2014 reg 44 start.
    ORDER_MADE = ((EventKind.TRIBUNAL_ORDER,), "")
    # The authority told the Tribunal that it will not oppose: reg 45.
    APPEAL_CONCEDED = ((EventKind.APPEAL_CONCEDED,), "")
    APPEAL_WITHDRAWN = ((EventKind.APPEAL_WITHDRAWN,), "")

    @property
    def events(self) -> tuple[EventKind, ...]:
        """The dated events that the step is, in order."""
        return self.value[0]

    @property
    def flag(self) -> str:
        """The name of the return's item, "mediation" or "tribunal"; empty where it has none."""
        return self.value[1]


# What is challenged in an assessment -> what stands before the flag's name on its row.
_ASSESSMENT_FLAGS = {
    AppealKind.MAKE_PLAN: "",
    AppealKind.AMEND_PLAN: "other_",
    AppealKind.SETTING_ONLY: "other_",
}

# After these the authority has to go on with a request that it had closed.
_REOPENING = (Challenge.ORDER_MADE, Challenge.APPEAL_CONCEDED)
REFUSALS = (AppealKind.ASSESS, AppealKind.MAKE_PLAN)
"""What a refusal that closed a request was about: the request goes on if it is turned round."""


def _was_refused(request: Request | None, about: AppealKind) -> bool:
    """Whether the decision that is challenged is a refusal that closed the request."""
    if request is None:
        return False
    if about is AppealKind.ASSESS:
        return request.outcome == "N"
    assessment = getattr(request, "assessment", None)
    return about is AppealKind.MAKE_PLAN and assessment is not None and assessment.outcome == "N"


def _flagged(
    request: Request | None, step: Challenge, about: AppealKind
) -> tuple[Request | Assessment, str] | None:
    """The row and field that the return shows this step on; None where it shows none.

    A plan that was brought in or moved in has no request here to show it on.
    """
    if request is None or not step.flag:
        return None
    if about is AppealKind.ASSESS:
        return request, step.flag
    before = _ASSESSMENT_FLAGS.get(about)
    return None if before is None else (request.assessment, f"{before}{step.flag}")


def record_challenge(
    step: Challenge,
    *,
    about: AppealKind,
    request: Request | None,
    plan: Plan | None = None,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record a step of mediation or of an appeal, about a decision of a request or of a plan."""
    case = request or plan
    refuse_unless(case is not None, "Say which request or which plan the challenge is about.")
    with ledger.entry(
        f"dispute.{step.name.lower()}",
        by=by,
        at=at,
        person=case.person,  # type: ignore[union-attr]
    ) as entry:
        write_step(entry, step, about=about, request=request, plan=plan, on=on)


def write_step(
    entry: Entry,
    step: Challenge,
    *,
    about: AppealKind,
    request: Request | None,
    plan: Plan | None,
    on: date,
) -> None:
    """Write the events of a step, the return's flag, and that a closed request goes on."""
    flagged = _flagged(request, step, about)
    if flagged is not None:
        entry.change(flagged[0], **{flagged[1]: True})
    if step in _REOPENING and _was_refused(request, about):
        entry.change(request, closed_on=None)
    for kind in step.events:
        entry.event(kind, on, ref=about.value, request=request, plan=plan)


def amend_after_appeal(
    plan: Plan, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the plan amended as the Tribunal ordered or as was conceded (regs 44 and 45)."""
    with ledger.entry("dispute.plan_amended", by=by, at=at, person=plan.person) as entry:
        entry.lock(plan)
        refuse_unless(plan.ceased_on is None, f"The plan ceased on {plan.ceased_on}.")
        entry.event(EventKind.PLAN_AMENDED, on, plan=plan)
