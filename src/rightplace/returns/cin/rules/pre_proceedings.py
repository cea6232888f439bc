"""Pre-proceedings and family group decision making, from 2026/27."""

from datetime import date
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule
from rightplace.facts.quality.rule import Fails
from rightplace.returns.cin.codes import PRE_PROCEEDINGS_OUTCOME
from rightplace.returns.cin.rules.make import (
    FAR_OFF,
    LONG_AGO,
    error,
    missing,
    outside,
    query,
    yes,
)

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

_SINCE = (2027, 2100)
_JUNE, _JULY = date(2026, 6, 1), date(2026, 7, 1)


def _outside_or_before(day: str, earlier: str) -> Fails:
    """The day is outside the census year, or before another that has to come first."""

    def fails(table: "Table", data: Data) -> "BooleanValue":
        before = (table[day] < table[earlier]).fill_null(False)
        return outside(table[day], data) | before

    return fails


def _sequence(code: str, day: str, earlier: str, message: str, hint: str) -> Rule:
    return error(
        code,
        "pre_proceedings",
        f"{day} {earlier}",
        message,
        hint,
        _outside_or_before(day, earlier),
        good=({"pre_proceedings": ({day: _JUNE, earlier: _JUNE}, {day: _JUNE}, {earlier: _JULY})},),
        bad=({"pre_proceedings": ({day: _JUNE, earlier: _JULY}, {day: LONG_AGO}, {day: FAR_OFF})},),
        years=_SINCE,
    )


def _in_year(code: str, day: str, message: str) -> Rule:
    return error(
        code,
        "pre_proceedings",
        day,
        message,
        "Leave out what was done in another year.",
        lambda table, data: outside(table[day], data),
        good=({"pre_proceedings": ({day: date(2026, 4, 1)}, {day: date(2027, 3, 31)}, {})},),
        bad=({"pre_proceedings": ({day: date(2026, 3, 31)}, {day: date(2027, 4, 1)})},),
        years=_SINCE,
    )


RULES: tuple[Rule, ...] = (
    _in_year(
        "9005",
        "start_date",
        "The decision to begin pre-proceedings was taken on a day outside the census year",
    ),
    _sequence(
        "9006",
        "letter_date",
        "start_date",
        "The letter before proceedings was sent outside the census year or before the decision",
        "Check the day of the letter against the day of the decision.",
    ),
    error(
        "9007",
        "pre_proceedings",
        "meeting_offered letter_date",
        "A letter before proceedings was sent, and it is not said whether it offered a family meeting",
        "Give yes or no.",
        lambda table, data: table.letter_date.notnull() & missing(table.meeting_offered),
        good=({"pre_proceedings": ({"letter_date": _JUNE, "meeting_offered": "0"}, {})},),
        bad=({"pre_proceedings": ({"letter_date": _JUNE},)},),
        years=_SINCE,
    ),
    _in_year(
        "9008",
        "first_meeting_date",
        "The first pre-proceedings meeting took place on a day outside the census year",
    ),
    _sequence(
        "9009",
        "decision_date",
        "start_date",
        "The decision to step up or down was taken outside the census year or before the beginning",
        "Check the day of the decision against the day on which pre-proceedings began.",
    ),
    query(
        "9010Q",
        "pre_proceedings",
        "meeting_held meeting_offered",
        "A family meeting was offered, and it is not said whether it was held",
        "Give yes or no.",
        lambda table, data: yes(table.meeting_offered) & missing(table.meeting_held),
        good=(
            {
                "pre_proceedings": (
                    {"meeting_offered": "1", "meeting_held": "0"},
                    {"meeting_offered": "0"},
                    {},
                )
            },
        ),
        bad=({"pre_proceedings": ({"meeting_offered": "true"}, {"meeting_offered": "1"})},),
        years=_SINCE,
    ),
    error(
        "9011",
        "pre_proceedings",
        "outcome",
        "The outcome of pre-proceedings is not a code of the census",
        "Use A, B or C.",
        lambda table, data: (
            ~missing(table.outcome) & ~table.outcome.isin(tuple(PRE_PROCEEDINGS_OUTCOME))
        ),
        good=({"pre_proceedings": ({"outcome": "A"}, {"outcome": "C"}, {})},),
        bad=({"pre_proceedings": ({"outcome": "D"}, {"outcome": "a"})},),
        years=_SINCE,
    ),
    _sequence(
        "9012",
        "court_date",
        "decision_date",
        "The application to the court was made outside the census year or before the decision",
        "Check the day of the application against the day of the decision.",
    ),
    _sequence(
        "9013",
        "initiation_letter_date",
        "court_date",
        "The letter that starts care proceedings was sent outside the year or before the application",
        "Check the day of the letter against the day of the application.",
    ),
    query(
        "9015Q",
        "pre_proceedings",
        "review_meetings first_meeting_date",
        "There was a first meeting, and the number of review meetings is missing",
        "Give the number; 0 where there was none.",
        lambda table, data: table.first_meeting_date.notnull() & missing(table.review_meetings),
        good=({"pre_proceedings": ({"first_meeting_date": _JUNE, "review_meetings": "0"}, {})},),
        bad=({"pre_proceedings": ({"first_meeting_date": _JUNE},)},),
        years=_SINCE,
    ),
)
