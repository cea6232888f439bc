"""The dated steps between a request and its end: advice, drafts, consultation, exceptions.

They are set backwards from the end, so that a late plan has late advice behind it.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from rightplace.county.lives import Advice, Ask, Claim
from rightplace.county.places import Map
from rightplace.county.spec import CountySpec
from rightplace.county.terms import (
    DAY,
    age,
    in_advice_window,
    months_on,
    summer_closure,
    working_day,
    working_day_before,
)
from rightplace.law.codes import Adviser

_OTHERS = (Adviser.FAMILY, Adviser.HEALTH, Adviser.SOCIAL_CARE)
_YEAR_9 = 13
_SCHOOL_AGE = 4
_NEVER_RECORDED = 0.05
_STILL_OPEN = (40, 320)
"""How long after the last year the cases that are open then would have ended."""
_CLOSURE_CLAIMED = 0.35
_OTHER_CLAIMS = 0.008


def plan_steps(asks: Sequence[Ask], schools: Map, spec: CountySpec) -> None:
    """Set the steps of every request that was assessed, or was still to be."""
    draws = spec.stream("steps")
    end = date(spec.until.year, 12, 31)
    for ask in asks:
        if ask.ending == "refused" or ask.outcome == "W" or ask.decided is None:
            continue
        _assess(ask, end, schools, draws)
        _claim(ask, draws)


def _assess(ask: Ask, end: date, schools: Map, draws: Random) -> None:
    starts = _assessment_starts(ask)
    ends = ask.ended or end + draws.randint(*_STILL_OPEN) * DAY
    if ask.first_refusal and ask.outcome == "Y":
        ends = ask.first_refusal
    elif ask.ending == "left":
        ends += draws.randint(20, 90) * DAY
    span = max(20, (ends - starts).days)
    decides = ends if _not_issued(ask) else starts + timedelta(days=round(span * 0.66))
    ask.advice = _advice(ask, starts, decides, draws)
    if ask.reopened and ask.outcome == "Y":
        _draft(ask, ask.reopened, schools, draws)
    elif ask.ending in ("issued", "open"):
        _draft(ask, working_day(decides), schools, draws, ends)


def _assessment_starts(ask: Ask) -> date:
    """When it was decided to assess: after the challenge where the request had been refused."""
    starts = ask.reopened if ask.outcome == "N" and ask.reopened else ask.decided
    assert starts is not None
    return starts


def _not_issued(ask: Ask) -> bool:
    return ask.ending == "not_issued" or (ask.outcome == "Y" and ask.first_refusal is not None)


def _advice(ask: Ask, starts: date, decides: date, draws: Random) -> list[Advice]:
    """Everybody is asked in the first days; the psychologist's report is what is waited for."""
    advisers = [Adviser.SETTING, Adviser.PSYCHOLOGIST, *_OTHERS]
    if age(ask.child.birth, starts) > _YEAR_9:
        advisers.append(Adviser.ADULTHOOD)
    elif draws.random() < 0.12:
        advisers.append(Adviser.REQUESTED)
    asked = working_day(starts + draws.randint(0, 5) * DAY)
    last = working_day_before(decides - draws.randint(1, 8) * DAY)
    return [
        Advice(adviser, asked, _reply(adviser, asked, last, draws))
        for adviser in advisers
        if asked <= last
    ]


def _reply(adviser: Adviser, asked: date, last: date, draws: Random) -> date | None:
    if adviser is Adviser.PSYCHOLOGIST:
        return max(asked, last)
    if draws.random() < _NEVER_RECORDED:
        return None
    return min(months_on(asked, 10, 58, draws), max(asked, last))


def _draft(ask: Ask, agreed: date, schools: Map, draws: Random, ends: date | None = None) -> None:
    """Agree to a plan, send the draft, hear the family and consult settings before the end."""
    ends = ends or ask.ended
    assert ends is not None
    room = (ends - agreed).days
    ask.agreed = agreed
    ask.draft = working_day_before(agreed + round(room * 0.25) * DAY)
    ask.draft = max(ask.draft, agreed)
    ask.views = working_day_before(min(ask.draft + draws.randint(8, 16) * DAY, ends))
    ask.views = max(ask.views, ask.draft) if draws.random() < 0.85 else None
    for _ in range(draws.choices((1, 2, 3), (6, 3, 1))[0]):
        _consult(ask, ask.draft, ends, schools, draws)


def _consult(ask: Ask, draft: date, ends: date, schools: Map, draws: Random) -> None:
    years = age(ask.child.birth, draft)
    kinds = {"secondary": 2.0, "special": 1.0, "independent special": 0.3}
    if years < 11:
        kinds = {"primary": 4.0, "special": 1.0, "nursery" if years < 4 else "infant": 0.5}
    elif years > 15:
        kinds = {"college": 2.0, "specialist college": 1.0}
    school = schools.choose(kinds, ask.child.district, draws)
    sent = min(working_day(draft + draws.randint(0, 4) * DAY), ends)
    reply = min(working_day(sent + draws.randint(4, 24) * DAY), ends)
    if all(school is not other for other, _, _ in ask.consulted):
        ask.consulted.append((school, sent, reply if draws.random() < 0.86 else None))


def _claim(ask: Ask, draws: Random) -> None:
    """Rely on an exception where its facts are there: a summer closure, or now and then another.

    One request relies on one exception at most, and only where the plan is late or still to come.
    """
    if ask.ended is not None and (ask.ended - ask.received).days <= 140:
        return
    asked = next((each for each in ask.advice if each.adviser is Adviser.SETTING), None)
    closure = in_advice_window(asked.requested) if asked else None
    if asked and closure and (asked.requested - ask.received).days <= 140:
        if draws.random() < _CLOSURE_CLAIMED:
            at_nursery = age(ask.child.birth, asked.requested) < _SCHOOL_AGE
            ask.claims.append(_closure_claim(asked, at_nursery, draws))
    elif draws.random() < _OTHER_CLAIMS:
        ask.claims.append(_other_claim(ask, draws))


def _closure_claim(asked: Advice, at_nursery: bool, draws: Random) -> Claim:
    starts, ends = summer_closure(asked.requested.year)
    place = "nursery" if at_nursery else "school"
    return Claim(
        ground="b" if at_nursery else "a",
        starts=starts,
        ends=ends,
        affects=f"advice from the {place}",
        evidence=f"The {place} was asked for advice on {asked.requested:%d/%m/%Y} and is closed "
        f"from {starts:%d/%m/%Y} to {ends:%d/%m/%Y}, as its published term dates show.",
        told=working_day(asked.requested + draws.randint(0, 9) * DAY),
        advice_requested=asked.requested,
    )


def _other_claim(ask: Ask, draws: Random) -> Claim:
    assert ask.decided is not None
    starts = months_on(ask.decided, 3, 50, draws)
    away = draws.random() < 0.4
    ends = starts + (draws.randint(30, 55) if away else draws.randint(10, 50)) * DAY
    return Claim(
        ground="d" if away else "c",
        starts=starts,
        ends=ends,
        affects="the child",
        evidence="The family wrote that they are abroad, and gave the days of travel."
        if away
        else "Hospital letter on file: the child could not be seen during the stay.",
        told=working_day(ends),
    )
