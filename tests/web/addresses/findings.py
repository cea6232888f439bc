"""Findings of the rules of data quality."""

from rightplace.casework.models import Finding
from tests.web.addresses.base import CASEWORK, WHOLE, About, Page, of_child

PAGES = {
    "staff:findings": Page(WHOLE),
    "staff:finding": Page(WHOLE, about="finding"),
    "staff:finding-accept": Page(CASEWORK, about="finding"),
    "staff:finding-cause": Page(CASEWORK, about="finding"),
    "staff:finding-hand-over": Page(CASEWORK, about="finding"),
    "staff:finding-withdraw": Page(CASEWORK, about="accepted finding"),
    "staff:child-findings": Page(WHOLE, about="person"),
}
ABOUT: dict[str, About] = {
    "finding": of_child(Finding.objects.filter(person__isnull=False)),
    "accepted finding": of_child(Finding.objects.filter(state="accepted")),
}
