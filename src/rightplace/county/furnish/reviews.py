"""Reviews of the officer's caseload: meetings ahead, what was said, reminders, moves in September."""

from datetime import date, timedelta
from random import Random

from rightplace.casework.actions.plans import expect_phase_transfer
from rightplace.casework.actions.review_meetings import (
    invite_to_review,
    plan_review_meeting,
    send_review_papers,
)
from rightplace.casework.actions.review_requests import (
    answer_early_review,
    ask_for_early_review,
    chase_report,
)
from rightplace.casework.actions.reviews import Said, hold_review_meeting
from rightplace.casework.models import AskedBy, ChaseLevel, Invited, Plan, ReviewMeeting
from rightplace.casework.queries.phase_transfers import unexpected
from rightplace.casework.queries.review_paperwork import owed_reports
from rightplace.casework.queries.review_stages import ReviewStage
from rightplace.casework.queries.reviews import ReviewRow, ReviewRows, WantedReviews
from rightplace.casework.years import YEAR_9, next_september, year_group
from rightplace.county.furnish.desk import Desk
from rightplace.county.terms import school_day

_DAY = timedelta(days=1)
_MEETINGS, _HELD, _MOVES, _CHASED = 18, 5, 8, 6
_USUAL = [role for role in Invited.values if role != Invited.OTHER]
_VIEWS = (
    "I like my new group and I want to stay in it. Noise at lunch is still hard for me.",
    "I can read more words now. I want to go on the trip without my helper beside me.",
    "I do not like changes of room. My visual timetable helps and I want to keep it.",
)
_PROGRESS = (
    "Reads simple texts on their own: met.\nPlays with a friend for ten minutes: nearly met.",
    "Asks for a break in words: met in class, not yet at lunch.\nWrites three sentences: not yet.",
    "Travels to school with one adult: met.\nFollows a written plan of the day: nearly met.",
)
_EARLY = (
    (AskedBy.FAMILY, "School has halved the week since November, and there is no plan to mend it."),
    (AskedBy.SETTING, "The support that the plan names no longer keeps the child safe at lunch."),
    (AskedBy.FAMILY, "We would like another school to be named after our move across town."),
)


def furnish(desk: Desk) -> None:
    """Plan meetings, record a few that were held, chase reports, answer early reviews, expect moves."""
    draws = desk.draws("reviews")
    wanted = WantedReviews(stage=ReviewStage.TO_PLAN)
    # Every other one is left to be planned.
    to_plan = list(ReviewRows(desk.officer, wanted, as_of=desk.day))[::2][: _HELD + _MEETINGS]
    for row in to_plan[:_HELD]:
        _hold(desk, row, draws)
    for number, row in enumerate(to_plan[_HELD:]):
        _plan(desk, row, number, draws)
    _chase(desk)
    _ask_early(desk)
    _expect(desk)


def _place(row: ReviewRow) -> str:
    return row.setting.name if row.setting else "County offices, Room 4"


def _meeting(desk: Desk, row: ReviewRow, on: date, planned: date, time: str) -> ReviewMeeting:
    return plan_review_meeting(
        row.plan, on=on, time=time, place=_place(row), invited=_USUAL,
        **desk.how(on=planned),
    )  # fmt: skip


def _hold(desk: Desk, row: ReviewRow, draws: Random) -> None:
    """A meeting of the last weeks, with what was said; its report has not come."""
    on = _school_day_before(desk.day - draws.randint(6, 26) * _DAY)
    on = max(
        on, row.plan.held_from, row.standing.last.meeting_on + _DAY if row.standing.last else on
    )
    meeting = _meeting(desk, row, on, on, "10am")
    adult = year_group(row.plan.person.birth_date, on) >= YEAR_9
    number = draws.randrange(len(_VIEWS))
    hold_review_meeting(
        row.plan,
        on=on,
        said=Said(
            child_views=_VIEWS[number],
            family_views="We see more confidence at home. We worry about the next school.",
            progress=_PROGRESS[number],
            working="Small group for reading; a quiet place at lunch.",
            not_working="Cover staff do not always know the plan.",
            employment="Wants to work with animals; two weeks at a farm are arranged."
            if adult
            else "",
            living="Learns to cook at home and to use a bank card." if adult else "",
            community="Goes to a youth club once a week." if adult else "",
            health="Yearly health check is booked." if adult else "",
        ),
        attended=[Invited.FAMILY, Invited.SETTING, draws.choice(_USUAL[2:])],
        meeting=meeting,
        **desk.how(),
    )


def _school_day_before(day: date) -> date:
    while school_day(day) != day:
        day -= _DAY
    return day


def _plan(desk: Desk, row: ReviewRow, number: int, draws: Random) -> None:
    """A meeting ahead: some only planned, some with invitations sent, some with the papers too."""
    on = school_day(desk.day + draws.randint(3, 50) * _DAY)
    meeting = _meeting(desk, row, on, desk.day - 14 * _DAY, draws.choice(("9.30am", "11am", "2pm")))
    if number % 3:
        invite_to_review(meeting, on=desk.day - draws.randint(1, 12) * _DAY, **desk.how())
    if number % 3 == 2:
        send_review_papers(
            meeting, on=desk.day, advice_from=[Invited.SETTING, Invited.FAMILY], **desk.how()
        )


def _chase(desk: Desk) -> None:
    """Remind settings of the oldest reports that they owe; the first two also through the head."""
    for number, owed in enumerate(owed_reports(desk.officer, as_of=desk.day)[:_CHASED]):
        first = desk.day - 10 * _DAY
        if owed.due_on < first:
            chase_report(owed.review, setting=owed.setting, **desk.how(on=first))
        if number < 2 and owed.due_on < desk.day:
            chase_report(owed.review, level=ChaseLevel.HEAD, setting=owed.setting, **desk.how())


def _ask_early(desk: Desk) -> None:
    """Three early reviews asked for: one waits, one is granted, one is declined."""
    for number, (plan, (asked_by, reason)) in enumerate(zip(_old(desk), _EARLY, strict=False)):
        on = desk.day - 9 * _DAY
        early = ask_for_early_review(
            plan, on=on, asked_by=asked_by, reason=reason, **desk.how(on=on)
        )
        if number:
            granted = number == 1
            words = "The provision has to be looked at before the summer." if granted else (
                "The yearly review is in five weeks and can name another school."
            )  # fmt: skip
            answer_early_review(early, granted=granted, reason=words, on=desk.day, **desk.how())


def _old(desk: Desk) -> list[Plan]:
    return [plan for plan in desk.plans if plan.held_from < desk.day - 60 * _DAY]


def _expect(desk: Desk) -> None:
    """Some of the moves of September that nobody recorded yet."""
    for row in unexpected(desk.officer, as_of=desk.day)[::2][:_MOVES]:
        expect_phase_transfer(
            row.plan, kind=row.kind, moves_on=next_september(desk.day), **desk.how()
        )
