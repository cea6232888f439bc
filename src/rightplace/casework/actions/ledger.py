"""What an action writes through: the database, or anything that keeps the same promises."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from rightplace.casework import deadlines
from rightplace.casework.actions.refusals import EditConflict, in_words, refuse_unless
from rightplace.casework.actions.twice import refuse_other_record
from rightplace.casework.models import (
    AuditEvent,
    CaseEvent,
    Person,
    Plan,
    Request,
    RowChange,
    User,
    Versioned,
)
from rightplace.law.duties import DUTIES
from rightplace.law.events import EventKind

M = TypeVar("M", bound=Model)

# What may lie ahead: the days that a planned duty counts back from.
PLANNED = frozenset(kind for duty in DUTIES.values() if duty.planned for kind in duty.starts_on)


def refuse_future(kind: EventKind, on: date, *, today: date) -> None:
    """Raise ActionRefused for what has not happened yet, unless the law lets it be planned."""
    refuse_unless(
        on <= today or kind in PLANNED,
        f"{on} is after today, {today}. Give the day on which it happened.",
    )


class Entry(Protocol):
    """What one action writes."""

    def lock(self, *rows: Model) -> None:
        """Bring `rows` up to date and keep them from being changed by anyone else."""

    def add(self, row: M) -> M:
        """Write a new row; it has its key afterwards."""

    def change(self, row: Model, **fields: Any) -> None:
        """Write new values of some fields of a row."""

    def edit(self, row: Versioned, *, version: int, **fields: Any) -> None:
        """Write what someone edited; raises EditConflict unless `version` is still the newest."""

    def event(
        self,
        kind: EventKind,
        on: date,
        *,
        ref: str = "",
        request: Request | None = None,
        plan: Plan | None = None,
    ) -> None:
        """Write a dated event of a request, of a plan, or of both."""


class Ledger(Protocol):
    """Opens one entry for one action."""

    def entry(
        self, action: str, *, by: User, at: datetime, person: Person | None = None, **detail: Any
    ) -> AbstractContextManager[Entry]:
        """All that is written inside stands or falls together, with its audit event."""


class DatabaseEntry:
    """What one action writes to the database, and what it did to each row."""

    def __init__(self, person: Person | None, by: User, at: datetime) -> None:
        self.person, self.by, self.at = person, by, at
        self.touched: dict[tuple[type[Model], int], Request | Plan] = {}
        self._changes: list[RowChange] = []

    def lock(self, *rows: Model) -> None:
        for row in rows:
            row.refresh_from_db(from_queryset=type(row)._default_manager.select_for_update())

    def add(self, row: M) -> M:
        if isinstance(row, Person) and self.person is None:
            self.person = row
        row.save(force_insert=True)
        self._note(row, None, {})
        return row

    def change(self, row: Model, **fields: Any) -> None:
        before = {name: getattr(row, name) for name in fields}
        for name, value in fields.items():
            setattr(row, name, value)
        row.save(update_fields=list(fields))
        self._note(row, _plain(before), _plain(fields))

    def edit(self, row: Versioned, *, version: int, **fields: Any) -> None:
        self.lock(row)
        if row.version != version:
            raise EditConflict(row, fields)
        self.change(row, **fields, version=version + 1)

    def remove(self, row: Model) -> None:
        """Take a row away again, with what stood in it noted; only for undoing what added it."""
        before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        key = row.pk
        row.delete()
        row.pk = key
        self._note(row, _plain(before), {})

    def _note(self, row: Model, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        table = row._meta.db_table
        self._changes.append(RowChange(table=table, row=row.pk, before=before, after=after))

    def event(
        self,
        kind: EventKind,
        on: date,
        *,
        ref: str = "",
        request: Request | None = None,
        plan: Plan | None = None,
    ) -> None:
        refuse_future(kind, on, today=self.at.date())
        assert self.person is not None
        self.add(
            CaseEvent(
                person=self.person,
                request=request,
                plan=plan,
                kind=kind.value,
                ref=ref,
                happened_on=on,
                recorded_at=self.at,
                recorded_by=self.by,
            )
        )
        for case in (request, plan):
            if case is not None:
                self.touched[type(case), case.pk] = case

    def close(self, action: str, detail: dict[str, Any]) -> None:
        """Check the order of dates of what was touched, keep its deadline, and leave the audit."""
        for case in self.touched.values():
            # What the deadline is compared with may have been read before another action.
            self.lock(case)
            problems = deadlines.problems_of(case)
            refuse_unless(not problems, " ".join(problems))
            _keep_deadline(case, as_of=self.at.date())
        audit = AuditEvent(
            at=self.at,
            by=self.by,
            kind=AuditEvent.Kind.WRITE,
            action=action,
            person=self.person,
            detail=detail,
        )
        audit.save(force_insert=True)
        for change in self._changes:
            change.audit = audit
        RowChange.objects.bulk_create(self._changes)


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON can hold them: rows by key, days as 2024-01-31."""
    return {
        name: value.pk
        if isinstance(value, Model)
        else value
        if isinstance(value, str | int | float | bool | list | dict | None)
        else str(value)
        for name, value in fields.items()
    }


def _keep_deadline(case: Request | Plan, *, as_of: date) -> None:
    deadline = deadlines.deadline_of(case, as_of=as_of)
    if deadlines.Deadline.kept(case) != deadline:
        case.save(update_fields=deadline.keep(case))


class DatabaseLedger:
    """Writes each action in one transaction, and refuses an order of dates that cannot be."""

    @contextmanager
    def entry(
        self, action: str, *, by: User, at: datetime, person: Person | None = None, **detail: Any
    ) -> "Iterator[DatabaseEntry]":
        """All that is written inside stands or falls together, with its audit event."""
        try:
            with transaction.atomic():
                refuse_other_record(action, person)
                entry = DatabaseEntry(person, by, at)
                yield entry
                entry.close(action, detail)
        except IntegrityError as error:
            refusal = in_words(error)
            if refusal is None:
                raise
            raise refusal from error


class Inside:
    """A ledger for an action that is part of another: it writes into the entry that is open.

    The whole is one audit event, that of the outer action.
    """

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    @contextmanager
    def entry(
        self, action: str, *, by: User, at: datetime, person: Person | None = None, **detail: Any
    ) -> Iterator[Entry]:
        """The entry that is open already; the inner action leaves no audit of its own."""
        yield self._entry


DATABASE = DatabaseLedger()
