"""CIN details: an episode beside the child's others, and what may stand inside one."""

from collections.abc import Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import ibis

from rightplace.facts.quality import Data, Rule
from rightplace.facts.quality.rule import Rows
from rightplace.returns.cin.rules.make import error, no, query, yes

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

_AFTER_ASSESSMENT = ("RC8", "RC9")
_ACTIVITY = (
    ("assessment", "start_date"),
    ("assessment", "authorisation_date"),
    ("section47", "start_date"),
    ("section47", "initial_cpc_date"),
    ("cp_plan", "end_date"),
    ("cin_plan", "start_date"),
    ("cin_plan", "end_date"),
)


def _open(cin: "Table") -> "BooleanValue":
    return cin.closure_date.isnull() & no(cin.referral_nfa)


def _several_open(cin: "Table", data: Data) -> "BooleanValue":
    unclosed = cin.filter(_open(cin))
    counted = unclosed.group_by("child_id").agg(number=unclosed.count())
    return _open(cin) & cin.child_id.isin(counted.filter(counted.number > 1).child_id)


def _open_but_not_latest(cin: "Table", data: Data) -> "Table":
    """The open episode and the child's latest, which cannot both be right."""
    referrals = cin.group_by("child_id").agg(
        latest=cin.referral_date.max(), first_open=cin.referral_date.min(where=_open(cin))
    )
    both = cin.inner_join(referrals, "child_id")
    wrong = both.first_open < both.latest
    return both.filter(wrong & (_open(both) | (both.referral_date == both.latest)))


def _referral_inside_another(cin: "Table", data: Data) -> "Table":
    other = cin.select(
        child_id=cin.child_id,
        other_id=cin.row_id,
        first=cin.referral_date,
        last=cin.closure_date,
        other_nfa=cin.referral_nfa,
    )
    both = cin.inner_join(other, "child_id")
    closed = both.referral_date < both["last"]
    still_open = both["last"].isnull() & no(both.other_nfa)
    inside = (both.referral_date >= both["first"]) & (
        closed | (still_open & (both.referral_date <= data.reference_date))
    )
    return both.filter((both.row_id != both.other_id) & inside)


def _holds(cin: "Table", data: Data, *names: str) -> "BooleanValue":
    return reduce(or_, (cin.row_id.isin(data[name].cin_id) for name in names))


def _closed_without_assessment(cin: "Table", data: Data) -> "BooleanValue":
    return cin.closure_reason.isin(_AFTER_ASSESSMENT) & ~_holds(cin, data, "assessment")


def _activity_without_action(cin: "Table", data: Data) -> "BooleanValue":
    assessment, enquiry = data["assessment"], data["section47"]
    dated = assessment.start_date.notnull() | assessment.authorisation_date.notnull()
    begun = enquiry.start_date.notnull() | enquiry.initial_cpc_date.notnull()
    return yes(cin.referral_nfa) & (
        cin.initial_cpc_date.notnull()
        | cin.row_id.isin(assessment.filter(dated).cin_id)
        | cin.row_id.isin(enquiry.filter(begun).cin_id)
    )


def _activity_after_closure(cin: "Table", data: Data) -> "BooleanValue":
    days = [data[name].select("cin_id", day=data[name][column]) for name, column in _ACTIVITY]
    every = ibis.union(*days)
    closed = cin.filter(cin.closure_date.notnull()).select(cin_id="row_id", closed="closure_date")
    both = every.inner_join(closed, "cin_id")
    late = cin.row_id.isin(both.filter(both.day > both.closed).cin_id)
    return late | (cin.initial_cpc_date > cin.closure_date)


def _activity_after_assessment(cin: "Table", data: Data) -> "BooleanValue":
    more = _holds(cin, data, "section47", "cp_plan", "cin_plan")
    return (cin.closure_reason == "RC8") & (cin.initial_cpc_date.notnull() | more)


def _enquiry_without_assessment(cin: "Table", data: Data) -> "BooleanValue":
    return _holds(cin, data, "section47") & ~_holds(cin, data, "assessment")


