"""The yearly review of each plan: meeting, report, decision, notice and final plan, mostly late."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from rightplace.county.lives import Held, Meeting
from rightplace.county.spec import CountySpec
from rightplace.county.terms import DAY, school_day, working_day

_DECIDED_IN_TIME = 0.34
_UNDECIDED = 0.06
_DECISIONS = {"M": 56, "A": 44}
_NOT_HELD = 0.05
_NOT_RECORDED = 0.03
_RECORDED_LATE = 0.08
_NEVER_REVIEWED = 0.018


def plan_reviews(plans: Sequence[Held], spec: CountySpec) -> None:
    """Set the reviews of every plan up to the end of the last year."""
    draws = spec.stream("reviews")
    end = date(spec.until.year, 12, 31)
    for plan in plans:
        last = min(end, plan.ceased - DAY) if plan.ceased else end
        plan.meetings = _meetings(plan, spec.since, last, draws)
        for meeting, following in zip(plan.meetings, [*plan.meetings[1:], None], strict=False):
            limit = following.on - 14 * DAY if following else last
            _follow_up(meeting, limit, draws)
        _make_room_for_moves(plan)
        _decide_to_cease(plan, draws)


def _meetings(plan: Held, since: date, last: date, draws: Random) -> list[Meeting]:
    """A meeting about each year, on a school day; a few are not held or not recorded."""
    if draws.random() < _NEVER_REVIEWED:
        return []
    meetings = []
    day = _first_meeting(plan, since, draws)
    while day <= last:
        if draws.random() >= _NOT_HELD + _NOT_RECORDED:
            typed_late = draws.randint(14, 75) if draws.random() < _RECORDED_LATE else 0
            meetings.append(Meeting(day, typed_late=typed_late))
        day = school_day(day + round(draws.triangular(280, 385, 340)) * DAY)
    return meetings


def _first_meeting(plan: Held, since: date, draws: Random) -> date:
    """Within a year of the plan; for one that is older than the record, in its first year here."""
    if plan.held_from == plan.starts and plan.starts >= since:
        return school_day(plan.starts + round(draws.triangular(200, 375, 345)) * DAY)
    from_day = max(since, plan.held_from)
    return school_day(from_day + draws.randint(12, 350) * DAY)


def _follow_up(meeting: Meeting, limit: date, draws: Random) -> None:
    """What follows a meeting and is done by `limit`; what would be later is left out."""
    if draws.random() < 0.95:
        wait = draws.randint(3, 14) if draws.random() < 0.8 else draws.randint(15, 40)
        meeting.report = _by(meeting.on + wait * DAY, limit)
    if draws.random() < _UNDECIDED:
        return
    in_time = draws.random() < _DECIDED_IN_TIME
    wait = draws.randint(12, 26) if in_time else round(draws.triangular(29, 170, 45))
    meeting.decided = _by(meeting.on + wait * DAY, limit)
    if meeting.decided is None:
        return
    meeting.decision = draws.choices(list(_DECISIONS), list(_DECISIONS.values()))[0]
    if meeting.decision == "A":
        _amend(meeting, limit, draws)


def _amend(meeting: Meeting, limit: date, draws: Random) -> None:
    assert meeting.decided is not None
    luck = draws.random()
    wait = 0 if luck < 0.6 else draws.randint(5, 70)
    meeting.notice = _by(meeting.decided + wait * DAY, limit) if luck < 0.94 else None
    if meeting.notice and draws.random() < 0.9:
        meeting.final = _by(meeting.notice + draws.randint(18, 110) * DAY, limit)


def _by(day: date, limit: date) -> date | None:
    day = working_day(day)
    return day if day <= limit else None


def _make_room_for_moves(plan: Held) -> None:
    """A plan for the next phase takes the place of an amended plan that is still to come."""
    for move in plan.moves:
        for meeting in plan.meetings:
            if not (meeting.notice and meeting.final and move.final):
                continue
            if meeting.notice <= move.final < meeting.final:
                meeting.final = None


def _decide_to_cease(plan: Held, draws: Random) -> None:
    """A review that leads to the end of the plan says so: two months before, for the appeal."""
    if plan.ceased is None or plan.reason not in "26" or draws.random() < 0.4:
        return
    before = plan.ceased - timedelta(days=65)
    able = [m for m in plan.meetings if m.decided and m.decided <= before]
    if able and before - able[-1].on < timedelta(days=300) and able[-1] is plan.meetings[-1]:
        able[-1].decision, able[-1].notice, able[-1].final = "C", None, None
