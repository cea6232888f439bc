"""Child in need plans."""

from datetime import date
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule
from rightplace.returns.cin.rules.make import (
    FAR_OFF,
    LONG_AGO,
    beside,
    error,
    outside,
    query,
    repeated,
    with_child,
    with_episode,
    yes,
)

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table


def _without_action(plan: "Table", data: Data) -> "Table":
    both = with_episode(plan, data)
    return both.filter(yes(both.nfa))


def _open_beside_protection(plan: "Table", data: Data) -> "BooleanValue":
    protection = data["cp_plan"]
    unended = protection.filter(protection.end_date.isnull())
    return plan.end_date.isnull() & plan.cin_id.isin(unended.cin_id)


def _started_after_death(plan: "Table", data: Data) -> "Table":
    both = with_child(plan, data)
    return both.filter(both.start_date > both.died)


def _ended_after_death(plan: "Table", data: Data) -> "Table":
    both = with_child(plan, data)
    return both.filter(both.end_date > both.died)


def _before_referral(plan: "Table", data: Data) -> "Table":
    both = with_episode(plan, data)
    return both.filter(both.start_date < both.referred)


def _overlapping(plan: "Table", data: Data) -> "Table":
    both = beside(plan, plan, "child_id", "start_date", "end_date")
    last = both["last"].fill_null(data.reference_date)
    inside = (both.start_date >= both["first"]) & (both.start_date <= last)
    return both.filter((both.row_id != both.other_id) & inside)


def _started_during(plan: "Table", other: "Table", data: Data) -> "Table":
    """Plans that start while one of the child's others is open; on the day that it ends is well."""
    both = beside(plan, other, "child_id", "start_date", "end_date")
    under = (both.start_date < both["last"]) | (
        both["last"].isnull() & (both.start_date <= data.reference_date)
    )
    return both.filter((both.start_date >= both["first"]) & under)


def _review_during_it(review: "Table", data: Data) -> "Table":
    protection = data["cp_plan"]
    ends = protection.select(cp_plan_id=protection.row_id, ended=protection.end_date)
    both = beside(
        review.inner_join(ends, "cp_plan_id"), data["cin_plan"], "cin_id", "start_date", "end_date"
    )
    last = both["last"].fill_null(data.reference_date)
    during = (both.review_date >= both["first"]) & (both.review_date < last)
    at_the_end = (both.review_date == both.ended).fill_null(False)
    return both.filter(during & ~at_the_end)


_JUNE, _JULY, _AUGUST = date(2020, 6, 1), date(2020, 7, 1), date(2020, 8, 1)
_IN_1 = {"child_id": 1, "cin_id": 1}
_SUMMER = {**_IN_1, "start_date": _JUNE, "end_date": _AUGUST}

