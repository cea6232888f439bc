"""Rules of a request for an assessment, and of the decision whether to assess."""

from rightplace.returns.sen2.rules import seen
from rightplace.returns.sen2.rules.basis import (
    ERROR,
    INFORMATION,
    QUERY,
    Of,
    days_between,
    first_day,
    given,
    inferred,
    last_day,
    like,
    looked_up,
    missing,
    not_flag,
    on,
    outside_set,
    own_authority,
    rows,
    sourced,
)

_request = Of("request", seen.request).rule
_SSD = "the guidance text in Data to Insight's data model"
_DECIDED = ("Y", "N")
_ASSESSED = {"request_id": 1}


def _refused(**flags: str) -> dict[str, str]:
    return {"request_outcome": "N", **flags}


REQUESTS = (
    _request(
        "LOC-R01", ERROR, ["request_outcome"],
        "The outcome of the request is missing or not a code of the list",
        "Use Y, N, A, W or H; A while the decision is still to be made.",
        lambda r, data: missing(r.request_outcome)
        | outside_set(r.request_outcome, "REQUEST_OUTCOME", data),
        source=sourced(_SSD),
        passing=[rows(request=[{"request_outcome": c} for c in "YNAWH"])],
        failing=[rows(request=[{"request_outcome": None}, {"request_outcome": "X"}])],
    ),
    _request(
        "LOC-R02", ERROR, ["received_date", "request_outcome"],
        "The day the request was received is missing",
        "Enter it; only a historical request (H) may go without.",
        lambda r, data: r.received_date.isnull() & r.request_outcome.isin(["Y", "N", "A", "W"]),
        source=inferred(f"{_SSD}: a historical request needs nothing more"),
        passing=[rows(request=[
            {"request_outcome": "Y", "received_date": on(3, 1, -1)}, {"request_outcome": "H"},
        ])],
        failing=[rows(request=[{"request_outcome": c} for c in "YNAW"])],
    ),
    _request(
        "LOC-R03", ERROR, ["request_outcome_date", "request_outcome"],
        "The day of the decision whether to assess is missing",
        "Enter the day of the decision, for outcomes Y and N.",
        lambda r, data: r.request_outcome_date.isnull() & r.request_outcome.isin(_DECIDED),
        source=sourced(_SSD),
        passing=[rows(request=[
            {"request_outcome": "Y", "request_outcome_date": on(4, 1, -1)}, {"request_outcome": "A"},
        ])],
        failing=[rows(request=[{"request_outcome": "Y"}, {"request_outcome": "N"}])],
    ),
    _request(
        "LOC-R04", QUERY, ["request_outcome_date", "request_outcome"],
        "A day of decision is given where there is none to give",
        "Take the day out, or correct the outcome: A, W and H have no day.",
        lambda r, data: r.request_outcome_date.notnull() & r.request_outcome.isin(["A", "W", "H"]),
        source=sourced(_SSD),
        passing=[rows(request=[
            {"request_outcome": "Y", "request_outcome_date": on(4, 1, -1)}, {"request_outcome": "H"},
        ])],
        failing=[rows(request=[
            {"request_outcome": c, "request_outcome_date": on(4, 1, -1)} for c in "AWH"
        ])],
    ),
    _request(
        "LOC-R05", ERROR, ["request_outcome_date", "received_date"],
        "The decision whether to assess is before the request",
        "Correct one of the two days.",
        lambda r, data: r.request_outcome_date < r.received_date,
        source=inferred("the order of things"),
        passing=[rows(request=[
            {"received_date": on(3, 1, -1), "request_outcome_date": on(3, 1, -1)},
            {"received_date": None, "request_outcome_date": on(3, 1, -1)},
        ])],
        failing=[rows(request={
            "received_date": on(3, 2, -1), "request_outcome_date": on(3, 1, -1),
        })],
    ),
    _request(
        "LOC-R06", ERROR, ["request_outcome_date", "request_outcome"],
        "The decision whether to assess is outside the calendar year that is counted",
        "Give an earlier decision outcome H; one of this year is still A in this return.",
        lambda r, data: r.request_outcome.isin(_DECIDED)
        & ~r.request_outcome_date.between(first_day(data), last_day(data)),
        source=inferred(f"code H in {_SSD} and the methodology of the published statistics"),
        passing=[rows(request=[
            {"request_outcome": "Y", "request_outcome_date": on(1, 1, -1)},
            {"request_outcome": "N", "request_outcome_date": on(12, 31, -1)},
            {"request_outcome": "Y"},
        ])],
        failing=[rows(request=[
            {"request_outcome": "Y", "request_outcome_date": on(12, 31, -2)},
            {"request_outcome": "N", "request_outcome_date": on(1, 1)},
        ])],
    ),
    _request(
        "LOC-R07", ERROR, ["received_date"],
        "The request was received after the calendar year that is counted",
        "Leave it for the next return, or correct the day.",
        lambda r, data: r.received_date > last_day(data),
        source=inferred("the methodology of the published statistics"),
        passing=[rows(request=[{"received_date": on(12, 31, -1)}, {"received_date": None}])],
        failing=[rows(request={"received_date": on(1, 1)})],
    ),
    _request(
        "LOC-R08", ERROR, ["request_source", "request_outcome"],
        "Who made the request is missing or not a code of the list",
        "Use 1 to 5; required from 2026 unless the request is historical (H).",
        lambda r, data: outside_set(r.request_source, "REQUEST_SOURCE", data)
        | (missing(r.request_source) & r.request_outcome.isin(["Y", "N", "A", "W"]) & (data.year >= 2026)),
        source=sourced("the additions to the return in 2025, and a summary of the 2026 guide"),
        passing=[rows(request=[
            {"request_outcome": "Y", "request_source": "5"}, {"request_outcome": "H"},
        ])],
        failing=[rows(request={"request_outcome": "Y", "request_source": "6"})],
        years=(2025, 2026),
    ),
    _request(
        "LOC-R09", ERROR, ["rya"],
        "Whether the request was made in relevant youth accommodation is missing, or neither 0 nor 1",
        "Enter 1 or 0; only a historical request (H) may go without.",
        lambda r, data: not_flag(r.rya)
        | (missing(r.rya) & r.request_outcome.isin(["Y", "N", "A", "W"])),
        source=sourced("the submission template; that a historical request may go without is inferred"),
        passing=[rows(request=[{"request_outcome": "Y", "rya": "0"}, {"request_outcome": "H"}])],
        failing=[rows(request=[{"request_outcome": "Y"}, {"request_outcome": "H", "rya": "2"}])],
    ),
    _request(
        "LOC-R10", ERROR, ["request_mediation", "request_tribunal", "request_outcome"],
        "Whether there was mediation or an appeal about assessing is missing, or neither 0 nor 1",
        "Enter 1 or 0 for each where the outcome is Y or N.",
        lambda r, data: not_flag(r.request_mediation)
        | not_flag(r.request_tribunal)
        | (
            r.request_outcome.isin(_DECIDED)
            & (missing(r.request_mediation) | missing(r.request_tribunal))
        ),
        source=inferred(f"the submission template and {_SSD}"),
        passing=[rows(request=[
            _refused(request_mediation="1", request_tribunal="0"), {"request_outcome": "A"},
        ])],
        failing=[rows(request=[
            _refused(request_mediation="1"),
            _refused(request_tribunal="0"),
            {"request_outcome": "A", "request_tribunal": "Y"},
        ])],
    ),
    _request(
        "LOC-R11", ERROR, ["request_outcome"],
        "There is an assessment under a request that is undecided or withdrawn",
        "Correct the outcome, or take the assessment out.",
        lambda r, data: r.request_outcome.isin(["A", "W"]) & (r.assessments > 0),
        source=inferred(f"{_SSD}: nothing follows A and W"),
        passing=[
            rows(request={"request_outcome": "A"}),
            rows(request={"request_outcome": "Y"}, assessment=_ASSESSED),
        ],
        failing=[
            rows(request={"request_outcome": "A"}, assessment=_ASSESSED),
            rows(request={"request_outcome": "W"}, assessment=_ASSESSED),
        ],
    ),
    _request(
        "LOC-R12", QUERY, ["request_outcome", "request_mediation", "request_tribunal"],
        "There is an assessment after a refusal that neither mediation nor an appeal followed",
        "Mark the challenge, or correct the outcome; a change of mind without either is rare.",
        lambda r, data: (r.request_outcome == "N")
        & (r.assessments > 0)
        & (r.request_mediation.fill_null("") != "1")
        & (r.request_tribunal.fill_null("") != "1"),
        source=inferred(f"{_SSD}: a refusal that is overturned keeps its outcome"),
        passing=[
            rows(request=_refused(request_mediation="1"), assessment=_ASSESSED),
            rows(request=_refused(request_tribunal="1"), assessment=_ASSESSED),
            rows(request=_refused()),
        ],
        failing=[
            rows(request=_refused(), assessment=_ASSESSED),
            rows(request=_refused(request_mediation="0", request_tribunal="0"), assessment=_ASSESSED),
        ],
    ),
    _request(
        "LOC-R13", ERROR, ["request_outcome"],
        "It was decided to assess, and there is no assessment",
        "Add the assessment; its outcome is A while it lasts.",
        lambda r, data: (r.request_outcome == "Y") & (r.assessments == 0),
        source=inferred("the structure of the return"),
        passing=[
            rows(request={"request_outcome": "Y"}, assessment=_ASSESSED),
            rows(request={"request_outcome": "N"}),
        ],
        failing=[rows(request={"request_outcome": "Y"})],
    ),
    _request(
        "LOC-R14", QUERY, ["exported"],
        "The authority that the child moved to is not a number of three digits, or is the own one",
        "Enter the other authority's number.",
        lambda r, data: given(r.exported)
        & (~like(r.exported, "[0-9]{3}") | (r.exported == own_authority(data)).fill_null(False)),
        source=inferred("open readers of the return, which take the item for a number"),
        passing=[
            rows(request=[{"exported": "801"}, {"exported": None}], header={"lea": "899"}),
            rows(request={"exported": "801"}),
        ],
        failing=[rows(request=[{"exported": "899"}, {"exported": "Y"}], header={"lea": "899"})],
    ),
    _request(
        "LOC-R14b", QUERY, ["exported"],
        "The authority that the child moved to is not a current one",
        "Check the number against the Department's list of authorities.",
        lambda r, data: looked_up(r.exported, "la_codes", data),
        source=inferred("open readers of the return; the part of LOC-R14 that needs a list"),
        passing=[rows(request=[{"exported": "801"}, {"exported": None}])],
        failing=[rows(request={"exported": "999"})],
        after=["LOC-R14"],
        needs_sets=["la_codes"],
    ),
    _request(
        "LOC-R15", QUERY, ["exported", "request_outcome"],
        "The child is said to have moved before the assessment ended, and it ended here",
        "Take the other authority out, or correct the outcome.",
        lambda r, data: given(r.exported) & ((r.request_outcome == "N") | (r.finished > 0)),
        source=inferred("the item's title"),
        passing=[
            rows(request={"request_outcome": "W", "exported": "801"}),
            rows(
                request={"request_outcome": "Y", "exported": "801"},
                assessment={"request_id": 1, "assessment_outcome": "W"},
            ),
        ],
        failing=[
            rows(request=_refused(exported="801")),
            rows(
                request={"request_outcome": "Y", "exported": "801"},
                assessment={"request_id": 1, "assessment_outcome": "Y"},
            ),
        ],
    ),
    _request(
        "LOC-R16", INFORMATION, ["received_date", "request_outcome_date"],
        "The decision whether to assess took more than six weeks",
        "Nothing to mend where the days are right. The return has no exception at this stage.",
        # SEND Regs 2014 reg 5(1).
        lambda r, data: r.request_outcome.isin(_DECIDED)
        & (days_between(r.received_date, r.request_outcome_date) > 42),
        source=sourced("the SEND Regulations 2014 reg 5(1) and the published statistics"),
        passing=[rows(request={
            "request_outcome": "Y", "received_date": on(3, 1, -1), "request_outcome_date": on(4, 12, -1),
        })],
        failing=[rows(request={
            "request_outcome": "Y", "received_date": on(3, 1, -1), "request_outcome_date": on(4, 13, -1),
        })],
    ),
    _request(
        "LOC-R17", QUERY, ["received_date", "request_outcome"],
        "Still undecided more than six weeks after it was received",
        "Enter the decision if it was taken in the period.",
        lambda r, data: (r.request_outcome == "A")
        & (days_between(r.received_date, last_day(data)) > 42),
        source=inferred("the SEND Regulations 2014 reg 5(1), as of the end of the period"),
        passing=[rows(request={"request_outcome": "A", "received_date": on(11, 19, -1)})],
        failing=[rows(request={"request_outcome": "A", "received_date": on(11, 18, -1)})],
    ),
)  # fmt: skip
