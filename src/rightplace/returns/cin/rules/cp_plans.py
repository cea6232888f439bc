"""Child protection plans and their reviews."""

from datetime import date
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule
from rightplace.facts.quality.rule import Rows
from rightplace.returns.cin.codes import ABUSE
from rightplace.returns.cin.rules.make import (
    FAR_OFF,
    LONG_AGO,
    UNCHECKED,
    beside,
    error,
    missing,
    outside,
    query,
    repeated,
    start,
    with_child,
    with_episode,
    yes,
)

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, StringValue, Table


def _before_referral(plan: "Table", data: Data) -> "Table":
    both = with_episode(plan, data)
    return both.filter(both.start_date < both.referred)


def _without_action(plan: "Table", data: Data) -> "Table":
    both = with_episode(plan, data)
    return both.filter(yes(both.nfa))


def _without_its_conference(cin: "Table", data: Data) -> "BooleanValue":
    """Episodes with a plan that starts in the year on a day when no initial conference was held."""
    plan, enquiry = data["cp_plan"], data["section47"]
    begun = plan.filter(plan.start_date.between(start(data), data.reference_date))
    of_enquiry = enquiry.select("cin_id", day=enquiry.initial_cpc_date)
    held = of_enquiry.union(cin.select(cin_id=cin.row_id, day=cin.initial_cpc_date))
    alone = begun.anti_join(held, [begun.cin_id == held.cin_id, begun.start_date == held.day])
    return cin.row_id.isin(alone.cin_id)


def _no_category(category: "StringValue") -> "BooleanValue":
    return missing(category) | ~category.isin(tuple(ABUSE))


def _started_after_death(plan: "Table", data: Data) -> "Table":
    both = with_child(plan, data)
    return both.filter(both.start_date > both.died)


def _ended_after_death(plan: "Table", data: Data) -> "Table":
    both = with_child(plan, data)
    return both.filter(both.end_date > both.died)


def _overlapping(plan: "Table", data: Data) -> "Table":
    both = beside(plan, plan, "child_id", "start_date", "end_date")
    last = both["last"].fill_null(data.reference_date)
    inside = (both.start_date >= both["first"]) & (both.start_date <= last)
    return both.filter((both.row_id != both.other_id) & inside)


def _reviewed_too_early(review: "Table", data: Data) -> "Table":
    plan = data["cp_plan"]
    starts = plan.select(cp_plan_id=plan.row_id, started=plan.start_date)
    both = review.inner_join(starts, "cp_plan_id")
    return both.filter(both.review_date <= both.started)


_JUNE, _JULY, _AUGUST = date(2020, 6, 1), date(2020, 7, 1), date(2020, 8, 1)
_IN_1 = {"child_id": 1, "cin_id": 1}
_OF_1 = {**_IN_1, "cp_plan_id": 1}
_SUMMER = {**_IN_1, "start_date": _JUNE, "end_date": _AUGUST}
# One day in each census year, so that the example holds in all of them.
_DAYS = (date(2024, 6, 3), date(2025, 6, 2), date(2026, 6, 1))
_STARTS = tuple({**_IN_1, "start_date": day} for day in _DAYS)
_CONFERENCES = tuple({**_IN_1, "initial_cpc_date": day} for day in _DAYS)
_ANOTHER_DAY = (
    "The child protection plan starts on a day other than that of the initial conference",
    "Check both days; the plan starts when the conference decides on it.",
    _without_its_conference,
)
_GOOD: tuple[Rows, ...] = (
    {"cin": ({"child_id": 1},), "cp_plan": _STARTS, "section47": (*_CONFERENCES, _IN_1)},
    {
        "cin": ({"child_id": 1, "initial_cpc_date": _DAYS[0]},),
        "cp_plan": _STARTS,
        "section47": _CONFERENCES[1:],
    },
    {"cin": ({},), "cp_plan": ({**_IN_1, "start_date": LONG_AGO}, _IN_1)},
)
_BAD: tuple[Rows, ...] = (
    {"cin": ({"child_id": 1},), "cp_plan": _STARTS},
    {
        "cin": ({"child_id": 1, "initial_cpc_date": _JUNE},),
        "cp_plan": _STARTS,
        "section47": ({**_IN_1, "initial_cpc_date": _JULY}, {**_CONFERENCES[0], "cin_id": 2}),
    },
)

