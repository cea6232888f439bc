"""The words of plans."""

from rightplace.casework.models import Plan, PlanVersion, Request
from tests.web.addresses.base import (
    CASEWORK,
    WHOLE,
    About,
    Page,
    child,
    child_key,
    of,
    of_child,
    or_stranger,
    then,
)


def _version(**which: object) -> About:
    """The child of such a version of a plan; a stranger may have none."""
    rows = PlanVersion.objects.filter(**which).order_by("pk")
    return or_stranger(of_child(rows, give=child_key), child)


_FIRST = _version(number=1)
_DRAFT = _version(status="draft", planneeds__key=1)
_OPEN = Request.objects.open()
PAGES = {
    "staff:plan": Page(WHOLE, about="person"),
    "staff:plan-version": Page(WHOLE, about="plan version"),
    "staff:plan-checks": Page(WHOLE, about="plan version"),
    "staff:plan-file": Page(WHOLE, about="plan file"),
    "staff:plan-compare": Page(WHOLE, about="person"),
    "staff:plan-start": Page(CASEWORK, about="plan without a draft"),
    "staff:plan-edit": Page(CASEWORK, about="draft"),
    "staff:plan-passage": Page(CASEWORK, about="draft passage"),
    "staff:plan-row-add": Page(CASEWORK, about="draft table"),
    "staff:plan-row": Page(CASEWORK, about="draft row"),
    "staff:plan-row-remove": Page(CASEWORK, about="draft row"),
    "staff:plan-row-move": Page(CASEWORK, about="draft row", answer=405),
    "staff:plan-finish": Page(CASEWORK, about="plan on paper"),
    "staff:plan-send": Page(CASEWORK, about="agreed request"),
    "staff:plan-views": Page(CASEWORK, about="agreed request"),
    "staff:plan-issue": Page(CASEWORK, about="agreed request"),
}
ABOUT: dict[str, About] = {
    "agreed request": or_stranger(
        of(_OPEN.filter(assessment__agreed_on__isnull=False), Request.objects.visible_to),
        of(_OPEN, Request.objects.visible_to),
    ),
    "plan version": then(_FIRST, 1),
    "plan file": then(_FIRST, 1, "word"),
    "draft": _DRAFT,
    "draft passage": then(_DRAFT, "child"),
    "draft table": then(_DRAFT, "needs"),
    "draft row": then(_DRAFT, "needs", 1),
    "plan without a draft": or_stranger(
        of(
            Plan.objects.live().exclude(person__plan_versions__status="draft"),
            Plan.objects.visible_to,
            give=child_key,
        ),
        child,
    ),
    "plan on paper": _version(status="draft", request=None, based_on=None),
}
