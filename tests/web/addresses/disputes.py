"""Disputes."""

from rightplace.casework.models import Dispute
from tests.web.addresses.base import CASEWORK, WHOLE, About, Page, child, of, then

_DISPUTE = of(Dispute.objects.all(), Dispute.objects.visible_to)
PAGES = {
    "staff:dispute-list": Page(WHOLE),
    "staff:dispute-year": Page(WHOLE),
    "staff:dispute": Page(WHOLE, about="dispute"),
    "staff:dispute-step": Page(CASEWORK, about="dispute step"),
    "staff:disputes": Page(WHOLE, about="person"),
    "staff:dispute-add": Page(CASEWORK, about="complaint"),
}
ABOUT: dict[str, About] = {
    "complaint": then(child, "complaint"),
    "dispute": _DISPUTE,
    "dispute step": then(_DISPUTE, "cost"),
}
