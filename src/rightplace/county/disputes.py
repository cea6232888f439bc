"""Mediation and appeals: those that lead to a plan, and those that do not."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from rightplace.county.calibration import Quotas
from rightplace.county.lives import Ask, Challenge, Held, Meeting
from rightplace.county.spec import CountySpec
from rightplace.county.terms import DAY, months_on, working_day
from rightplace.law.events import AppealKind

_BY_TRIBUNAL = 0.6
"""Of the challenges that lead to a plan: the rest are settled at mediation."""
_ORDERED = 0.45
"""Of the appeals won: the rest are conceded."""
_ABOUT_REFUSALS = 0.4
"""Of the appeals that lead to no new plan: the rest are about what a plan says."""
_MEDIATED_IN_VAIN = 0.04
_DROPPED_AFTER = (70, 220)


def reopen(asks: Sequence[Ask], year: int, plans: int, refused: float, draws: Random) -> None:
    """Turn so many refusals, to assess or to issue, into plans issued in a year."""
    to_assess = _refused(asks, date(year - 1, 5, 10), date(year, 5, 10), "refused")
    to_issue = _refused(asks, date(year - 1, 8, 1), date(year, 7, 1), "not_issued")
    first = draws.sample(to_assess, min(round(plans * refused), len(to_assess)))
    second = draws.sample(to_issue, min(plans - len(first), len(to_issue)))
    for ask in first:
        _win(ask, AppealKind.ASSESS, year, (100, 150), draws)
    for ask in second:
        _win(ask, AppealKind.MAKE_PLAN, year, (60, 100), draws)


def _refused(asks: Sequence[Ask], first: date, last: date, ending: str) -> list[Ask]:
    return [a for a in asks if a.ending == ending and a.ended and first <= a.ended <= last]


def _win(ask: Ask, about: AppealKind, year: int, to_plan: tuple[int, int], draws: Random) -> None:
    """Settle a challenge so that the plan after it is issued within the year."""
    assert ask.ended is not None
    ask.first_refusal = ask.ended
    issued = _issue_day(ask.ended, year, to_plan, draws)
    ends_on = working_day(issued - draws.randint(*to_plan) * DAY)
    starts = working_day(ask.ended + draws.randint(14, 45) * DAY)
    ends_on = max(ends_on, starts + 7 * DAY)
    tribunal = draws.random() < _BY_TRIBUNAL
    ends = ("ordered" if draws.random() < _ORDERED else "conceded") if tribunal else "agreed"
    ask.challenge = Challenge(about, starts, ends_on, ends, tribunal)
    ask.ending, ask.ended = "issued", issued


def _issue_day(refused: date, year: int, to_plan: tuple[int, int], draws: Random) -> date:
    earliest = max(date(year, 1, 4), refused + timedelta(days=to_plan[1] + 55))
    latest = max(earliest, min(date(year, 12, 18), refused + timedelta(days=330)))
    return working_day(earliest + draws.randint(0, (latest - earliest).days) * DAY)


def challenge_decisions(
    asks: Sequence[Ask], plans: Sequence[Held], spec: CountySpec, quotas: Quotas
) -> None:
    """Add the appeals and mediation that lead to no new plan, up to each year's appeals."""
    draws = spec.stream("disputes")
    for ask in asks:
        if ask.ending in ("refused", "not_issued") and draws.random() < _MEDIATED_IN_VAIN:
            ask.challenge = _in_vain(ask, False, draws)
    for year in range(spec.since.year, spec.until.year + 1):
        known = sum(1 for ask in asks if _appealed_in(ask, year))
        wanted = max(0, quotas.year(year).appeals - known)
        about_refusals = _appeal_refusals(asks, year, round(wanted * _ABOUT_REFUSALS), draws)
        _appeal_contents(plans, year, wanted - about_refusals, draws)


def _appealed_in(ask: Ask, year: int) -> bool:
    challenge = ask.challenge
    return challenge is not None and challenge.tribunal and challenge.starts.year == year


def _in_vain(ask: Ask, tribunal: bool, draws: Random) -> Challenge:
    assert ask.ended is not None
    about = AppealKind.ASSESS if ask.ending == "refused" else AppealKind.MAKE_PLAN
    starts = months_on(ask.ended, 14, 55, draws)
    settled = draws.random() < 0.6
    ends_on = months_on(starts, *_DROPPED_AFTER, draws) if settled else None
    return Challenge(about, starts, ends_on, "dropped", tribunal)


def _appeal_refusals(asks: Sequence[Ask], year: int, count: int, draws: Random) -> int:
    """Appeals against a refusal that the family drops or that are still open."""
    first, last = date(year - 1, 12, 1), date(year, 10, 25)
    able = [
        ask
        for ending in ("refused", "not_issued")
        for ask in _refused(asks, first, last, ending)
        if ask.challenge is None
    ]
    chosen: list[Ask] = []
    for ask in draws.sample(able, min(len(able), 2 * count)):
        challenge = _in_vain(ask, True, draws)
        if challenge.starts.year == year and len(chosen) < count:
            ask.challenge = challenge
            chosen.append(ask)
    return len(chosen)


def _appeal_contents(plans: Sequence[Held], year: int, count: int, draws: Random) -> None:
    """Appeals about an amended plan.

    Only plans that no request here led to: the flag that the others would carry is one that some
    read as leaving the 20-week figure.
    """
    able = [
        (plan, meeting)
        for plan in plans
        if plan.ask is None and plan.challenge is None
        for meeting in plan.meetings
        if meeting.final and date(year - 1, 12, 20) <= meeting.final <= date(year, 10, 20)
    ]
    draws.shuffle(able)
    added = 0
    for plan, meeting in able:
        if added == count:
            return
        if plan.challenge is None and _challenge(plan, meeting, year, draws):
            added += 1


def _challenge(plan: Held, meeting: Meeting, year: int, draws: Random) -> bool:
    """Appeal against the plan as amended after a meeting, if that falls in the year."""
    assert meeting.final is not None
    starts = months_on(meeting.final, 15, 58, draws)
    if starts.year != year or (plan.ceased and starts >= plan.ceased):
        return False
    about = AppealKind.SETTING_ONLY if draws.random() < 0.3 else AppealKind.AMEND_PLAN
    ends = draws.choice(("ordered", "conceded", "dropped"))
    ends_on = months_on(starts, 90, 260, draws)
    plan.challenge = Challenge(about, starts, ends_on, ends, tribunal=True)
    if ends != "dropped":
        _amend_after(plan, plan.challenge, draws)
    return True


def _amend_after(plan: Held, challenge: Challenge, draws: Random) -> None:
    """Amend as ordered or conceded; no other amended plan may come between, or after its notice."""
    assert challenge.ends_on is not None
    amended = months_on(challenge.ends_on, 8, 48, draws)
    ruled = challenge.ruled
    if any(move.final and ruled <= move.final <= amended for move in plan.moves):
        return
    for meeting in plan.meetings:
        if meeting.notice and meeting.notice <= amended:
            overtaken = meeting.final is None or meeting.final >= ruled
            meeting.final = None if overtaken else meeting.final
    challenge.amended = amended
