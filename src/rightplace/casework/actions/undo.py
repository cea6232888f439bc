"""Taking back what was done: as a whole where the law allows, and otherwise by a correcting event.

An action is undone row by row from what it noted (RowChange). Its events stay to be read and are marked as
recorded in error, so that no clock counts them. What a letter has told the family cannot be taken back: its
day is corrected, or the next lawful step is taken.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import DateField, Model, ProtectedError

from rightplace.casework.actions.ledger import DATABASE, DatabaseEntry
from rightplace.casework.actions.refusals import ActionRefused, refuse_unless
from rightplace.casework.models import (
    AuditEvent,
    CaseEvent,
    Correction,
    Letter,
    Plan,
    Request,
    Role,
    RowChange,
    User,
)
from rightplace.law.events import EventKind

_UNDO = "undo"
_KEPT_FOR_GOOD = (Letter, Correction)


def why_not(audit: AuditEvent, *, by: User) -> str:
    """Why an action cannot be undone by someone; empty where it can."""
    changes = list(audit.changes.all())
    tables = {change.table for change in changes}
    if audit.kind != AuditEvent.Kind.WRITE or audit.action == _UNDO:
        return "Only what changed the record can be undone."
    if audit.by_id != by.pk and by.role != Role.TEAM_MANAGER:
        return "Whoever did it, or a team manager, can undo it."
    if not changes:
        return "What it changed was not noted. Correct the day of its event instead."
    if any(model._meta.db_table in tables for model in _KEPT_FOR_GOOD):
        return (
            "A letter has told of it. Correct the day of its event, or take the next lawful step."
        )
    if audit.pk in undone(audit):
        return "It has been undone already."
    later = _later(audit, changes)
    return f"Something later rests on it: {later.action}. Undo that first." if later else ""


def undone(audit: AuditEvent) -> set[int]:
    """Keys of the actions on the same record that were undone."""
    rows = AuditEvent.objects.filter(person=audit.person_id, action=_UNDO)
    return {detail["undoes"] for detail in rows.values_list("detail", flat=True)}


def _later(audit: AuditEvent, changes: list[RowChange]) -> AuditEvent | None:
    """The last action that changed one of the same rows after this one, and that stands."""
    taken_back = undone(audit)
    for change in changes:
        rows = RowChange.objects.filter(table=change.table, row=change.row, audit__gt=audit.pk)
        for other in rows.select_related("audit").order_by("-audit"):
            if other.audit.action != _UNDO and other.audit_id not in taken_back:
                return other.audit
    return None


def undo(audit: AuditEvent, *, reason: str, by: User, at: datetime) -> None:
    """Undo one action as a whole; ActionRefused says why it cannot be."""
    refuse_unless(bool(reason.strip()), "Say why it is undone.")
    with DATABASE.entry(
        _UNDO, by=by, at=at, person=audit.person, undoes=audit.pk, was=audit.action, reason=reason
    ) as entry:
        if audit.person is not None:
            entry.lock(audit.person)
        why = why_not(audit, by=by)
        refuse_unless(not why, why)
        for change in audit.changes.order_by("-pk"):
            _take_back(entry, change, reason)


def _take_back(entry: DatabaseEntry, change: RowChange, reason: str) -> None:
    model = _models()[change.table]
    if model is CaseEvent:
        _void(entry, CaseEvent.recorded.get(pk=change.row), reason)
        return
    row = model._default_manager.get(pk=change.row)
    if change.before is not None:
        entry.change(row, **_values(row, change.before))
        _touch(entry, row)
        return
    try:
        entry.remove(row)
    except ProtectedError as error:
        raise ActionRefused(
            "What it began has dates of its own in the record. Correct its day, or take the next "
            "lawful step: a request is withdrawn, a plan is ceased."
        ) from error


def _values(row: Model, before: dict[str, Any]) -> dict[str, Any]:
    """The values that stood before, as the row's fields take them; a version only ever rises."""
    values = {}
    for name, value in before.items():
        field = row._meta.get_field(name)
        target = field.target_field if field.is_relation else field
        values[field.attname] = None if value is None else target.to_python(value)
    if "version" in values:
        values["version"] = row.version + 1
    return values


def _models() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_app_config("casework").get_models()}


def _touch(entry: DatabaseEntry, row: Model | None) -> None:
    """See to it that the deadline of a case is computed anew."""
    if isinstance(row, Request | Plan):
        entry.touched[type(row), row.pk] = row


