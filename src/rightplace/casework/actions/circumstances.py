"""Education outside a school, detention, and the death of a child."""

from datetime import date, datetime

from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.plans import current_placements, end, live
from rightplace.casework.actions.refusals import refuse_ahead, refuse_unless
from rightplace.casework.actions.requests import close_as_withdrawn
from rightplace.casework.models import (
    Death,
    Detention,
    Elsewhere,
    ElsewhereKind,
    Person,
    Placement,
    Plan,
    User,
)
from rightplace.law.codes import CeaseReason
from rightplace.law.dates import add_months
from rightplace.law.events import EventKind

# Local limits in months: the first check that the education is suitable, and each one after it.
CHECKS = {ElsewhereKind.HOME: (3, 12), ElsewhereKind.ARRANGED: (1, 3)}


def _started(entry: Entry, plan: Plan, where: Where, on: date) -> None:
    """The child leaves where they were, and starts elsewhere."""
    for placement in current_placements(plan):
        entry.change(placement, leaving_on=max(on, placement.entry_on))
    entry.add(
        Placement(
            plan=plan, rank=1, setting=where.setting, sen_setting=where.sen_setting, entry_on=on
        )
    )


def educate_elsewhere(
    plan: Plan,
    *,
    kind: str,
    what: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Elsewhere:
    """Record that the child is educated at home, or as arranged under CFA 2014 s61.

    The plan stays in force and is reviewed. Section I then names the type of education, which is an
    amendment of its own.
    """
    refuse_ahead(on, at)
    with ledger.entry("elsewhere.start", by=by, at=at, person=plan.person, kind=kind) as entry:
        live(entry, plan)
        _started(entry, plan, Where(sen_setting=kind), on)
        due = add_months(on, CHECKS[ElsewhereKind(kind)][0])
        return entry.add(Elsewhere(plan=plan, kind=kind, what=what, starts_on=on, check_due_on=due))


def check_elsewhere(
    row: Elsewhere,
    *,
    suitable: bool,
    finding: str,
    version: int,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record whether the education is suitable; the next check is due after the local limit."""
    refuse_unless(bool(finding.strip()), "Say what was found.")
    refuse_ahead(on, at)
    with ledger.entry("elsewhere.check", by=by, at=at, person=row.plan.person) as entry:
        live(entry, row.plan)
        refuse_unless(row.ended_on is None, "This has ended already.")
        entry.edit(
            row,
            version=version,
            suitable=suitable,
            finding=finding,
            checked_on=on,
            check_due_on=add_months(on, CHECKS[ElsewhereKind(row.kind)][1]),
        )


def return_to_school(
    row: Elsewhere,
    *,
    where: Where,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that the child is educated at a school or college again."""
    refuse_ahead(on, at)
    with ledger.entry("elsewhere.end", by=by, at=at, person=row.plan.person) as entry:
        live(entry, row.plan)
        entry.lock(row)
        refuse_unless(row.ended_on is None, "This has ended already.")
        entry.change(row, ended_on=on, check_due_on=None)
        _started(entry, row.plan, where, on)


def detain(
    plan: Plan,
    *,
    place: str,
    home_la: str,
    provision: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Detention:
    """Record that the child is detained: the plan is kept, and its provision arranged as far as it
    is practicable (CFA 2014 s72)."""
    refuse_ahead(on, at)
    with ledger.entry("detention.start", by=by, at=at, person=plan.person) as entry:
        live(entry, plan)
        return entry.add(
            Detention(plan=plan, place=place, home_la=home_la, provision=provision, starts_on=on)
        )


def release(row: Detention, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE) -> None:
    """Record the release; the plan is maintained as before, and to be reviewed (CFA 2014 s74)."""
    refuse_ahead(on, at)
    with ledger.entry("detention.end", by=by, at=at, person=row.plan.person) as entry:
        entry.lock(row)
        refuse_unless(row.ends_on is None, "The release is in the record already.")
        entry.change(row, ends_on=on)


def record_death(
    person: Person,
    *,
    told_by: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Death:
    """Record that the child has died: the plan ends, open requests close, no letter goes out."""
    refuse_ahead(on, at)
    with ledger.entry("death.record", by=by, at=at, person=person) as entry:
        entry.lock(person)
        refuse_unless(
            not Death.objects.filter(person=person).exists(), "This is in the record already."
        )
        for plan in person.plans.live():
            placements = current_placements(plan)
            end(entry, plan, on=on, reason=CeaseReason.DIED.value, placements=placements)
            entry.event(EventKind.PLAN_CEASED, on, plan=plan)
        for request in person.requests.open():
            entry.lock(request)
            close_as_withdrawn(entry, request, on=on)
        return entry.add(Death(person=person, died_on=on, told_by=told_by))
