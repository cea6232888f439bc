"""Every list that does not stand in the row at the top, and what each is for."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.web.access import for_roles
from rightplace.web.design.menu import ALL_LISTS, MenuItem, grouped


@dataclass(frozen=True)
class ListLink:
    """A list: what it is called, where it is, and what it is for."""

    text: str
    href: str
    purpose: str


def _link(item: MenuItem) -> ListLink:
    return ListLink(item.text, reverse(item.name), item.purpose)


@for_roles(*ALL_LISTS.roles)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The lists of the role, under their headings."""
    groups = [
        (group.value, [_link(item) for item in items])
        for group, items in grouped(request.user.role).items()
    ]
    return render(request, "staff/all_lists.html", {"title": ALL_LISTS.text, "groups": groups})
