"""Reviews of plans."""

from rightplace.casework.models import Plan
from tests.web.addresses.base import CASEWORK, WHOLE, About, Page, child_key, of, then

PAGES = {
    "staff:review-list": Page(WHOLE),
    "staff:review-calendar": Page(WHOLE),
    "staff:review-plan-bulk": Page(CASEWORK),
    "staff:review-paperwork": Page(WHOLE),
    "staff:review-chase-bulk": Page(CASEWORK),
    "staff:phase-transfers": Page(WHOLE),
    "staff:phase-expect": Page(CASEWORK),
    "staff:review-adulthood": Page(WHOLE),
    "staff:reviews": Page(WHOLE, about="plan"),
    "staff:review-step": Page(CASEWORK, about="review step"),
}
ABOUT: dict[str, About] = {
    "review step": then(
        of(Plan.objects.live(), Plan.objects.visible_to, give=child_key), "meeting"
    ),
}
