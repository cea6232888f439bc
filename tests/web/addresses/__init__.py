"""Every address of the product: who it is for, and how to come by a record of one's own and a stranger's.

Each area has a module with its `PAGES` and `ABOUT`; `AREAS` names them all. What an address is about may be
told by another area's `ABOUT`.
"""

from tests.web.addresses import (
    accounts,
    advice,
    cases,
    changes,
    checks,
    consultations,
    costs,
    delivery,
    disputes,
    documents,
    findings,
    governance,
    history,
    insight,
    lists,
    matching,
    panels,
    performance,
    plan_text,
    quality,
    reviews,
    sources,
    work,
)
from tests.web.addresses.base import About, Page, merged

AREAS = (
    accounts,
    cases,
    work,
    history,
    panels,
    plan_text,
    advice,
    quality,
    consultations,
    costs,
    delivery,
    reviews,
    changes,
    disputes,
    documents,
    findings,
    governance,
    insight,
    matching,
    checks,
    sources,
    lists,
    performance,
)
PAGES: dict[str, Page] = merged(area.PAGES for area in AREAS)
ABOUT: dict[str, About] = merged(area.ABOUT for area in AREAS)
