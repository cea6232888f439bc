"""Plans that change, move or end."""

from rightplace.casework.models import Plan
from tests.web.addresses.base import CASEWORK, WHOLE, About, Page, child_key, of, then

PAGES = {
    "staff:change-list": Page(WHOLE),
    "staff:move-in": Page(CASEWORK),
    "staff:changes": Page(WHOLE, about="person"),
    "staff:change": Page(CASEWORK, about="change step"),
}
ABOUT: dict[str, About] = {
    "change step": then(of(Plan.objects.live(), Plan.objects.visible_to, give=child_key), "death"),
}
