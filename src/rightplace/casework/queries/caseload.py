"""How much each officer of a team has in hand: a number, not a look at any child."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rightplace.casework.access import CaseQuerySet
from rightplace.casework.models import Plan, Request, Role, Team, User

PLANS_TO_A_REQUEST = 10
"""So many live plans weigh as much as one open request."""


@dataclass(frozen=True, slots=True)
class Caseload:
    """What one officer has in hand."""

    officer: User
    requests: int
    plans: int

    @property
    def weight(self) -> float:
        """The measure by which new work is shared out."""
        return self.requests + self.plans / PLANS_TO_A_REQUEST


def caseloads(team: Team) -> list[Caseload]:
    """The officers at work in a team, the lightest caseload first."""
    officers = User.objects.filter(team=team, role=Role.CASE_OFFICER, is_active=True)
    requests = Counter(_officers(Request.objects.open().filter(officer__in=officers)))
    plans = Counter(_officers(Plan.objects.live().filter(officer__in=officers)))
    loads = [
        Caseload(officer, requests[officer.pk], plans[officer.pk])
        for officer in officers.select_related("team").order_by("last_name", "first_name", "pk")
    ]
    return sorted(loads, key=lambda load: load.weight)


def _officers(cases: CaseQuerySet) -> Iterable[int]:
    return cases.values_list("officer", flat=True)


def lightest(team: Team) -> User | None:
    """The officer to whom new work of a team goes; None where nobody is at work in it."""
    loads = caseloads(team)
    return loads[0].officer if loads else None
