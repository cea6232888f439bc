"""Who may see whose record: by relationship to the child, closed to everyone else."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from rightplace.casework.models.staff import User


def related_to(user: "User") -> Q:
    """The cases that someone is responsible for; none for a role without casework.

    An officer's are their own, a manager's those of their team.
    """
    return {
        "case_officer": Q(officer=user.pk),
        "team_manager": Q(team=user.team_id),
    }.get(user.role, Q(pk__in=[]))


class CaseQuerySet(models.QuerySet):
    """Requests or plans."""

    def visible_to(self, user: "User") -> Self:
        """Those that `user` may see."""
        return self.filter(related_to(user))


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
        """Those with a request or a plan that `user` may see."""
        requests = self.model.requests.rel.related_model.objects.visible_to(user)
        plans = self.model.plans.rel.related_model.objects.visible_to(user)
        return self.filter(Q(pk__in=requests.values("person")) | Q(pk__in=plans.values("person")))
