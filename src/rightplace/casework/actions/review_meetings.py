"""Review meetings that lie ahead: planned, moved, called off, invitations and papers sent.

None of this moves the day by which a review is due: only what the law counts from does.
"""

from collections.abc import Collection
from datetime import date, datetime

from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import (
    Invited,
    Plan,
    ReviewInvitee,
    ReviewKind,
    ReviewMeeting,
    User,
)
from rightplace.law.dates import in_words
from rightplace.law.events import EventKind


def plan_review_meeting(
    plan: Plan,
    *,
    on: date,
    time: str = "",
    place: str,
    invited: Collection[str],
    kind: str = ReviewKind.ANNUAL,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> ReviewMeeting:
    """Set the day, the place and who is to be invited (regs 20(2) and 21(2))."""
    refuse_unless(Invited.FAMILY in invited, "The parent or young person must be invited.")
    with ledger.entry("review.plan_meeting", by=by, at=at, person=plan.person) as entry:
        entry.lock(plan)
        refuse_unless(plan.ceased_on is None, f"The plan ceased on {plan.ceased_on}.")
        _ahead(on, at)
        meeting = entry.add(
            ReviewMeeting(plan=plan, kind=kind, planned_on=on, planned_at=time, place=place)
        )
        for role in Invited.values:
            if role in invited:
                entry.add(ReviewInvitee(meeting=meeting, role=role))
    return meeting


def move_review_meeting(
    meeting: ReviewMeeting,
    *,
    on: date,
    time: str = "",
    place: str,
    version: int,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Set another day or place for a meeting. Invitations that went out have to go out again."""
    with ledger.entry("review.move_meeting", by=by, at=at, person=meeting.plan.person) as entry:
        _open(entry, meeting)
        _ahead(on, at)
        again = {} if on == meeting.planned_on else {"invited_on": None}
        entry.edit(meeting, version=version, planned_on=on, planned_at=time, place=place, **again)


def call_off_review_meeting(
    meeting: ReviewMeeting, *, reason: str, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record that a planned meeting will not be, or was not, held."""
    refuse_unless(bool(reason.strip()), "Say why the meeting is called off.")
    with ledger.entry("review.call_off", by=by, at=at, person=meeting.plan.person) as entry:
        _open(entry, meeting)
        entry.change(meeting, called_off_on=at.date(), called_off_reason=reason)


def invite_to_review(
    meeting: ReviewMeeting, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the day on which the invitations went out."""
    with ledger.entry("review.invite", by=by, at=at, person=meeting.plan.person) as entry:
        _open(entry, meeting)
        refuse_unless(on <= meeting.planned_on, "Invitations go out before the meeting.")
        entry.change(meeting, invited_on=on)
        _event_once(entry, meeting, EventKind.REVIEW_INVITED, on)


def send_review_papers(
    meeting: ReviewMeeting,
    *,
    on: date,
    advice_from: Collection[str],
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record the day on which the advice gathered went to everyone invited (regs 20(4), 21(4))."""
    with ledger.entry("review.papers", by=by, at=at, person=meeting.plan.person) as entry:
        _open(entry, meeting)
        refuse_unless(on <= meeting.planned_on, "The papers go out before the meeting.")
        entry.change(meeting, papers_on=on)
        for invitee in meeting.invitees.filter(role__in=advice_from):
            entry.change(invitee, gave_advice=True)
        _event_once(entry, meeting, EventKind.REVIEW_PAPERS_SENT, on)


def _open(entry: Entry, meeting: ReviewMeeting) -> None:
    entry.lock(meeting)
    refuse_unless(meeting.review_id is None, "This meeting has been held already.")
    refuse_unless(meeting.called_off_on is None, "This meeting was called off. Plan another one.")


def _event_once(entry: Entry, meeting: ReviewMeeting, kind: EventKind, on: date) -> None:
    """Write the event, unless it is there: a meeting that was moved is invited to again that day."""
    if not meeting.plan.events.filter(kind=kind.value, happened_on=on).exists():
        entry.event(kind, on, plan=meeting.plan)


def _ahead(on: date, at: datetime) -> None:
    refuse_unless(
        on >= at.date(),
        f"{in_words(on)} has passed. Give a day to come, or record the meeting as held.",
    )