def _void(entry: DatabaseEntry, event: CaseEvent, reason: str) -> None:
    entry.add(Correction(event=event, reason=reason, at=entry.at, by=entry.by))
    _touch(entry, event.request)
    _touch(entry, event.plan)


def correct_day(event: CaseEvent, *, on: date, reason: str, by: User, at: datetime) -> None:
    """Put another day in the place of an event's: the old one stays to be read and counts no more.

    The day on the rows that the event belongs to changes with it.
    """
    refuse_unless(bool(reason.strip()), "Say why the day is corrected.")
    refuse_unless(on != event.happened_on, "That is the day in the record. Give the right one.")
    with DATABASE.entry(
        "event.correct", by=by, at=at, person=event.person, event=event.pk, reason=reason
    ) as entry:
        entry.lock(event.person)
        refuse_unless(
            not Correction.objects.filter(event=event).exists(), "It has been corrected already."
        )
        _void(entry, event, reason)
        for row, fields in _rows_of(event):
            entry.change(row, **dict.fromkeys(fields, on))
            _touch(entry, row)
        entry.event(
            EventKind(event.kind), on, ref=event.ref, request=event.request, plan=event.plan
        )


# What an event's day is kept on besides, where the action that recorded it noted no changes:
# kind -> fields of the request, its assessment, the advice, the plan or its reviews.
_K = EventKind
_FIELDS: dict[str, tuple[str, ...]] = {
    _K.REQUEST_RECEIVED: ("request.received_on",),
    _K.DECIDED_TO_ASSESS: ("request.outcome_on",),
    _K.REFUSED_TO_ASSESS: ("request.outcome_on", "request.closed_on"),
    _K.WITHDRAWN: ("request.closed_on",),
    _K.ADVICE_REQUESTED: ("advice.requested_on",),
    _K.ADVICE_RECEIVED: ("advice.received_on",),
    _K.DECIDED_TO_ISSUE: ("assessment.agreed_on",),
    _K.DECIDED_NOT_TO_ISSUE: ("assessment.outcome_on", "request.closed_on"),
    _K.PLAN_ISSUED: (
        "plan.starts_on", "plan.held_from", "assessment.outcome_on", "request.closed_on",
    ),
    _K.PLAN_CEASED: ("plan.ceased_on",),
    _K.PLAN_MOVED_IN: ("plan.held_from",),
    _K.REVIEW_MEETING: ("review.meeting_on",),
    _K.REVIEW_REPORT: ("review.report_on",),
    _K.DECIDED_TO_MAINTAIN: ("review.decision_on",),
    _K.DECIDED_TO_AMEND: ("review.decision_on",),
    _K.DECIDED_TO_CEASE: ("review.decision_on",),
    _K.AMENDMENT_NOTICE: ("review.notice_on",),
    _K.PLAN_AMENDED: ("review.final_on",),
    _K.PHASE_TRANSFER_EXPECTED: ("phase.moves_on",),
    _K.PHASE_PLAN_ISSUED: ("phase.final_on",),
}  # fmt: skip


def _rows_of(event: CaseEvent) -> Iterator[tuple[Model, list[str]]]:
    """Each row that keeps the event's day, with the names of the fields that do."""
    noted = RowChange.objects.filter(table=CaseEvent._meta.db_table, row=event.pk).first()
    for row, names in _kept(event) if noted is None else _changed(noted.audit):
        same = [name for name in names if getattr(row, name) == event.happened_on]
        if same:
            yield row, same


def _changed(audit: AuditEvent) -> Iterator[tuple[Model, list[str]]]:
    """The rows, other than events, that an action added or changed, with their days."""
    models = _models()
    places = audit.changes.values_list("table", "row").distinct()
    for table, key in places:
        row = models[table]._default_manager.filter(pk=key).first()
        if row is not None and not isinstance(row, CaseEvent | Letter):
            fields = row._meta.concrete_fields
            yield row, [field.name for field in fields if type(field) is DateField]


def _kept(event: CaseEvent) -> Iterator[tuple[Model, list[str]]]:
    assessment = getattr(event.request, "assessment", None)
    reviews = event.plan.reviews.all() if event.plan else ()
    phases = event.plan.phase_transfers.filter(kind=event.ref) if event.plan else ()
    advice = assessment.advice.filter(adviser=event.ref) if assessment else ()
    rows = {
        "request": [event.request],
        "assessment": [assessment],
        "advice": advice,
        "plan": [event.plan],
        "review": reviews,
        "phase": phases,
    }
    for place in _FIELDS.get(event.kind, ()):
        which, name = place.split(".")
        yield from ((row, [name]) for row in rows[which] if row is not None)
