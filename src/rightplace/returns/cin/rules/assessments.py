"""Assessments and the factors that they found."""

from datetime import date
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule
from rightplace.law.dates import working_day_after
from rightplace.returns.cin.codes import FACTOR
from rightplace.returns.cin.rules.make import (
    FAR_OFF,
    LONG_AGO,
    beside,
    error,
    missing,
    outside,
    query,
    repeated,
    start,
    with_episode,
)

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

_WORKING_DAYS = 45
_DISABLED = ("5A", "6A")


def _before_referral(assessment: "Table", data: Data) -> "Table":
    both = with_episode(assessment, data)
    return both.filter(both.start_date < both.referred)


def _open_of_a_closed_case(assessment: "Table", data: Data) -> "Table":
    both = with_episode(assessment, data)
    return both.filter(both.closed.notnull() & both.authorisation_date.isnull())


def _open_too_long(assessment: "Table", data: Data) -> "BooleanValue":
    limit = working_day_after(data.reference_date, -_WORKING_DAYS)
    return assessment.authorisation_date.isnull() & (assessment.start_date < limit)


def _during_another(assessment: "Table", data: Data) -> "Table":
    both = beside(assessment, assessment, "cin_id", "start_date", "authorisation_date")
    last = both["last"].fill_null(data.reference_date)
    inside = (both.start_date >= both["first"]) & (both.start_date <= last)
    return both.filter((both.row_id != both.other_id) & inside)


def _several_open(assessment: "Table", data: Data) -> "Table":
    return repeated(assessment.filter(assessment.authorisation_date.isnull()), "cin_id")


def _factors_missing(assessment: "Table", data: Data) -> "BooleanValue":
    factor = data["factor"]
    given = factor.filter(~missing(factor.factor))
    wrong = given.filter(given.factor.notin(tuple(FACTOR)))
    done = assessment.authorisation_date >= start(data)
    return done & (
        assessment.row_id.notin(given.assessment_id) | assessment.row_id.isin(wrong.assessment_id)
    )


def _factors_too_early(assessment: "Table", data: Data) -> "BooleanValue":
    factor = data["factor"]
    given = factor.filter(~missing(factor.factor))
    return assessment.authorisation_date.isnull() & assessment.row_id.isin(given.assessment_id)


def _nothing_and_something(assessment: "Table", data: Data) -> "BooleanValue":
    factor = data["factor"]
    nothing = factor.filter(factor.factor == "21")
    something = factor.filter(~missing(factor.factor) & (factor.factor != "21"))
    return assessment.row_id.isin(nothing.assessment_id) & assessment.row_id.isin(
        something.assessment_id
    )


def _disability_not_found(assessment: "Table", data: Data) -> "BooleanValue":
    disability, factor = data["disability"], data["factor"]
    disabled = disability.filter(
        ~missing(disability.disability) & (disability.disability != "NONE")
    )
    named = factor.filter(factor.factor.isin(_DISABLED))
    return (
        (assessment.authorisation_date >= start(data))
        & assessment.child_id.isin(disabled.child_id)
        & assessment.row_id.notin(named.assessment_id)
    )


_JUNE, _JULY, _AUGUST = date(2020, 6, 1), date(2020, 7, 1), date(2020, 8, 1)
_IN_1 = {"child_id": 1, "cin_id": 1}
_OF_1 = {**_IN_1, "assessment_id": 1}
_DONE = {**_IN_1, "authorisation_date": FAR_OFF}


def _factors(*codes: str | None) -> tuple[dict[str, object], ...]:
    return tuple({**_OF_1, "factor": code} for code in codes)


