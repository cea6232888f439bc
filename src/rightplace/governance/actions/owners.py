"""Who answers for an owner's indicators."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from rightplace.governance.actions.acting import acted
from rightplace.governance.models import OwnerPerson


def name_owner(
    owner: str, people: Iterable[AbstractBaseUser], *, by: AbstractBaseUser, at: datetime
) -> None:
    """Let these people answer for an owner's indicators, and nobody else."""
    keys = sorted(person.pk for person in people)
    with acted("owner.name", about_owner(owner), by=by, at=at, people=keys):
        standing = OwnerPerson.objects.filter(owner=owner)
        standing.exclude(user__in=keys).delete()
        for key in keys:
            OwnerPerson.objects.get_or_create(owner=owner, user_id=key)


def about_owner(owner: str) -> str:
    """How the acts name an owner."""
    return f"owner:{owner}"
