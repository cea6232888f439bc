"""Whether provision is there, education that is not full time, and gaps with an owner."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Q

from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import (
    Arrangement,
    ArrangementKind,
    DeliveryGap,
    GapNote,
    GapOutcome,
    Person,
    Placement,
    Plan,
    ProvisionCheck,
    Setting,
    Severity,
    User,
)
from rightplace.law.dates import in_words, working_day_after

REVIEW_EVERY = timedelta(weeks=6)
"""The local limit between reviews of education that is not full time."""


def _happened(on: date, at: datetime) -> None:
    refuse_unless(
        on <= at.date(), f"{in_words(on)} is after today. Give the day on which it happened."
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one piece of Section F; `code` and `words` are as in the plan."""

    code: str
    words: str
    standing: str
    since: date | None
    said_by: str
    evidence: str = ""


def check_provision(
    plan: Plan,
    *,
    found: Sequence[Found],
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> tuple[ProvisionCheck, ...]:
    """Record whether pieces of Section F are there; an earlier check stays to be read."""
    with ledger.entry("provision.check", by=by, at=at, person=plan.person) as entry:
        refuse_unless(plan.ceased_on is None, f"The plan ceased on {plan.ceased_on}.")
        _happened(on, at)
        return tuple(
            entry.add(ProvisionCheck(plan=plan, checked_on=on, checked_by=by, **asdict(each)))
            for each in found
        )


@dataclass(frozen=True, slots=True)
class Terms:
    """What an arrangement is. Hours a week; the cost in pounds a year."""

    hours: Decimal
    full_hours: Decimal
    reason: str
    parent_agreed_on: date | None = None
    provider: str = ""
    registration: str = ""
    quality_checked_on: date | None = None
    safeguarding_checked_on: date | None = None
    cost: Decimal | None = None


def arrange(
    person: Person,
    *,
    kind: ArrangementKind,
    starts_on: date,
    terms: Terms,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Arrangement:
    """Record that a child is educated other than full time at the placement; a review is due in six weeks."""
    with ledger.entry("arrangement.start", by=by, at=at, person=person, kind=kind.value) as entry:
        refuse_unless(
            kind not in (ArrangementKind.NO_PLACE, ArrangementKind.MISSING) or not terms.hours,
            "A child with no placement, or who is missing education, has no hours: give 0.",
        )
        return entry.add(
            Arrangement(
                person=person,
                kind=kind.value,
                starts_on=starts_on,
                review_due_on=starts_on + REVIEW_EVERY,
                **asdict(terms),
            )
        )


def review_arrangement(
    arrangement: Arrangement,
    *,
    version: int,
    on: date,
    terms: Terms,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record a review and what holds from now on; the next is due in six weeks."""
    with ledger.entry("arrangement.review", by=by, at=at, person=arrangement.person) as entry:
        refuse_unless(arrangement.ends_on is None, "This has ended: record a new one.")
        _happened(on, at)
        refuse_unless(
            on >= (arrangement.reviewed_on or arrangement.starts_on),
            "A review cannot be before the last review, or before the start.",
        )
        entry.edit(
            arrangement,
            version=version,
            reviewed_on=on,
            review_due_on=on + REVIEW_EVERY,
            **asdict(terms),
        )


def end_arrangement(
    arrangement: Arrangement,
    *,
    version: int,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the last day of an arrangement."""
    with ledger.entry("arrangement.end", by=by, at=at, person=arrangement.person) as entry:
        refuse_unless(arrangement.ends_on is None, "This has ended already.")
        _happened(on, at)
        entry.edit(arrangement, version=version, ends_on=on, review_due_on=None)


def setting_of(person: Person, *, on: date) -> Setting | None:
    """Where a child with a plan is on a day; None without a placement or a setting."""
    there = Placement.objects.filter(
        Q(leaving_on=None) | Q(leaving_on__gt=on),
        plan__in=Plan.objects.live().filter(person=person),
        entry_on__lte=on,
    )
    found = there.select_related("setting").order_by("rank", "-entry_on").first()
    return None if found is None else found.setting


def raise_gap(
    person: Person,
    *,
    what: str,
    impact: str,
    since: date,
    severity: Severity,
    owner: User,
    code: str = "",
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> DeliveryGap:
    """Record something that a child should have and does not, for its owner to see to."""
    with ledger.entry("gap.raise", by=by, at=at, person=person, severity=severity.value) as entry:
        _happened(on, at)
        gap = entry.add(
            DeliveryGap(
                person=person,
                setting=setting_of(person, on=on),
                code=code,
                what=what,
                impact=impact,
                since=since,
                severity=severity.value,
                owner=owner,
                raised_on=on,
                due_on=working_day_after(on, severity.working_days),
            )
        )
        _note(entry, gap, on, f"Raised, and given to {owner.name}", by)
    return gap


def _note(entry: Entry, gap: DeliveryGap, on: date, words: str, by: User) -> None:
    refuse_unless(bool(words.strip()), "Say what was done.")
    entry.add(GapNote(gap=gap, on=on, words=words, by=by))


def _still_open(entry: Entry, gap: DeliveryGap, on: date, at: datetime) -> None:
    entry.lock(gap)
    refuse_unless(gap.closed_on is None, "This gap is closed. Open it again to go on.")
    _happened(on, at)


def note_gap(
    gap: DeliveryGap,
    *,
    words: str,
    on: date,
    owner: User | None = None,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record what was done about a gap; with `owner`, give it to someone else."""
    with ledger.entry("gap.note", by=by, at=at, person=gap.person, gap=gap.pk) as entry:
        _still_open(entry, gap, on, at)
        _note(entry, gap, on, words, by)
        if owner is not None and owner.pk != gap.owner_id:
            entry.edit(gap, version=gap.version, owner=owner)
            _note(entry, gap, on, f"Given to {owner.name}", by)


def close_gap(
    gap: DeliveryGap,
    *,
    outcome: GapOutcome,
    words: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record how a gap ended."""
    with ledger.entry("gap.close", by=by, at=at, person=gap.person, gap=gap.pk) as entry:
        _still_open(entry, gap, on, at)
        _note(entry, gap, on, words, by)
        entry.edit(gap, version=gap.version, closed_on=on, outcome=outcome.value)
        _note(entry, gap, on, f"Closed: {outcome.label}", by)


def reopen_gap(
    gap: DeliveryGap, *, words: str, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Open a closed gap again; its owner has as long as for a new one."""
    with ledger.entry("gap.reopen", by=by, at=at, person=gap.person, gap=gap.pk) as entry:
        entry.lock(gap)
        refuse_unless(gap.closed_on is not None, "This gap is open.")
        _happened(on, at)
        due = working_day_after(on, Severity(gap.severity).working_days)
        entry.edit(gap, version=gap.version, closed_on=None, outcome="", due_on=due)
        _note(entry, gap, on, f"Opened again: {words}", by)
