"""Letters that someone may read."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from rightplace.casework.models import Letter, Person, User


@dataclass(frozen=True, slots=True)
class WantedLetters:
    """Which letters: of a kind, sent from a day to a day, by someone."""

    kind: str = ""
    since: date | None = None
    until: date | None = None
    sent_by: int | None = None


def letters_visible_to(user: User) -> QuerySet[Letter]:
    """Every letter about a child whose whole record `user` sees, the newest first."""
    seen = Letter.objects.filter(person__in=Person.objects.visible_to(user).values("pk"))
    return seen.select_related("person", "sent_by").order_by("-sent_at", "-pk")


def letters_sent(user: User, wanted: WantedLetters) -> QuerySet[Letter]:
    """Those of them that are wanted."""
    narrowed = {
        "kind": wanted.kind or None,
        "sent_at__date__gte": wanted.since,
        "sent_at__date__lte": wanted.until,
        "sent_by": wanted.sent_by,
    }
    given = {name: value for name, value in narrowed.items() if value is not None}
    return letters_visible_to(user).filter(**given)
