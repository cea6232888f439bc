"""Whether what a plan says is delivered."""

from rightplace.casework.models import Arrangement, DeliveryGap
from tests.web.addresses.base import CASEWORK, WHOLE, About, Page, child, of_child, then

PAGES = {
    "staff:delivery": Page(WHOLE, about="person"),
    "staff:provision-check": Page(CASEWORK, about="plan"),
    "staff:gap-add": Page(CASEWORK, about="person"),
    "staff:arrange": Page(CASEWORK, about="arrangement kind"),
    "staff:arrangement-review": Page(CASEWORK, about="arrangement"),
    "staff:arrangement-end": Page(CASEWORK, about="arrangement"),
    "staff:gaps": Page(WHOLE),
    "staff:not-full-time": Page(WHOLE),
    "staff:gap": Page(WHOLE, about="open gap"),
    "staff:gap-note": Page(CASEWORK, about="open gap"),
    "staff:gap-close": Page(CASEWORK, about="open gap"),
    "staff:gap-reopen": Page(CASEWORK, about="closed gap"),
}
ABOUT: dict[str, About] = {
    "arrangement kind": then(child, "part_time"),
    "arrangement": of_child(Arrangement.objects.filter(ends_on=None)),
    "open gap": of_child(DeliveryGap.objects.filter(closed_on=None)),
    "closed gap": of_child(DeliveryGap.objects.exclude(closed_on=None)),
}
