"""Reviews of a plan (SEND Regs 2014 regs 20 to 22)."""

from datetime import date, datetime

from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import Plan, Review, User
from rightplace.law.events import EventKind

_DECISIONS = {
    "M": EventKind.DECIDED_TO_MAINTAIN,
    "A": EventKind.DECIDED_TO_AMEND,
    "C": EventKind.DECIDED_TO_CEASE,
}


def hold_review_meeting(
    plan: Plan, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> Review:
    """Record a review meeting; the report, decision and final plan are timed from it."""
    with ledger.entry("review.meeting", by=by, at=at, person=plan.person) as entry:
        review = entry.add(Review(plan=plan, meeting_on=on))
        entry.event(EventKind.REVIEW_MEETING, on, plan=plan)
    return review


def receive_review_report(
    review: Review, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the report of the meeting."""
    with ledger.entry("review.report", by=by, at=at, person=review.plan.person) as entry:
        entry.change(review, report_on=on)
        entry.event(EventKind.REVIEW_REPORT, on, plan=review.plan)


def decide_review(
    review: Review,
    *,
    decision: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the decision to maintain (M), amend (A) or cease (C), as the family was told.

    To amend, the notice of amendments goes with the decision: R (L, M and P) v Devon [2022]
    EWHC 493 (Admin). `send_amendment_notice` records it where it went later.
    """
    with ledger.entry(
        "review.decide", by=by, at=at, person=review.plan.person, decision=decision
    ) as entry:
        entry.lock(review)
        refuse_unless(not review.decision, "This review has been decided already.")
        entry.change(review, decision=decision, decision_on=on)
        entry.event(_DECISIONS[decision], on, plan=review.plan)


def send_amendment_notice(
    review: Review, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the day on which the proposed amendments went to the family."""
    with ledger.entry("review.notice", by=by, at=at, person=review.plan.person) as entry:
        refuse_unless(review.decision == "A", "Only a review decided as amend has amendments.")
        entry.change(review, notice_on=on)
        entry.event(EventKind.AMENDMENT_NOTICE, on, plan=review.plan)


def issue_amended_plan(
    review: Review, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the day on which the final amended plan was issued."""
    with ledger.entry("review.final", by=by, at=at, person=review.plan.person) as entry:
        refuse_unless(
            review.notice_on is not None, "Record the notice of amendments before the final plan."
        )
        entry.change(review, final_on=on)
        entry.event(EventKind.PLAN_AMENDED, on, plan=review.plan)