RULES: tuple[Rule, ...] = (
    error(
        "1105",
        "cp_plan",
        "start_date cin.referral_date",
        "The child protection plan starts before the referral",
        "Check both days, or move the plan to the episode it belongs to.",
        _before_referral,
        good=({"cin": ({"referral_date": _JUNE}, {}), "cp_plan": (_SUMMER, {"cin_id": 2})},),
        bad=({"cin": ({"referral_date": _JULY},), "cp_plan": (_SUMMER,)},),
    ),
    error(
        "2885",
        "cin",
        "cp_plan.start_date section47.initial_cpc_date initial_cpc_date",
        *_ANOTHER_DAY,
        good=_GOOD,
        bad=_BAD,
        years=(2025, 2026),
    ),
    query(
        "2885Q",
        "cin",
        "cp_plan.start_date section47.initial_cpc_date initial_cpc_date",
        *_ANOTHER_DAY,
        good=_GOOD,
        bad=_BAD,
        years=(2027, 2100),
        source=f"{UNCHECKED}: that it becomes a query in 2026/27 is read from another tool's list",
    ),
    error(
        "8832",
        "cp_plan",
        "cin.referral_nfa",
        "There is a child protection plan in a referral with no further action",
        "Correct the flag, or move the plan to the episode it belongs to.",
        _without_action,
        good=({"cin": ({"referral_nfa": "0"}, {}), "cp_plan": (_IN_1, {"cin_id": 2})},),
        bad=({"cin": ({"referral_nfa": "1"},), "cp_plan": (_IN_1,)},),
    ),
    error(
        "8720",
        "cp_plan",
        "start_date",
        "The start of the child protection plan is missing or after the census year",
        "Give the day of the conference that decided on it.",
        lambda plan, data: plan.start_date.isnull() | (plan.start_date > data.reference_date),
        good=({"cp_plan": ({"start_date": LONG_AGO},)},),
        bad=({"cp_plan": ({}, {"start_date": FAR_OFF})},),
    ),
    error(
        "8730",
        "cp_plan",
        "previous_plans",
        "The number of the child's earlier child protection plans is missing, or is not a number",
        "Give 0 where there was none.",
        lambda plan, data: (
            missing(plan.previous_plans) | ~plan.previous_plans.strip().re_search("^[0-9]+$")
        ),
        good=({"cp_plan": ({"previous_plans": "0"}, {"previous_plans": "12"})},),
        bad=({"cp_plan": ({}, {"previous_plans": "-1"}, {"previous_plans": "none"})},),
    ),
    error(
        "8840",
        "cp_plan",
        "end_date start_date",
        "The child protection plan starts and ends on one day",
        "Check both days.",
        lambda plan, data: plan.end_date == plan.start_date,
        good=({"cp_plan": (_SUMMER, {"start_date": _JUNE}, {})},),
        bad=({"cp_plan": ({"start_date": _JUNE, "end_date": _JUNE},)},),
    ),
    error(
        "8841",
        "review",
        "review_date cp_plan.start_date",
        "The review is on or before the day on which the plan starts",
        "The conference that decides on a plan is not a review of it; check both days.",
        _reviewed_too_early,
        good=(
            {
                "cp_plan": (_SUMMER, {}),
                "review": (
                    {**_OF_1, "review_date": _JULY},
                    _OF_1,
                    {"cp_plan_id": 2, "review_date": _JUNE},
                ),
            },
        ),
        bad=(
            {
                "cp_plan": (_SUMMER,),
                "review": ({**_OF_1, "review_date": _JUNE}, {**_OF_1, "review_date": LONG_AGO}),
            },
        ),
    ),
    query(
        "8842Q",
        "review",
        "review_date",
        "A review has no day",
        "Give the day of the review conference.",
        lambda review, data: review.review_date.isnull(),
        good=({"review": ({"review_date": _JUNE},)},),
        bad=({"review": ({},)},),
    ),
    error(
        "8905",
        "cp_plan",
        "initial_category",
        "The category of abuse at the start is missing or not a code of the census",
        "Use NEG, PHY, SAB, EMO or MUL.",
        lambda plan, data: _no_category(plan.initial_category),
        good=({"cp_plan": ({"initial_category": "NEG"}, {"initial_category": "MUL"})},),
        bad=({"cp_plan": ({}, {"initial_category": "XXX"})},),
    ),
    error(
        "8910",
        "cp_plan",
        "latest_category",
        "The latest category of abuse is missing or not a code of the census",
        "Use NEG, PHY, SAB, EMO or MUL; repeat the first where it has not changed.",
        lambda plan, data: _no_category(plan.latest_category),
        good=({"cp_plan": ({"latest_category": "EMO"}, {"latest_category": "SAB"})},),
        bad=({"cp_plan": ({}, {"latest_category": "XXX"})},),
    ),
    error(
        "8915",
        "cp_plan",
        "start_date child.death_date",
        "The child protection plan starts after the child's death",
        "Check both days.",
        _started_after_death,
        good=(
            {
                "child": ({"death_date": _JUNE}, {}),
                "cp_plan": (_SUMMER, {"child_id": 2, "start_date": _JULY}),
            },
        ),
        bad=({"child": ({"death_date": LONG_AGO},), "cp_plan": (_SUMMER,)},),
    ),
    error(
        "8920",
        "cp_plan",
        "end_date child.death_date",
        "The child protection plan ends after the child's death",
        "Check both days.",
        _ended_after_death,
        good=(
            {
                "child": ({"death_date": _AUGUST}, {}),
                "cp_plan": (_SUMMER, {"child_id": 2, "end_date": _JULY}, {"child_id": 1}),
            },
        ),
        bad=({"child": ({"death_date": _JULY},), "cp_plan": (_SUMMER,)},),
        after=("8915",),
    ),
    error(
        "8925",
        "cp_plan",
        "end_date start_date",
        "The child protection plan ends before it starts",
        "Check both days.",
        lambda plan, data: plan.end_date < plan.start_date,
        good=({"cp_plan": (_SUMMER, {"start_date": _JUNE, "end_date": _JUNE}, {})},),
        bad=({"cp_plan": ({"start_date": _JULY, "end_date": _JUNE},)},),
    ),
    error(
        "8930",
        "cp_plan",
        "end_date",
        "The child protection plan ends on a day outside the census year",
        "Leave out a plan that ended before the year; blank an end after it.",
        lambda plan, data: outside(plan.end_date, data),
        good=({"cp_plan": ({},)},),
        bad=({"cp_plan": ({"end_date": LONG_AGO}, {"end_date": FAR_OFF})},),
    ),
    error(
        "8935",
        "cp_plan",
        "end_date",
        "The child has more than one open child protection plan",
        "End the first.",
        lambda plan, data: repeated(plan.filter(plan.end_date.isnull()), "child_id"),
        good=({"cp_plan": (_IN_1, _SUMMER, {"child_id": 2})},),
        bad=({"cp_plan": (_IN_1, {"child_id": 1, "cin_id": 2})},),
    ),
    error(
        "8940",
        "cp_plan",
        "start_date end_date",
        "Child protection plans of the child overlap",
        "Check the days of both plans, or put them together.",
        _overlapping,
        good=(
            {
                "cp_plan": (
                    _SUMMER,
                    {**_IN_1, "start_date": date(2020, 8, 2)},
                    {"child_id": 2, "start_date": _JUNE},
                )
            },
        ),
        bad=({"cp_plan": (_SUMMER, {**_IN_1, "start_date": _JUNE})},),
    ),
)
