"""The map of sources, and the trends of data quality."""

from tests.web.addresses.base import (
    ADMINISTRATOR,
    ANALYST,
    AUDITOR,
    COMMISSIONER,
    MANAGER,
    About,
    Page,
    fixed,
)

READERS = {ANALYST, MANAGER, COMMISSIONER, AUDITOR, ADMINISTRATOR}
PAGES = {
    "insight:sources": Page(READERS),
    "insight:wanted": Page(READERS),
    "insight:source": Page(READERS, about="source"),
    "staff:source-change": Page({ANALYST, ADMINISTRATOR}, about="source"),
    "insight:data-quality": Page(READERS - {ADMINISTRATOR}),
    "insight:datum": Page(READERS, about="datum"),
}
ABOUT: dict[str, About] = {
    "source": fixed("intake", "no-such-source"),
    "datum": lambda user, own: ["request", "request_source" if own else "no_such_column"],
}
