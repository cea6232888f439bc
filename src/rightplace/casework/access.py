"""Who may see whose record: by relationship to the child, closed to everyone else.

A role without a row in `_CASES` or `_CHILDREN` sees nobody. A record that is locked exists only for
those whom the lock names, whatever their role.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from rightplace.casework.models.staff import User

_EVERY, _NONE = Q(), Q(pk__in=[])

# Role -> the requests and plans that someone is responsible for, or may read throughout.
_CASES: dict[str, Callable[["User"], Q]] = {
    "case_officer": lambda user: Q(officer=user.pk),
    "team_manager": lambda user: Q(team=user.team_id),
    "auditor": lambda user: _EVERY,
}


def _asked(user: "User") -> Q:
    """Children whom an adviser was asked about."""
    advice = apps.get_model("casework", "AdviceRequest").objects.filter(assigned_to=user.pk)
    return Q(pk__in=advice.values("assessment__request__person"))


def _sampled(user: "User") -> Q:
    """Children whose plan is in a quality assurer's sample."""
    mine = Q(auditor=user.pk) | Q(moderator=user.pk)
    audits = apps.get_model("casework", "Audit").objects.filter(mine)
    return Q(pk__in=audits.values("plan__person"))


# Role -> the children whom someone may see in part, on the pages that are for that role.
_CHILDREN: dict[str, Callable[["User"], Q]] = {
    "psychologist": _asked,
    "health_adviser": _asked,
    "social_care_adviser": _asked,
    "quality_assurer": _sampled,
}


def related_to(user: "User") -> Q:
    """The requests or plans that someone may see whole."""
    return _CASES.get(user.role, lambda user: _NONE)(user)


def locked_from(user: "User") -> models.QuerySet:
    """Keys of the children whose record is locked and whose lock does not name `user`."""
    locks = apps.get_model("casework", "CaseLock").objects
    return locks.exclude(pk__in=locks.filter(members=user.pk).values("pk")).values("person")


class CaseQuerySet(models.QuerySet):
    """Requests or plans."""

    def visible_to(self, user: "User") -> Self:
        """Those that `user` may see."""
        return self.filter(related_to(user)).exclude(person__in=locked_from(user))


class RequestQuerySet(CaseQuerySet):
    """Requests for an assessment."""

    def open(self) -> Self:
        """Those with something still to be done."""
        return self.filter(closed_on__isnull=True)


class PlanQuerySet(CaseQuerySet):
    """EHC plans."""

    def live(self) -> Self:
        """Those that the authority maintains."""
        return self.filter(ceased_on__isnull=True)


class PersonQuerySet(models.QuerySet):
    """Children and young people."""

    def visible_to(self, user: "User") -> Self:
        """Those whom `user` may see, whole or in part."""
        if user.role in _CHILDREN:
            return self.unlocked_for(user).filter(_CHILDREN[user.role](user))
        requests = self.model.requests.rel.related_model.objects.visible_to(user)
        plans = self.model.plans.rel.related_model.objects.visible_to(user)
        seen = Q(pk__in=requests.values("person")) | Q(pk__in=plans.values("person"))
        return self.unlocked_for(user).filter(seen)

    def unlocked_for(self, user: "User") -> Self:
        """Those whose record is not locked, or is locked with `user` named."""
        return self.exclude(pk__in=locked_from(user))
