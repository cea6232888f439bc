"""Rules of requests and assessments: steps and days that are missing."""

from typing import TYPE_CHECKING

from rightplace.facts.quality.record.basis import (
    ERROR,
    QUERY,
    ago,
    before,
    blank,
    open_requests,
    own,
    with_count,
)
from rightplace.facts.quality.rule import Data, Rule

if TYPE_CHECKING:
    from ibis.expr.types import Table

_ADVICE_WEEKS = 6 * 7
_FINAL = "first_plan.final_plan"


def _late_with_no_reason(data: Data) -> "Table":
    """Open requests and whether the final plan is late on a clock that no exception lifts."""
    c = data["clock"]
    late = c.filter(
        (c.duty == _FINAL) & (c.state == "late") & c.excused_by.isnull() & c.request_id.notnull()
    )
    asked = late.select("request_id").distinct().mutate(is_late=True)
    return open_requests(data).left_join(asked, "request_id").drop("request_id_right")


def _asked(data: Data) -> "Table":
    """Assessments that go on, the day they were decided on, and how often advice was asked for."""
    e = data["event"]
    r = open_requests(data).select("request_id", "request_outcome_date")
    a = data["assessment"].inner_join(r, "request_id")
    return with_count(a, e.filter(e.kind == "advice_requested"), "request_id", "asked")


def _dated(data: Data) -> "Table":
    """Requests and how many events of a decision each has."""
    e = data["event"]
    decided = e.filter(e.kind.isin(["decided_to_assess", "refused_to_assess"]))
    return with_count(data["request"], decided, "request_id", "decisions")


_DECIDED = {"request_id": 1, "kind": "decided_to_assess", "happened_on": ago(10)}
_LATE = {"request_id": 1, "duty": _FINAL, "state": "late"}
REQUESTS = (
    Rule(
        id="REC-R01",
        source=own("nothing is decided before it is asked for"),
        severity=ERROR,
        table="request",
        fields=("request_outcome_date", "received_date"),
        message="The request was decided before it was received",
        hint="Check both days on the letters, and correct the event that is wrong.",
        fails=lambda r, data: r.request_outcome_date < r.received_date,
        passing=(
            {"request": ({"received_date": ago(9), "request_outcome_date": ago(9)},)},
            {"request": ({"received_date": ago(9)},)},
        ),
        failing=({"request": ({"received_date": ago(9), "request_outcome_date": ago(10)},)},),
    ),
    Rule(
        id="REC-R02",
        source=own("a decision starts the family's time to appeal, from its day"),
        severity=ERROR,
        table="request",
        fields=("request_outcome_date", "request_outcome"),
        message="The request is decided and the day of the decision is missing",
        hint="Give the day of the letter that told the family.",
        fails=lambda r, data: r.request_outcome.isin(["Y", "N"]) & r.request_outcome_date.isnull(),
        passing=(
            {"request": ({"request_outcome": "Y", "request_outcome_date": ago(1)},)},
            {"request": ({"request_outcome": "A"},)},
            {"request": ({"request_outcome": "H"},)},
        ),
        failing=({"request": ({"request_outcome": "N"},)},),
    ),
    Rule(
        id="REC-R03",
        source=own("every open case has someone who sees to it"),
        severity=ERROR,
        table="request",
        fields=("officer", "team"),
        message="The request is open and no officer has it",
        hint="Allocate the case.",
        fails=lambda r, data: blank(r.officer),
        passing=(
            {"request": ({"received_date": ago(9), "officer": "Ada Okoro"},)},
            {"request": ({"received_date": ago(9), "closed_on": ago(1)},)},
        ),
        failing=(
            {"request": ({"received_date": ago(9), "officer": " "},)},
            {"request": ({"received_date": ago(9)},)},
        ),
        over=open_requests,
    ),
    Rule(
        id="REC-R04",
        source=own("a decision is told to the family; the telling is a dated event"),
        severity=ERROR,
        table="request",
        fields=("request_outcome",),
        message="The request is decided and no letter or event of the decision is recorded",
        hint="Record the decision with its letter, so that the family's time to appeal can be counted.",
        fails=lambda r, data: r.request_outcome.isin(["Y", "N"]) & r.decisions.isnull(),
        passing=(
            {"request": ({"request_outcome": "Y"},), "event": (_DECIDED,)},
            {"request": ({"request_outcome": "A"}, {"request_outcome": "H"})},
        ),
        failing=(
            {"request": ({"request_outcome": "N"},)},
            {
                "request": ({"request_outcome": "N"},),
                "event": (_DECIDED | {"kind": "request_received"},),
            },
        ),
        over=_dated,
        after=("REC-R02",),
    ),
    Rule(
        id="REC-R05",
        source=own("a plan past 20 weeks is excused by an exception of reg 10(4), or by nothing"),
        severity=QUERY,
        table="request",
        fields=("received_date",),
        message="The plan is past 20 weeks and no exception is recorded",
        hint="Record the exception that is relied on with its evidence, or issue the plan.",
        fails=lambda r, data: r.is_late.fill_null(False),
        passing=(
            {"request": ({"received_date": ago(200)},), "clock": (_LATE | {"excused_by": "c"},)},
            {"request": ({"received_date": ago(20)},), "clock": (_LATE | {"state": "running"},)},
            {
                "request": ({"received_date": ago(200), "closed_on": ago(1)},),
                "clock": (_LATE,),
            },
        ),
        failing=({"request": ({"received_date": ago(200)},), "clock": (_LATE,)},),
        over=_late_with_no_reason,
    ),
    Rule(
        id="REC-A01",
        source=own("advice is sought in every assessment (SEND Regs 2014 reg 6(1))"),
        severity=QUERY,
        table="assessment",
        fields=("request_outcome_date",),
        message="The assessment began more than six weeks ago and no advice was asked for",
        hint="Ask for the advice, or record that earlier advice is relied on.",
        fails=lambda a, data: (
            a.asked.isnull() & (a.request_outcome_date < before(data, _ADVICE_WEEKS))
        ),
        passing=(
            {
                "request": ({"received_date": ago(90), "request_outcome_date": ago(42)},),
                "assessment": ({"request_id": 1},),
            },
            {
                "request": ({"received_date": ago(90), "request_outcome_date": ago(50)},),
                "assessment": ({"request_id": 1},),
                "event": ({"request_id": 1, "kind": "advice_requested"},),
            },
        ),
        failing=(
            {
                "request": ({"received_date": ago(90), "request_outcome_date": ago(43)},),
                "assessment": ({"request_id": 1},),
            },
        ),
        over=_asked,
    ),
)
