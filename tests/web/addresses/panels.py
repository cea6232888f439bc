"""Decisions, and the panels that advise on them."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from rightplace.casework.models import (
    Decision,
    Evidence,
    Panel,
    PanelItem,
    Plan,
    Request,
    Role,
    Sitting,
    User,
)
from rightplace.casework.queries.panels import member_items, sittings_for
from tests.web.addresses.base import (
    ADVISERS,
    CASEWORK,
    MANAGER,
    WHOLE,
    About,
    Page,
    nobody,
    of,
    or_stranger,
    shared,
    then,
)

SEATED = {Role.PANEL_MEMBER, *ADVISERS}


def _sittings(user: User) -> QuerySet[Sitting]:
    return sittings_for(user, as_of=settings.TODAY)


def _items(user: User) -> QuerySet[PanelItem]:
    return member_items(user, as_of=settings.TODAY)


def _of_request(rows: QuerySet[Any], through: str = "request") -> About:
    """A row about a request that someone sees."""
    return or_stranger(of(rows, Request.objects.visible_to, through), nobody())


PAGES = {
    "staff:assessment": Page(WHOLE, about="person"),
    "staff:decisions": Page(WHOLE),
    "staff:decide-assess": Page(CASEWORK, about="undecided"),
    "staff:decide-issue": Page(CASEWORK, about="assessing"),
    "staff:decision-evidence": Page(CASEWORK, about="decision draft"),
    "staff:evidence-remove": Page(CASEWORK, about="evidence"),
    "staff:decision-tell": Page(CASEWORK, about="decision draft"),
    "staff:agenda-add": Page({MANAGER}, about="undecided"),
    "staff:plan-agenda-add": Page({MANAGER}, about="plan row"),
    "staff:panels": Page(WHOLE),
    "staff:panel-add": Page({MANAGER}),
    "staff:panel": Page(WHOLE, about="panel"),
    "staff:panel-member-add": Page({MANAGER}, about="panel"),
    "staff:sitting-add": Page({MANAGER}, about="panel"),
    "staff:sitting": Page(WHOLE, about="sitting"),
    "staff:sitting-fill": Page({MANAGER}, about="sitting"),
    "staff:sitting-publish": Page({MANAGER}, about="sitting"),
    "staff:sitting-open": Page({MANAGER}, about="sitting"),
    "staff:sitting-close": Page({MANAGER}, about="sitting"),
    "staff:sitting-minutes": Page({MANAGER}, about="minutes"),
    "staff:panel-item": Page(WHOLE, about="item"),
    "staff:item-minute": Page({MANAGER}, about="item"),
    "staff:item-defer": Page({MANAGER}, about="item"),
    "staff:item-move": Page({MANAGER}, about="item"),
    "staff:item-place": Page({MANAGER}, about="item"),
    "staff:item-remove": Page({MANAGER}, about="item"),
    "staff:item-interest": Page({MANAGER}, about="item"),
    "staff:my-sittings": Page(SEATED),
    "staff:my-agenda": Page(SEATED, about="my sitting"),
    "staff:my-item": Page(SEATED, about="my item"),
    "staff:my-interest": Page(SEATED, about="my item"),
}
ABOUT: dict[str, About] = {
    "assessing": _of_request(Request.objects.open().filter(assessment__outcome="A"), "pk"),
    "decision draft": _of_request(Decision.objects.filter(told_on=None)),
    "evidence": _of_request(Evidence.objects.filter(decision__told_on=None), "decision__request"),
    "item": _of_request(PanelItem.objects.filter(state="listed")),
    "plan row": of(Plan.objects.live(), Plan.objects.visible_to),
    "panel": shared(Panel.objects.all()),
    "sitting": shared(Sitting.objects.all()),
    "minutes": then(shared(Sitting.objects.all()), "pdf"),
    "my sitting": or_stranger(of(Sitting.objects.all(), _sittings), nobody()),
    "my item": or_stranger(
        of(PanelItem.objects.filter(state="listed"), _items),
        of(PanelItem.objects.all(), _items),
        nobody(),
    ),
}
