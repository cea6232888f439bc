"""How heavy each officer's caseload is, and how it could be levelled."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from rightplace.casework.access import PlanQuerySet, RequestQuerySet
from rightplace.casework.models import Plan, Request, Role, Team, User
from rightplace.casework.queries.stages import stage_of
from rightplace.law.stages import Stage

Case = Request | Plan

WEIGHTS: dict[str, tuple[float, str]] = {
    "deciding": (2.0, "Request being decided"),
    "assessing": (3.0, "Assessment"),
    "issuing": (3.0, "Plan agreed, not issued"),
    "late": (1.0, "More for each case that is late"),
    "active": (1.5, "Plan with a step due in 6 weeks"),
    "quiet": (0.5, "Other plan"),
}
"""What a case weighs: its kind -> points, and what that is."""

_ACTIVE = timedelta(weeks=6)
_TOLERANCE = 0.05
_MOST_MOVES = 60


def kind_of(case: Case, *, as_of: date) -> str:
    """The kind of a case, as a key of WEIGHTS."""
    if isinstance(case, Request):
        return _KINDS[stage_of(case)]
    active = case.next_due_on is not None and case.next_due_on <= as_of + _ACTIVE
    return "active" if active else "quiet"


_KINDS = {Stage.DECIDING: "deciding", Stage.ASSESSING: "assessing", Stage.ISSUING: "issuing"}


def is_late(case: Case, *, as_of: date) -> bool:
    """Whether the next limit of a case has passed."""
    return case.next_due_on is not None and case.next_due_on < as_of


def weight_of(case: Case, *, as_of: date) -> float:
    """What a case weighs."""
    more = WEIGHTS["late"][0] if is_late(case, as_of=as_of) else 0
    return WEIGHTS[kind_of(case, as_of=as_of)][0] + more


@dataclass(slots=True)
class Caseload:
    """An officer's cases, each with its weight."""

    officer: User
    cases: list[tuple[Case, float]] = field(default_factory=list)
    late: int = 0

    @property
    def weight(self) -> float:
        """The sum of the weights."""
        return sum(weight for _, weight in self.cases)

    @property
    def requests(self) -> int:
        """How many of the cases are requests."""
        return sum(isinstance(case, Request) for case, _ in self.cases)

    @property
    def plans(self) -> int:
        """How many of them are plans."""
        return len(self.cases) - self.requests


@dataclass(frozen=True, slots=True)
class Move:
    """A case that would go from one officer to another."""

    case: Case
    weight: float
    giver: User
    taker: User

    @property
    def key(self) -> str:
        """What stands for the move in a form: "request-12-7"."""
        return f"{type(self.case).__name__.lower()}-{self.case.pk}-{self.taker.pk}"


def caseloads(manager: User, *, as_of: date) -> list[Caseload]:
    """The caseload of every officer of a manager's team, the heaviest first, as the manager may see it."""
    requests = Request.objects.visible_to(manager)
    plans = Plan.objects.visible_to(manager)
    return _weighed(manager.team, requests, plans, as_of)


def lightest(team: Team, *, as_of: date) -> User | None:
    """The officer to whom new work of a team goes; None where nobody is at work in it."""
    requests, plans = Request.objects.filter(team=team), Plan.objects.filter(team=team)
    loads = _weighed(team, requests, plans, as_of)
    able = [load for load in loads if load.officer.is_active]
    return min(able, key=lambda load: load.weight).officer if able else None


def _weighed(
    team: Team | None, requests: RequestQuerySet, plans: PlanQuerySet, as_of: date
) -> list[Caseload]:
    officers = User.objects.filter(team=team, role=Role.CASE_OFFICER, is_active=True)
    found = {officer.pk: Caseload(officer) for officer in officers.select_related("team")}
    for rows in (requests.open().select_related("assessment"), plans.live()):
        for case in rows.select_related("person", "officer").order_by("pk"):
            load = found.setdefault(case.officer_id, Caseload(case.officer))
            load.cases.append((case, weight_of(case, as_of=as_of)))
            load.late += is_late(case, as_of=as_of)
    return sorted(found.values(), key=lambda load: (-load.weight, load.officer.pk))


def levelling(loads: Sequence[Caseload]) -> list[Move]:
    """Moves that bring every officer near the mean: from the heaviest to the lightest, in turn.

    Only what is early in its course or quiet moves; a case that is late, or a child with another
    case, stays with the officer who knows it.
    """
    moves: list[Move] = []
    able = [load for load in loads if load.officer.is_active]
    weights = {load.officer.pk: load.weight for load in able}
    spare = {load.officer.pk: _spare(load) for load in able}
    people = {load.officer.pk: load.officer for load in able}
    mean = sum(weights.values()) / len(weights) if weights else 0
    while weights and len(moves) < _MOST_MOVES:
        giver, taker = max(weights, key=weights.__getitem__), min(weights, key=weights.__getitem__)
        gap = min(weights[giver] - mean, mean - weights[taker])
        chosen = _fitting(spare[giver], gap)
        if weights[giver] - mean <= _TOLERANCE * mean or chosen is None:
            break
        case, weight = chosen
        spare[giver].remove(chosen)
        weights[giver] -= weight
        weights[taker] += weight
        moves.append(Move(case, weight, people[giver], people[taker]))
    return moves


def _spare(load: Caseload) -> list[tuple[Case, float]]:
    """What may go to someone else: what is early in its course, the newest first."""
    cases_of = Counter(case.person_id for case, _ in load.cases)
    early = (WEIGHTS["deciding"][0], WEIGHTS["quiet"][0])
    movable = [
        (case, weight)
        for case, weight in load.cases
        if weight in early and cases_of[case.person_id] == 1
    ]
    return sorted(movable, key=lambda each: (-each[1], -each[0].pk))


def _fitting(spare: Iterable[tuple[Case, float]], gap: float) -> tuple[Case, float] | None:
    """The heaviest that does not turn the balance round."""
    return next((each for each in spare if each[1] <= max(gap, 0) * 2), None)


def totals(loads: Sequence[Caseload]) -> Mapping[str, float]:
    """The mean, the heaviest and the lightest weight."""
    weights = [load.weight for load in loads if load.officer.is_active] or [0.0]
    return {"mean": sum(weights) / len(weights), "most": max(weights), "least": min(weights)}
