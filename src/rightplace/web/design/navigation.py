"""Which parts of the service each role is shown."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from rightplace.casework.models import Role

_READERS = (Role.TEAM_MANAGER, Role.ANALYST, Role.COMMISSIONER)
_ADVISERS = (Role.PSYCHOLOGIST, Role.HEALTH_ADVISER, Role.SOCIAL_CARE_ADVISER)
_WATCHERS = (*_ADVISERS, Role.CASE_OFFICER, Role.TEAM_MANAGER, Role.AUDITOR)
_QUALITY = (Role.QUALITY_ASSURER, Role.TEAM_MANAGER, Role.CASE_OFFICER, Role.AUDITOR)
_ITEMS = (
    ("Cases", "staff:worklist", (Role.CASE_OFFICER, Role.TEAM_MANAGER, Role.AUDITOR)),
    ("Advice to give", "staff:advice-to-give", _ADVISERS),
    ("Late advice", "staff:advice-late", _WATCHERS),
    ("Capacity for advice", "staff:advice-capacity", (*_ADVISERS, Role.TEAM_MANAGER)),
    ("Quality", "staff:quality", _QUALITY),
    ("Team picture", "staff:team", (Role.TEAM_MANAGER,)),
    ("Dashboards", "insight:home", _READERS),
    ("Snapshots", "insight:snapshots", _READERS),
    ("People", "staff:users", (Role.ADMINISTRATOR,)),
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
