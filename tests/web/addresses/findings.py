"""Findings of the rules of data quality."""

from rightplace.casework.models import Finding
from tests.web.addresses.base import CASEWORK, WHOLE, About, Page, nobody, of_child, or_stranger

PAGES = {
    "staff:findings": Page(WHOLE),
    "staff:finding": Page(WHOLE, about="open finding"),
    "staff:finding-accept": Page(CASEWORK, about="open finding"),
    "staff:finding-cause": Page(CASEWORK, about="open finding"),
    "staff:finding-hand-over": Page(CASEWORK, about="open finding"),
    "staff:finding-withdraw": Page(CASEWORK, about="accepted finding"),
    "staff:child-findings": Page(WHOLE, about="person"),
}
ABOUT: dict[str, About] = {
    "open finding": of_child(Finding.objects.filter(state="open", person__isnull=False)),
    # An auditor sees every record that is not locked.
    "accepted finding": or_stranger(of_child(Finding.objects.filter(state="accepted")), nobody()),
}
