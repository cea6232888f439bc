"""Pairs that may be one child, and what of the children decides it."""

from collections.abc import Iterator

from django.db.models import QuerySet

from rightplace.casework.models import (
    TO_DECIDE,
    AuditEvent,
    Match,
    MatchState,
    Person,
    SourceFile,
    User,
)

_COMPARED = ("surname", "forename", "birth_date", "sex", "address", "postcode", "upn")


def pairs_to_decide(user: User) -> QuerySet[Match]:
    """Pairs that wait for a decision, the least certain first."""
    rows = Match.objects.visible_to(user).filter(state__in=TO_DECIDE)
    return rows.select_related("person", "other", "record").order_by("probability", "pk")


def links(user: User) -> QuerySet[Match]:
    """Pairs that someone said are the same child, by the child's name."""
    rows = Match.objects.visible_to(user).filter(state=MatchState.SAME)
    rows = rows.select_related("person", "other", "decided_by")
    return rows.order_by("person__surname", "person__forename", "pk")


def find_pair(user: User, key: int) -> Match | None:
    """The pair, if the user may see whom it is about."""
    rows = Match.objects.visible_to(user).select_related("person", "other", "record", "decided_by")
    return rows.filter(pk=key).first()


def decisions_on(match: Match) -> QuerySet[AuditEvent]:
    """What was decided about a pair and undone again, the newest first."""
    rows = AuditEvent.objects.filter(
        person=match.person_id,
        kind=AuditEvent.Kind.WRITE,
        action__startswith="matching.",
        detail__match=match.pk,
    )
    return rows.select_related("by").order_by("-at", "-pk")


def lists_loaded() -> QuerySet[SourceFile]:
    """The lists of other systems, the newest first."""
    return SourceFile.objects.select_related("loaded_by").order_by("-loaded_at", "-pk")


def identities_of_record() -> Iterator[dict[str, object]]:
    """What is compared of each child of the record who does not point at another record."""
    rows = Person.objects.filter(same_as=None).values("pk", *_COMPARED)
    return rows.order_by("pk").iterator()