def _nothing_found_and_not_closed_so(cin: "Table", data: Data) -> "BooleanValue":
    assessment, factor = data["assessment"], data["factor"]
    counted = assessment.group_by("cin_id").agg(
        number=assessment.count(), done=assessment.authorisation_date.count()
    )
    alone = counted.filter((counted.number == 1) & (counted.done == 1))
    nothing = factor.filter(factor.factor == "21")
    closed_so = cin.closure_reason.isin(_AFTER_ASSESSMENT).fill_null(False)
    return cin.row_id.isin(alone.cin_id) & cin.row_id.isin(nothing.cin_id) & ~closed_so


_JUNE, _JULY, _AUGUST = date(2020, 6, 1), date(2020, 7, 1), date(2020, 8, 1)
_OPEN = {"child_id": 1, "referral_nfa": "0"}
_IN_1 = {"child_id": 1, "cin_id": 1}


def _with(cin: Mapping[str, object], table: str, **row: object) -> Rows:
    """An episode with one record in it."""
    return {"cin": (cin,), table: ({**_IN_1, **row},)}


_JUNE_ONLY = {"closure_date": _JUNE}
_LATE: tuple[Rows, ...] = (
    *(_with(_JUNE_ONLY, table, **{day: _JULY}) for table, day in _ACTIVITY),
    {"cin": ({"closure_date": _JUNE, "initial_cpc_date": _JULY},)},
)
_MORE: tuple[Rows, ...] = (
    *(_with({"closure_reason": "RC8"}, name) for name in ("section47", "cp_plan", "cin_plan")),
    {"cin": ({"closure_reason": "RC8", "initial_cpc_date": _JUNE},)},
)

