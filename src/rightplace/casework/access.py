"""Who may see whose record: by relationship to the child, closed to everyone else.

A role without a row in `_CASES` or `_CHILDREN` sees nobody. A record that is locked exists only for
those whom the lock names, whatever their role.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from rightplace.casework.models.staff import User

_EVERY, _NONE = Q(), Q(pk__in=[])


def _covered(user: "User") -> models.QuerySet:
    """Keys of the officers whose work an officer sees to while they are away."""
    covers = apps.get_model("casework", "Cover").objects
    return covers.filter(covered_by=user.pk, ended_on__isnull=True).values("officer")


# Role -> the requests and plans that someone is responsible for, or may read throughout.
_CASES: dict[str, Callable[["User"], Q]] = {
    "case_officer": lambda user: Q(officer=user.pk) | Q(officer__in=_covered(user)),
    "team_manager": lambda user: Q(team=user.team_id),
    "auditor": lambda user: _EVERY,
}


def _asked(user: "User") -> Q:
    """Children whom an adviser was asked about."""
    advice = apps.get_model("casework", "AdviceRequest").objects.filter(assigned_to=user.pk)
    return Q(pk__in=advice.values("assessment__request__person"))


def _on_agenda(user: "User") -> Q:
    """Children on a published agenda of a panel on which someone sits, without an interest.

    How long after a sitting the papers stay is counted where the day is known
    (`queries.panels.sittings_for`).
    """
    items = apps.get_model("casework", "PanelItem").objects.filter(
        sitting__panel__members__user=user.pk, sitting__published_on__isnull=False
    )
    shown = items.exclude(state__in=("moved", "removed")).exclude(interests__member__user=user.pk)
    return Q(pk__in=shown.values("request__person")) | Q(pk__in=shown.values("plan__person"))


def _paid_for(user: "User") -> Q:
    """Children whose plan the authority maintains, and so pays for."""
    return Q(pk__in=apps.get_model("casework", "Plan").objects.live().values("person"))


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
    "panel_member": _on_agenda,
    "finance": _paid_for,
    "quality_assurer": _sampled,
}


ADVISERS = ("psychologist", "health_adviser", "social_care_adviser")
"""The roles that are given a child's documents where these are shared with professionals."""


_EVERY_LIST = (
    "child_protection_plan",
    "care_leaver",
    "looked_after",
    "home_educated",
    "key_stage_result",
)
# Role -> the lists of other services that someone may read child by child. A quality assurer, who reads the
# plans of a sample, and a case officer, who knows the children of their own cases, may read none.
_LISTS: dict[str, tuple[str, ...]] = {
    "director": _EVERY_LIST,
    "head_of_service": _EVERY_LIST,
    "analyst": _EVERY_LIST,
    "auditor": _EVERY_LIST,
}


def may_read_list(user: "User", table: str) -> bool:
    """Whether someone may read a list of another service child by child: closed to everyone not named."""
    return table in _LISTS.get(user.role, ())


def related_to(user: "User") -> Q:
    """The requests or plans that someone may see whole."""
    return _CASES.get(user.role, lambda user: _NONE)(user)


def _has_case(model: str, user: "User") -> Q:
    """Children with such a case; a lock is the child's, and is looked at once.

    A case of a child who was entered twice is a case of the record that counts; the reverse is not so.
    """
    cases = apps.get_model("casework", model).objects.filter(related_to(user))
    entered_twice = cases.filter(person__same_as__isnull=False)
    return Q(Exists(cases.filter(person=OuterRef("pk")))) | Q(
        pk__in=entered_twice.values("person__same_as")
    )


def locked_from(user: "User") -> models.QuerySet:
    """Keys of the children whose record is locked and whose lock does not name `user`.

    A lock closes every record of a child who was entered more than once.
    """
    locks = apps.get_model("casework", "CaseLock").objects
    shut = locks.exclude(pk__in=locks.filter(members=user.pk).values("pk")).values("person")
    people = apps.get_model("casework", "Person").objects
    return shut.union(
        people.filter(other_records__in=shut).values("pk"),
        people.filter(same_as__in=shut).values("pk"),
        people.filter(same_as__other_records__in=shut).values("pk"),
    )


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


# What someone who sees a child only in part may be given of the documents.
_SHARED = Q(confidentiality__in=["family", "professionals"], withdrawn_at=None)


class DocumentQuerySet(models.QuerySet):
    """Documents about children."""

    def visible_to(self, user: "User") -> Self:
        """Those of the children whom `user` sees: all of a whole record, else what is shared."""
        person = self.model._meta.get_field("person").related_model
        seen = self.filter(person__in=person.objects.visible_to(user).values("pk"))
        if user.role in _CASES:
            return seen
        return seen.filter(_SHARED) if user.role in ADVISERS else self.none()

    def standing(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class FindingQuerySet(models.QuerySet):
    """What the rules of data quality find."""

    def visible_to(self, user: "User") -> Self:
        """Those about children whose whole record `user` sees; those about none are not for officers."""
        if user.role not in _CASES:
            return self.none()
        person = self.model._meta.get_field("person").related_model
        seen = Q(person__in=person.objects.visible_to(user).values("pk"))
        own = Q(person=None) if user.role != "case_officer" else _NONE
        return self.filter(seen | own)

    def standing(self) -> Self:
        """Those that nobody has accepted and no run has seen mended."""
        return self.filter(state="open")


class PersonQuerySet(models.QuerySet):
    """Children and young people."""

    def visible_to(self, user: "User") -> Self:
        """Those whom `user` may see, whole or in part."""
        if user.role in _CHILDREN:
            return self.unlocked_for(user).filter(_CHILDREN[user.role](user))
        seen = _has_case("Request", user) | _has_case("Plan", user)
        return self.unlocked_for(user).filter(seen)

    def unlocked_for(self, user: "User") -> Self:
        """Those whose record is not locked, or is locked with `user` named."""
        return self.exclude(pk__in=locked_from(user))


class MatchQuerySet(models.QuerySet):
    """Pairs that may be one child."""

    def visible_to(self, user: "User") -> Self:
        """Those of whose children `user` sees each; an analyst sees every pair, and no child whole."""
        person = self.model._meta.get_field("person").related_model
        people = person.objects.unlocked_for(user)
        if user.role == "team_manager":
            people = person.objects.visible_to(user)
        elif user.role != "analyst":
            return self.none()
        keys = people.values("pk")
        return self.filter(Q(other=None) | Q(other__in=keys), person__in=keys)
