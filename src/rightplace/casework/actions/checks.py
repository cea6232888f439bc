"""Findings of a check that stand, and why."""

from dataclasses import asdict, dataclass
from datetime import datetime

from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import AcceptedFinding, User


@dataclass(frozen=True, slots=True)
class FindingKey:
    """What tells a finding from every other, in this check and in the next one of the same return."""

    collection: str
    year: int
    rule: str
    child: str
    fingerprint: str


def accept_finding(
    key: FindingKey, *, reason: str, by: User, at: datetime, ledger: Ledger = DATABASE
) -> AcceptedFinding:
    """Let a finding stand: in the next check it is no work, until one of its values changes."""
    refuse_unless(bool(reason.strip()), "Say why the finding stands.")
    with ledger.entry("finding.accept", by=by, at=at, rule=key.rule) as entry:
        return entry.add(AcceptedFinding(**asdict(key), reason=reason.strip(), by=by, at=at))


def take_back(
    accepted: AcceptedFinding, *, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Make an accepted finding work again."""
    with ledger.entry("finding.take_back", by=by, at=at, rule=accepted.rule) as entry:
        entry.lock(accepted)
        refuse_unless(accepted.ended_at is None, "It was taken back already.")
        entry.change(accepted, ended_at=at, ended_by=by)
