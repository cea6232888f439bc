"""Placements and what they cost."""

from rightplace.casework.models import Person, Placement, PlacementCost, Plan
from tests.web.addresses.base import CASEWORK, FINANCE, About, Page, of_child

PAYERS = {FINANCE, *CASEWORK}
_PAID = Plan.objects.live()
PAGES = {
    "staff:costs": Page(PAYERS),
    "staff:placement-costs": Page(PAYERS, about="child with a plan"),
    "staff:cost-add": Page(PAYERS, about="placement"),
    "staff:cost-amend": Page(PAYERS, about="cost"),
    "staff:cost-confirm": Page({FINANCE}, about="cost"),
    "staff:cost-end": Page(PAYERS, about="cost"),
}
ABOUT: dict[str, About] = {
    "child with a plan": of_child(Person.objects.filter(pk__in=_PAID.values("person")), "pk"),
    "placement": of_child(
        Placement.objects.filter(leaving_on=None, plan__in=_PAID), "plan__person"
    ),
    "cost": of_child(
        PlacementCost.objects.filter(ends_on=None, placement__plan__in=_PAID),
        "placement__plan__person",
    ),
}
