"""What someone does with a finding: accept it, say its cause, hand it over."""

from datetime import date, datetime

from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import Cause, Finding, FindingState, Person, User


def accept(
    finding: Finding,
    *,
    reason: str,
    until: date | None = None,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Let a finding stand for a reason: the datum is right as it is, until a day where one is given.

    It holds for the values that the rule looked at: when these change, the next run opens it again.
    """
    with ledger.entry("finding.accept", by=by, at=at, person=finding.person) as entry:
        entry.lock(finding)
        refuse_unless(
            finding.state == FindingState.OPEN,
            "Only a finding that is to be mended can be accepted. Look at how it stands now.",
        )
        refuse_unless(bool(reason.strip()), "Say why the datum is right as it is.")
        refuse_unless(
            until is None or until >= at.date(),
            "The acceptance cannot end before today. Give a later day, or none.",
        )
        entry.change(
            finding,
            state=FindingState.ACCEPTED,
            accepted_reason=reason.strip(),
            accepted_by=by,
            accepted_on=at.date(),
            accepted_until=until,
        )


def withdraw_acceptance(
    finding: Finding, *, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Make an accepted finding work again; it keeps the day it had."""
    with ledger.entry("finding.withdraw_acceptance", by=by, at=at, person=finding.person) as entry:
        entry.lock(finding)
        refuse_unless(finding.state == FindingState.ACCEPTED, "This finding is not accepted.")
        entry.change(
            finding,
            state=FindingState.OPEN,
            accepted_reason="",
            accepted_by=None,
            accepted_on=None,
            accepted_until=None,
        )


def say_cause(
    finding: Finding, *, cause: str, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record why the datum is, or was, wrong."""
    with ledger.entry("finding.say_cause", by=by, at=at, person=finding.person) as entry:
        entry.lock(finding)
        refuse_unless(cause in Cause.values, "Choose one of the causes.")
        entry.change(finding, cause=cause)


def hand_over(
    finding: Finding, *, to: User, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Let someone else who sees the child's record mend it; later runs leave it with them."""
    with ledger.entry("finding.hand_over", by=by, at=at, person=finding.person, to=to.pk) as entry:
        entry.lock(finding)
        refuse_unless(
            finding.state == FindingState.OPEN,
            "Only a finding that is to be mended is handed over.",
        )
        refuse_unless(to.is_active and to.team_id is not None, "Choose someone in a team.")
        refuse_unless(
            finding.person_id is None
            or Person.objects.visible_to(to).filter(pk=finding.person_id).exists(),
            f"{to.name} does not see this child's record. Choose someone who does, or move the case.",
        )
        entry.change(finding, officer=to, team=to.team, handed_over=True)
