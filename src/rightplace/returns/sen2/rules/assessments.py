"""Rules of an assessment, and of the decision whether to issue a plan."""

from typing import TYPE_CHECKING

from rightplace.facts.quality import Data
from rightplace.returns.sen2.rules import seen
from rightplace.returns.sen2.rules.basis import (
    ERROR,
    INFORMATION,
    QUERY,
    Of,
    days_between,
    first_day,
    inferred,
    last_day,
    missing,
    not_flag,
    on,
    outside_set,
    rows,
    sourced,
)

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

_assessment = Of("assessment", seen.assessment).rule
_SSD = "the guidance text in Data to Insight's data model"
_FLAGS = ("assessment_mediation", "assessment_tribunal", "other_mediation", "other_tribunal")
_ALL_NO = dict.fromkeys(_FLAGS, "0")
_PLAN = {"assessment_id": 1}


def _had(outcome: str | None, **items: object) -> dict[str, object]:
    return {"request_id": 1, "assessment_outcome": outcome, **items}


def _flag_is_wrong(a: "Table", data: Data) -> "BooleanValue":
    decided = a.assessment_outcome.isin(["Y", "N"])
    wrong = [not_flag(a[name]) | (decided & missing(a[name])) for name in _FLAGS]
    return wrong[0] | wrong[1] | wrong[2] | wrong[3]


