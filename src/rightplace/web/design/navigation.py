"""Which parts of the service each role is shown."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from rightplace.casework.decisions import MEMBERS
from rightplace.casework.models import Role

_READERS = (Role.TEAM_MANAGER, Role.ANALYST, Role.COMMISSIONER)
_WHOLE = (Role.CASE_OFFICER, Role.TEAM_MANAGER, Role.AUDITOR)
_ADVISERS = (Role.PSYCHOLOGIST, Role.HEALTH_ADVISER, Role.SOCIAL_CARE_ADVISER)
_WATCHERS = (*_ADVISERS, Role.CASE_OFFICER, Role.TEAM_MANAGER, Role.AUDITOR)
_QUALITY = (Role.QUALITY_ASSURER, Role.TEAM_MANAGER, Role.CASE_OFFICER, Role.AUDITOR)
_ITEMS = (
    ("My work", "staff:today", _WHOLE),
    ("Cases", "staff:worklist", _WHOLE),
    ("Find", "staff:find", _WHOLE),
    ("Cases", "staff:worklist", (Role.CASE_OFFICER, Role.TEAM_MANAGER, Role.AUDITOR)),
    ("Decisions", "staff:decisions", (Role.CASE_OFFICER, Role.TEAM_MANAGER, Role.AUDITOR)),
    ("Panels", "staff:panels", (Role.CASE_OFFICER, Role.TEAM_MANAGER, Role.AUDITOR)),
    ("My sittings", "staff:my-sittings", MEMBERS),
    ("Consultations", "staff:consultation-list", (Role.CASE_OFFICER, Role.TEAM_MANAGER)),
    ("Provision gaps", "staff:gaps", (Role.CASE_OFFICER, Role.TEAM_MANAGER)),
    ("Costs", "staff:costs", (Role.FINANCE, Role.CASE_OFFICER, Role.TEAM_MANAGER)),
    ("Reviews", "staff:review-list", (Role.CASE_OFFICER, Role.TEAM_MANAGER, Role.AUDITOR)),
    ("Changes", "staff:change-list", (Role.CASE_OFFICER, Role.TEAM_MANAGER, Role.AUDITOR)),
    ("Disputes", "staff:dispute-list", (Role.CASE_OFFICER, Role.TEAM_MANAGER, Role.AUDITOR)),
    ("Letters sent", "staff:letters-sent", (Role.CASE_OFFICER, Role.TEAM_MANAGER)),
    ("Advice to give", "staff:advice-to-give", _ADVISERS),
    ("Late advice", "staff:advice-late", _WATCHERS),
    ("Capacity for advice", "staff:advice-capacity", (*_ADVISERS, Role.TEAM_MANAGER)),
    ("Quality", "staff:quality", _QUALITY),
    ("Team picture", "staff:team", (Role.TEAM_MANAGER,)),
    ("Caseloads", "staff:caseloads", (Role.TEAM_MANAGER,)),
    ("Locked records", "staff:locks", (Role.TEAM_MANAGER,)),
    ("Dashboards", "insight:home", _READERS),
    ("Snapshots", "insight:snapshots", _READERS),
    ("People", "staff:users", (Role.ADMINISTRATOR,)),
    ("Letterhead and services", "staff:authority", (Role.ADMINISTRATOR,)),
)


@dataclass(frozen=True)
class NavigationItem:
    """A part of the service; the current one holds the page that is open."""

    text: str
    href: str
    current: bool


def navigation(role: str, path: str) -> tuple[NavigationItem, ...]:
    """What a person of that role is shown while on `path`; the longest address that fits is current."""
    links = [(text, _address(name)) for text, name, roles in _ITEMS if role in roles]
    shown = [(text, href) for text, href in links if href is not None]
    open_at = max((href for _, href in shown if path.startswith(href)), key=len, default="")
    return tuple(NavigationItem(text, href, href == open_at) for text, href in shown)


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
