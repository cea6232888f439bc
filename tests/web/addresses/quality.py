"""The quality of plans."""

from django.db.models import QuerySet

from rightplace.casework.models import Audit, User
from rightplace.casework.queries.quality import audits_seen_by
from tests.web.addresses.base import (
    ASSURER,
    AUDITOR,
    MANAGER,
    OFFICER,
    About,
    Page,
    nobody,
    of,
    or_stranger,
    then,
)

QUALITY = {ASSURER, MANAGER, AUDITOR}


def _made(user: User) -> QuerySet[Audit]:
    """The audits that someone makes."""
    return Audit.objects.filter(auditor=user.pk)


def _others(user: User) -> QuerySet[Audit]:
    """The audits that someone may look at a second time."""
    return audits_seen_by(user).exclude(auditor=user.pk)


_UNFINISHED = or_stranger(of(Audit.objects.filter(submitted_on=None), _made), nobody())
PAGES = {
    "staff:quality": Page(QUALITY | {OFFICER}),
    "staff:quality-draw": Page({ASSURER, MANAGER}),
    "staff:quality-report": Page(QUALITY),
    "staff:quality-tool": Page(QUALITY | {OFFICER}),
    "staff:quality-weights": Page({ASSURER}),
    "staff:quality-question": Page({ASSURER}),
    "staff:quality-training": Page(QUALITY),
    "staff:quality-training-add": Page({ASSURER}),
    "staff:quality-audit": Page(QUALITY | {OFFICER}, about="audit"),
    "staff:quality-score": Page({ASSURER}, about="audit to grade"),
    "staff:quality-submit": Page({ASSURER}, about="audit to submit"),
    "staff:quality-moderate": Page({MANAGER}, about="audit to moderate"),
}
ABOUT: dict[str, About] = {
    "audit": or_stranger(of(Audit.objects.all(), audits_seen_by), nobody()),
    "audit to grade": then(_UNFINISHED, 1),
    "audit to submit": _UNFINISHED,
    "audit to moderate": or_stranger(
        of(Audit.objects.exclude(submitted_on=None).filter(moderation=None), _others), nobody()
    ),
}
