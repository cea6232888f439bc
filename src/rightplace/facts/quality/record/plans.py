"""Rules of plans that the authority maintains: what each must say."""

from typing import TYPE_CHECKING

import ibis

from rightplace.facts.quality.record.basis import ERROR, QUERY, ago, live_plans, own, with_count
from rightplace.facts.quality.rule import Data, Rule

if TYPE_CHECKING:
    from ibis.expr.types import Table


def _with_counts(data: Data) -> "Table":
    """Live plans and how many placements that go on, and primary needs, each has."""
    d = data["placement_detail"]
    n = data["sen_need"]
    placed, primary = d.filter(d.leaving_date.isnull()), n.filter(n.sen_type_rank == "1")
    plans = with_count(live_plans(data), placed, "active_plan_id", "placements")
    return with_count(plans, primary, "active_plan_id", "primary")


def _of_child(data: Data) -> "Table":
    """Live plans with how many the child has, and which place each has among them, the earliest 0."""
    requests = data["request"].select("request_id", "person_id")
    plans = live_plans(data).inner_join(requests, "request_id")
    child = ibis.window(group_by="person_id", order_by=[plans.held_from, plans.active_plan_id])
    return plans.mutate(place=ibis.row_number().over(child))


def _named(data: Data) -> "Table":
    """Plans that have not ended, and how many settings each names."""
    n = data["named_plan"]
    going_on = n.filter(n.cease_date.isnull())
    return with_count(going_on, data["plan_detail"], "named_plan_id", "settings")


def _with_birthday(data: Data) -> "Table":
    """Events and the birthday of the child."""
    p = data["person"].select("person_id", "person_birth_date")
    return data["event"].left_join(p, "person_id").drop("person_id_right")


_LIVE = {"active_plan_id": 1, "held_from": ago(100)}
_CARRIES = {"person_id": 1, "request_outcome": "H"}
_PLACED = {"active_plan_id": 1, "placement_rank": "1", "entry_date": ago(90)}
_NEED = {"active_plan_id": 1, "sen_type": "ASD", "sen_type_rank": "1"}
PLANS = (
    Rule(
        id="REC-N01",
        source=own("Section I names a setting, or a type of setting (CFA 2014 ss39 and 40)"),
        severity=ERROR,
        table="named_plan",
        fields=("start_date",),
        message="The plan was issued and names no setting or type of setting",
        hint="Record what Section I of the plan names.",
        fails=lambda n, data: n.settings.isnull(),
        passing=(
            {"named_plan": ({"named_plan_id": 1},), "plan_detail": ({"named_plan_id": 1},)},
            {"named_plan": ({"cease_date": ago(4)},)},
        ),
        failing=({"named_plan": ({"start_date": ago(4)},)},),
        over=_named,
    ),
    Rule(
        id="REC-L01",
        source=own(
            "a child with a plan is educated somewhere, or it is recorded that they are not"
        ),
        severity=QUERY,
        table="active_plan",
        fields=("held_from",),
        message="The plan is maintained and no placement is recorded",
        hint="Record where the child is educated, or that they are educated elsewhere or not at all.",
        fails=lambda p, data: p.placements.isnull(),
        passing=(
            {"active_plan": (_LIVE,), "placement_detail": (_PLACED,)},
            {"active_plan": (_LIVE | {"held_to": ago(3)},)},
        ),
        failing=(
            {"active_plan": (_LIVE,)},
            {"active_plan": (_LIVE,), "placement_detail": (_PLACED | {"leaving_date": ago(5)},)},
        ),
        over=_with_counts,
    ),
    Rule(
        id="REC-L02",
        source=own("a child has one plan at a time; a second is of a child who was entered twice"),
        severity=ERROR,
        table="active_plan",
        fields=("request_id", "held_from"),
        message="The child has another plan that is maintained, and that began earlier",
        hint="See which of the two is the child's plan, and end the other: it can be ended on a record that"
        " was entered twice too. If these are two children, undo the decision that they are one.",
        fails=lambda p, data: p.place > 0,
        passing=(
            {"request": (_CARRIES,), "active_plan": (_LIVE | {"request_id": 1},)},
            {
                "request": (_CARRIES, _CARRIES),
                "active_plan": (
                    _LIVE | {"request_id": 1, "held_to": ago(3)},
                    _LIVE | {"active_plan_id": 2, "request_id": 2},
                ),
            },
        ),
        failing=(
            {
                "request": (_CARRIES, _CARRIES),
                "active_plan": (
                    _LIVE | {"request_id": 2},
                    _LIVE
                    | {
                        "active_plan_id": 2,
                        "request_id": 1,
                        "held_from": ago(101),
                        "context": True,
                    },
                ),
            },
        ),
        over=_of_child,
    ),
    Rule(
        id="REC-D01",
        source=own("provision follows from needs; the first is the one that decides"),
        severity=ERROR,
        table="active_plan",
        fields=("active_plan_id",),
        message="The plan is maintained and has no primary need",
        hint="Record the child's primary type of need.",
        fails=lambda p, data: p.primary.isnull(),
        passing=(
            {"active_plan": (_LIVE,), "sen_need": (_NEED,)},
            {"active_plan": (_LIVE | {"held_to": ago(3)},)},
        ),
        failing=(
            {"active_plan": (_LIVE,)},
            {"active_plan": (_LIVE,), "sen_need": (_NEED | {"sen_type_rank": "2"},)},
        ),
        over=_with_counts,
    ),
    Rule(
        id="REC-E01",
        source=own("nothing happens to a child before birth"),
        severity=ERROR,
        table="event",
        fields=("happened_on", "kind"),
        message="An event of the case comes before the child was born",
        hint="Check the date of birth and the day of the event, and correct the one that is wrong.",
        fails=lambda e, data: e.happened_on < e.person_birth_date,
        passing=(
            {
                "person": ({"person_birth_date": ago(9)},),
                "event": ({"person_id": 1, "happened_on": ago(9)},),
            },
            {"person": ({},), "event": ({"person_id": 1, "happened_on": ago(9)},)},
        ),
        failing=(
            {
                "person": ({"person_birth_date": ago(9)},),
                "event": ({"person_id": 1, "happened_on": ago(10)},),
            },
        ),
        over=_with_birthday,
    ),
)
