"""Dashboards."""

from tests.web.addresses.base import ANALYST, COMMISSIONER, MANAGER, About, Page, fixed

READERS = {MANAGER, ANALYST, COMMISSIONER}
PAGES = {
    "insight:home": Page(READERS),
    "insight:snapshots": Page(READERS),
    "insight:csv": Page(READERS, about="measure"),
    "insight:timeliness": Page(READERS),
    "insight:requests": Page(READERS),
    "insight:new-plans": Page(READERS),
    "insight:caseload": Page(READERS),
}
ABOUT: dict[str, About] = {
    "measure": fixed("timeliness.within_20_weeks", "no.such_measure"),
}
