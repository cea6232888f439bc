"""Two records of the team that only their officer and the manager may see."""

from rightplace.casework.actions.locks import lock_case
from rightplace.casework.models import Plan, Request
from rightplace.county.furnish.desk import Desk


def furnish(desk: Desk) -> None:
    """Lock the newest undecided request and the newest plan of the team."""
    for cases in (Request.objects.open().filter(outcome="A"), Plan.objects.live()):
        case = cases.filter(team=desk.manager.team, person__lock=None).order_by("pk").last()
        if case is not None:
            lock_case(
                case.person,
                members=[case.officer],
                reason="A parent's address must not become known.",
                **desk.how(desk.manager),
            )
