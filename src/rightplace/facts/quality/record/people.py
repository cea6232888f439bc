"""Rules of the child's own data."""

from typing import TYPE_CHECKING

from rightplace.facts.quality.record.basis import (
    ERROR,
    QUERY,
    ago,
    blank,
    live_plans,
    open_requests,
    own,
    with_count,
)
from rightplace.facts.quality.rule import Data, Rule

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table


def _with_a_case(data: Data) -> "Table":
    """Children with an open request or a plan that is maintained; others are not worked on."""
    p = data["person"]
    by_plan = live_plans(data).left_join(data["request"], "request_id").select("person_id")
    cases = open_requests(data).select("person_id").union(by_plan)
    return p.semi_join(cases, "person_id")


def _two_open(data: Data) -> "Table":
    """Children and how many open requests each has."""
    return with_count(data["person"], open_requests(data), "person_id", "open_requests")


def _without_number(p: "Table") -> "BooleanValue":
    return blank(p.upn) & blank(p.unique_learner_number) & blank(p.upn_unknown)


_OPEN = {"received_date": ago(30), "person_id": 1}
PEOPLE = (
    Rule(
        id="REC-P01",
        source=own("a child is told apart from others by a UPN or a learner number"),
        severity=ERROR,
        table="person",
        fields=("upn", "unique_learner_number", "upn_unknown"),
        message="The child has neither a UPN nor a learner number, and no reason says why",
        hint="Ask the setting for the UPN. Where there is none yet, give the reason.",
        fails=lambda p, data: _without_number(p),
        passing=(
            {"person": ({"upn": "A123"},), "request": (_OPEN,)},
            {"person": ({"upn_unknown": "UN8"},), "request": (_OPEN,)},
            {"person": ({"unique_learner_number": "1234567890"},), "request": (_OPEN,)},
            {"person": ({},)},
        ),
        failing=({"person": ({"upn": " "},), "request": (_OPEN,)},),
        over=_with_a_case,
    ),
    Rule(
        id="REC-P02",
        source=own("the authority is responsible for a child who is in its area"),
        severity=QUERY,
        table="person",
        fields=("post_code",),
        message="The child's case is open and there is no postcode",
        hint="Enter the address with its postcode; the family or the setting has it.",
        fails=lambda p, data: blank(p.post_code),
        passing=(
            {"person": ({"post_code": "MA1 1AA"},), "request": (_OPEN,)},
            {"person": ({},), "request": (_OPEN | {"closed_on": ago(3)},)},
        ),
        failing=(
            {"person": ({},), "request": (_OPEN,)},
            {
                "person": ({},),
                "request": ({"person_id": 1},),
                "active_plan": ({"request_id": 1, "held_from": ago(0)},),
            },
        ),
        over=_with_a_case,
    ),
    Rule(
        id="REC-P03",
        source=own("one request runs at a time; a second is the same one entered again"),
        severity=QUERY,
        table="person",
        fields=("person_id",),
        message="The child has two open requests at once",
        hint="See which of them stands, and undo the entry of the other or withdraw it: that can be done"
        " on a record that was entered twice too.",
        fails=lambda p, data: p.open_requests > 1,
        passing=(
            {"person": ({},), "request": (_OPEN,)},
            {"person": ({},), "request": (_OPEN, _OPEN | {"closed_on": ago(1)})},
        ),
        failing=({"person": ({},), "request": (_OPEN, _OPEN)},),
        over=_two_open,
    ),
)