RULES: tuple[Rule, ...] = (
    error(
        "8815",
        "cin",
        "closure_date",
        "The child has more than one open episode",
        "Close the one that has ended, or put the two together.",
        _several_open,
        good=(
            {
                "cin": (
                    _OPEN,
                    {"child_id": 1, "referral_nfa": "1"},
                    {"child_id": 1, "referral_nfa": "0", "closure_date": _JUNE},
                    {"child_id": 2, "referral_nfa": "0"},
                )
            },
        ),
        bad=({"cin": (_OPEN, _OPEN)},),
    ),
    error(
        "8816",
        "cin",
        "closure_date referral_date",
        "The child has an open episode and a later referral",
        "Close it, or check the days of referral.",
        _open_but_not_latest,
        good=(
            {
                "cin": (
                    {**_OPEN, "referral_date": _JULY},
                    {**_OPEN, "referral_date": _JUNE, "closure_date": _JULY},
                    {"child_id": 2, "referral_nfa": "0", "referral_date": _JUNE},
                )
            },
        ),
        bad=(
            {
                "cin": (
                    {**_OPEN, "referral_date": _JUNE},
                    {"child_id": 1, "referral_date": _JULY, "closure_date": _AUGUST},
                )
            },
        ),
        after=("8815",),
    ),
    error(
        "8820",
        "cin",
        "referral_date closure_date",
        "The child was referred while another episode was open",
        "Put the two together, or check the days; one may start on the day that the other ends.",
        _referral_inside_another,
        good=(
            {
                "cin": (
                    {**_OPEN, "referral_date": _JUNE, "closure_date": _JULY},
                    {**_OPEN, "referral_date": _JULY},
                    {"child_id": 1, "referral_nfa": "1", "referral_date": date(2020, 5, 1)},
                    {"child_id": 2, "referral_nfa": "0", "referral_date": _JUNE},
                )
            },
        ),
        bad=(
            {
                "cin": (
                    {**_OPEN, "referral_date": _JUNE, "closure_date": _JULY},
                    {**_OPEN, "referral_date": _JUNE, "closure_date": _AUGUST},
                )
            },
        ),
        after=("8815", "8816"),
    ),
    query(
        "8825Q",
        "cin",
        "closure_reason",
        "The episode was closed after an assessment, and there is no assessment in it",
        "Add the assessment, or correct the reason.",
        _closed_without_assessment,
        good=(
            {"cin": ({"closure_reason": "RC8"},), "assessment": (_IN_1,)},
            {"cin": ({"closure_reason": "RC7"}, {})},
        ),
        bad=({"cin": ({"closure_reason": "RC8"}, {"closure_reason": "RC9"})},),
    ),
    error(
        "8831",
        "cin",
        "referral_nfa",
        "Something was done in an episode marked as a referral with no further action",
        "Correct the flag, or move what was done to the episode it belongs to.",
        _activity_without_action,
        good=(
            {"cin": ({"referral_nfa": "1"},), "assessment": (_IN_1,)},
            {"cin": ({"referral_nfa": "0"},), "section47": ({**_IN_1, "start_date": _JUNE},)},
        ),
        bad=(
            {
                "cin": ({"referral_nfa": "1"}, {"referral_nfa": "true", "initial_cpc_date": _JUNE}),
                "assessment": ({**_IN_1, "start_date": _JUNE},),
            },
            {
                "cin": ({"referral_nfa": "1"},),
                "section47": ({**_IN_1, "initial_cpc_date": _JUNE},),
            },
        ),
    ),
    error(
        "8565",
        "cin",
        "closure_date",
        "Something in the episode happened after it was closed",
        "Check the day of closure against the assessments, enquiries, conference and plans.",
        _activity_after_closure,
        good=(
            {
                "cin": ({"closure_date": _JULY, "initial_cpc_date": _JULY}, {}),
                "assessment": ({**_IN_1, "start_date": _JUNE, "authorisation_date": _JULY},),
                "cin_plan": ({"cin_id": 2, "start_date": _JULY},),
            },
        ),
        bad=_LATE,
    ),
    error(
        "2990",
        "cin",
        "closure_reason",
        "The episode was closed after assessment with no further action, and more is recorded in it",
        "Correct the reason, or move what was done to the episode it belongs to.",
        _activity_after_assessment,
        good=(
            {"cin": ({"closure_reason": "RC8"},), "assessment": (_IN_1,)},
            {"cin": ({"closure_reason": "RC9"}, {}), "section47": (_IN_1,)},
        ),
        bad=_MORE,
    ),
    query(
        "2991Q",
        "cin",
        "section47 assessment",
        "The episode has a section 47 enquiry and no assessment",
        "Add the assessment that the enquiry was part of.",
        _enquiry_without_assessment,
        good=({"cin": ({}, {}), "section47": (_IN_1,), "assessment": (_IN_1,)},),
        bad=({"cin": ({},), "section47": (_IN_1,)},),
    ),
    query(
        "8873Q",
        "cin",
        "closure_reason factor.factor",
        "The only assessment found no factors (21), and the episode was not closed after assessment",
        "Give the factors that were found, or close the case with RC8 or RC9.",
        _nothing_found_and_not_closed_so,
        good=(
            {
                "cin": ({"closure_reason": "RC8"}, {}),
                "assessment": ({**_IN_1, "authorisation_date": _JUNE}, {"cin_id": 2}),
                "factor": ({**_IN_1, "factor": "21"}, {"cin_id": 2, "factor": "21"}),
            },
            {
                "cin": ({},),
                "assessment": ({**_IN_1, "authorisation_date": _JUNE}, _IN_1),
                "factor": ({**_IN_1, "factor": "21"},),
            },
        ),
        bad=(
            {
                "cin": ({"closure_reason": "RC7"},),
                "assessment": ({**_IN_1, "authorisation_date": _JUNE},),
                "factor": ({**_IN_1, "factor": "21"},),
            },
            {
                "cin": ({},),
                "assessment": ({**_IN_1, "authorisation_date": _JUNE},),
                "factor": ({**_IN_1, "factor": "21"},),
            },
        ),
    ),
)
