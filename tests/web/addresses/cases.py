"""Finding a case, what is known of a child, and the picture of a team."""

from rightplace.casework.models import Carer, Plan, Request, Role
from tests.web.addresses.base import (
    ANALYST,
    CASEWORK,
    COMMISSIONER,
    MANAGER,
    WHOLE,
    About,
    Page,
    child,
    child_key,
    of,
    of_child,
    then,
)

_UNDECIDED = of(Request.objects.open().filter(outcome="A"), Request.objects.visible_to)
PAGES = {
    "staff:lists": Page(WHOLE | {ANALYST, COMMISSIONER, Role.DIRECTOR, Role.HEAD_OF_SERVICE}),
    "staff:worklist": Page(WHOLE),
    "staff:worklist-csv": Page(WHOLE),
    "staff:case": Page(WHOLE, about="person"),
    "staff:record": Page(CASEWORK, about="request"),
    "staff:find": Page(WHOLE),
    "staff:request-new": Page(CASEWORK),
    "staff:details": Page(CASEWORK, about="person"),
    "staff:carer-add": Page(CASEWORK, about="person"),
    "staff:carer": Page(CASEWORK, about="carer"),
    "staff:team": Page({MANAGER}),
    "staff:team-csv": Page({MANAGER}),
}
ABOUT: dict[str, About] = {
    "person": child,
    "carer": of_child(Carer.objects.all()),
    "plan": of(Plan.objects.live(), Plan.objects.visible_to, give=child_key),
    "undecided": _UNDECIDED,
    "request": then(_UNDECIDED, "withdrawn"),
}
