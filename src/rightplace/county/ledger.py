"""A ledger in memory: the same actions write to it, and the database gets it in one go.

Keys are given in sequence, as an empty database gives them. What the database's ledger does after
each action, checking the order of dates and keeping the next deadline, is done once, at the end.
A refusal inside an entry ends the play: nothing here is rolled back.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self, TypeVar

import pyarrow as pa
from django.db.models import Model

from rightplace.casework import deadlines
from rightplace.casework.actions.ledger import refuse_future
from rightplace.casework.models import (
    AdviceExcuseRecord,
    AdviceRequest,
    Assessment,
    AuditEvent,
    CaseEvent,
    DesignatedOfficers,
    ExceptionRecord,
    NamedSetting,
    Need,
    Person,
    PhaseTransferReview,
    Placement,
    Plan,
    Request,
    Review,
    SchoolCount,
    Setting,
    Team,
    User,
    Versioned,
)
from rightplace.law.events import Event, EventKind, ExceptionClaim

M = TypeVar("M", bound=Model)

# Rows that others point to come first.
TABLES: tuple[type[Model], ...] = (
    Team,
    User,
    DesignatedOfficers,
    Setting,
    SchoolCount,
    Person,
    Request,
    Assessment,
    AdviceRequest,
    AdviceExcuseRecord,
    ExceptionRecord,
    Plan,
    NamedSetting,
    Placement,
    Need,
    Review,
    PhaseTransferReview,
    CaseEvent,
    AuditEvent,
)

_ARROW = {
    "BigAutoField": pa.int64(),
    "ForeignKey": pa.int64(),
    "OneToOneField": pa.int64(),
    "BooleanField": pa.bool_(),
    "DateField": pa.date32(),
    "DateTimeField": pa.timestamp("us", tz="UTC"),
    "PositiveSmallIntegerField": pa.int16(),
    "PositiveIntegerField": pa.int32(),
}
_TEXT = pa.string()

_EventRow = tuple[int, int | None, int | None, EventKind, str, date, datetime, int]
_AuditRow = tuple[datetime, int, str, int | None, dict[str, Any]]


class BulkLedger:
    """Keeps the promises of `casework.actions.ledger.Ledger` for one writer, in memory."""

    def __init__(self) -> None:
        self.rows: dict[type[Model], list[Model]] = {model: [] for model in TABLES}
        self.events: list[_EventRow] = []
        self.audit: list[_AuditRow] = []

    def entry(
        self, action: str, *, by: User, at: datetime, person: Person | None = None, **detail: Any
    ) -> "_Entry":
        """One action's rows, with its audit event."""
        return _Entry(self, action, by, at, person, detail)

    def newest(self, model: type[M]) -> M:
        """The row of a model that was added last."""
        return self.rows[model][-1]  # type: ignore[return-value]

    def all(self, model: type[M]) -> list[M]:
        """The rows of a model, in order of their keys."""
        return self.rows[model]  # type: ignore[return-value]

    def close(self, *, as_of: date) -> None:
        """Set the next deadline of each open case, as the events give it on a day."""
        requests, plans = self.events_by_case()
        exceptions: dict[int, list[ExceptionClaim]] = {}
        for row in self.all(ExceptionRecord):
            exceptions.setdefault(row.request_id, []).append(deadlines.law_exception(row))
        for request in self.all(Request):
            events = requests.get(request.pk, [])
            _keep(request, events, exceptions.get(request.pk, []), as_of)
        for plan in self.all(Plan):
            _keep(plan, plans.get(plan.pk, []), [], as_of)

    def events_by_case(self) -> tuple[dict[int, list[Event]], dict[int, list[Event]]]:
        """The events of each request and of each plan, by key."""
        requests: dict[int, list[Event]] = {}
        plans: dict[int, list[Event]] = {}
        for _, request, plan, kind, ref, on, _, _ in self.events:
            event = Event(on, kind, ref)
            if request is not None:
                requests.setdefault(request, []).append(event)
            if plan is not None:
                plans.setdefault(plan, []).append(event)
        return requests, plans

    def arrow(self) -> dict[str, pa.Table]:
        """Every table by its name in the database, columns named as there."""
        return {model._meta.db_table: self.table(model) for model in TABLES}

    def table(self, model: type[Model]) -> pa.Table:
        """One table, in order of its key."""
        fields = model._meta.concrete_fields
        columns = self._columns(model)
        arrays = [
            pa.array(column, _ARROW.get(field.get_internal_type(), _TEXT))
            for field, column in zip(fields, columns, strict=True)
        ]
        return pa.table(dict(zip([field.column for field in fields], arrays, strict=True)))

    def _columns(self, model: type[Model]) -> list[list[Any]]:
        if model is CaseEvent:
            return _numbered(self.events, CaseEvent)
        if model is AuditEvent:
            return _numbered(list(_audit_rows(self.audit)), AuditEvent)
        states = [row.__dict__ for row in self.rows[model]]
        names = [field.attname for field in model._meta.concrete_fields]
        return [[state[name] for state in states] for name in names]


def _numbered(rows: list[Any], model: type[Model]) -> list[list[Any]]:
    width = len(model._meta.concrete_fields) - 1
    columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * width
    return [list(range(1, len(rows) + 1)), *columns]


def _audit_rows(rows: list[_AuditRow]) -> Iterator[tuple[Any, ...]]:
    write = AuditEvent.Kind.WRITE.value
    for at, by, action, person, detail in rows:
        yield at, by, write, action, person, json.dumps(detail) if detail else "{}"


def _keep(
    case: Request | Plan, events: list[Event], exceptions: list[ExceptionClaim], as_of: date
) -> None:
    deadlines.next_deadline(case, events, exceptions, as_of=as_of).keep(case)


class _Entry:
    """What one action writes. It stands as soon as it is written."""

    __slots__ = ("_action", "_at", "_by", "_day", "_detail", "_ledger", "_person")

    def __init__(
        self,
        ledger: BulkLedger,
        action: str,
        by: User,
        at: datetime,
        person: Person | None,
        detail: dict[str, Any],
    ) -> None:
        self._ledger, self._action, self._by = ledger, action, by
        self._at, self._day = at, at.date()
        self._person, self._detail = person, detail

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            person = None if self._person is None else self._person.pk
            self._ledger.audit.append((self._at, self._by.pk, self._action, person, self._detail))

    def lock(self, *rows: Model) -> None:
        """Nobody else is writing, and the rows are up to date."""

    def add(self, row: M) -> M:
        """Keep a row under the next key of its table."""
        if isinstance(row, Person) and self._person is None:
            self._person = row
        rows = self._ledger.rows[type(row)]
        rows.append(row)
        row.pk = len(rows)
        return row

    def change(self, row: Model, **fields: Any) -> None:
        """Set some fields of a row."""
        for name, value in fields.items():
            setattr(row, name, value)

    def edit(self, row: Versioned, *, version: int, **fields: Any) -> None:
        """Set what someone edited; there is nobody else to edit it."""
        self.change(row, **fields, version=version + 1)

    def event(
        self,
        kind: EventKind,
        on: date,
        *,
        ref: str = "",
        request: Request | None = None,
        plan: Plan | None = None,
    ) -> None:
        """Keep a dated event."""
        refuse_future(kind, on, today=self._day)
        assert self._person is not None
        self._ledger.events.append(
            (
                self._person.pk,
                None if request is None else request.pk,
                None if plan is None else plan.pk,
                kind,
                ref,
                on,
                self._at,
                self._by.pk,
            )
        )
