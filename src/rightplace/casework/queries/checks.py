"""What the record knows beside a check: where it has a child, and which findings were accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import QuerySet

from rightplace.casework.models import (
    AcceptedFinding,
    Job,
    Person,
    Plan,
    Request,
    Setting,
    User,
)


@dataclass(frozen=True, slots=True)
class Known:
    """A child whom someone may see: the officer's name and the URN are empty where there is none."""

    person: int
    upn: str
    urn: str
    officer: str


def checks_of(user: User) -> QuerySet[Job]:
    """The checks that someone asked for, the newest first: nobody sees another's."""
    return Job.objects.filter(kind="check", asked_by=user).order_by("-pk")


def files_of(user: User) -> QuerySet[Job]:
    """The files that someone had made of their checks, the newest first."""
    return Job.objects.filter(kind="check-file", asked_by=user).order_by("-pk")


def sight_of(user: User) -> str:
    """One name for which children someone may see: it changes with any of them."""
    keys = Person.objects.visible_to(user).order_by("pk").values_list("pk", flat=True)
    return sha256(" ".join(map(str, keys)).encode()).hexdigest()


def known_to(user: User) -> list[Known]:
    """Every child whom someone may see, with who sees to them: the plan's officer, else the request's."""
    officers = _officers(Request.objects.visible_to(user).open())
    officers |= _officers(Plan.objects.visible_to(user).live())
    people = Person.objects.visible_to(user).values_list("pk", "upn", "setting__urn")
    return [Known(pk, upn, urn or "", officers.get(pk, "")) for pk, upn, urn in people]


def _officers(cases: QuerySet) -> dict[int, str]:
    rows = cases.order_by("pk").values_list(
        "person", "officer__first_name", "officer__last_name", "officer__username"
    )
    return {person: f"{first} {last}".strip() or name for person, first, last, name in rows}


def accepted_in(collection: str, year: int) -> QuerySet[AcceptedFinding]:
    """The findings of a return of a year that stand."""
    standing = AcceptedFinding.objects.filter(collection=collection, year=year, ended_at=None)
    return standing.select_related("by")


def settings_known() -> Iterable[dict[str, str | None]]:
    """`urn` and `setting_type` of every setting of the record."""
    return Setting.objects.values("urn", "setting_type")


def names_of_people(user: User, keys: Iterable[int]) -> dict[int, Person]:
    """Those of some children whom someone may see, by their key."""
    return {p.pk: p for p in Person.objects.visible_to(user).filter(pk__in=list(keys))}
