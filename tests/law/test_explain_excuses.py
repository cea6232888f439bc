"""The sentence names the exception or the excuse that lifts a limit."""

from datetime import date

import pytest

from rightplace.law.clock import clock, latest
from rightplace.law.events import ExceptionClaim, Ground
from rightplace.law.examples import history
from rightplace.law.exceptions import AdviceExcuse, AdviceExcuseReason
from rightplace.law.explain import explain

_CLOSED = (date(2024, 7, 24), date(2024, 9, 2))
_AWAY = (date(2024, 7, 1), date(2024, 8, 1))


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (
            ExceptionClaim(Ground.SCHOOL_CLOSURE, *_CLOSED, advice_requested_on=_CLOSED[0]),
            "exception (a), advice asked for around a long school closure",
        ),
        (
            ExceptionClaim(Ground.EARLY_YEARS_CLOSURE, *_CLOSED, advice_requested_on=_CLOSED[0]),
            "exception (b), advice asked for around a long early-years closure",
        ),
        (
            ExceptionClaim(Ground.EXCEPTIONAL_CIRCUMSTANCES, *_AWAY),
            "exception (c), exceptional personal circumstances",
        ),
        (
            ExceptionClaim(Ground.AWAY_FROM_AREA, *_AWAY),
            "exception (d), absence from the area",
        ),
    ],
)
def test_each_exception_is_named(claim: ExceptionClaim, words: str) -> None:
    events = history("2024-05-01 request_received")
    clocks = clock(events, date(2024, 9, 19), exceptions=[claim])
    found = latest(clocks, "first_plan.final_plan")
    assert found is not None
    assert explain(found) == (
        "The final plan was due by 18 September 2024 (20 weeks from the request of 1 May 2024;"
        f" SEND Regs 2014 reg 13(2)); it is still to be done: {words} is relied on, so the limit"
        ' is lifted, but the duty to act "as soon as practicable" stays.'
    )


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (AdviceExcuseReason.EXCEPTIONAL_CIRCUMSTANCES, "exceptional circumstances (reg 8(2))"),
        (AdviceExcuseReason.AWAY_FROM_AREA, "absence from the area (reg 8(2))"),
        (AdviceExcuseReason.MISSED_APPOINTMENT, "a missed appointment (reg 8(2))"),
    ],
)
def test_each_excuse_of_an_adviser_is_named(reason: AdviceExcuseReason, words: str) -> None:
    events = history("2024-05-01 request_received; 2024-06-10 advice_requested social_care")
    excuse = AdviceExcuse("social_care", reason, date(2024, 6, 11), date(2024, 7, 9))
    clocks = clock(events, date(2024, 8, 1), advice_excuses=[excuse])
    found = latest(clocks, "advice.reply")
    assert found is not None
    assert explain(found) == (
        "The advice asked for (social care) was due by 22 July 2024 (6 weeks from the request for"
        f" advice of 10 June 2024; SEND Regs 2014 reg 8(1)); it is still to be done: {words} is"
        ' relied on, so the limit is lifted, but the duty to act "as soon as practicable" stays.'
    )
