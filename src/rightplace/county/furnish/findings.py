"""What the team has done with its findings: some are accepted, and of some the cause is known.

The rules are asked of a snapshot, which is taken when everything else of the office is there; so this is not
one of `AREAS`.
"""

from collections.abc import Iterator
from datetime import timedelta

from rightplace.casework.actions import findings
from rightplace.casework.models import Cause, Finding, FindingState
from rightplace.county.furnish.desk import Desk

_ACCEPTED, _EXPLAINED = 5, 12
_REASONS = (
    "The letter from the family confirms it. It is right as it is.",
    "The school has asked for the number and expects it by half term.",
    "Checked against the old system: the date there is the same.",
    "The college has no number for part-time students yet.",
    "The placement is abroad, so there is no number to give.",
)
_FOR_A_TIME = timedelta(days=42)
_CAUSES = {
    "person": Cause.MIGRATION,
    "request": Cause.PROCESS,
    "assessment": Cause.PROCESS,
    "named_plan": Cause.DEFINITION,
    "active_plan": Cause.PROCESS,
    "placement_detail": Cause.INTERFACE,
}


def furnish(desk: Desk) -> None:
    """Accept a few of the officer's findings, the second of two for a time; say the cause of others."""
    rows = list(_of_team(desk))
    draws = desk.draws("findings")
    draws.shuffle(rows)
    for number, finding in enumerate(rows[:_ACCEPTED]):
        until = desk.day + _FOR_A_TIME if number % 2 else None
        reason = _REASONS[number % len(_REASONS)]
        findings.accept(finding, reason=reason, until=until, **desk.how())
    for finding in rows[_ACCEPTED : _ACCEPTED + _EXPLAINED]:
        cause = _CAUSES.get(finding.table, Cause.ENTRY)
        findings.say_cause(finding, cause=cause, **desk.how(desk.manager))

    for finding in _of_others(desk):
        findings.accept(finding, reason=_REASONS[0], **desk.how(finding.officer))


def _of_others(desk: Desk) -> Iterator[Finding]:
    """One of another team and one of a locked record: what must not leak into a list."""
    rows = Finding.objects.filter(state=FindingState.OPEN, officer__isnull=False).select_related(
        "person", "officer"
    )
    others = rows.exclude(team=desk.officer.team).filter(person__lock=None).order_by("pk")
    locked = rows.filter(person__lock__isnull=False).order_by("pk")
    yield from filter(None, (others.first(), locked.first()))


def _of_team(desk: Desk) -> Iterator[Finding]:
    """The officer's own queries about children whose record is not locked."""
    rows = Finding.objects.filter(
        state=FindingState.OPEN, officer=desk.officer, person__lock=None, severity="query"
    ).select_related("person")
    yield from rows.order_by("pk")
