"""Reviews of a plan, from the meeting on (SEND Regs 2014 regs 20 to 22)."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime

from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.plan_text import (
    Amended,
    drop_amendment,
    finish_amendment,
    propose_amendment,
)
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.deadlines import limit_from
from rightplace.casework.models import Plan, Review, ReviewMeeting, ReviewRecord, User
from rightplace.casework.queries.plan_text import Amending, final_version
from rightplace.casework.years import YEAR_9, year_group
from rightplace.law.dates import in_words
from rightplace.law.events import EventKind

_DECISIONS = {
    "M": EventKind.DECIDED_TO_MAINTAIN,
    "A": EventKind.DECIDED_TO_AMEND,
    "C": EventKind.DECIDED_TO_CEASE,
}


@dataclass(frozen=True, slots=True)
class Said:
    """What was said at a meeting; the last four are preparation for adulthood."""

    child_views: str
    progress: str
    family_views: str = ""
    working: str = ""
    not_working: str = ""
    employment: str = ""
    living: str = ""
    community: str = ""
    health: str = ""

    @property
    def speaks_of_adulthood(self) -> bool:
        """Whether each of the four topics of preparation for adulthood is recorded."""
        topics = (self.employment, self.living, self.community, self.health)
        return all(topic.strip() for topic in topics)


def hold_review_meeting(
    plan: Plan,
    *,
    on: date,
    said: Said | None = None,
    attended: Collection[str] = (),
    meeting: ReviewMeeting | None = None,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Review:
    """Record a review meeting; the report, decision and final plan are timed from it.

    `said` is what was said, `meeting` the planned meeting that this was, `attended` who came of
    those invited to it.
    """
    refuse_unless(
        on <= at.date(), f"{in_words(on)} is after today. Record the meeting once it was held."
    )
    with ledger.entry("review.meeting", by=by, at=at, person=plan.person) as entry:
        review = entry.add(Review(plan=plan, meeting_on=on))
        if said is not None:
            _record(entry, review, said)
        if meeting is not None:
            _held(entry, meeting, review, attended)
        entry.event(EventKind.REVIEW_MEETING, on, plan=plan)
    return review


def _record(entry: Entry, review: Review, said: Said) -> None:
    refuse_unless(
        bool(said.child_views.strip() and said.progress.strip()),
        "Record the views of the child or young person, and the progress towards each outcome.",
    )
    refuse_unless(
        said.speaks_of_adulthood
        or year_group(review.plan.person.birth_date, review.meeting_on) < YEAR_9,
        "From Year 9 record each topic of preparation for adulthood: employment, independent "
        "living, community and health. Where one was not wanted, say so.",
    )
    entry.add(ReviewRecord(review=review, **asdict(said)))


def _held(entry: Entry, meeting: ReviewMeeting, review: Review, attended: Collection[str]) -> None:
    entry.lock(meeting)
    refuse_unless(meeting.review_id is None, "This meeting has been recorded already.")
    refuse_unless(meeting.called_off_on is None, "This meeting was called off. Plan another one.")
    entry.change(meeting, review=review)
    for invitee in meeting.invitees.all():
        entry.change(invitee, attended=invitee.role in attended)


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
    reasons: str = "",
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the decision to maintain (M), amend (A) or cease (C), as the family was told.

    To amend, the notice of amendments goes with the decision (`decide_to_amend`); what was decided
    without it can be recorded here, and `send_amendment_notice` then says when it went.
    """
    with ledger.entry(
        "review.decide", by=by, at=at, person=review.plan.person, decision=decision
    ) as entry:
        _undecided(entry, review)
        entry.change(review, decision=decision, decision_on=on, reasons=reasons)
        entry.event(_DECISIONS[decision], on, plan=review.plan)


