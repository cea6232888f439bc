"""Plans that exist: brought in, moved, placed, ceased."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from rightplace.casework.actions.assessments import Where, write_needs_and_place
from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import Person, PhaseTransferReview, Placement, Plan, Setting, User
from rightplace.law.events import EventKind, PhaseTransfer


def live(entry: Entry, plan: Plan) -> None:
    """Lock a plan, and refuse unless it is maintained."""
    entry.lock(plan)
    refuse_unless(plan.ceased_on is None, f"The plan ceased on {plan.ceased_on}.")


def bring_in_plan(
    person: Person,
    *,
    starts_on: date,
    needs: Sequence[str],
    named: Where,
    entry_on: date,
    officer: User,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Plan:
    """Take over a plan from the system that the authority used before."""
    with ledger.entry("plan.bring_in", by=by, at=at, person=person) as entry:
        plan = entry.add(
            Plan(
                person=person,
                starts_on=starts_on,
                held_from=starts_on,
                residential=named.residential,
                team_id=officer.team_id,
                officer=officer,
            )
        )
        write_needs_and_place(entry, plan, needs=needs, named=named, entry_on=entry_on)
        entry.event(EventKind.PLAN_ISSUED, starts_on, plan=plan)
    return plan


def move_in_plan(
    person: Person,
    *,
    starts_on: date,
    moved_on: date,
    from_la: str,
    needs: Sequence[str],
    named: Where,
    officer: User,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Plan:
    """Become responsible for a plan that another authority made (SEND Regs 2014 reg 15)."""
    with ledger.entry("plan.move_in", by=by, at=at, person=person, from_la=from_la) as entry:
        plan = entry.add(
            Plan(
                person=person,
                starts_on=starts_on,
                held_from=moved_on,
                moved_in_from=from_la,
                residential=named.residential,
                team_id=officer.team_id,
                officer=officer,
            )
        )
        write_needs_and_place(entry, plan, needs=needs, named=named, entry_on=moved_on)
        entry.event(EventKind.PLAN_ISSUED, starts_on, plan=plan)
        entry.event(EventKind.PLAN_MOVED_IN, moved_on, plan=plan)
    return plan


def tell_of_move(
    plan: Plan, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record that the family was told that the plan moved here (reg 15(4))."""
    with ledger.entry("plan.tell_of_move", by=by, at=at, person=plan.person) as entry:
        live(entry, plan)
        entry.event(EventKind.MOVE_NOTICE_SENT, on, plan=plan)


def start_placement(
    entry: Entry, plan: Plan, *, where: Where, leaving: Placement | None, on: date
) -> Placement:
    """Write that the child started somewhere, and left where they were."""
    live(entry, plan)
    if leaving is not None:
        entry.change(leaving, leaving_on=on)
    return entry.add(
        Placement(
            plan=plan,
            rank=1,
            setting=where.setting,
            sen_setting=where.sen_setting,
            sen_setting_other=where.sen_setting_other,
            in_sen_unit=where.in_sen_unit,
            in_resourced_provision=where.in_resourced_provision,
            residential=where.residential,
            entry_on=on,
        )
    )


def place(
    plan: Plan,
    *,
    where: Where,
    leaving: Placement | None,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Placement:
    """Record that the child started somewhere, and left where they were."""
    with ledger.entry("placement.start", by=by, at=at, person=plan.person) as entry:
        return start_placement(entry, plan, where=where, leaving=leaving, on=on)


def give_personal_budget(
    plan: Plan,
    *,
    organised_arrangements: bool,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that a personal budget was taken up."""
    with ledger.entry("plan.personal_budget", by=by, at=at, person=plan.person) as entry:
        live(entry, plan)
        entry.change(plan, personal_budget=True, organised_arrangements=organised_arrangements)


def cease_plan(
    plan: Plan,
    *,
    on: date,
    reason: str,
    placement: Placement | None,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the day on which the plan came to its end, and the end of the placement."""
    with ledger.entry("plan.cease", by=by, at=at, person=plan.person, reason=reason) as entry:
        live(entry, plan)
        end(entry, plan, on=on, reason=reason, placements=filter(None, [placement]))
        entry.event(EventKind.PLAN_CEASED, on, plan=plan)


def end(
    entry: Entry, plan: Plan, *, on: date, reason: str, placements: Iterable[Placement]
) -> None:
    """Write the end of a plan and of its placements; the event that ended it is the caller's."""
    entry.change(plan, ceased_on=on, cease_reason=reason)
    for placement in placements:
        entry.change(placement, leaving_on=max(on, placement.entry_on))


def current_placements(plan: Plan) -> list[Placement]:
    """Where the child is now."""
    return list(plan.placements.filter(leaving_on=None))


def expect_phase_transfer(
    plan: Plan,
    *,
    kind: PhaseTransfer,
    moves_on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> PhaseTransferReview:
    """Record that the child moves to the next phase on `moves_on` (reg 18)."""
    with ledger.entry("phase_transfer.expect", by=by, at=at, person=plan.person) as entry:
        live(entry, plan)
        review = entry.add(PhaseTransferReview(plan=plan, kind=kind.value, moves_on=moves_on))
        entry.event(EventKind.PHASE_TRANSFER_EXPECTED, moves_on, ref=kind.value, plan=plan)
    return review


def issue_phase_plan(
    review: PhaseTransferReview,
    *,
    on: date,
    setting: Setting | None = None,
    setting_type: str = "",
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the amended plan that names where the child will move to, or which type of setting."""
    plan = review.plan
    with ledger.entry("phase_transfer.issue", by=by, at=at, person=plan.person) as entry:
        live(entry, plan)
        entry.lock(review)
        refuse_unless(review.final_on is None, "The plan for this move has been issued already.")
        entry.change(review, final_on=on, setting=setting, setting_type=setting_type)
        entry.event(EventKind.PHASE_PLAN_ISSUED, on, ref=review.kind, plan=plan)


def allocate_plan(
    plan: Plan, *, officer: User, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Give a plan to another officer."""
    with ledger.entry(
        "plan.allocate", by=by, at=at, person=plan.person, officer=officer.pk
    ) as entry:
        live(entry, plan)
        entry.change(plan, officer=officer, team_id=officer.team_id)
