"""Early reviews that someone asks for, and reminders that a report is owed."""

from datetime import date, datetime

from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import (
    ChaseLevel,
    EarlyReview,
    Plan,
    Review,
    ReviewChase,
    Setting,
    User,
)
from rightplace.law.dates import in_words


def ask_for_early_review(
    plan: Plan,
    *,
    on: date,
    asked_by: str,
    reason: str,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> EarlyReview:
    """Record that someone asks for a review before it is due."""
    refuse_unless(bool(reason.strip()), "Say why an early review is asked for.")
    refuse_unless(
        on <= at.date(), f"{in_words(on)} is after today. Give the day on which it was asked for."
    )
    with ledger.entry("early_review.ask", by=by, at=at, person=plan.person) as entry:
        entry.lock(plan)
        refuse_unless(plan.ceased_on is None, f"The plan ceased on {plan.ceased_on}.")
        return entry.add(EarlyReview(plan=plan, asked_on=on, asked_by=asked_by, reason=reason))


def answer_early_review(
    early: EarlyReview,
    *,
    granted: bool,
    reason: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record whether there will be an early review, and why. The day a review is due stays."""
    refuse_unless(bool(reason.strip()), "Give the reason, which those who asked are told.")
    refuse_unless(on <= at.date(), f"{in_words(on)} is after today. Give the day of the decision.")
    with ledger.entry(
        "early_review.answer", by=by, at=at, person=early.plan.person, granted=granted
    ) as entry:
        entry.lock(early)
        refuse_unless(early.granted is None, "This early review has been answered already.")
        entry.change(early, granted=granted, answered_on=on, answer_reason=reason)


def chase_report(
    review: Review,
    *,
    level: str = ChaseLevel.SETTING,
    setting: Setting | None,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> ReviewChase:
    """Record a reminder that the report of a meeting is owed; it goes to the setting or its head."""
    with ledger.entry(
        "review.chase", by=by, at=at, person=review.plan.person, level=str(level)
    ) as entry:
        entry.lock(review)
        refuse_unless(review.report_on is None, "The report has come. There is nothing to chase.")
        return entry.add(
            ReviewChase(review=review, chased_on=at.date(), level=level, setting=setting)
        )
