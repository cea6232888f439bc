"""Advice: asking for it, giving it, and the time that services have for it."""

from django.db.models import QuerySet

from rightplace.casework.models import AdviceRequest, AdviceService, Request, User
from rightplace.casework.queries.advice import advice_seen_by, advice_to_give, open_advice
from tests.web.addresses.base import (
    ADVISERS,
    CASEWORK,
    COMMISSIONER,
    MANAGER,
    NOBODY,
    WHOLE,
    About,
    Arguments,
    Page,
    child_key,
    nobody,
    of,
    or_stranger,
)

GIVERS = ADVISERS
_ASSESSED = Request.objects.open().filter(assessment__advice__isnull=False)


def _watched(user: User) -> QuerySet[AdviceRequest]:
    """Advice that someone gives or watches over."""
    keys = [*advice_to_give(user).values_list("pk", flat=True)]
    keys += advice_seen_by(user).values_list("pk", flat=True)
    return AdviceRequest.objects.filter(pk__in=keys)


def _kept(user: User) -> QuerySet[AdviceService]:
    """The services that someone keeps: a manager every one, its lead their own."""
    every = AdviceService.objects.all()
    return every if user.role == MANAGER else every.filter(lead=user)


def _child_and_advice(row: AdviceRequest) -> Arguments:
    return [row.assessment.request.person_id, row.pk]


PAGES = {
    "staff:advice": Page(WHOLE, about="assessed child"),
    "staff:advice-one": Page(WHOLE, about="advice of a child"),
    "staff:advice-ask": Page(CASEWORK, about="assessment"),
    "staff:advice-earlier": Page(CASEWORK, about="assessment"),
    "staff:advice-receive": Page(CASEWORK, about="assessment"),
    "staff:advice-to-give": Page(GIVERS),
    "staff:advice-sheet": Page(GIVERS, about="advice to give"),
    "staff:advice-write": Page(GIVERS, about="advice to give"),
    "staff:advice-submit": Page(GIVERS, about="advice to give"),
    "staff:advice-expect": Page(CASEWORK | GIVERS, about="advice"),
    "staff:advice-excuse": Page(CASEWORK | GIVERS, about="advice"),
    "staff:advice-assign": Page(CASEWORK | GIVERS, about="advice"),
    "staff:advice-late": Page(WHOLE | GIVERS),
    "staff:advice-chase": Page(CASEWORK),
    "staff:advice-capacity": Page({MANAGER, COMMISSIONER} | GIVERS),
    "staff:advice-service-add": Page({MANAGER}),
    "staff:advice-service": Page({MANAGER} | GIVERS, about="advice service"),
    "staff:advice-time": Page({MANAGER} | GIVERS, about="advice service"),
    "staff:advice-time-end": Page({MANAGER} | GIVERS, about="advice service"),
    "staff:advice-absence": Page({MANAGER} | GIVERS, about="advice service"),
}
ABOUT: dict[str, About] = {
    "assessment": or_stranger(of(_ASSESSED, Request.objects.visible_to), nobody()),
    "assessed child": or_stranger(
        of(_ASSESSED, Request.objects.visible_to, give=child_key), nobody()
    ),
    "advice of a child": or_stranger(
        of(
            AdviceRequest.objects.filter(assessment__request__in=Request.objects.open()),
            Request.objects.visible_to,
            "assessment__request",
            _child_and_advice,
        ),
        nobody(NOBODY),
    ),
    "advice to give": or_stranger(of(open_advice(), advice_to_give), nobody()),
    "advice": or_stranger(of(open_advice(), _watched), nobody()),
    "advice service": or_stranger(of(AdviceService.objects.all(), _kept), nobody()),
}
