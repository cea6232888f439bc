"""Who sees to a finding: whoever has the case that the row belongs to; and where the child is on roll."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from rightplace.casework.findings import Seen
from rightplace.casework.models import DatumSource, Person, Placement, Plan, Request

# What a case officer cannot change: the team's manager, or the authority, sees to it.
_NOT_THE_OFFICERS = frozenset({DatumSource.REGISTER, DatumSource.AUTHORITY})


@dataclass(frozen=True, slots=True)
class Owner:
    """Keys of an officer and a team; None where there is none."""

    officer: int | None = None
    team: int | None = None


NOBODY = Owner()


@dataclass(frozen=True, slots=True)
class Owners:
    """The owners of many cases, read at once: key of a request, plan or child -> owner or URN."""

    requests: dict[int, Owner]
    plans: dict[int, Owner]
    people: dict[int, Owner]
    schools: dict[int, str]

    @classmethod
    def of(cls, seen: Iterable[Seen]) -> "Owners":
        """Those of the children whom findings are about, in four queries."""
        people = {each.person for each in seen if each.person is not None}
        requests, plans = _cases(Request, people), _cases(Plan, people)
        # A child's own datum is seen to by the plan's officer, else by the latest request's.
        of_people = {person: owner for _, person, owner in (*requests, *plans)}
        return cls(
            {key: owner for key, _, owner in requests},
            {key: owner for key, _, owner in plans},
            of_people,
            _schools(people),
        )

    def owner(self, seen: Seen, source: DatumSource) -> Owner:
        """Who sees to it."""
        found = (
            self.plans.get(seen.plan or 0)
            or self.requests.get(seen.request or 0)
            or self.people.get(seen.person or 0, NOBODY)
        )
        return Owner(None, found.team) if source in _NOT_THE_OFFICERS else found

    def school(self, seen: Seen) -> str:
        """The URN of the setting where the child is on roll; empty where none is known."""
        return self.schools.get(seen.person or 0, "")


def _cases(model: type[Request] | type[Plan], people: set[int]) -> list[tuple[int, int, Owner]]:
    """Key, child and owner of each case; what goes on comes last.

    The child is the record that counts, where one was entered twice.
    """
    ends = "closed_on" if model is Request else "ceased_on"
    theirs = Q(person__in=people) | Q(person__same_as__in=people)
    rows = model.objects.filter(theirs).order_by(F(ends).asc(nulls_last=True), "pk")
    found = rows.values_list("pk", Coalesce("person__same_as", "person"), "officer", "team")
    return [(key, person, Owner(officer, team)) for key, person, officer, team in found]


def _schools(people: set[int]) -> dict[int, str]:
    """A plan's main placement that goes on, before the setting entered with the child."""
    entered = Person.objects.filter(pk__in=people, setting__isnull=False)
    placed = Placement.objects.filter(
        plan__person__in=people, plan__ceased_on=None, leaving_on=None, setting__isnull=False
    ).order_by("-rank", "entry_on", "pk")
    return dict(entered.values_list("pk", "setting__urn")) | dict(
        placed.values_list("plan__person", "setting__urn")
    )
