"""The performance pages, for those inside and for everyone."""

from rightplace.casework.models import Role
from tests.web.addresses.base import (
    ANALYST,
    AUDITOR,
    CASEWORK,
    COMMISSIONER,
    EVERYONE,
    MANAGER,
    About,
    Page,
    fixed,
)

INSIDE = {MANAGER, ANALYST, COMMISSIONER, AUDITOR, Role.DIRECTOR, Role.HEAD_OF_SERVICE}
READERS = {*INSIDE, Role.COUNCILLOR}
WRITERS = {ANALYST, Role.DIRECTOR, Role.HEAD_OF_SERVICE}
PAGES = {
    "insight:performance": Page(READERS),
    "insight:performance-csv": Page(READERS),
    "insight:performance-xlsx": Page(READERS),
    "insight:performance-compare": Page(READERS),
    "insight:performance-looked-after": Page(READERS),
    "insight:performance-indicator": Page(READERS, about="indicator in depth"),
    "insight:performance-indicator-csv": Page(READERS, about="indicator in depth"),
    "insight:performance-team": Page(CASEWORK),
    "insight:performance-children": Page({*CASEWORK, AUDITOR}, about="indicator of children"),
    "insight:performance-list": Page(
        {ANALYST, AUDITOR, Role.DIRECTOR, Role.HEAD_OF_SERVICE}, about="indicator of a list"
    ),
    "insight:performance-schools": Page(INSIDE, about="indicator of schools"),
    "insight:papers": Page(WRITERS),
    "insight:paper-check": Page(WRITERS),
    "insight:paper-file": Page(WRITERS, about="form of a paper"),
    "public:performance": Page(EVERYONE, anonymous=200),
    "public:performance-csv": Page(EVERYONE, anonymous=200),
    "public:performance-metadata": Page(EVERYONE, anonymous=200),
}
ABOUT: dict[str, About] = {
    "form of a paper": fixed("csv", "no-such-form"),
    "indicator in depth": fixed("cp-second-plan", "no-such-indicator"),
    "indicator of children": fixed("send-mainstream-plans", "cp-second-plan"),
    "indicator of a list": fixed("cp-second-plan", "schools-primary-good"),
    "indicator of schools": fixed("schools-primary-good", "cp-second-plan"),
}
