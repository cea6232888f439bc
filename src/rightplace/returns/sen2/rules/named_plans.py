"""Rules of a plan, of how it ended, and of a personal budget."""

from typing import TYPE_CHECKING

import ibis

from rightplace.facts.quality import Data, Rows
from rightplace.returns.sen2.rules import seen
from rightplace.returns.sen2.rules.basis import (
    ERROR,
    QUERY,
    Of,
    first_day,
    given,
    inferred,
    missing,
    not_flag,
    on,
    outside_set,
    rows,
    sourced,
    survey,
    survey_day,
    under_age,
)

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, StringValue, Table

_plan = Of("named_plan", seen.named_plan).rule
_SSD = "the guidance text in Data to Insight's data model"
_CODE = "the wording of the code"
# Our own: no source says from what share on the Department asks.
_MANY, _FEWEST = 0.25, 10


def _taken_up(item: "StringValue") -> "BooleanValue":
    """Something other than a plain no stands there."""
    return given(item) & (item != "0")


def _budget_is_odd(n: "Table", data: Data) -> "BooleanValue":
    details = _taken_up(n.oa) | _taken_up(n.dp)
    return (details & (n.pb.fill_null("") != "1")) | (~details & (n.pb == "1"))


def _reached(n: "Table", years: int) -> "BooleanValue":
    """Of that age, or older, on the day the plan ceased."""
    return ~under_age(n.person_birth_date, n.cease_date, years)


def _plan_of(born: object, **items: object) -> Rows:
    """A plan with its line up to a person born on that day."""
    return rows(
        person={"person_birth_date": born},
        request={"person_id": 1},
        assessment={"request_id": 1},
        named_plan={"assessment_id": 1, **items},
    )


