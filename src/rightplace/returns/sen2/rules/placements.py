"""Rules of a placement: when, in what order, and whether the kind of setting fits the age."""

from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rows
from rightplace.returns.sen2.rules import seen
from rightplace.returns.sen2.rules.basis import (
    ERROR,
    QUERY,
    Of,
    aged,
    inferred,
    missing,
    on,
    outside_set,
    rows,
    sourced,
    survey,
    survey_day,
    under_age,
)

if TYPE_CHECKING:
    from ibis.expr.types import DateValue, Table

_placement = Of("placement_detail", seen.placement_detail).rule
_CODE = "the wording of the code in witan.sen2"
_AT_1 = {"active_plan_id": 1, "placement_rank": "1"}


def _placed(born: object, **items: object) -> Rows:
    """A placement with its line up to a person born on that day."""
    return rows(
        person={"person_birth_date": born},
        request={"person_id": 1},
        active_plan={"request_id": 1},
        placement_detail={"active_plan_id": 1, **items},
    )


def _reviewed(outcome: str | None, **plan: object) -> Rows:
    return rows(
        request={},
        assessment={"request_id": 1},
        named_plan={"assessment_id": 1, **plan},
        active_plan={"request_id": 1, "review_outcome": outcome},
        placement_detail={"active_plan_id": 1, "sen_setting": "NIEC"},
    )


def _last_known(q: "Table", data: Data) -> "DateValue":
    """The survey day, or the day on which the placement ended."""
    day: DateValue = q.leaving_date.coalesce(survey_day(data))
    return day


PLACEMENTS = (
    _placement(
        "LOC-PD03", ERROR, ["entry_date"],
        "The start of the placement is missing or after the survey day",
        "Enter the first day of attendance, or leave the placement for the next return.",
        lambda q, data: q.entry_date.isnull() | (q.entry_date > survey_day(data)),
        source=inferred("the submission template"),
        passing=[rows(placement_detail={"entry_date": survey()})],
        failing=[rows(placement_detail=[{"entry_date": None}, {"entry_date": survey(1)}])],
    ),
    _placement(
        "LOC-PD04", ERROR, ["leaving_date", "entry_date"],
        "The placement ends before it starts",
        "Correct one of the two days.",
        lambda q, data: q.leaving_date < q.entry_date,
        source=inferred("the order of things"),
        passing=[rows(placement_detail=[
            {"entry_date": on(9, 1, -1), "leaving_date": on(9, 1, -1)}, {"entry_date": on(9, 1, -1)},
        ])],
        failing=[rows(placement_detail={"entry_date": on(9, 2, -1), "leaving_date": on(9, 1, -1)})],
    ),
    _placement(
        "LOC-PD05", ERROR, ["placement_rank", "entry_date", "leaving_date"],
        "The rank is neither 1 nor 2, or an earlier placement of the same rank has not ended",
        "End the earlier placement, or give one of them rank 2.",
        lambda q, data: missing(q.placement_rank)
        | outside_set(q.placement_rank, "PLACEMENT_RANK", data)
        | (q.earlier_until > q.entry_date).fill_null(False),
        source=inferred("how witan.sen2 sorts placements; ending and starting on one day is in order"),
        passing=[rows(placement_detail=[
            _AT_1 | {"entry_date": on(9, 1, -2), "leaving_date": on(9, 1, -1)},
            _AT_1 | {"entry_date": on(9, 1, -1)},
            _AT_1 | {"placement_rank": "2", "entry_date": on(9, 1, -1)},
            _AT_1 | {"active_plan_id": 2, "entry_date": on(9, 1, -1)},
        ])],
        failing=[rows(placement_detail=[
            _AT_1 | {"placement_rank": None}, _AT_1 | {"placement_rank": "3"},
        ])],
    ),
    _placement(
        "LOC-PD06", QUERY, ["sen_setting", "person_birth_date"],
        "Not in education, employment or training (NEET) is for ages 16 to 25",
        "Use another kind of setting for a child.",
        lambda q, data: (q.sen_setting == "NEET")
        & (
            under_age(q.person_birth_date, _last_known(q, data), 16)
            | ~under_age(q.person_birth_date, _last_known(q, data), 26)
        ),
        source=sourced(f"{_CODE}; the age is that of the survey day or of leaving"),
        passing=[
            _placed(aged(16), sen_setting="NEET"), _placed(aged(26, 1), sen_setting="NEET"),
            _placed(aged(9), sen_setting="EHE"), _placed(None, sen_setting="NEET"),
        ],
        failing=[_placed(aged(16, 1), sen_setting="NEET"), _placed(aged(26), sen_setting="NEET")],
    ),
    _placement(
        "LOC-PD07", QUERY, ["sen_setting", "review_outcome"],
        "The code NIEC says that a notice to cease was issued, and the review kept or amended the plan",
        "Check that the notice was issued, or use NIEO.",
        # A live plan has no end yet, so that its end cannot be asked for.
        lambda q, data: (q.sen_setting == "NIEC")
        & q.last_cease.isnull()
        & q.review_outcome.isin(["M", "A"]),
        source=sourced(f"{_CODE}; only a review that says otherwise is taken for wrong"),
        passing=[_reviewed(None), _reviewed("C"), _reviewed("M", cease_date=on(12, 1, -1))],
        failing=[_reviewed("M"), _reviewed("A")],
        years=(2024, 2026),
    ),
    _placement(
        "LOC-PD08", QUERY, ["sen_setting", "sen_setting_other"],
        "The Department asks for more about this kind of setting (NIEO, OTH)",
        "Have an explanation ready, or use a code that says more.",
        lambda q, data: q.sen_setting.isin(["NIEO", "OTH"]),
        source=sourced("prompts of the collection"),
        passing=[rows(placement_detail=[{"sen_setting": "EHE"}, {}])],
        failing=[rows(placement_detail=[{"sen_setting": "NIEO"}, {"sen_setting": "OTH"}])],
    ),
    _placement(
        "LOC-PD09", QUERY, ["sen_setting", "person_birth_date"],
        "An early-years provider (EYP) for a child of six or more",
        "Enter the school.",
        lambda q, data: (q.sen_setting == "EYP")
        & ~under_age(q.person_birth_date, _last_known(q, data), 6),
        source=inferred(f"{_CODE}; six leaves room for a start at school that was put off"),
        passing=[_placed(aged(6, 1), sen_setting="EYP"), _placed(aged(9), sen_setting="EHE")],
        failing=[_placed(aged(6), sen_setting="EYP")],
    ),
    _placement(
        "LOC-PD11", ERROR, ["res"],
        "The residential code is neither A nor B",
        "Use A (38 to 51 weeks) or B (52 weeks), or leave it blank.",
        lambda q, data: outside_set(q.res, "RESIDENTIAL", data),
        source=inferred("the codes of the plan; letters for work-based learning are known to no source"),
        passing=[rows(placement_detail=[{"res": None}, {"res": "A"}, {"res": "B"}])],
        failing=[rows(placement_detail={"res": "1"})],
        years=(2024, 2026),
    ),
    _placement(
        "LOC-PD12", ERROR, ["attendance_pattern"],
        "The attendance pattern is no longer collected",
        "Take it out: it was an item of 2023 only.",
        lambda q, data: ~missing(q.attendance_pattern),
        source=sourced("the changes to the return between 2023 and 2024"),
        passing=[rows(placement_detail={"attendance_pattern": None})],
        failing=[rows(placement_detail={"attendance_pattern": "F"})],
        years=(2024, 2026),
    ),
)  # fmt: skip