RULES: tuple[Rule, ...] = (
    error(
        "4000",
        "cin_plan",
        "cin.referral_nfa",
        "There is a child in need plan in a referral with no further action",
        "Correct the flag, or move the plan to the episode it belongs to.",
        _without_action,
        good=({"cin": ({"referral_nfa": "0"}, {}), "cin_plan": (_IN_1, {"cin_id": 2})},),
        bad=({"cin": ({"referral_nfa": "true"},), "cin_plan": (_IN_1,)},),
    ),
    error(
        "4001",
        "cin_plan",
        "end_date cp_plan.end_date",
        "A child in need plan and a child protection plan are both open",
        "End the child in need plan on the day that the protection plan started.",
        _open_beside_protection,
        good=(
            {
                "cin_plan": ({**_IN_1, "end_date": _JUNE}, {"cin_id": 2}),
                "cp_plan": (_IN_1, {"cin_id": 2, "end_date": _JUNE}),
            },
        ),
        bad=({"cin_plan": (_IN_1,), "cp_plan": (_IN_1,)},),
    ),
    error(
        "4003",
        "review",
        "review_date cin_plan.start_date cin_plan.end_date",
        "A child protection plan was reviewed while a child in need plan was open",
        "Check the days of the review and of both plans.",
        _review_during_it,
        good=(
            {
                "cp_plan": ({**_IN_1, "end_date": _JULY},),
                "cin_plan": (_SUMMER,),
                "review": (
                    {**_IN_1, "cp_plan_id": 1, "review_date": _JULY},
                    {**_IN_1, "cp_plan_id": 1, "review_date": _AUGUST},
                    {**_IN_1, "cp_plan_id": 1, "review_date": LONG_AGO},
                    {**_IN_1, "cp_plan_id": 1},
                ),
            },
        ),
        bad=(
            {
                "cp_plan": (_IN_1,),
                "cin_plan": (_SUMMER,),
                "review": ({**_IN_1, "cp_plan_id": 1, "review_date": _JULY},),
            },
        ),
    ),
    error(
        "4004",
        "cin_plan",
        "end_date",
        "The episode has more than one open child in need plan",
        "End the first.",
        lambda plan, data: repeated(plan.filter(plan.end_date.isnull()), "cin_id"),
        good=({"cin_plan": (_IN_1, {**_IN_1, "end_date": _JUNE}, {"cin_id": 2})},),
        bad=({"cin_plan": (_IN_1, _IN_1)},),
    ),
    error(
        "4008",
        "cin_plan",
        "start_date child.death_date",
        "The child in need plan starts after the child's death",
        "Check both days.",
        _started_after_death,
        good=(
            {
                "child": ({"death_date": _JUNE}, {}),
                "cin_plan": (
                    {**_IN_1, "start_date": _JUNE},
                    {"child_id": 2, "start_date": _JULY},
                ),
            },
        ),
        bad=({"child": ({"death_date": _JUNE},), "cin_plan": ({**_IN_1, "start_date": _JULY},)},),
    ),
    query(
        "4009Q",
        "cin_plan",
        "end_date child.death_date",
        "The child in need plan ends after the child's death",
        "Check both days.",
        _ended_after_death,
        good=(
            {
                "child": ({"death_date": _JUNE}, {}),
                "cin_plan": ({**_IN_1, "end_date": _JUNE}, {"child_id": 2, "end_date": _JULY}),
            },
        ),
        bad=({"child": ({"death_date": _JUNE},), "cin_plan": ({**_IN_1, "end_date": _JULY},)},),
    ),
    error(
        "4010",
        "cin_plan",
        "start_date",
        "The start of the child in need plan is missing or after the census year",
        "Give the day on which it started.",
        lambda plan, data: plan.start_date.isnull() | (plan.start_date > data.reference_date),
        good=({"cin_plan": ({"start_date": LONG_AGO},)},),
        bad=({"cin_plan": ({}, {"start_date": FAR_OFF})},),
    ),
    error(
        "4011",
        "cin_plan",
        "end_date start_date",
        "The child in need plan ends before it starts",
        "Check both days.",
        lambda plan, data: plan.end_date < plan.start_date,
        good=({"cin_plan": ({"start_date": _JUNE, "end_date": _JUNE}, {"end_date": _JUNE}, {})},),
        bad=({"cin_plan": ({"start_date": _JULY, "end_date": _JUNE},)},),
    ),
    query(
        "4012Q",
        "cin_plan",
        "end_date start_date",
        "The child in need plan starts and ends on one day",
        "Check both days.",
        lambda plan, data: plan.end_date == plan.start_date,
        good=({"cin_plan": ({"start_date": _JUNE, "end_date": _JULY}, {"end_date": _JUNE}, {})},),
        bad=({"cin_plan": ({"start_date": _JUNE, "end_date": _JUNE},)},),
    ),
    error(
        "4013",
        "cin_plan",
        "end_date",
        "The child in need plan ends on a day outside the census year",
        "Leave out a plan that ended before the year; blank an end after it.",
        lambda plan, data: outside(plan.end_date, data),
        good=({"cin_plan": ({},)},),
        bad=({"cin_plan": ({"end_date": LONG_AGO}, {"end_date": FAR_OFF})},),
    ),
    error(
        "4014",
        "cin_plan",
        "start_date end_date",
        "Child in need plans of the child overlap",
        "End one on the day before the next starts, or put them together.",
        _overlapping,
        good=(
            {
                "cin_plan": (
                    {**_IN_1, "start_date": _JUNE, "end_date": date(2020, 6, 30)},
                    {**_IN_1, "start_date": _JULY},
                    {"child_id": 2, "start_date": _JUNE},
                )
            },
        ),
        bad=({"cin_plan": (_SUMMER, {**_IN_1, "start_date": _JUNE})},),
        after=("4004",),
    ),
    error(
        "4015",
        "cin_plan",
        "start_date cin.referral_date",
        "The child in need plan starts before the referral",
        "Check both days, or move the plan to the episode it belongs to.",
        _before_referral,
        good=({"cin": ({"referral_date": _JUNE}, {}), "cin_plan": (_SUMMER, {"cin_id": 2})},),
        bad=({"cin": ({"referral_date": _JULY},), "cin_plan": (_SUMMER,)},),
    ),
    error(
        "4016",
        "cin_plan",
        "start_date cp_plan.start_date cp_plan.end_date",
        "The child in need plan starts while a child protection plan is open",
        "Start it on the day that the protection plan ends.",
        lambda plan, data: _started_during(plan, data["cp_plan"], data),
        good=(
            {
                "cp_plan": ({**_IN_1, "start_date": _JUNE, "end_date": _JULY},),
                "cin_plan": (
                    {**_IN_1, "start_date": _JULY},
                    {**_IN_1, "start_date": LONG_AGO},
                    {"child_id": 2, "start_date": _JUNE},
                    _IN_1,
                ),
            },
        ),
        bad=(
            {
                "cp_plan": ({**_IN_1, "start_date": _JUNE},),
                "cin_plan": ({**_IN_1, "start_date": _JUNE}, {**_IN_1, "start_date": _JULY}),
            },
        ),
        after=("4001",),
    ),
    error(
        "4017",
        "cp_plan",
        "start_date cin_plan.start_date cin_plan.end_date",
        "The child protection plan starts while a child in need plan is open",
        "End the child in need plan on the day that the protection plan starts.",
        lambda plan, data: _started_during(plan, data["cin_plan"], data),
        good=(
            {
                "cin_plan": ({**_IN_1, "start_date": _JUNE, "end_date": _JULY},),
                "cp_plan": (
                    {**_IN_1, "start_date": _JULY},
                    {**_IN_1, "start_date": LONG_AGO},
                    {"child_id": 2, "start_date": _JUNE},
                    _IN_1,
                ),
            },
        ),
        bad=(
            {
                "cin_plan": ({**_IN_1, "start_date": _JUNE},),
                "cp_plan": ({**_IN_1, "start_date": _JUNE}, {**_IN_1, "start_date": _JULY}),
            },
        ),
    ),
)
