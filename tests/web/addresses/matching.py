"""The same child in two places."""

from rightplace.casework.models import Match
from tests.web.addresses.base import ANALYST, MANAGER, About, Page, nobody, of, or_stranger

WHO = {MANAGER, ANALYST}
PAGES = {
    "staff:matching": Page(WHO),
    "staff:matching-links": Page(WHO),
    "staff:matching-lists": Page(WHO),
    "staff:matching-load": Page(WHO),
    "staff:matching-doubles": Page(WHO),
    "staff:matching-pair": Page(WHO, about="match"),
    "staff:matching-undo": Page(WHO, about="match"),
}
ABOUT: dict[str, About] = {
    "match": or_stranger(of(Match.objects.all(), Match.objects.visible_to), nobody()),
}