def decide_to_amend(
    review: Review,
    *,
    proposed_changes: str = "",
    amended: Amended | None = None,
    reasons: str = "",
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the decision to amend, sent with the plan, the notice of amendments and the evidence.

    They go together: R (L, M and P) v Devon [2022] EWHC 493 (Admin). The changes are those of the
    draft that goes with it, `amended`; where a plan has no draft, they are said in `proposed_changes`.
    """
    with ledger.entry(
        "review.decide", by=by, at=at, person=review.plan.person, decision="A"
    ) as entry:
        _undecided(entry, review)
        changes = _proposed(entry, review, proposed_changes, amended, on=on, by=by)
        refuse_unless(bool(changes.strip()), "Say what is to be changed in the plan.")
        entry.change(
            review, decision="A", decision_on=on, notice_on=on, reasons=reasons,
            proposed_changes=changes,
        )  # fmt: skip
        entry.event(EventKind.DECIDED_TO_AMEND, on, plan=review.plan)
        entry.event(EventKind.AMENDMENT_NOTICE, on, plan=review.plan)


def _proposed(
    entry: Entry, review: Review, words: str, amended: Amended | None, *, on: date, by: User
) -> str:
    """The changes that a notice proposes, a line each; the version that makes them goes with it."""
    if amended is None:
        return words
    old = final_version(review.plan)
    refuse_unless(old is not None, "The words of the plan in force are not kept here.")
    assert old is not None
    lines = Amending(old, amended.version).lines
    refuse_unless(
        bool(lines), "The draft says the same as the plan in force. Write the changes in it first."
    )
    propose_amendment(entry, review.plan, amended, on=on, by=by)
    return "\n".join(lines)


def _undecided(entry: Entry, review: Review) -> None:
    entry.lock(review)
    refuse_unless(not review.decision, "This review has been decided already.")


def send_amendment_notice(
    review: Review,
    *,
    on: date,
    proposed_changes: str = "",
    amended: Amended | None = None,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the day on which the proposed amendments went to the family, after the decision."""
    with ledger.entry("review.notice", by=by, at=at, person=review.plan.person) as entry:
        refuse_unless(review.decision == "A", "Only a review decided as amend has amendments.")
        changes = _proposed(entry, review, proposed_changes, amended, on=on, by=by)
        entry.change(review, notice_on=on, proposed_changes=changes)
        entry.event(EventKind.AMENDMENT_NOTICE, on, plan=review.plan)


def receive_views(
    review: Review, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the family's views on the amendments (reg 22(2)(c))."""
    with ledger.entry("review.views", by=by, at=at, person=review.plan.person) as entry:
        _being_amended(entry, review)
        entry.change(review, views_on=on)
        entry.event(EventKind.VIEWS_RECEIVED, on, plan=review.plan)


def issue_amended_plan(
    review: Review,
    *,
    on: date,
    amended: Amended | None = None,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the day on which the final amended plan was issued, and its words where they are kept.

    The family first has its 15 days for views, unless its views have come (reg 22(2)(c)).
    """
    with ledger.entry("review.final", by=by, at=at, person=review.plan.person) as entry:
        _being_amended(entry, review)
        last = limit_from("amendment.family_views", review.notice_on)
        refuse_unless(
            review.views_on is not None or on > last,
            f"The family has until {in_words(last)} to give its views. Record the views, or wait.",
        )
        if amended is not None:
            finish_amendment(entry, review.plan, amended, on=on, by=by)
        entry.change(review, final_on=on)
        entry.event(EventKind.PLAN_AMENDED, on, plan=review.plan)


def decide_not_to_amend(
    review: Review,
    *,
    on: date,
    reasons: str,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that the plan is not amended after all, with the reasons given (reg 22(4))."""
    refuse_unless(bool(reasons.strip()), "Give the reasons, which the family is told.")
    with ledger.entry("review.not_amended", by=by, at=at, person=review.plan.person) as entry:
        entry.lock(review)
        refuse_unless(
            review.decision == "A" and review.final_on is None,
            "There is no amendment under way that could be dropped.",
        )
        drop_amendment(entry, review.plan)
        entry.change(review, not_amended_on=on, reasons=reasons)
        entry.event(EventKind.DECIDED_NOT_TO_AMEND, on, plan=review.plan)


def _being_amended(entry: Entry, review: Review) -> None:
    entry.lock(review)
    refuse_unless(
        review.notice_on is not None, "Record the notice of amendments before the final plan."
    )
    refuse_unless(
        review.final_on is None and review.not_amended_on is None,
        "This amendment has come to its end already.",
    )
