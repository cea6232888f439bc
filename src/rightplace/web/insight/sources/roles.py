"""Who reads the map of sources, and who changes it."""

from django.urls import reverse

from rightplace.casework.models import Role
from rightplace.web.design.presenters import Link

READERS = (
    Role.ANALYST, Role.TEAM_MANAGER, Role.COMMISSIONER, Role.AUDITOR, Role.ADMINISTRATOR,
)  # fmt: skip
WRITERS = (Role.ANALYST, Role.ADMINISTRATOR)


def crumbs(*more: Link) -> tuple[Link, ...]:
    """The way to a page of the map."""
    return (Link("Sources", reverse("insight:sources")), *more)
