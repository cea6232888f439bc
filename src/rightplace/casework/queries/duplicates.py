"""Children in the whole record who may be the one who is about to be entered.

This is the one question that looks beyond what the user may see: a duplicate is made exactly where
the child belongs to someone else. A page shows no more of a candidate than decides it, and nothing
at all of a record that is locked from the user.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from rightplace.casework.access import locked_from
from rightplace.casework.likeness import Identity, Kind, Likeness, likeness, turned
from rightplace.casework.models import Person, Plan, Request, User
from rightplace.casework.names import fold

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A child who may be the same, why, and whose they are; `case` is the one that counts now."""

    person: Person
    likeness: Likeness
    case: Request | Plan | None
    in_sight: bool


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """The candidates, the surest first, and children behind a lock, whom the user must not be shown.

    `closed` has the same UPN and is locked from the user; `behind_locks` are only like.
    """

    candidates: tuple[Candidate, ...]
    closed: Person | None
    behind_locks: tuple[Person, ...]

    @property
    def to_decide(self) -> bool:
        """Whether there is someone to look at; not where the matter must stop anyway."""
        return bool(self.candidates) and self.closed is None


def identity_of(person: Person) -> Identity:
    """What tells a child from another."""
    return Identity(
        person.surname,
        person.forename,
        person.birth_date,
        person.address,
        person.postcode,
        person.upn,
    )


def look_alikes(given: Identity, user: User) -> LookAlikes:
    """Who may be the child that `user` is about to enter."""
    found = _alike(given)
    keys = [person.pk for person, _ in found]
    here = Person.objects.filter(pk__in=keys)
    locked = set(here.filter(pk__in=locked_from(user)).values_list("pk", flat=True))
    seen = set(Person.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    cases = cases_of(keys)
    certain = [p for p, like in found if p.pk in locked and like.kind is Kind.CERTAIN]
    return LookAlikes(
        tuple(
            Candidate(person, like, cases.get(person.pk), person.pk in seen)
            for person, like in found
            if person.pk not in locked
        )[:SHOWN],
        certain[0] if certain else None,
        tuple(
            person
            for person, like in found
            if person.pk in locked and like.kind in (Kind.PROBABLE, Kind.POSSIBLE)
        ),
    )


def _alike(given: Identity) -> list[tuple[Person, Likeness]]:
    """Each child who is like that, the surest first; one who was entered twice as the record that counts."""
    near = _near(given).select_related("same_as")
    found = [(p, like) for p in near if (like := likeness(given, identity_of(p)))]
    found.sort(key=lambda each: (list(Kind).index(each[1].kind), each[0].pk))
    surest: dict[int, tuple[Person, Likeness]] = {}
    for person, like in found:
        counts = person.same_as or person
        surest.setdefault(counts.pk, (counts, like))
    return list(surest.values())


def _near(given: Identity) -> QuerySet[Person]:
    """A small set to compare: the same UPN, day of birth, surname or postcode."""
    days = [given.birth_date, *filter(None, [turned(given.birth_date)])]
    alike = Q(birth_date__in=days) | Q(search_name__startswith=f"{fold(given.surname)} ")
    if given.upn:
        alike |= Q(upn=given.upn)
    if given.postcode:
        alike |= Q(postcode=given.postcode)
    return Person.objects.filter(alike)


def cases_of(people: list[int]) -> dict[int, Request | Plan]:
    """Key of each child -> the live plan, else the open request, else the newest case.

    Of a child who was entered twice, the cases of every record count.
    """
    theirs = Q(person__in=people) | Q(person__same_as__in=people)
    requests = Request.objects.filter(theirs).select_related(
        "officer", "team", "assessment", "person"
    )
    plans = Plan.objects.filter(theirs).select_related("officer", "team", "person")
    in_order = sorted([*requests, *plans], key=_standing)
    own = {case.person_id: case for case in in_order}
    return own | {case.person.same_as_id or case.person_id: case for case in in_order}


def _standing(case: Request | Plan) -> tuple[int, date]:
    """What counts more comes later: a live plan, an open request, then what ended last."""
    if isinstance(case, Plan):
        return 0 if case.ceased_on else 2, case.ceased_on or case.held_from
    return 0 if case.closed_on else 1, case.closed_on or case.received_on
