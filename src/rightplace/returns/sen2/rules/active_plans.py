"""Rules of a live plan: where it came from, its review, its phase transfer, what hangs from it."""

import ibis

from rightplace.facts.quality import Rows
from rightplace.returns.sen2.rules import seen
from rightplace.returns.sen2.rules.basis import (
    ERROR,
    INFORMATION,
    QUERY,
    Of,
    days_between,
    given,
    inferred,
    like,
    looked_up,
    missing,
    on,
    outside_set,
    own_authority,
    rows,
    sourced,
    survey,
    survey_day,
    under_age,
)

_active = Of("active_plan", seen.active_plan).rule
_SSD = "the guidance text in Data to Insight's data model"
_LATER = (2024, 2026)


def _due(born: object, **items: object) -> Rows:
    return rows(
        person={"person_birth_date": born}, request={"person_id": 1},
        active_plan={"request_id": 1, **items},
    )  # fmt: skip


def _since(start: object, **items: object) -> Rows:
    """An active plan whose plan started on that day."""
    return rows(
        request={}, assessment={"request_id": 1}, active_plan={"request_id": 1, **items},
        named_plan={"assessment_id": 1, "start_date": start},
    )  # fmt: skip


def _with(places: int, needs: int = 1, **items: object) -> Rows:
    return rows(
        active_plan=items, placement_detail=[{"active_plan_id": 1}] * places,
        sen_need=[{"active_plan_id": 1}] * needs,
    )  # fmt: skip


def _at(entry: object, leaving: object, **items: object) -> Rows:
    return rows(
        active_plan=items,
        placement_detail={"active_plan_id": 1, "entry_date": entry, "leaving_date": leaving},
    )


