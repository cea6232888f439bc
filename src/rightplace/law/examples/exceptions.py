"""Exceptions: they lift a limit, and never move its date."""

from datetime import date

from rightplace.law.events import ExceptionClaim, Ground
from rightplace.law.examples.example import Example
from rightplace.law.exceptions import AdviceExcuse, AdviceExcuseReason
from rightplace.law.state import State

_ASKED = "2024-05-01 request_received"
_ISSUED = f"{_ASKED}; 2024-06-10 decided_to_assess; 2024-10-01 plan_issued"
_FINAL = "first_plan.final_plan"


def _closure(asked: str, starts: str = "2024-07-24", ends: str = "2024-09-02") -> ExceptionClaim:
    return ExceptionClaim(
        Ground.SCHOOL_CLOSURE,
        date.fromisoformat(starts),
        date.fromisoformat(ends),
        advice_requested_on=date.fromisoformat(asked),
    )


def _claim(ground: Ground, starts: str, ends: str, *duties: str) -> ExceptionClaim:
    return ExceptionClaim(
        ground, date.fromisoformat(starts), date.fromisoformat(ends), duties=frozenset(duties)
    )


def _issued_late(title: str, *exceptions: ExceptionClaim) -> Example:
    """A plan issued on 1 October 2024, 13 days after it was due."""
    return Example(
        _FINAL, title, _ISSUED, "2024-11-01", "2024-09-18", State.MET_LATE, taken=153, late=13,
        exceptions=exceptions,
    )  # fmt: skip


def _issued_excused(title: str, *exceptions: ExceptionClaim) -> Example:
    return Example(
        _FINAL, title, _ISSUED, "2024-11-01", "2024-09-18", State.MET_EXCUSED, taken=153,
        exceptions=exceptions,
    )  # fmt: skip


_CIRCUMSTANCES = Ground.EXCEPTIONAL_CIRCUMSTANCES
_AWAY = Ground.AWAY_FROM_AREA
_ADVICE = "2024-05-01 request_received; 2024-06-10 advice_requested health"

EXAMPLES = (
    _issued_late("no exception"),
    _issued_excused("(a) asked exactly a week before the school closed", _closure("2024-07-17")),
    _issued_late("(a) asked a day too early", _closure("2024-07-16")),
    _issued_excused("(a) asked exactly a week before it reopened", _closure("2024-08-27")),
    _issued_late("(a) asked a day too late", _closure("2024-08-28")),
    _issued_excused(
        "(a) a closure of exactly 4 weeks", _closure("2024-07-24", "2024-07-24", "2024-08-20")
    ),
    _issued_late(
        "(a) a closure a day short of 4 weeks", _closure("2024-07-24", "2024-07-24", "2024-08-19")
    ),
    _issued_excused(
        "(c) circumstances that touch the last day",
        _claim(_CIRCUMSTANCES, "2024-09-18", "2024-12-01"),
    ),
    _issued_late(
        "(c) circumstances that begin after it", _claim(_CIRCUMSTANCES, "2024-09-19", "2024-12-01")
    ),
    _issued_late(
        "(c) relied on for another duty",
        _claim(_CIRCUMSTANCES, "2024-06-01", "2024-07-01", "first_plan.decide_to_assess"),
    ),
    _issued_excused("(d) away for exactly 4 weeks", _claim(_AWAY, "2024-06-01", "2024-06-28")),
    _issued_late("(d) away a day short of 4 weeks", _claim(_AWAY, "2024-06-01", "2024-06-27")),
    _issued_late(
        "(d) away for 4 weeks, but not within the 20 weeks",
        _claim(_AWAY, "2024-09-01", "2024-10-15"),
    ),
    Example(
        _FINAL,
        "open and past due, with an exception",
        _ASKED,
        "2024-09-30",
        "2024-09-18",
        State.EXCUSED_OPEN,
        left=-12,
        exceptions=(_claim(_CIRCUMSTANCES, "2024-06-01", "2024-07-01"),),
    ),
    Example(
        _FINAL,
        "an exception that had not begun on the day asked about",
        _ASKED,
        "2024-05-31",
        "2024-09-18",
        State.RUNNING,
        left=110,
        exceptions=(_claim(_CIRCUMSTANCES, "2024-06-01", "2024-07-01"),),
    ),
    Example(
        "reassessment.final_plan",
        "(c) lifts the fourteen weeks too",
        "2023-03-01 plan_issued; 2024-05-01 decided_to_reassess",
        "2024-08-08",
        "2024-08-07",
        State.EXCUSED_OPEN,
        left=-1,
        exceptions=(_claim(_CIRCUMSTANCES, "2024-06-01", "2024-07-01"),),
    ),
    Example(
        "reassessment.decide",
        "no exception lifts the fifteen days",
        "2023-03-01 plan_issued; 2024-05-01 reassessment_requested",
        "2024-05-17",
        "2024-05-16",
        State.LATE,
        left=-1,
        late=1,
        exceptions=(_claim(_CIRCUMSTANCES, "2024-05-01", "2024-07-01"),),
    ),
    Example(
        "order.make_plan.final_plan",
        "after an order, two weeks away suffice",
        "2024-03-01 decided_not_to_issue; 2024-06-03 tribunal_order make_plan",
        "2024-09-01",
        "2024-08-19",
        State.EXCUSED_OPEN,
        left=-13,
        exceptions=(_claim(_AWAY, "2024-07-01", "2024-07-14"),),
    ),
    Example(
        "advice.reply",
        "a missed appointment excuses the adviser",
        _ADVICE,
        "2024-08-01",
        "2024-07-22",
        State.EXCUSED_OPEN,
        left=-10,
        advice_excuses=(
            AdviceExcuse(
                "health", AdviceExcuseReason.MISSED_APPOINTMENT, date(2024, 7, 1), date(2024, 7, 1)
            ),
        ),
    ),
    Example(
        "advice.reply",
        "an absence a day short of 4 weeks does not",
        _ADVICE,
        "2024-08-01",
        "2024-07-22",
        State.LATE,
        left=-10,
        late=10,
        advice_excuses=(
            AdviceExcuse(
                "health", AdviceExcuseReason.AWAY_FROM_AREA, date(2024, 6, 12), date(2024, 7, 8)
            ),
        ),
    ),
)
