"""Which of the clocks of a case belong to one dispute about it."""

from collections.abc import Iterable

from rightplace.casework.models import Dispute, Plan, Request
from rightplace.law.clock import Clock, latest
from rightplace.law.duties import Who
from rightplace.law.events import EventKind

_RIGHTS = ("mediation.contact", "appeal.lodge")
_ENDS = (EventKind.TRIBUNAL_ORDER, EventKind.APPEAL_CONCEDED)


def case_of(dispute: Dispute) -> Request | Plan:
    """The request or the plan that the disputed decision belongs to."""
    case = dispute.request or dispute.plan
    assert case is not None
    return case


def clocks_of_dispute(dispute: Dispute, clocks: Iterable[Clock]) -> tuple[Clock, ...]:
    """The family's two rights as they stand, then what mediation, appeal and order oblige to."""
    known = tuple(clocks)
    rights = (latest(_before(known, dispute), key) for key in _RIGHTS)
    return (*filter(None, rights), *(each for each in known if _is_of(each, dispute)))


def _before(clocks: Iterable[Clock], dispute: Dispute) -> list[Clock]:
    """Those of decisions taken before the dispute began: a later plan has rights of its own."""
    return [each for each in clocks if each.started_on <= dispute.opened_on]


def _is_of(clock: Clock, dispute: Dispute) -> bool:
    if clock.started_by in _ENDS:
        return clock.started_on == dispute.outcome_on
    if clock.key.startswith("appeal.") and clock.key not in _RIGHTS:
        return clock.ref == dispute.about and clock.started_on >= dispute.opened_on
    return clock.key.startswith("mediation.") and (
        clock.key not in _RIGHTS and clock.started_on >= dispute.opened_on
    )


def is_owed(clock: Clock) -> bool:
    """Whether the authority has still to do it."""
    return clock.is_open and clock.duty.who is Who.AUTHORITY and not clock.duty.conditional
