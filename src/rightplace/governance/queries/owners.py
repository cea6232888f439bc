"""Who answers for which indicators."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import AbstractBaseUser

from rightplace.governance.models import OwnerPerson


def owned_by(user: AbstractBaseUser) -> frozenset[str]:
    """The owners, as the register names them, for whom someone answers."""
    return frozenset(OwnerPerson.objects.filter(user=user).values_list("owner", flat=True))


def people_of_owners() -> Mapping[str, Sequence[AbstractBaseUser]]:
    """Owner -> those who answer for it, whoever was named first before the others."""
    found: dict[str, list[AbstractBaseUser]] = {}
    for row in OwnerPerson.objects.select_related("user").order_by("pk"):
        found.setdefault(row.owner, []).append(row.user)
    return found