ACTIVE_PLANS = (
    _active(
        "LOC-AP01", ERROR, ["request_id"],
        "A request has more than one active plan",
        "Keep one.",
        lambda p, data: p.siblings > 1,
        source=sourced("the 2023 guide: none or one for each request"),
        passing=[rows(active_plan=[{"request_id": 1}, {"request_id": 2}])],
        failing=[rows(active_plan=[{"request_id": 1}, {"request_id": 1}])],
    ),
    _active(
        "LOC-AP03", ERROR, ["transfer_la"],
        "The authority that the plan moved from is not a number of three digits, or is the own one",
        "Enter the other authority's number.",
        lambda p, data: given(p.transfer_la)
        & (~like(p.transfer_la, "[0-9]{3}") | (p.transfer_la == own_authority(data)).fill_null(False)),
        source=inferred("the submission template"),
        passing=[rows(active_plan=[{"transfer_la": "801"}, {}], header={"lea": "899"})],
        failing=[rows(active_plan=[{"transfer_la": "899"}, {"transfer_la": "Kent"}], header={"lea": "899"})],
    ),
    _active(
        "LOC-AP03b", ERROR, ["transfer_la"],
        "The authority that the plan moved from is not a current one",
        "Check the number against the Department's list of authorities.",
        lambda p, data: looked_up(p.transfer_la, "la_codes", data),
        source=inferred("the submission template; the part of LOC-AP03 that needs a list"),
        passing=[rows(active_plan=[{"transfer_la": "801"}, {}])],
        failing=[rows(active_plan={"transfer_la": "999"})],
        after=["LOC-AP03"],
        needs_sets=["la_codes"],
    ),
    _active(
        "LOC-AP04", ERROR, ["review_meeting"],
        "The review meeting is after the survey day",
        "Enter the last meeting that was held by then.",
        lambda p, data: p.review_meeting > survey_day(data),
        source=inferred("the published statistics on reviews"),
        passing=[rows(active_plan=[{"review_meeting": survey()}, {}])],
        failing=[rows(active_plan={"review_meeting": survey(1)})],
        years=_LATER,
    ),
    _active(
        "LOC-AP05", ERROR, ["review_outcome"],
        "The decision after the review is not a code of the list",
        "Use M, A or C.",
        lambda p, data: outside_set(p.review_outcome, "REVIEW_OUTCOME", data),
        source=sourced("Data to Insight's open tool and a supplier's release note"),
        passing=[rows(active_plan=[{"review_outcome": c} for c in ("M", "A", "C", None)])],
        failing=[rows(active_plan={"review_outcome": "Y"})],
        years=_LATER,
    ),
    _active(
        "LOC-AP06", ERROR, ["last_review", "review_meeting"],
        "The decision after the review is before the meeting",
        "Enter the day the authority wrote with its decision.",
        lambda p, data: p.last_review < p.review_meeting,
        source=inferred(f"{_SSD}: the two days are not the same thing"),
        passing=[rows(active_plan=[
            {"review_meeting": on(5, 1, -1), "last_review": on(5, 1, -1)}, {"last_review": on(5, 1, -1)},
        ])],
        failing=[rows(active_plan={"review_meeting": on(5, 2, -1), "last_review": on(5, 1, -1)})],
        years=_LATER,
    ),
    _active(
        "LOC-AP14", ERROR, ["last_review", "review_outcome"],
        "A review was decided, and the day of the decision is missing",
        "Enter the day the authority wrote with its decision.",
        lambda p, data: given(p.review_outcome) & p.last_review.isnull(),
        source=sourced("the changes to the return between 2023 and 2024"),
        passing=[rows(active_plan=[{"review_outcome": "M", "last_review": on(5, 1, -1)}, {}])],
        failing=[rows(active_plan={"review_outcome": "M"})],
        years=_LATER,
    ),
    _active(
        "LOC-AP07", QUERY, ["last_review", "review_outcome"],
        "Of the decision after the review and its day only one is given",
        "Enter both, or neither where the review is still to be decided.",
        lambda p, data: given(p.review_outcome) == p.last_review.isnull(),
        source=inferred("the items' titles"),
        passing=[rows(active_plan=[{"review_outcome": "M", "last_review": on(5, 1, -1)}, {}])],
        failing=[rows(active_plan=[{"last_review": on(5, 1, -1)}, {"review_outcome": "M"}])],
        years=_LATER,
        after=["LOC-AP14"],
    ),
    _active(
        "LOC-AP08", INFORMATION, ["review_meeting", "last_review"],
        "The decision after the review came more than four weeks after the meeting",
        "Nothing to mend where the days are right.",
        # SEND Regs 2014 reg 20(10).
        lambda p, data: days_between(p.review_meeting, p.last_review) > 28,
        source=sourced("the SEND Regulations 2014 reg 20 and the published statistics"),
        passing=[rows(active_plan={"review_meeting": on(5, 1, -1), "last_review": on(5, 29, -1)})],
        failing=[rows(active_plan={"review_meeting": on(5, 1, -1), "last_review": on(5, 30, -1)})],
        years=_LATER,
    ),
    _active(
        "LOC-AP09", QUERY, ["review_draft", "review_outcome", "review_meeting"],
        "A draft of an amended plan was issued, and the decision is not to amend or the meeting was later",
        "Correct the decision (A), or one of the days.",
        lambda p, data: p.review_draft.notnull()
        & ((p.review_outcome.fill_null("") != "A") | (p.review_draft < p.review_meeting).fill_null(False)),
        source=inferred("the additions to the return in 2025, item 5.4d"),
        passing=[rows(active_plan=[
            {"review_draft": on(5, 1, -1), "review_outcome": "A", "review_meeting": on(5, 1, -1)},
            {"review_draft": on(5, 1, -1), "review_outcome": "A"},
            {"review_outcome": "M"},
        ])],
        failing=[rows(active_plan=[
            {"review_draft": on(5, 1, -1), "review_outcome": "M"},
            {"review_draft": on(5, 1, -1)},
            {"review_draft": on(5, 1, -1), "review_outcome": "A", "review_meeting": on(5, 2, -1)},
        ])],
        years=(2025, 2026),
    ),
    _active(
        "LOC-AP10", QUERY, ["phase_transfer_due_date", "person_birth_date"],
        "The phase transfer is due on a day that the law does not name for a child",
        "Use 15 February or 31 March of the year of transfer.",
        # SEND Regs 2014 reg 18: five months before a move between post-16 institutions can be any day.
        lambda p, data: under_age(p.person_birth_date, p.phase_transfer_due_date, 16)
        & ~p.phase_transfer_due_date.strftime("%m-%d").isin(["02-15", "03-31"]),
        source=inferred("the SEND Regulations 2014 reg 18; those of 16 or more may have any day"),
        passing=[
            _due(on(9, 1, -12), phase_transfer_due_date=on(2, 15)),
            _due(on(9, 1, -12), phase_transfer_due_date=on(3, 31)),
            _due(on(5, 1, -17), phase_transfer_due_date=on(5, 1, -1)),
            _due(None, phase_transfer_due_date=on(5, 1, -1)),
        ],
        failing=[
            _due(on(9, 1, -12), phase_transfer_due_date=on(2, 14)),
            _due(on(5, 2, -17), phase_transfer_due_date=on(5, 1, -1)),
        ],
        years=(2025, 2026),
    ),
    _active(
        "LOC-AP11", QUERY, ["phase_transfer_final_date", "phase_transfer_due_date"],
        "The final plan of a phase transfer came after the day it was due, or no such day is given",
        "Enter the day it was due; nothing to mend where the plan was late.",
        lambda p, data: p.phase_transfer_final_date.notnull()
        & (
            p.phase_transfer_due_date.isnull()
            | (p.phase_transfer_final_date > p.phase_transfer_due_date)
        ),
        source=inferred("the additions to the return in 2025, items 5.6a and 5.6b"),
        passing=[rows(active_plan=[
            {"phase_transfer_final_date": on(2, 15, -1), "phase_transfer_due_date": on(2, 15, -1)},
            {"phase_transfer_due_date": on(2, 15)},
        ])],
        failing=[rows(active_plan=[
            {"phase_transfer_final_date": on(2, 16, -1), "phase_transfer_due_date": on(2, 15, -1)},
            {"phase_transfer_final_date": on(2, 15, -1)},
        ])],
        years=(2025, 2026),
    ),
    _active(
        "LOC-AP12", QUERY, ["review_meeting", "first_start"],
        "The plan is more than a year old, and no review meeting is recorded",
        "Enter the last meeting, or check that the review is in hand.",
        # CFA 2014 s44(1).
        lambda p, data: p.review_meeting.isnull()
        & (p.first_start < ibis.date(data.reference_date.replace(year=data.reference_date.year - 1))),
        source=inferred("the Children and Families Act 2014 s44(1) and the published statistics"),
        passing=[_since(start) for start in (on(3, 1, -1), None)]
        + [_since(on(3, 1, -3), review_meeting=on(3, 1, -1))],
        failing=[_since(on(1, 1, -1))],
        years=_LATER,
    ),
    _active(
        "LOC-PD01", ERROR, ["active_plan_id"],
        "The plan has no placement",
        "Add where the person is taught; there are codes for none and for education at home.",
        lambda p, data: p.placements == 0,
        source=sourced("the 2023 guide: one or more for each active plan"),
        passing=[_with(1), _with(3)],
        failing=[_with(0)],
    ),
    _active(
        "LOC-PD13", QUERY, ["active_plan_id", "transfer_la"],
        "No placement of the plan is open on the survey day",
        "Add the placement, or take out its end.",
        lambda p, data: (p.open_placements == 0) & missing(p.transfer_la),
        source=inferred("the checks of witan.sen2; plans that moved in are left out"),
        passing=[
            _at(survey(), None), _at(on(9, 1, -1), survey(1)),
            _at(on(9, 1, -1), survey(), transfer_la="801"),
        ],
        failing=[_at(on(9, 1, -1), survey()), _at(survey(1), None), _at(None, None)],
        after=["LOC-PD01"],
    ),
    _active(
        "LOC-SN01", ERROR, ["active_plan_id"],
        "The plan has no type of need, or more than two",
        "Enter the primary type of need, and at most one secondary one.",
        lambda p, data: ~p.needs.between(1, 2),
        source=sourced("the 2023 guide: one or two for each active plan"),
        passing=[_with(1, needs=1), _with(1, needs=2)],
        failing=[_with(1, needs=0), _with(1, needs=3)],
    ),
)  # fmt: skip
