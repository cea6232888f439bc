"""Two records of the team that only their officer and the manager may see."""

from rightplace.casework.actions.locks import lock_case
from rightplace.casework.models import Plan, Request
from rightplace.county.furnish.desk import Desk


def furnish(desk: Desk) -> None:
    """Lock the newest undecided request of the team, and its newest plan from before the last day."""
    plans = Plan.objects.live().filter(held_from__lt=desk.day)
    for cases in (Request.objects.open().filter(outcome="A"), plans):
        case = cases.filter(team=desk.manager.team, person__lock=None).order_by("pk").last()
        if case is not None:
            lock_case(
                case.person,
                members=[case.officer],
                reason="A parent's address must not become known.",
                **desk.how(desk.manager),
            )
