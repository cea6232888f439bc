"""The letters of a review, made from a child's record and the answers on a form."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.conf import settings

from rightplace.casework.deadlines import limit_from
from rightplace.casework.models import (
    ChaseLevel,
    Invited,
    Person,
    PhaseTransferReview,
    Review,
    ReviewMeeting,
    Setting,
    User,
)
from rightplace.casework.queries.consultations import preference_lines
from rightplace.papers.letters import Letter
from rightplace.papers.letters import reviews as letters
from rightplace.papers.letters.reviews import Cover
from rightplace.papers.letters.rights import long_day
from rightplace.web.staff.letters import reference_of, services, signature, to_family
from rightplace.web.staff.reviews.subject import Subject

_APPEAL = "appeal.lodge"
Given = Mapping[str, Any]


def family_cover(person: Person, user: User, on: date) -> Cover:
    """The cover of a letter to the family."""
    return _cover(person, user, on, to_family(person), "Dear parent or carer")


def _cover(person: Person, user: User, on: date, to: tuple[str, ...], greeting: str) -> Cover:
    return Cover(
        child=str(person),
        to=to,
        greeting=greeting,
        dated=on,
        reference=reference_of(person),
        council=settings.COUNCIL,
        signed_by=signature(user),
    )


def _setting_cover(person: Person, user: User, on: date, where: Setting | None, who: str) -> Cover:
    name = where.name if where else "The setting"
    return _cover(person, user, on, (f"{who}, {name}",), "Dear colleague")


def invitations(subject: Subject, user: User, given: Given) -> list[Letter]:
    """The invitation to each of those invited, the family's first."""
    meeting = subject.meeting
    assert meeting is not None
    roles = [invitee.role for invitee in meeting.invitees.all()]
    ordered = sorted(roles, key=Invited.values.index)
    return [
        _invitation(subject, meeting, _invitee_cover(subject, role, user, given["on"]), ordered)
        for role in ordered
    ]


def _invitee_cover(subject: Subject, role: str, user: User, on: date) -> Cover:
    if role == Invited.FAMILY:
        return family_cover(subject.person, user, on)
    if role == Invited.SETTING:
        return _setting_cover(subject.person, user, on, subject.setting, "The head or principal")
    return _cover(subject.person, user, on, (Invited(role).label,), "Dear colleague")


def _invitation(subject: Subject, meeting: ReviewMeeting, cover: Cover, roles: list[str]) -> Letter:
    return letters.invitation(
        cover,
        on=meeting.planned_on,
        time=meeting.planned_at,
        place=meeting.place,
        invited=tuple(Invited(role).label for role in roles),
        adulthood=subject.adulthood,
        services=services(),
    )


def decision(subject: Subject, user: User, given: Given) -> list[Letter]:
    """The letter of a decision: to maintain, to amend with the notice, or to cease."""
    review, on = subject.review, given["on"]
    assert review is not None
    if given["decision"] == "A":
        return [_notice(subject, user, given, review.meeting_on)]
    make = letters.maintain if given["decision"] == "M" else letters.cease
    letter = make(
        family_cover(subject.person, user, on),
        meeting_on=review.meeting_on,
        reasons=given["reasons"],
        evidence=(*_heard(review), *_papers(given)),
        last_day=limit_from(_APPEAL, on),
        services=services(),
    )
    return [letter]


def _heard(review: Review) -> Iterator[str]:
    """What is always considered: the meeting, and its report where it has come."""
    yield f"What was said at the review meeting of {long_day(review.meeting_on)}"
    if review.report_on is not None:
        yield f"The report of the meeting, which we received on {long_day(review.report_on)}"


def _papers(given: Given) -> tuple[str, ...]:
    return tuple(line.strip() for line in given["evidence"].splitlines() if line.strip())


def notice(subject: Subject, user: User, given: Given) -> list[Letter]:
    """The notice of amendments that goes after the decision."""
    assert subject.review is not None
    return [_notice(subject, user, given, subject.review.meeting_on)]


def _notice(subject: Subject, user: User, given: Given, meeting_on: date) -> Letter:
    on, draft = given["on"], subject.draft
    plan = (f"The plan as we propose it, version {draft.new.number}",) if draft else ()
    return letters.amend(
        family_cover(subject.person, user, on),
        meeting_on=meeting_on,
        reasons=given["reasons"],
        changes="\n".join(draft.lines) if draft else given["proposed_changes"],
        enclosed=(*plan, *_papers(given)),
        views_by=limit_from("amendment.family_views", on),
        final_by=_final_by(meeting_on, on),
        services=services(),
    )


def _final_by(meeting_on: date, notice_on: date) -> date:
    """The first limit of the final plan that a notice of that day can still keep."""
    limits = (
        limit_from("review.final_from_notice", notice_on),
        limit_from("review.final_from_meeting", meeting_on),
    )
    return min(limit for limit in limits if limit >= notice_on)


def final(subject: Subject, user: User, given: Given) -> list[Letter]:
    """The letter with the final amended plan."""
    review, on = subject.review, given["on"]
    assert review is not None
    assert review.notice_on is not None
    amends = subject.amends
    letter = letters.final(
        family_cover(subject.person, user, on),
        notice_on=review.notice_on,
        changes="\n".join(amends.lines) if amends else review.proposed_changes,
        against=preference_lines(subject.plan, named=_named(subject), since=review.notice_on),
        last_day=limit_from(_APPEAL, on),
        services=services(),
    )
    return [letter]


def _named(subject: Subject) -> list[Setting]:
    rows = subject.plan.named_settings.filter(setting__isnull=False).select_related("setting")
    return [row.setting for row in rows if row.setting]


def not_amended(subject: Subject, user: User, given: Given) -> list[Letter]:
    """The letter of the decision not to amend after all."""
    review, on = subject.review, given["on"]
    assert review is not None
    letter = letters.not_amended(
        family_cover(subject.person, user, on),
        notice_on=review.notice_on,
        reasons=given["reasons"],
        last_day=limit_from(_APPEAL, on),
        services=services(),
    )
    return [letter]


def phase_plan(subject: Subject, user: User, given: Given) -> list[Letter]:
    """The letter with the plan that names the next setting."""
    transfer, on = subject.transfer, given["on"]
    assert isinstance(transfer, PhaseTransferReview)
    letter = letters.phase_plan(
        family_cover(subject.person, user, on),
        named=given["setting"].name if given["setting"] else given["setting_type"],
        moves_on=transfer.moves_on,
        last_day=limit_from(_APPEAL, on),
        services=services(),
    )
    return [letter]


def early_answer(subject: Subject, user: User, given: Given) -> list[Letter]:
    """The answer to the family that asked for an early review."""
    letter = letters.early_answer(
        family_cover(subject.person, user, given["on"]),
        granted=given["granted"] == "yes",
        reason=given["reason"],
        due_on=subject.plan.next_review_on,
        services=services(),
    )
    return [letter]


def chaser(
    review: Review, setting: Setting | None, user: User, *, level: str, before: int, on: date
) -> Letter:
    """A reminder about one report, to the setting or to its head."""
    to_head = level == ChaseLevel.HEAD
    who = "The head or principal" if to_head else "The special educational needs coordinator"
    return letters.chaser(
        _setting_cover(review.plan.person, user, on, setting, who),
        meeting_on=review.meeting_on,
        due_on=limit_from("review.report", review.meeting_on),
        before=before,
        to_head=to_head,
    )
