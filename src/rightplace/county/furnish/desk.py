"""Who furnishes, for which cases, on which day."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any

from rightplace.casework.models import CaseLock, Plan, Request, User
from rightplace.county.spec import CountySpec

_CASES = 40
_HOUR = time(9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Desk:
    """The demonstration's officer, the officer's manager, and the last day of the county."""

    spec: CountySpec
    officer: User
    manager: User

    @property
    def day(self) -> date:
        """The day that the county stands at."""
        return self.spec.until

    def how(self, by: User | None = None, on: date | None = None) -> dict[str, Any]:
        """`by` and `at` for an action: the officer, on the last day, unless said otherwise."""
        return {"by": by or self.officer, "at": datetime.combine(on or self.day, _HOUR)}

    def draws(self, area: str) -> random.Random:
        """The chances of one area: the same seed gives the same office."""
        return self.spec.stream(f"furnish {area}")

    def user(self, username: str) -> User:
        """Someone of the demonstration, such as "psychologist"."""
        return User.objects.get(username=username)

    @cached_property
    def requests(self) -> list[Request]:
        """The officer's open requests, the oldest first; at most 40."""
        rows = Request.objects.open().filter(officer=self.officer)
        rows = rows.select_related("person", "assessment")
        return list(rows.order_by("received_on", "pk")[:_CASES])

    @cached_property
    def open_plans(self) -> list[Plan]:
        """Those of `plans` whose record is not locked."""
        locked = set(CaseLock.objects.values_list("person", flat=True))
        return [plan for plan in self.plans if plan.person_id not in locked]

    @cached_property
    def plans(self) -> list[Plan]:
        """The officer's live plans, the newest first; at most 40."""
        rows = Plan.objects.live().filter(officer=self.officer).select_related("person")
        return list(rows.order_by("-starts_on", "pk")[:_CASES])

    def unseen(self) -> Iterator[Plan]:
        """A locked plan and one of another team, where there are such: what must not leak into a list.

        Neither came on the last day, so that something can have happened since.
        """
        live = Plan.objects.live().filter(held_from__lt=self.day)
        live = live.select_related("person", "officer").order_by("pk")
        others = live.filter(person__lock=None).exclude(team=self.officer.team)
        yield from filter(None, (live.exclude(person__lock=None).last(), others.last()))


def sit_down(spec: CountySpec) -> Desk:
    """The desk of the demonstration's officer."""
    of = {user.username: user for user in User.objects.filter(username__in=("officer", "manager"))}
    return Desk(spec, of["officer"], of["manager"])