RULES: tuple[Rule, ...] = (
    error(
        "1103",
        "assessment",
        "start_date cin.referral_date",
        "The assessment starts before the referral",
        "Check both days, or move the assessment to the episode it belongs to.",
        _before_referral,
        good=(
            {
                "cin": ({"referral_date": _JUNE}, {}),
                "assessment": (
                    {**_IN_1, "start_date": _JUNE},
                    _IN_1,
                    {"cin_id": 2, "start_date": _JUNE},
                ),
            },
        ),
        bad=(
            {"cin": ({"referral_date": _JULY},), "assessment": ({**_IN_1, "start_date": _JUNE},)},
        ),
    ),
    error(
        "8608",
        "assessment",
        "start_date authorisation_date",
        "The assessment starts after it was authorised",
        "Check both days.",
        lambda assessment, data: assessment.start_date > assessment.authorisation_date,
        good=(
            {
                "assessment": (
                    {"start_date": _JUNE, "authorisation_date": _JUNE},
                    {"start_date": _JUNE},
                    {"authorisation_date": _JUNE},
                )
            },
        ),
        bad=({"assessment": ({"start_date": _JULY, "authorisation_date": _JUNE},)},),
    ),
    query(
        "8670Q",
        "assessment",
        "start_date authorisation_date",
        "The assessment is open and started more than 45 working days before the end of the census year",
        "Give the day on which it was authorised, or say why it takes so long.",
        _open_too_long,
        good=({"assessment": ({"start_date": LONG_AGO, "authorisation_date": _JUNE}, {})},),
        bad=({"assessment": ({"start_date": LONG_AGO},)},),
    ),
    error(
        "8696",
        "assessment",
        "authorisation_date",
        "The assessment was authorised on a day outside the census year",
        "Leave out an assessment that ended before the year; blank an end after it.",
        lambda assessment, data: outside(assessment.authorisation_date, data),
        good=({"assessment": ({},)},),
        bad=({"assessment": ({"authorisation_date": LONG_AGO}, {"authorisation_date": FAR_OFF})},),
    ),
    error(
        "8736",
        "assessment",
        "start_date",
        "The assessment is open and starts on a day outside the census year",
        "Give the day on which it was authorised, or check the start.",
        lambda assessment, data: (
            assessment.authorisation_date.isnull() & outside(assessment.start_date, data)
        ),
        good=({"assessment": ({"start_date": LONG_AGO, "authorisation_date": _JUNE}, {})},),
        bad=({"assessment": ({"start_date": LONG_AGO}, {"start_date": FAR_OFF})},),
    ),
    error(
        "8863",
        "assessment",
        "start_date authorisation_date",
        "The assessment starts while another of the episode is under way",
        "Check the days, or put the two together.",
        _during_another,
        good=(
            {
                "assessment": (
                    {**_IN_1, "start_date": _JUNE, "authorisation_date": date(2020, 6, 30)},
                    {**_IN_1, "start_date": _JULY},
                    {"cin_id": 2, "start_date": _JUNE},
                )
            },
        ),
        bad=(
            {
                "assessment": (
                    {**_IN_1, "start_date": _JUNE, "authorisation_date": _JULY},
                    {**_IN_1, "start_date": _JUNE},
                )
            },
        ),
        after=("8896",),
    ),
    error(
        "8896",
        "assessment",
        "authorisation_date",
        "The episode has more than one open assessment",
        "Give the day on which the first was authorised.",
        _several_open,
        good=({"assessment": (_IN_1, {**_IN_1, "authorisation_date": _JUNE}, {"cin_id": 2})},),
        bad=({"assessment": (_IN_1, _IN_1)},),
    ),
    error(
        "8867",
        "assessment",
        "authorisation_date cin.closure_date",
        "The episode is closed and the assessment is not completed",
        "Give the day on which it was authorised.",
        _open_of_a_closed_case,
        good=(
            {
                "cin": ({"closure_date": _JULY}, {}),
                "assessment": ({**_IN_1, "authorisation_date": _JUNE}, {"cin_id": 2}),
            },
        ),
        bad=({"cin": ({"closure_date": _JULY},), "assessment": (_IN_1,)},),
    ),
    query(
        "8897Q",
        "assessment",
        "factor.factor authorisation_date",
        "The assessment is completed, and its factors are missing or not codes of the census",
        "Give every factor that was found; 21 where none was.",
        _factors_missing,
        good=(
            {"assessment": (_DONE,), "factor": _factors("1A", "24A")},
            {"assessment": ({**_IN_1, "authorisation_date": LONG_AGO}, _IN_1)},
        ),
        bad=(
            {"assessment": (_DONE,)},
            {"assessment": (_DONE,), "factor": _factors("1A", "99")},
            {"assessment": (_DONE,), "factor": _factors(None)},
        ),
    ),
    error(
        "8614",
        "assessment",
        "factor.factor authorisation_date",
        "The assessment has factors and is not completed",
        "Give the day on which it was authorised, or leave the factors out until it is.",
        _factors_too_early,
        good=(
            {"assessment": (_DONE,), "factor": _factors("1A")},
            {"assessment": (_IN_1,), "factor": _factors(None)},
        ),
        bad=({"assessment": (_IN_1,), "factor": _factors("1A")},),
    ),
    error(
        "8617",
        "factor",
        "factor",
        "The factor 8A is not in use any more",
        "Use 8B to 8F, which say what kind of private fostering it is.",
        lambda factor, data: factor.factor == "8A",
        good=({"factor": _factors("8B", None)},),
        bad=({"factor": _factors("8A")},),
    ),
    error(
        "8869",
        "assessment",
        "factor.factor",
        "The assessment has the factor 21 (none found) beside others",
        "Take 21 out, or the others.",
        _nothing_and_something,
        good=({"assessment": (_IN_1,), "factor": _factors("21", None)},),
        bad=({"assessment": (_IN_1,), "factor": _factors("21", "1A")},),
    ),
    error(
        "8898",
        "factor",
        "factor",
        "The assessment has the same factor twice",
        "Give each factor once.",
        lambda factor, data: repeated(factor, "assessment_id", "factor"),
        good=(
            {"factor": (*_factors("1A", "1B", None, None), {"assessment_id": 2, "factor": "1A"})},
        ),
        bad=({"factor": _factors("1A", "1A")},),
    ),
    query(
        "8899Q",
        "assessment",
        "factor.factor disability.disability",
        "The child is disabled, and the completed assessment has neither factor 5A nor 6A",
        "Add the child's disability to the factors, or say why it was none.",
        _disability_not_found,
        good=(
            {
                "disability": ({"child_id": 1, "disability": "LD"},),
                "assessment": (_DONE, _IN_1),
                "factor": _factors("1A", "5A"),
            },
            {"disability": ({"child_id": 1, "disability": "NONE"},), "assessment": (_DONE,)},
        ),
        bad=(
            {
                "disability": ({"child_id": 1, "disability": "LD"},),
                "assessment": (_DONE,),
                "factor": _factors("1A", "5B"),
            },
        ),
    ),
    query(
        "8945Q",
        "factor",
        "factor",
        "The factor 18A should not be used any more",
        "Use 18B (by another child) or 18C (by an adult).",
        lambda factor, data: factor.factor.upper() == "18A",
        good=({"factor": _factors("18B", "18C", None)},),
        bad=({"factor": _factors("18A", "18a")},),
    ),
    query(
        "8950Q",
        "factor",
        "factor",
        "The factor 19A should not be used any more",
        "Use 19B (by another child) or 19C (by an adult).",
        lambda factor, data: factor.factor.upper() == "19A",
        good=({"factor": _factors("19B", "19C", None)},),
        bad=({"factor": _factors("19A", "19a")},),
    ),
)
