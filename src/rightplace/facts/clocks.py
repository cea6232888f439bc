"""The clock table: what the law says of every request and every plan on one day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rightplace.facts.garbage import no_garbage_search
from rightplace.facts.schema import CLOCK
from rightplace.law.clock import Clock
from rightplace.law.events import Event, EventKind, ExceptionClaim, Ground
from rightplace.law.exceptions import AdviceExcuse, AdviceExcuseReason
from rightplace.law.records import plan_clocks, request_clocks

Raw = Mapping[str, pa.Table]
Columns = dict[str, list[object]]

_KINDS = {kind.value: kind for kind in EventKind}


def _events(table: pa.Table, case: str) -> dict[int, tuple[int, list[Event]]]:
    """Case id -> its person and its events, of `case` "request_id" or "plan_id"."""
    rows = table.filter(pc.is_valid(table[case]))
    found: dict[int, tuple[int, list[Event]]] = {}
    for key, person, on, kind, ref in zip(
        *(rows[name].to_pylist() for name in (case, "person_id", "happened_on", "kind", "ref")),
        strict=True,
    ):
        event = Event(on, _KINDS[kind], ref)
        if key in found:
            found[key][1].append(event)
        else:
            found[key] = (person, [event])
    return found


def _exceptions(table: pa.Table) -> Mapping[int, list[ExceptionClaim]]:
    claims: dict[int, list[ExceptionClaim]] = defaultdict(list)
    for row in table.to_pylist():
        claims[row["request_id"]].append(
            ExceptionClaim(
                ground=Ground(row["ground"]),
                starts=row["starts_on"],
                ends=row["ends_on"],
                affects=row["affects"],
                evidence=row["evidence"],
                family_told_on=row["family_told_on"],
                advice_requested_on=row["advice_requested_on"],
            )
        )
    return claims


def _excuses(raw: Raw) -> Mapping[int, list[AdviceExcuse]]:
    """Request id -> the excuses of the advisers of its assessment."""
    assessments = _column(raw["casework_assessment"], "request_id")
    advisers = _column(raw["casework_advicerequest"], "adviser")
    asked_in = _column(raw["casework_advicerequest"], "assessment_id")
    excuses: dict[int, list[AdviceExcuse]] = defaultdict(list)
    for row in raw["casework_adviceexcuserecord"].to_pylist():
        advice, reason = row["advice_id"], AdviceExcuseReason(row["reason"])
        excuse = AdviceExcuse(advisers[advice], reason, row["starts_on"], row["ends_on"])
        excuses[assessments[asked_in[advice]]].append(excuse)
    return excuses


def _column(table: pa.Table, name: str) -> dict[int, Any]:
    """Key of each row -> one of its values."""
    return dict(zip(table["id"].to_pylist(), table[name].to_pylist(), strict=True))


def _clocks(raw: Raw, as_of: date) -> Iterator[tuple[int, int | None, int | None, Clock]]:
    """Person, request, plan and clock, for each clock of the record."""
    events = raw["casework_caseevent"]
    exceptions, excuses = _exceptions(raw["casework_exceptionrecord"]), _excuses(raw)
    for request, (person, found) in _events(events, "request_id").items():
        clocks = request_clocks(
            found,
            as_of,
            exceptions=exceptions.get(request, ()),
            advice_excuses=excuses.get(request, ()),
        )
        for each in clocks:
            yield person, request, None, each
    for plan, (person, found) in _events(events, "plan_id").items():
        for each in plan_clocks(found, as_of):
            yield person, None, plan, each


def _columns(rows: Iterable[tuple[int, int | None, int | None, Clock]]) -> Columns:
    columns: Columns = {name: [] for name in CLOCK.arrow.names}
    adders = [columns[name].append for name in CLOCK.arrow.names]
    for person, request, plan, each in rows:
        values = (
            person,
            request,
            plan,
            each.key,
            each.ref,
            each.started_on,
            each.due_on,
            each.met_on,
            None if each.excused_by is None else each.excused_by.value,
            each.state.value,
            each.days_taken,
            each.days_left,
        )
        for add, value in zip(adders, values, strict=True):
            add(value)
    return columns


def clock_table(raw: Raw, *, as_of: date) -> pa.Table:
    """Every clock of the record on `as_of`; columns as in `schema.CLOCK`."""
    with no_garbage_search():
        return pa.table(_columns(_clocks(raw, as_of)), schema=CLOCK.arrow)
