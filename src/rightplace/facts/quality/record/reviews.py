"""Rules of reviews and of moves between phases."""

from typing import TYPE_CHECKING

import ibis

from rightplace.facts.quality.record.basis import ERROR, QUERY, ago, before, live_plans, own
from rightplace.facts.quality.rule import Data, Rule

if TYPE_CHECKING:
    from ibis.expr.types import DateValue

_FOUR_WEEKS = 28


def _year_before(data: Data) -> "DateValue":
    """The same day of the year before; 28 February for the 29th."""
    day = data.reference_date
    return ibis.date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


_OLD = {"held_from": ago(800)}
REVIEWS = (
    Rule(
        id="REC-V01",
        source=own("a plan is reviewed within each 12 months (CFA 2014 s44(1))"),
        severity=QUERY,
        table="active_plan",
        fields=("last_review", "review_meeting"),
        message="The plan has been held for over a year and no review of the last 12 months is recorded",
        hint="Record the review that was held, with its decision. If none was held, plan one now.",
        fails=lambda p, data: (
            (p.held_from < _year_before(data))
            & (p.last_review.fill_null(p.held_from) < _year_before(data))
            & (p.review_meeting.fill_null(p.held_from) < _year_before(data))
        ),
        passing=(
            {"active_plan": ({"held_from": ago(300)},)},
            {"active_plan": (_OLD | {"last_review": ago(364)},)},
            {"active_plan": (_OLD | {"review_meeting": ago(20)},)},
            {"active_plan": (_OLD | {"held_to": ago(1)},)},
        ),
        failing=(
            {"active_plan": (_OLD,)},
            {"active_plan": (_OLD | {"last_review": ago(367), "review_meeting": ago(390)},)},
        ),
        over=live_plans,
    ),
    Rule(
        id="REC-V02",
        source=own("the decision follows in four weeks of the meeting (SEND Regs 2014 reg 20(10))"),
        severity=QUERY,
        table="active_plan",
        fields=("review_outcome", "review_meeting"),
        message="The review meeting was over four weeks ago and no decision is recorded",
        hint="Record what was decided with its letter, or decide.",
        fails=lambda p, data: (
            p.review_outcome.isnull() & (p.review_meeting < before(data, _FOUR_WEEKS))
        ),
        passing=(
            {"active_plan": (_OLD | {"review_meeting": ago(28)},)},
            {"active_plan": (_OLD | {"review_meeting": ago(40), "review_outcome": "M"},)},
        ),
        failing=({"active_plan": (_OLD | {"review_meeting": ago(29)},)},),
        over=live_plans,
    ),
    Rule(
        id="REC-V03",
        source=own("the family is sent the amendments with the notice (SEND Regs 2014 reg 22(2))"),
        severity=QUERY,
        table="active_plan",
        fields=("review_draft", "review_outcome"),
        message="The plan was to be amended and no notice to the family is recorded after four weeks",
        hint="Record the day on which the notice and the draft went, or send them.",
        fails=lambda p, data: (
            (p.review_outcome == "A")
            & p.review_draft.isnull()
            & (p.last_review < before(data, _FOUR_WEEKS))
        ),
        passing=(
            {"active_plan": (_OLD | {"review_outcome": "A", "last_review": ago(28)},)},
            {"active_plan": (_OLD | {"review_outcome": "M", "last_review": ago(40)},)},
        ),
        failing=({"active_plan": (_OLD | {"review_outcome": "A", "last_review": ago(29)},)},),
        over=live_plans,
    ),
    Rule(
        id="REC-T01",
        source=own("the plan names the next setting by its day (SEND Regs 2014 reg 18(1))"),
        severity=ERROR,
        table="active_plan",
        fields=("phase_transfer_final_date", "phase_transfer_due_date"),
        message="The day to name the next setting has passed and no plan that names it is recorded",
        hint="Issue the plan for the move, or record the day on which it was issued.",
        fails=lambda p, data: (
            (p.phase_transfer_due_date < before(data)) & p.phase_transfer_final_date.isnull()
        ),
        passing=(
            {"active_plan": (_OLD | {"phase_transfer_due_date": ago(0)},)},
            {
                "active_plan": (
                    _OLD
                    | {"phase_transfer_due_date": ago(9), "phase_transfer_final_date": ago(20)},
                )
            },
        ),
        failing=({"active_plan": (_OLD | {"phase_transfer_due_date": ago(1)},)},),
        over=live_plans,
    ),
)
