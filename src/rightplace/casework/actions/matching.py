"""The same child in two places: lists loaded, pairs proposed, decided by a person, and undone."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import (
    TO_DECIDE,
    Match,
    MatchState,
    Person,
    SourceFile,
    SourceRecord,
    User,
)

KEEP = timedelta(days=90)
"""How long the rows of a list are kept: what is matched is needed no longer (UK GDPR art 5(1)(e))."""
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """A child as another system's list has them."""

    identifier: str
    surname: str
    forename: str
    birth_date: date | None = None
    sex: str = ""
    other_names: str = ""
    address: str = ""
    postcode: str = ""
    upn: str = ""
    former_upn: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair found: a child's key, and an identifier of the list or another child's key.

    `explanation` is JSON without any value of either record.
    """

    person: int
    kind: str
    probability: float
    explanation: Sequence[dict[str, Any]]
    identifier: str = ""
    other: int | None = None
    note: str = ""


def load_list(
    rows: Sequence[Row],
    *,
    system: str,
    file_name: str,
    digest: str,
    problems: int = 0,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> SourceFile:
    """Keep a list of another system for as long as its pairs are being decided."""
    refuse_unless(bool(system.strip()), "Name the system that the list comes from.")
    refuse_unless(bool(rows), "The list names no child. Check that it is the right file.")
    with ledger.entry("matching.load", by=by, at=at, system=system, rows=len(rows)) as entry:
        file = entry.add(
            SourceFile(
                system=system.strip(),
                file_name=file_name,
                digest=digest,
                rows=len(rows),
                problems=problems,
                loaded_at=at,
                loaded_by=by,
                keep_until=at.date() + KEEP,
            )
        )
        # The rows are another system's and leave no trace of their own in the history of the record.
        SourceRecord.objects.bulk_create(
            (SourceRecord(file=file, **_cut(row)) for row in rows), batch_size=_AT_ONCE
        )
        return file


def _cut(row: Row) -> dict[str, Any]:
    """The row with texts no longer than they are kept."""
    lengths = {f.name: f.max_length for f in SourceRecord._meta.concrete_fields if f.max_length}
    return {
        name: value[: lengths[name]] if name in lengths else value
        for name, value in asdict(row).items()
    }


def propose(
    proposals: Iterable[Proposal],
    *,
    file: SourceFile | None = None,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> int:
    """Propose pairs between the record and a list, or within the record; give how many are new.

    A pair that was decided stays as it is: what was said to be different is never proposed again.
    """
    found = list(proposals)
    system = file.system if file else ""
    with ledger.entry("matching.propose", by=by, at=at, system=system, pairs=len(found)) as entry:
        records = dict(file.records.values_list("identifier", "pk")) if file else {}
        known = {
            _key(match): match for match in Match.objects.select_for_update().filter(system=system)
        }
        new = []
        for each in found:
            fields = _fields(each, records)
            match = known.get((each.person, each.other, each.identifier))
            if match is None:
                row = Match(
                    **fields,
                    person_id=each.person,
                    other_id=each.other,
                    system=system,
                    identifier=each.identifier,
                    proposed_at=at,
                    proposed_by=by,
                )
                new.append(row)
            elif match.state in TO_DECIDE:
                entry.change(match, **fields)
        Match.objects.bulk_create(new, batch_size=_AT_ONCE)
        return len(new)


def _key(match: Match) -> tuple[int, int | None, str]:
    return match.person_id, match.other_id, match.identifier


def _fields(found: Proposal, records: dict[str, int]) -> dict[str, Any]:
    return {
        "record_id": records.get(found.identifier),
        "kind": found.kind,
        "probability": found.probability,
        "explanation": list(found.explanation),
        "note": found.note,
    }


def confirm_same(
    match: Match,
    *,
    version: int,
    reason: str,
    counts: Person | None = None,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Say that a pair is one child. Of two records of the record, `counts` is the one to work on.

    The other points at it; nothing of it is moved or deleted.
    """
    told = {"match": match.pk, "reason": reason.strip()}
    with ledger.entry("matching.same", by=by, at=at, person=match.person, **told) as entry:
        _decide(entry, match, version, MatchState.SAME, reason, by, at)
        if match.other is not None:
            refuse_unless(
                counts in (match.person, match.other), "Choose which of the two records counts."
            )
            first = counts == match.person
            stands, points = (match.person, match.other) if first else (match.other, match.person)
            _point(entry, points, stands)


def _point(entry: Entry, points: Person, stands: Person) -> None:
    """Let one record point at the one that counts; never in a chain."""
    entry.lock(points, stands)
    refuse_unless(
        stands.same_as is None and points.same_as is None and not points.other_records.exists(),
        "One of the two records is part of another pair already. Undo that first.",
    )
    entry.change(points, same_as=stands, version=points.version + 1)


def say_different(
    match: Match, *, version: int, reason: str, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Say that a pair is two children. It is never proposed again."""
    told = {"match": match.pk, "reason": reason.strip()}
    with ledger.entry("matching.different", by=by, at=at, person=match.person, **told) as entry:
        _decide(entry, match, version, MatchState.DIFFERENT, reason, by, at)


def _decide(
    entry: Entry, match: Match, version: int, state: str, reason: str, by: User, at: datetime
) -> None:
    refuse_unless(bool(reason.strip()), "Say why.")
    entry.lock(match)
    undecided = match.state in TO_DECIDE
    refuse_unless(
        undecided or match.version != version, "This pair has been decided. Undo that first."
    )
    entry.edit(
        match,
        version=version,
        state=state,
        reason=reason.strip(),
        decided_by=by,
        decided_at=at,
    )


def undo_decision(
    match: Match, *, version: int, reason: str, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Take a decision back: the pair waits again, and two records stand apart again."""
    told = {"match": match.pk, "reason": reason.strip()}
    with ledger.entry("matching.undo", by=by, at=at, person=match.person, **told) as entry:
        refuse_unless(bool(reason.strip()), "Say why the decision is undone.")
        entry.lock(match)
        refuse_unless(match.state not in TO_DECIDE, "There is no decision to undo.")
        was_same = match.state == MatchState.SAME
        entry.edit(
            match,
            version=version,
            state=MatchState.UNDONE,
            reason=reason.strip(),
            decided_by=by,
            decided_at=at,
        )
        if was_same and match.other is not None:
            for one, counts in ((match.person, match.other), (match.other, match.person)):
                entry.lock(one)
                if one.same_as_id == counts.pk:
                    entry.change(one, same_as=None, version=one.version + 1)


def delete_expired_lists(*, by: User, at: datetime, ledger: Ledger = DATABASE) -> int:
    """Delete the rows of lists past their day, with the pairs that nobody decided; give how many lists.

    What was decided stays: a link by its identifier, and that a row is another child.
    """
    expired = SourceFile.objects.filter(deleted_at=None, keep_until__lt=at.date())
    files = list(expired)
    if not files:
        return 0
    with ledger.entry("matching.delete_lists", by=by, at=at, files=[f.pk for f in files]) as entry:
        rows = SourceRecord.objects.filter(file__in=files)
        Match.objects.filter(record__in=rows, state__in=TO_DECIDE).delete()
        rows.delete()
        for file in files:
            entry.change(file, deleted_at=at)
    return len(files)
