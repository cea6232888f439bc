"""Plans that move between authorities (SEND Regs 2014 reg 15)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from rightplace.casework.actions import people, plans
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import MoveIn, MoveOut, Person, Plan, User
from rightplace.law.codes import CeaseReason
from rightplace.law.dates import in_words
from rightplace.law.events import EventKind


def receive_plan(
    person: Person,
    *,
    starts_on: date,
    moved_on: date,
    from_la: str,
    needs: Sequence[str],
    named: Where,
    practicable: bool,
    arrangement: str,
    officer: User,
    by: User,
    at: datetime,
) -> Plan:
    """Become responsible for a plan that moves in, of a child new to the record or known to it.

    Where it is not practicable to attend what the plan names, another place is arranged until the
    plan is amended (reg 15(3)).
    """
    with transaction.atomic():
        if person.pk is None:
            people.register_person(person, by=by, at=at)
        refuse_unless(
            not person.plans.live().exists(), f"{person} has a plan here already. Open that one."
        )
        plan = plans.move_in_plan(
            person,
            starts_on=starts_on,
            moved_on=moved_on,
            from_la=from_la,
            needs=needs,
            named=named,
            officer=officer,
            by=by,
            at=at,
        )
        record_arrangement(plan, practicable=practicable, arrangement=arrangement, by=by, at=at)
    return plan


def record_arrangement(
    plan: Plan,
    *,
    practicable: bool,
    arrangement: str,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> MoveIn:
    """Record whether the child can attend what the plan names, and what is arranged if not."""
    with ledger.entry("move.arrange", by=by, at=at, person=plan.person) as entry:
        plans.live(entry, plan)
        refuse_unless(bool(plan.moved_in_from), "This plan was made here: it did not move in.")
        return entry.add(MoveIn(plan=plan, practicable=practicable, arrangement=arrangement))


def tell_family_of_move(
    move: MoveIn,
    *,
    will_assess: bool,
    review_on: date,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the notice: the plan moved, whether it is assessed again, and when it is reviewed."""
    with ledger.entry("move.tell", by=by, at=at, person=move.plan.person) as entry:
        plans.live(entry, move.plan)
        entry.lock(move)
        refuse_unless(move.told_on is None, "The family has been told already.")
        entry.change(move, told_on=on, will_assess=will_assess, review_on=review_on)
        entry.event(EventKind.MOVE_NOTICE_SENT, on, plan=move.plan)


def expect_move_out(
    plan: Plan,
    *,
    to_la: str,
    contact: str,
    moves_on: date,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> MoveOut:
    """Record that the family will move or has moved, and the day on which it became known."""
    with ledger.entry("move.know", by=by, at=at, person=plan.person, to_la=to_la) as entry:
        plans.live(entry, plan)
        move = entry.add(
            MoveOut(plan=plan, to_la=to_la, contact=contact, known_on=on, moves_on=moves_on)
        )
        entry.event(EventKind.MOVE_KNOWN, on, plan=plan)
    return move


def move_out(move: MoveOut, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE) -> None:
    """Record the move: the plan ends here, and goes to the new authority."""
    plan = move.plan
    with ledger.entry("move.out", by=by, at=at, person=plan.person, to_la=move.to_la) as entry:
        plans.live(entry, plan)
        entry.change(move, moved_on=on)
        leaving = plans.current_placements(plan)
        reason = CeaseReason.OTHER_AUTHORITY.value
        plans.end(entry, plan, on=on, reason=reason, placements=leaving)
        entry.event(EventKind.MOVED_OUT, on, plan=plan)


def send_plan(
    move: MoveOut, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record that the plan, with its advice, went to the new authority."""
    with ledger.entry("move.send", by=by, at=at, person=move.plan.person) as entry:
        entry.lock(move)
        refuse_unless(move.moved_on is not None, "Record the day of the move first.")
        assert move.moved_on is not None
        refuse_unless(
            on >= move.moved_on,
            f"The plan transfers on the day of the move, {in_words(move.moved_on)}, or later.",
        )
        refuse_unless(move.sent_on is None, "The plan has been sent already.")
        entry.change(move, sent_on=on)
        entry.event(EventKind.PLAN_SENT_TO_NEW_AUTHORITY, on, plan=move.plan)
