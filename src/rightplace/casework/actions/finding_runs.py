"""What a run of rules found becomes work: opened, kept, opened again, mended."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection

from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.findings import Asked, Identity, Seen, due_on, source_of
from rightplace.casework.models import CheckRun, Finding, FindingCount, FindingState, User
from rightplace.casework.queries.finding_owners import Owners

_IDENTITY = ("collection", "rule", "table", "record_key")
_KEPT = (
    "severity", "fields", "message", "hint", "mistake", "fingerprint", "person", "request", "plan", "source",
    "officer", "team", "school_urn", "state", "last_seen", "opened_on", "due_on", "mended_on",
    "times_reopened", "accepted_reason", "accepted_by", "accepted_on", "accepted_until",
)  # fmt: skip
_BATCH = 2000
_STANDING = (FindingState.OPEN, FindingState.ACCEPTED)


@dataclass(slots=True)
class _Outcome:
    """What is to be written: whole rows, and keys of rows that were merely seen again."""

    write: list[Finding] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    opened: int = 0
    reopened: int = 0
    mended: list[Finding] = field(default_factory=list)
    lapsed: list[Finding] = field(default_factory=list)


def settle(
    asked: Asked, seen: Iterable[Seen], *, by: User, at: datetime, ledger: Ledger = DATABASE
) -> CheckRun:
    """Bring the findings up to date with what a run saw, in one transaction.

    What is new is opened, what was mended and is back is opened again, and what a rule that was applied no
    longer sees is mended. What was accepted stays so while its values and its time last. A rule without
    a verdict changes nothing. Where the newest run asked the same of the same content, that run is given back
    and nothing changes. Refused for a snapshot of an earlier day than the newest one checked.
    """
    rows = list({row.identity: row for row in seen}.values())
    with ledger.entry(
        "findings.settle", by=by, at=at, collection=asked.collection, snapshot=asked.snapshot_id
    ) as entry:
        _one_at_a_time()
        latest = CheckRun.objects.filter(collection=asked.collection).order_by("-pk").first()
        if latest is not None:
            if _same(latest, asked):
                return latest
            refuse_unless(
                latest.as_of <= asked.as_of,
                f"A newer snapshot, {latest.snapshot_name}, was checked already. Check that or take one now.",
            )
        run = entry.add(_run(asked, len(rows), by, at))
        outcome = _compare(asked, rows, run, at.date())
        _write(outcome, run)
        _count(outcome, run)
        entry.change(
            run,
            opened=outcome.opened,
            reopened=outcome.reopened,
            mended=len(outcome.mended),
            lapsed=len(outcome.lapsed),
        )
        return run


def _one_at_a_time() -> None:
    """A second run waits until the first is written."""
    with connection.cursor() as cursor:
        cursor.execute("lock table casework_checkrun in share row exclusive mode")


def _same(latest: CheckRun, asked: Asked) -> bool:
    return (
        (latest.snapshot_id, latest.year) == (asked.snapshot_id, asked.year)
        and latest.rules == list(asked.rules)
        and latest.broken == dict(asked.broken)
        and latest.not_asked == dict(asked.not_asked)
    )


def _run(asked: Asked, found: int, by: User, at: datetime) -> CheckRun:
    return CheckRun(
        snapshot_id=asked.snapshot_id,
        snapshot_name=asked.snapshot_name,
        as_of=asked.as_of,
        taken_at=asked.taken_at,
        collection=asked.collection,
        year=asked.year,
        started_at=asked.started_at,
        finished_at=at,
        by=by,
        rules=list(asked.rules),
        broken=dict(asked.broken),
        not_asked=dict(asked.not_asked),
        found=found,
    )


def _compare(asked: Asked, rows: Sequence[Seen], run: CheckRun, day: date) -> _Outcome:
    known = {
        (each.rule, each.table, each.record_key): each
        for each in Finding.objects.filter(collection=asked.collection).select_related("last_seen")
    }
    owners = Owners.of(rows)
    outcome = _Outcome()
    identities = {row.identity for row in rows}
    for row in rows:
        _see(known.get(row.identity), row, owners, run, day, outcome)
    for identity, finding in known.items():
        if identity not in identities and finding.state in _STANDING:
            _miss(finding, asked, identities, day, outcome)
    return outcome


def _see(
    old: Finding | None, row: Seen, owners: Owners, run: CheckRun, day: date, outcome: _Outcome
) -> None:
    """A row that fails: its finding is opened, opened again, or goes on."""
    facts = _facts(row, owners)
    if old is None:
        outcome.opened += 1
        new = Finding(
            collection=run.collection, rule=row.rule, table=row.table, record_key=row.key, first_seen=run
        )  # fmt: skip
        outcome.write.append(_open(_with(new, facts), run, day))
        return
    before = {name: getattr(old, name) for name in facts}
    stood = FindingState(old.state)
    if old.handed_over:
        facts |= {"officer_id": old.officer_id, "team_id": old.team_id}
    holds = _still_accepted(old, row, day)
    if stood not in _STANDING or (stood == FindingState.ACCEPTED and not holds):
        outcome.reopened += 1
        old.times_reopened += 1
        outcome.write.append(_open(_with(old, facts), run, day, accepted=holds))
    elif before == facts:
        outcome.again.append(old.pk)
    else:
        _with(old, facts).due_on = max(old.opened_on, due_on(row.severity, old.opened_on))
        old.last_seen = run
        outcome.write.append(old)


def _facts(row: Seen, owners: Owners) -> dict[str, object]:
    """What a run says of a finding, by the names of the columns."""
    source = source_of(row.table, row.fields)
    owner = owners.owner(row, source)
    return {
        "severity": row.severity,
        "fields": list(row.fields),
        "message": row.message,
        "hint": row.hint,
        "mistake": row.mistake,
        "fingerprint": row.fingerprint,
        "person_id": row.person,
        "request_id": row.request,
        "plan_id": row.plan,
        "source": source,
        "officer_id": owner.officer,
        "team_id": owner.team,
        "school_urn": owners.school(row),
    }


def _with(finding: Finding, facts: Mapping[str, object]) -> Finding:
    for name, value in facts.items():
        setattr(finding, name, value)
    return finding


def _still_accepted(old: Finding, row: Seen, day: date) -> bool:
    in_time = old.accepted_until is None or old.accepted_until >= day
    return old.accepted_by_id is not None and old.fingerprint == row.fingerprint and in_time


def _open(finding: Finding, run: CheckRun, day: date, *, accepted: bool = False) -> Finding:
    finding.state = FindingState.ACCEPTED if accepted else FindingState.OPEN
    finding.last_seen = run
    finding.opened_on, finding.due_on = day, due_on(finding.severity, day)
    finding.mended_on = None
    if not accepted:
        finding.accepted_by, finding.accepted_reason = None, ""
        finding.accepted_on = finding.accepted_until = None
    return finding


def _miss(
    finding: Finding, asked: Asked, seen: set[Identity], day: date, outcome: _Outcome
) -> None:
    """A row that no longer fails: mended where the rule was asked of it, and lapsed where nobody knows."""
    if finding.rule in asked.broken or finding.rule in asked.not_asked:
        return
    first = asked.after.get(finding.rule, ())
    if any((rule, finding.table, finding.record_key) in seen for rule in first):
        return
    # In another year's return the row may not be at all.
    asked_again = finding.rule in asked.rules and finding.last_seen.year == asked.year
    finding.state = FindingState.MENDED if asked_again else FindingState.LAPSED
    finding.mended_on = day
    (outcome.mended if asked_again else outcome.lapsed).append(finding)


def _write(outcome: _Outcome, run: CheckRun) -> None:
    Finding.objects.bulk_create(
        outcome.write,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=_IDENTITY,
        update_fields=_KEPT,
    )
    for state, gone in (
        (FindingState.MENDED, outcome.mended),
        (FindingState.LAPSED, outcome.lapsed),
    ):
        rows = Finding.objects.filter(pk__in=[each.pk for each in gone])
        rows.update(state=state, mended_on=run.finished_at.date())
    Finding.objects.filter(pk__in=outcome.again).update(last_seen=run)


def _count(outcome: _Outcome, run: CheckRun) -> None:
    """What stands at the end of the run, and what it closed."""
    standing = Finding.objects.filter(collection=run.collection, state__in=_STANDING)
    columns = ("rule", "severity", "team_id", "school_urn", "source", "state")
    gone = [*outcome.mended, *outcome.lapsed]
    counted = Counter(standing.values_list(*columns))
    counted.update(tuple(getattr(each, name) for name in columns) for each in gone)
    FindingCount.objects.bulk_create(
        (
            FindingCount(run=run, number=number, **dict(zip(columns, key, strict=True)))
            for key, number in counted.items()
        ),
        batch_size=_BATCH,
    )
