"""The row at the top of every page: the parts of the service that a role is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from rightplace.web.design.menu import ALL_LISTS, MenuItem, grouped, in_row


@dataclass(frozen=True)
class NavigationItem:
    """A part of the service; the current one holds the page that is open."""

    text: str
    href: str
    current: bool


def navigation(role: str, path: str) -> tuple[NavigationItem, ...]:
    """What a person of that role is shown while on `path`.

    The longest address in the row that `path` begins with is current; for the pages of a list that
    stands elsewhere, "All lists" is.
    """
    row = _addresses(in_row(role))
    lists = _addresses((ALL_LISTS,) if role in ALL_LISTS.roles else ())
    listed = [href for items in grouped(role).values() for href in _addresses(items).values()]
    open_at = _longest(path, row.values())
    if lists and not open_at and _longest(path, (*listed, *lists.values())):
        open_at = lists[ALL_LISTS.text]
    return tuple(
        NavigationItem(text, href, href == open_at) for text, href in (row | lists).items()
    )


def _longest(path: str, addresses: Iterable[str]) -> str:
    """The longest of the addresses that a path begins with; empty where it begins with none."""
    return max((href for href in addresses if path.startswith(href)), key=len, default="")


def _addresses(items: Iterable[MenuItem]) -> dict[str, str]:
    """Where each item leads, by its text; without those that have no address here."""
    found = {item.text: _address(item.name) for item in items}
    return {text: href for text, href in found.items() if href is not None}


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
