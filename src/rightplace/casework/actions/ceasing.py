"""Ceasing a plan: consultation, decision, the time it stays in force, and its end (reg 31)."""

from datetime import date, datetime, timedelta

from rightplace.casework import deadlines
from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.plans import current_placements, end, live
from rightplace.casework.actions.refusals import refuse_ahead, refuse_unless
from rightplace.casework.models import Ceasing, CeasingDecision, Plan, User
from rightplace.law.ceasing import hold
from rightplace.law.dates import in_words
from rightplace.law.events import AppealKind, EventKind

# Reg 31 sets no time for views; as long as for a draft plan or an amendment.
VIEWS = timedelta(days=14)

_OVERTURNED = (EventKind.TRIBUNAL_ORDER, EventKind.APPEAL_CONCEDED)


def consult_on_ceasing(
    plan: Plan,
    *,
    ground: str,
    why: str,
    setting: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Ceasing:
    """Record that the family and the setting named were told and asked for their views."""
    refuse_unless(bool(why.strip()), "Say why the plan may have to cease.")
    with ledger.entry("ceasing.consult", by=by, at=at, person=plan.person) as entry:
        live(entry, plan)
        row = entry.add(
            Ceasing(
                plan=plan,
                ground=ground,
                why=why,
                setting=setting,
                consulted_on=on,
                views_by=on + VIEWS,
            )
        )
        entry.event(EventKind.CEASING_CONSULTED, on, plan=plan)
    return row


def _undecided(entry: Entry, row: Ceasing) -> None:
    live(entry, row.plan)
    entry.lock(row)
    refuse_unless(not row.decision, "Whether to cease the plan has been decided already.")


def hear_on_ceasing(
    row: Ceasing,
    *,
    of_setting: bool,
    views: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the views of the setting, or of the family."""
    refuse_unless(bool(views.strip()), "Say what their views are.")
    whose = "setting" if of_setting else "family"
    refuse_ahead(on, at)
    with ledger.entry("ceasing.views", by=by, at=at, person=row.plan.person, of=whose) as entry:
        _undecided(entry, row)
        refuse_unless(
            on >= row.consulted_on,
            f"Views cannot come before the consultation of {in_words(row.consulted_on)}.",
        )
        entry.change(row, **{f"{whose}_views": views, f"{whose}_views_on": on})


def decide_to_cease(
    row: Ceasing,
    *,
    reasons: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the decision to cease, as the family was told; it may be appealed."""
    refuse_unless(bool(reasons.strip()), "Give the reasons, against the ground in section 45.")
    with ledger.entry("ceasing.decide", by=by, at=at, person=row.plan.person) as entry:
        _undecided(entry, row)
        refuse_unless(
            row.family_views_on is not None or on > row.views_by,
            f"The family has until {in_words(row.views_by)} to answer. Record their views, or "
            "decide after that day.",
        )
        entry.change(row, decision=CeasingDecision.CEASE, decided_on=on, reasons=reasons)
        entry.event(EventKind.DECIDED_TO_CEASE, on, plan=row.plan)


def decide_to_keep(
    row: Ceasing,
    *,
    reasons: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that the plan is kept after the consultation; its clocks go on as they were."""
    refuse_ahead(on, at)
    with ledger.entry("ceasing.keep", by=by, at=at, person=row.plan.person) as entry:
        _undecided(entry, row)
        entry.change(row, decision=CeasingDecision.KEEP, decided_on=on, reasons=reasons)


def keep_after_challenge(
    row: Ceasing, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record that the plan goes on after all, by order of the Tribunal or by agreement."""
    refuse_ahead(on, at)
    with ledger.entry("ceasing.revoke", by=by, at=at, person=row.plan.person) as entry:
        _to_end(entry, row)
        entry.change(row, revoked_on=on)
        if overturned(row):
            entry.event(EventKind.DECIDED_TO_MAINTAIN, on, plan=row.plan)


def overturned(row: Ceasing) -> bool:
    """Whether an order or a concession since the decision says that the plan goes on."""
    return row.plan.events.filter(
        kind__in=_OVERTURNED, ref=AppealKind.MAINTAIN_PLAN, happened_on__gte=row.decided_on
    ).exists()


def _to_end(entry: Entry, row: Ceasing) -> None:
    live(entry, row.plan)
    entry.lock(row)
    refuse_unless(
        row.decision == CeasingDecision.CEASE and row.revoked_on is None,
        "Record the decision to cease first.",
    )


def first_day_to_end(row: Ceasing, *, as_of: date) -> date | None:
    """The first day on which the plan may end; None while an appeal goes on.

    The last day of the time to appeal still belongs to the family; an appeal ends on its day.
    """
    kept = hold(deadlines.events_of(row.plan), as_of)
    assert kept is not None
    if kept.until is None or kept.appealed:
        return kept.until
    return kept.until + timedelta(days=1)


def end_plan(
    row: Ceasing,
    *,
    reason: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the end of the plan, once the time to appeal has run or the appeal has ended."""
    plan = row.plan
    with ledger.entry("ceasing.end", by=by, at=at, person=plan.person, reason=reason) as entry:
        _to_end(entry, row)
        refuse_unless(
            not overturned(row),
            "The plan goes on by order or by agreement. Record the decision to keep it.",
        )
        first = first_day_to_end(row, as_of=at.date())
        refuse_unless(
            first is not None, "The family has appealed. The plan stays in force until that ends."
        )
        assert first is not None
        refuse_unless(
            on >= first,
            f"The plan stays in force while the family may appeal. It may end on {in_words(first)} "
            "at the earliest.",
        )
        end(entry, plan, on=on, reason=reason, placements=current_placements(plan))
        entry.change(row, ended_on=on)
        entry.event(EventKind.PLAN_CEASED, on, plan=plan)
