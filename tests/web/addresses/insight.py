"""Dashboards."""

from tests.web.addresses.base import ANALYST, COMMISSIONER, MANAGER, About, Page, fixed

READERS = {MANAGER, ANALYST, COMMISSIONER}
PAGES = {
    "insight:home": Page(READERS),
    "insight:snapshots": Page(READERS),
    "insight:returns": Page(READERS),
    "insight:return-rows": Page({MANAGER, ANALYST}, about="reason"),
    "insight:return-file": Page({ANALYST}, about="return form"),
    "insight:csv": Page(READERS, about="measure"),
    "insight:timeliness": Page(READERS),
    "insight:requests": Page(READERS),
    "insight:new-plans": Page(READERS),
    "insight:caseload": Page(READERS),
}
ABOUT: dict[str, About] = {
    "reason": fixed("LIVE", "NO_SUCH_REASON"),
    "return form": fixed("xml", "pdf"),
    "measure": fixed("timeliness.within_20_weeks", "no.such_measure"),
}
