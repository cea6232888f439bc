"""The history of a record as pages."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.undo import correct_day, undo, why_not
from rightplace.casework.models import AuditEvent, CaseEvent
from rightplace.casework.queries.history import SHOWN, Done, done_to, events_of
from rightplace.law.events import EventKind
from rightplace.law.words import EVENT_WORDS
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Cell, TableView, Tag
from rightplace.web.staff import audit_words
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS, ask_about, child_or_404, show_part
from rightplace.web.staff.clocks import ref_words
from rightplace.web.staff.history.forms import DayForm, ReasonForm

PART = "staff:history"


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """The newest actions with what they changed, and every event with what corrected it."""
    person = child_or_404(request, person_id, what="history.open")
    writes = request.user.role in WRITERS
    done = done_to(person, by=request.user)
    return show_part(
        request,
        person,
        PART,
        "staff/history/history.html",
        heading="History",
        shown=SHOWN,
        done=_done_table(done, writes),
        events=_event_table(events_of([person]), writes),
    )


def _done_table(done: Iterable[Done], writes: bool) -> TableView:
    rows = []
    for each in done:
        audit = each.audit
        when = f"{timezone.localtime(audit.at):%-d %b %Y, %H:%M}"
        href = reverse("staff:undo", args=[audit.person_id, audit.pk])
        back = Cell(each.locked) if each.locked or not writes else Cell("Undo it", href=href)
        rows.append((when, audit.by.name, _action(audit), _changes(each), back))
    return TableView.of(
        "What was done", ("When", "Who", "What", "Changed", "Undo"), rows, empty="Nothing yet."
    )


def _action(audit: AuditEvent) -> Cell:
    return Cell(audit_words.in_words(audit.action), detail=audit.detail.get("reason"))


def _changes(done: Done) -> str:
    """Each changed field with its value before and after; what was added by the name of its table."""
    said = []
    for change in done.changes:
        if change.before is None:
            said.append(f"added: {_table_words(change.table)}")
            continue
        for name, after in change.after.items():
            if change.before.get(name) != after:
                said.append(
                    f"{name.replace('_', ' ')}: {_said(change.before.get(name))} to {_said(after)}"
                )
    return "; ".join(said)


def _table_words(table: str) -> str:
    return {"casework_caseevent": "event"}.get(table, table.removeprefix("casework_"))


def _said(value: object) -> str:
    return "nothing" if value in (None, "") else str(value)


def _event_table(events: Iterable[CaseEvent], writes: bool) -> TableView:
    rows = [(day(event.happened_on), _event(event), _standing(event, writes)) for event in events]
    return TableView.of("Events", ("Day", "Event", "Standing"), rows, empty="Nothing happened yet.")


def _event(event: CaseEvent) -> Cell:
    words = EVENT_WORDS[EventKind(event.kind)]
    return Cell(words[0].upper() + words[1:], detail=ref_words(event.ref) or None)


def _standing(event: CaseEvent, writes: bool) -> Cell:
    correction = getattr(event, "correction", None)
    if correction is not None:
        return Cell(
            tag=Tag("Recorded in error"), detail=f"{correction.reason} ({correction.by.name})"
        )
    if not writes:
        return Cell("Stands")
    return Cell("Correct the day", href=reverse("staff:correct", args=[event.person_id, event.pk]))


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, person_id: int, audit_id: int) -> HttpResponse:
    """Undo one action as a whole."""
    person = child_or_404(request, person_id, what="undo.open")
    audit = AuditEvent.objects.filter(person=person, pk=audit_id).first()
    if audit is None or why_not(audit, by=request.user):
        raise Http404
    words = _action(audit).text
    return ask_about(
        request,
        person,
        PART,
        ReasonForm(request.POST or None),
        lambda given: undo(audit, **given, **how(request)),
        title=f"Undo: {words}",
        said=f"Undone: {words}",
        button="Undo it",
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, person_id: int, event_id: int) -> HttpResponse:
    """Correct the day of an event."""
    person = child_or_404(request, person_id, what="correct.open")
    rows = CaseEvent.objects.select_related("person", "request__assessment", "plan")
    event = rows.filter(person=person, pk=event_id).first()
    if event is None:
        raise Http404
    return ask_about(
        request,
        person,
        PART,
        DayForm(request.POST or None, initial={"on": event.happened_on}),
        lambda given: correct_day(event, **given, **how(request)),
        title=f"Correct the day of the {EVENT_WORDS[EventKind(event.kind)]}",
        said="The day is corrected",
        button="Correct it",
    )
