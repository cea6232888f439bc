"""From a row of a snapshot of the record up to its child and case."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from rightplace.facts.schema import TABLES


@dataclass(frozen=True, slots=True)
class Case:
    """Keys of the record's own rows; None where a row belongs to none."""

    person: int | None = None
    request: int | None = None
    plan: int | None = None


NO_CASE = Case()
# Table -> what its rows hang from. In the record the key of an active or named plan is the plan's own.
_ABOVE = {
    "assessment": "request",
    "named_plan": "assessment",
    "plan_detail": "named_plan",
    "active_plan": "request",
    "placement_detail": "active_plan",
    "sen_need": "active_plan",
}
_PLANS = ("named_plan", "active_plan")


class Trail:
    """Finds the case of a row, by its table and its key in the snapshot."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = tables
        self._parents: dict[str, dict[int, int]] = {}

    def case(self, table: str, key: int) -> Case:
        """The child, and the request or plan; no case for what hangs from no child."""
        if table == "person":
            return Case(person=key)
        if table == "request":
            return self._of_request(key)
        if table == "event":
            return self._events.get(key, NO_CASE)
        if table not in _ABOVE:
            return NO_CASE
        above = self._above(table).get(key)
        found = NO_CASE if above is None else self.case(_ABOVE[table], above)
        return Case(found.person, found.request, key) if table in _PLANS else found

    def _of_request(self, key: int) -> Case:
        """A request that only carries an older plan has the plan's key with a minus sign."""
        person = self._above("request").get(key)
        return Case(person, key) if key > 0 else Case(person, plan=-key)

    def _above(self, table: str) -> dict[int, int]:
        if table not in self._parents:
            key, parent = TABLES[table].arrow.names[:2]
            self._parents[table] = dict(zip(*_lists(self._tables[table], key, parent), strict=True))
        return self._parents[table]

    @cached_property
    def _events(self) -> dict[int, Case]:
        names = ("event_id", "person_id", "request_id", "active_plan_id")
        columns = _lists(self._tables["event"], *names)
        return {key: Case(*case) for key, *case in zip(*columns, strict=True)}


def _lists(table: pa.Table, *names: str) -> list[list[Any]]:
    return [table[name].to_pylist() for name in names]
