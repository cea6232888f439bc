"""Where a datum is mended: the page of the child that changes it, by table and column of the snapshot."""

from dataclasses import dataclass

from django.urls import reverse

from rightplace.casework.models import Finding
from rightplace.web.design.presenters import Link


@dataclass(frozen=True)
class Place:
    """A page about a child, by its name among the addresses."""

    text: str
    name: str


_DETAILS = Place("Change the child's details", "staff:details")
_HISTORY = Place("Correct the event in the history", "staff:history")
_DECISIONS = Place("Open the decisions", "staff:assessment")
_ADVICE = Place("Open the advice", "staff:advice")
_PLAN = Place("Open the plan", "staff:plan")
_CONSULTATION = Place("Open the consultation of settings", "staff:consultations")
_REVIEWS = Place("Open the reviews", "staff:reviews")
_CHANGES = Place("Open change and end", "staff:changes")
_COSTS = Place("Open placements and their costs", "staff:placement-costs")
_DELIVERY = Place("Open delivery", "staff:delivery")
_OVERVIEW = Place("Open the child's record", "staff:case")

OF_TABLE = {
    "person": _DETAILS,
    "request": _DECISIONS,
    "assessment": _DECISIONS,
    "named_plan": _PLAN,
    "plan_detail": _CONSULTATION,
    "active_plan": _REVIEWS,
    "placement_detail": _COSTS,
    "sen_need": _PLAN,
    "event": _HISTORY,
}
OF_FIELD = {
    ("person", "person_id"): _OVERVIEW,
    ("request", "received_date"): _OVERVIEW,
    ("request", "request_source"): _HISTORY,
    ("request", "rya"): _HISTORY,
    ("request", "exported"): _CHANGES,
    ("assessment", "request_outcome_date"): _ADVICE,
    ("named_plan", "cease_date"): _CHANGES,
    ("named_plan", "cease_reason"): _CHANGES,
    ("named_plan", "pb"): _DELIVERY,
    ("named_plan", "oa"): _DELIVERY,
    ("named_plan", "dp"): _DELIVERY,
    ("named_plan", "start_date"): _CONSULTATION,
    ("active_plan", "transfer_la"): _CHANGES,
    ("active_plan", "held_from"): _CONSULTATION,
    ("active_plan", "active_plan_id"): _PLAN,
    ("active_plan", "request_id"): _CHANGES,
}


def mended_at(finding: Finding) -> Link | None:
    """The page where it is mended; None for what is about no child.

    A case is worked on under its own record, though the child may count under another.
    """
    if finding.person_id is None:
        return None
    case = finding.plan or finding.request
    person = finding.person_id if case is None else case.person_id
    first = finding.fields[0] if finding.fields else ""
    place = OF_FIELD.get((finding.table, first)) or OF_TABLE.get(finding.table, _OVERVIEW)
    return Link(place.text, reverse(place.name, args=[person]))