ASSESSMENTS = (
    _assessment(
        "LOC-A01", ERROR, ["request_id"],
        "A request has more than one assessment",
        "Keep one; a later assessment belongs to a request of its own.",
        lambda a, data: a.siblings > 1,
        source=sourced("the 2023 guide: none or one for each request"),
        passing=[rows(request=[{}, {}], assessment=[{"request_id": 1}, {"request_id": 2}])],
        failing=[rows(request={}, assessment=[{"request_id": 1}, {"request_id": 1}])],
    ),
    _assessment(
        "LOC-A02", ERROR, ["assessment_outcome"],
        "The outcome of the assessment is missing or not a code of the list",
        "Use Y, N, A, W or H; A while the decision is still to be made.",
        lambda a, data: missing(a.assessment_outcome)
        | outside_set(a.assessment_outcome, "ASSESSMENT_OUTCOME", data),
        source=sourced(_SSD),
        passing=[rows(assessment=[_had(c) for c in "YNAWH"])],
        failing=[rows(assessment=[_had(None), _had("X")])],
    ),
    _assessment(
        "LOC-A03", ERROR, ["assessment_outcome_date", "assessment_outcome"],
        "The day of the outcome is missing",
        "Enter the day the plan was issued (Y) or the family was told that there will be none (N).",
        lambda a, data: a.assessment_outcome_date.isnull()
        & ((a.assessment_outcome == "N") | ((a.assessment_outcome == "Y") & (a.named_plans > 0))),
        source=sourced(f"{_SSD}: no day while a plan is agreed and not yet issued"),
        passing=[
            rows(assessment=[_had("Y"), _had("A"), _had("N", assessment_outcome_date=on(6, 1, -1))]),
        ],
        failing=[rows(assessment=_had("N")), rows(assessment=_had("Y"), named_plan=_PLAN)],
    ),
    _assessment(
        "LOC-A04", QUERY, ["assessment_outcome_date", "assessment_outcome"],
        "A day of outcome is given where there is none to give",
        "Take the day out, or correct the outcome: A, W and H have no day.",
        lambda a, data: a.assessment_outcome_date.notnull()
        & a.assessment_outcome.isin(["A", "W", "H"]),
        source=inferred(_SSD),
        passing=[rows(assessment=[_had("H"), _had("Y", assessment_outcome_date=on(6, 1, -1))])],
        failing=[rows(assessment=[_had(c, assessment_outcome_date=on(6, 1, -1)) for c in "AWH"])],
    ),
    _assessment(
        "LOC-A05", ERROR, ["assessment_outcome_date", "request_outcome_date", "received_date"],
        "The outcome of the assessment is before the request, or before the decision to assess",
        "Correct one of the days.",
        lambda a, data: (a.assessment_outcome_date < a.received_date).fill_null(False)
        | (a.assessment_outcome_date < a.request_outcome_date).fill_null(False),
        source=inferred("the order of things"),
        passing=[
            rows(request={}, assessment=_had("Y", assessment_outcome_date=on(6, 1, -1))),
            rows(
                request={"received_date": on(6, 1, -1), "request_outcome_date": on(6, 1, -1)},
                assessment=_had("Y", assessment_outcome_date=on(6, 1, -1)),
            ),
        ],
        failing=[
            rows(
                request={"received_date": on(6, 2, -1)},
                assessment=_had("Y", assessment_outcome_date=on(6, 1, -1)),
            ),
            rows(
                request={"received_date": on(3, 1, -1), "request_outcome_date": on(6, 2, -1)},
                assessment=_had("N", assessment_outcome_date=on(6, 1, -1)),
            ),
        ],
    ),
    _assessment(
        "LOC-A07", ERROR, ["assessment_outcome_date", "assessment_outcome"],
        "The outcome of the assessment is outside the calendar year that is counted",
        "Give an earlier outcome the code H; one of this year is not yet in this return.",
        lambda a, data: a.assessment_outcome.isin(["Y", "N"])
        & ~a.assessment_outcome_date.between(first_day(data), last_day(data)),
        source=inferred(f"code H in {_SSD}"),
        passing=[rows(assessment=[
            _had("Y", assessment_outcome_date=on(1, 1, -1)),
            _had("N", assessment_outcome_date=on(12, 31, -1)),
            _had("Y"),
        ])],
        failing=[rows(assessment=[
            _had("Y", assessment_outcome_date=on(12, 31, -2)),
            _had("N", assessment_outcome_date=on(1, 1)),
        ])],
    ),
    _assessment(
        "LOC-A08", ERROR, ["week20", "assessment_outcome"],
        "Whether an exception to the 20 weeks applies is missing, or neither 0 nor 1",
        "Enter 1 or 0 for each plan that was issued.",
        lambda a, data: not_flag(a.week20)
        | (missing(a.week20) & (a.assessment_outcome == "Y") & (a.named_plans > 0)),
        source=sourced(f"the submission template and {_SSD}"),
        passing=[
            rows(assessment=_had("Y", week20="0"), named_plan=_PLAN),
            rows(assessment=[_had("Y"), _had("N"), _had("H")]),
        ],
        failing=[
            rows(assessment=_had("Y"), named_plan=_PLAN),
            rows(assessment=_had("N", week20="Y")),
        ],
    ),
    _assessment(
        "LOC-A09", ERROR, [*_FLAGS, "assessment_outcome"],
        "Whether there was mediation or an appeal about the plan is missing, or neither 0 nor 1",
        "Enter 1 or 0 for each of the four where the outcome is Y or N.",
        _flag_is_wrong,
        source=inferred("the submission template"),
        passing=[rows(assessment=[_had("Y", **_ALL_NO), _had("A")])],
        failing=[
            rows(assessment=[_had("N", **_ALL_NO | {name: None}) for name in _FLAGS]),
            rows(assessment=[_had("A", **{name: "2"}) for name in _FLAGS]),
        ],
    ),
    _assessment(
        "LOC-A10", ERROR, ["assessment_outcome"],
        "The plan moved in from another authority, and its assessment is not historical",
        "Use H, also where the plan began in the year.",
        lambda a, data: (a.transferred > 0) & a.assessment_outcome.isin(["Y", "N", "A", "W"]),
        source=sourced(f"{_SSD}, on assessments and on plans that move in"),
        passing=[
            rows(request={}, assessment=_had("H"), active_plan={"request_id": 1, "transfer_la": "801"}),
            rows(request={}, assessment=_had("Y"), active_plan={"request_id": 1}),
        ],
        failing=[
            rows(request={}, assessment=_had("Y"), active_plan={"request_id": 1, "transfer_la": "801"}),
        ],
    ),
    _assessment(
        "LOC-A11", ERROR, ["assessment_outcome"],
        "There is a plan under an assessment that is undecided or withdrawn",
        "Correct the outcome, or take the plan out.",
        lambda a, data: a.assessment_outcome.isin(["A", "W"])
        & ((a.named_plans > 0) | (a.active_plans > 0)),
        source=sourced(_SSD),
        passing=[
            rows(request={}, assessment=_had("A")),
            rows(request={}, assessment=_had("Y"), named_plan=_PLAN, active_plan={"request_id": 1}),
        ],
        failing=[
            rows(request={}, assessment=_had("A"), named_plan=_PLAN),
            rows(request={}, assessment=_had("W"), active_plan={"request_id": 1}),
        ],
        after=["LOC-A10"],
    ),
    _assessment(
        "LOC-A12", ERROR, ["assessment_outcome"],
        "The plan is live and its assessment historical, and there is no named plan",
        "Add the named plan: a live plan needs it whenever it was made.",
        lambda a, data: (a.assessment_outcome == "H") & (a.active_plans > 0) & (a.named_plans == 0),
        source=sourced(_SSD),
        passing=[
            rows(request={}, assessment=_had("H"), named_plan=_PLAN, active_plan={"request_id": 1}),
            rows(request={}, assessment=_had("H")),
        ],
        failing=[rows(request={}, assessment=_had("H"), active_plan={"request_id": 1})],
    ),
    _assessment(
        "LOC-A13", ERROR, ["request_outcome", "assessment_outcome"],
        "The decision to assess is of the period, and the outcome of the assessment is of an earlier one",
        "Correct one of the outcomes.",
        # A plan issued between the end of the period and the survey day is live and not of the period.
        lambda a, data: a.request_outcome.isin(["Y", "N"])
        & (a.assessment_outcome == "H")
        & (a.transferred == 0)
        & ~(a.last_start > last_day(data)).fill_null(False),
        source=inferred("the meaning of code H; plans moved in, or begun after the period, are left out"),
        passing=[
            rows(request={"request_outcome": "H"}, assessment=_had("H")),
            rows(request={"request_outcome": "Y"}, assessment=_had("A")),
            rows(
                request={"request_outcome": "Y"}, assessment=_had("H"),
                named_plan={"assessment_id": 1, "start_date": on(1, 2)},
            ),
            rows(
                request={"request_outcome": "Y"}, assessment=_had("H"),
                active_plan={"request_id": 1, "transfer_la": "801"},
            ),
        ],
        failing=[
            rows(request={"request_outcome": "Y"}, assessment=_had("H")),
            rows(
                request={"request_outcome": "N"}, assessment=_had("H"),
                named_plan={"assessment_id": 1, "start_date": on(12, 31, -1)},
            ),
        ],
    ),
    _assessment(
        "LOC-A14", INFORMATION, ["received_date", "assessment_outcome_date", "week20"],
        "The plan was issued more than 20 weeks after the request",
        "Nothing to mend where the days are right. Check that an exception that applies is marked.",
        # SEND Regs 2014 reg 13(2): 140 days are in time.
        lambda a, data: (a.assessment_outcome == "Y")
        & (days_between(a.received_date, a.assessment_outcome_date) > 140),
        source=sourced("the SEND Regulations 2014 reg 13(2)-(3) and an open tool's count of days"),
        passing=[rows(
            request={"received_date": on(3, 1, -1)},
            assessment=_had("Y", assessment_outcome_date=on(7, 19, -1)),
        )],
        failing=[rows(
            request={"received_date": on(3, 1, -1)},
            assessment=_had("Y", assessment_outcome_date=on(7, 20, -1)),
        )],
    ),
    _assessment(
        "LOC-A15", INFORMATION, ["received_date", "assessment_outcome_date"],
        "The family was told more than 16 weeks after the request that there will be no plan",
        "Nothing to mend where the days are right.",
        # SEND Regs 2014 reg 10(1).
        lambda a, data: (a.assessment_outcome == "N")
        & (days_between(a.received_date, a.assessment_outcome_date) > 112),
        source=sourced("the SEND Regulations 2014 reg 10(1) and the published statistics"),
        passing=[rows(
            request={"received_date": on(3, 1, -1)},
            assessment=_had("N", assessment_outcome_date=on(6, 21, -1)),
        )],
        failing=[rows(
            request={"received_date": on(3, 1, -1)},
            assessment=_had("N", assessment_outcome_date=on(6, 22, -1)),
        )],
    ),
)  # fmt: skip