NAMED_PLANS = (
    _plan(
        "LOC-A06", QUERY, ["start_date", "assessment_outcome_date", "assessment_outcome"],
        "The plan starts before it was issued",
        "The start of a first plan is the day it was issued; a later one may follow an amendment.",
        lambda n, data: (n.assessment_outcome == "Y") & (n.start_date < n.assessment_outcome_date),
        source=inferred(f"{_SSD}, on both items; only a start before the issue is taken for wrong"),
        passing=[
            rows(
                assessment={"assessment_outcome": "Y", "assessment_outcome_date": on(6, 1, -1)},
                named_plan={"assessment_id": 1, "start_date": on(6, day, -1)},
            ) for day in (1, 2)
        ],
        failing=[rows(
            assessment={"assessment_outcome": "Y", "assessment_outcome_date": on(6, 2, -1)},
            named_plan={"assessment_id": 1, "start_date": on(6, 1, -1)},
        )],
    ),
    _plan(
        "LOC-N01", ERROR, ["assessment_id"],
        "An assessment has more than one plan",
        "Keep one: an amended plan is the same plan.",
        lambda n, data: n.siblings > 1,
        source=sourced("the 2023 guide: none or one for each assessment"),
        passing=[rows(named_plan=[{"assessment_id": 1}, {"assessment_id": 2}])],
        failing=[rows(named_plan=[{"assessment_id": 1}, {"assessment_id": 1}])],
    ),
    _plan(
        "LOC-N02", ERROR, ["start_date"],
        "The start of the plan is missing or after the survey day",
        "Enter the day, or leave the plan for the next return.",
        lambda n, data: n.start_date.isnull() | (n.start_date > survey_day(data)),
        source=inferred(f"the submission template and {_SSD}"),
        passing=[rows(named_plan={"start_date": survey()})],
        failing=[rows(named_plan=[{"start_date": None}, {"start_date": survey(1)}])],
    ),
    _plan(
        "LOC-N03", QUERY, ["start_date"],
        "The plan starts before there were EHC plans",
        "Enter the start of the plan, not of the statement that it replaced.",
        # Children and Families Act 2014, in force on 1 September 2014.
        lambda n, data: n.start_date < ibis.date(2014, 9, 1),
        source=inferred("the commencement of the Children and Families Act 2014"),
        passing=[rows(named_plan=[{"start_date": on(9, 1, -9)}, {"start_date": None}])],
        failing=[rows(named_plan={"start_date": on(8, 31, -13)})],
    ),
    _plan(
        "LOC-N04", QUERY, ["start_date", "person_birth_date"],
        "The plan starts before the person was born",
        "Correct one of the two days.",
        lambda n, data: n.start_date <= n.person_birth_date,
        source=inferred("the order of things"),
        passing=[_plan_of(on(5, 1, -5), start_date=on(5, 2, -5)), _plan_of(None, start_date=on(5, 1, -5))],
        failing=[_plan_of(on(5, 1, -5), start_date=on(5, 1, -5))],
    ),
    _plan(
        "LOC-N05", ERROR, ["named_plan_id"],
        "The plan names no setting, or more than two",
        "Name one setting, or two where the plan does.",
        lambda n, data: ~n.plan_details.between(1, 2),
        source=sourced("the 2023 guide: one or two details for each plan"),
        passing=[
            rows(named_plan={}, plan_detail=[{"named_plan_id": 1}] * count) for count in (1, 2)
        ],
        failing=[
            rows(named_plan={}, plan_detail=[{"named_plan_id": 1}] * count) for count in (0, 3)
        ],
    ),
    _plan(
        "LOC-F02", ERROR, ["pb", "oa"],
        "Whether there is a personal budget is missing, or an answer about it is neither 0 nor 1",
        "Enter 1 or 0.",
        lambda n, data: missing(n.pb) | not_flag(n.pb) | not_flag(n.oa),
        source=sourced(
            "the submission template; of the items that take 0 or 1, those that no other rule checks"
        ),
        passing=[rows(named_plan=[{"pb": "0"}, {"pb": "1", "oa": "0"}])],
        failing=[rows(named_plan=[{"pb": None}, {"pb": "Y"}, {"pb": "1", "oa": "Y"}])],
    ),
    _plan(
        "LOC-N13", ERROR, ["plan_res"],
        "The residential code is neither A nor B",
        "Use A (38 to 51 weeks) or B (52 weeks), or leave it blank.",
        lambda n, data: outside_set(n.plan_res, "RESIDENTIAL", data),
        source=sourced("Data to Insight's open tool"),
        passing=[rows(named_plan=[{"plan_res": None}, {"plan_res": "A"}, {"plan_res": "B"}])],
        failing=[rows(named_plan={"plan_res": "C"})],
    ),
    _plan(
        "LOC-N14", ERROR, ["pb", "oa", "dp"],
        "How a personal budget is taken up does not go with whether there is one",
        "Say how where there is one (PB 1), and nothing where there is none.",
        _budget_is_odd,
        source=inferred("the items' titles; 0 counts as saying nothing"),
        passing=[rows(named_plan=[
            {"pb": "0"}, {"pb": "1", "oa": "1"}, {"pb": "1", "oa": "0", "dp": "A"}, {"pb": "0", "oa": "0"},
        ])],
        failing=[rows(named_plan=[
            {"pb": "0", "oa": "1"}, {"pb": None, "dp": "A"}, {"pb": "1"}, {"pb": "1", "oa": "0"},
        ])],
    ),
    _plan(
        "LOC-N15", ERROR, ["cease_date", "cease_reason"],
        "Of the day the plan ended and the reason only one is given",
        "Enter both, or neither while the plan lasts.",
        lambda n, data: n.cease_date.isnull() != missing(n.cease_reason),
        source=inferred(_SSD),
        passing=[rows(named_plan=[{}, {"cease_date": on(7, 1, -1), "cease_reason": "9"}])],
        failing=[rows(named_plan=[{"cease_date": on(7, 1, -1)}, {"cease_reason": "9"}])],
    ),
    _plan(
        "LOC-N16", ERROR, ["cease_reason"],
        "The reason why the plan ended is not a code of the list",
        "Use 1 to 9.",
        lambda n, data: outside_set(n.cease_reason, "CEASE_REASON", data),
        source=sourced("the list of codes in witan.sen2, item 4.6"),
        passing=[rows(named_plan=[{}, {"cease_reason": "1"}, {"cease_reason": "9"}])],
        failing=[rows(named_plan=[{"cease_reason": "0"}, {"cease_reason": "10"}])],
    ),
    _plan(
        "LOC-N17", ERROR, ["cease_date", "start_date"],
        "The plan ended before it began",
        "Correct one of the two days.",
        lambda n, data: n.cease_date < n.start_date,
        source=inferred("the order of things"),
        passing=[rows(named_plan=[
            {"cease_date": on(7, 1, -1), "start_date": on(7, 1, -1)}, {"cease_date": on(7, 1, -1)},
        ])],
        failing=[rows(named_plan={"cease_date": on(7, 1, -1), "start_date": on(7, 2, -1)})],
    ),
    _plan(
        "LOC-N18", ERROR, ["cease_date"],
        "The plan ended before the calendar year that is counted, or after the survey day",
        "Leave out a plan that ended earlier; leave the end blank where it is still to come.",
        lambda n, data: (n.cease_date < first_day(data)) | (n.cease_date > survey_day(data)),
        source=inferred("a title in the 2023 specification: recently ceased plans"),
        passing=[rows(named_plan=[
            {"cease_date": on(1, 1, -1)}, {"cease_date": survey()}, {"cease_date": None},
        ])],
        failing=[rows(named_plan=[{"cease_date": on(12, 31, -2)}, {"cease_date": survey(1)}])],
    ),
    _plan(
        "LOC-N19", QUERY, ["cease_reason", "cease_date", "person_birth_date"],
        "The plan is said to have ended at the maximum age, and the person was younger",
        "Check the birth date and the reason.",
        lambda n, data: (n.cease_reason == "1")
        & ~_reached(n, 25)
        & ~(_reached(n, 19) & ~_reached(n, 20)),
        source=sourced(f"{_CODE}: 25, or 19 on the way to an adult prison; only the birthday is tested"),
        passing=[
            _plan_of(on(8, 31, -26), cease_reason="1", cease_date=on(8, 31, -1)),
            _plan_of(on(9, 1, -21), cease_reason="1", cease_date=on(9, 1, -2)),
            _plan_of(on(9, 1, -16), cease_reason="2", cease_date=on(9, 1, -1)),
            _plan_of(None, cease_reason="1", cease_date=on(9, 1, -1)),
        ],
        failing=[
            _plan_of(on(9, 1, -26), cease_reason="1", cease_date=on(8, 31, -1)),
            _plan_of(on(9, 1, -20), cease_reason="1", cease_date=on(8, 31, -1)),
            _plan_of(on(9, 1, -21), cease_reason="1", cease_date=on(9, 1, -1)),
        ],
    ),
    _plan(
        "LOC-N20", QUERY, ["cease_reason", "cease_date", "person_birth_date"],
        "The plan is said to have ended for higher education or paid work, and the person was under 16",
        "Check the birth date and the reason.",
        lambda n, data: n.cease_reason.isin(["3", "4"])
        & under_age(n.person_birth_date, n.cease_date, 16),
        source=inferred(f"{_CODE}; only those under 16 are taken for children"),
        passing=[
            _plan_of(on(9, 1, -17), cease_reason="4", cease_date=on(9, 1, -1)),
            _plan_of(on(9, 1, -10), cease_reason="2", cease_date=on(9, 1, -1)),
        ],
        failing=[
            _plan_of(on(9, 2, -17), cease_reason="4", cease_date=on(9, 1, -1)),
            _plan_of(on(9, 2, -17), cease_reason="3", cease_date=on(9, 1, -1)),
        ],
    ),
    _plan(
        "LOC-N21", QUERY, ["cease_reason"],
        "Many plans are said to have ended for other reasons",
        "See whether another reason fits; the Department asks for an explanation.",
        lambda n, data: (n.cease_reason == "9")
        & (n.ended_plans >= _FEWEST)
        & (n.ended_otherwise > _MANY * n.ended_plans),
        source=sourced(
            f"a prompt of the collection; what counts as many is ours: over {_MANY:.0%} of {_FEWEST} or more"
        ),
        passing=[
            rows(named_plan=[{"cease_reason": "9"}] * 9),
            rows(named_plan=[{"cease_reason": "9"}] * 3 + [{"cease_reason": "2"}] * 9 + [{}]),
        ],
        failing=[rows(named_plan=[{"cease_reason": "9"}] * 10)],
    ),
    _plan(
        "LOC-N22", QUERY, ["cease_date"],
        "The plan had ended by the survey day, and there is an active plan",
        "Take the active plan out, or the end.",
        lambda n, data: (n.cease_date <= survey_day(data)) & (n.active_plans > 0),
        source=inferred(f"{_SSD} and open tools"),
        passing=[
            rows(
                request={}, assessment={"request_id": 1}, active_plan={"request_id": 1},
                named_plan={"assessment_id": 1},
            ),
            rows(
                request={}, assessment={"request_id": 1},
                named_plan={"assessment_id": 1, "cease_date": on(7, 1, -1)},
            ),
        ],
        failing=[rows(
            request={}, assessment={"request_id": 1}, active_plan={"request_id": 1},
            named_plan={"assessment_id": 1, "cease_date": survey(), "cease_reason": "9"},
        )],
    ),
    _plan(
        "LOC-AP02", ERROR, ["named_plan_id"],
        "The plan was live on the survey day, and there is no active plan",
        "Add the active plan, or the day the plan ended.",
        lambda n, data: (n.start_date <= survey_day(data))
        & (n.cease_date.isnull() | (n.cease_date > survey_day(data)))
        & (n.active_plans.fill_null(0) == 0),
        source=inferred("open tools"),
        passing=[
            rows(
                request={}, assessment={"request_id": 1}, active_plan={"request_id": 1},
                named_plan={"assessment_id": 1, "start_date": on(7, 1, -1)},
            ),
            rows(named_plan={"start_date": on(7, 1, -2), "cease_date": on(7, 1, -1)}),
        ],
        failing=[rows(
            request={}, assessment={"request_id": 1},
            named_plan={"assessment_id": 1, "start_date": survey()},
        )],
    ),
)  # fmt: skip
