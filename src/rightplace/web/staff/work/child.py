"""Contacts, tasks, circumstances and rank of one child."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions import work
from rightplace.casework.actions.audit import record_look
from rightplace.casework.models import Circumstance, Contact, Person, RankChange, Task
from rightplace.casework.queries.twice import records_of
from rightplace.casework.queries.work import work_of
from rightplace.casework.ranking import CIRCUMSTANCE_POINTS
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Cell, Link, SummaryRow, TableView
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS, ask_about, child_or_404, show_part
from rightplace.web.staff.work import forms
from rightplace.web.staff.work.lists import day_cell
from rightplace.web.today import now, today

PART = "staff:contacts"


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """What was said, what is to be done, and how urgent it is."""
    person = child_or_404(request, person_id, what="contacts.open")
    writes = request.user.role in WRITERS
    records = records_of(person, request.user)
    for other in records[1:]:
        record_look(other, what="contacts.open", by=request.user, at=now())
    tasks = Task.objects.filter(person__in=records).select_related("owner")
    contacts = Contact.objects.filter(person__in=records).select_related("owner")
    circumstances = Circumstance.objects.filter(person__in=records)
    return show_part(
        request,
        person,
        PART,
        "staff/work/child.html",
        heading="Contacts and tasks",
        actions=_actions(person) if writes and person.same_as_id is None else (),
        rank=_rank(request, person),
        tables=(
            _tasks(tasks.order_by("done_on", "due_on"), writes),
            _contacts(contacts.order_by("-on", "-pk"), writes),
            _circumstances(circumstances.order_by("-since"), writes),
        ),
    )


def _actions(person: Person) -> tuple[Link, ...]:
    return tuple(
        Link(text, reverse(f"staff:{name}", args=[person.pk]))
        for text, name in (
            ("Record a contact", "contact-add"),
            ("Add a task", "task-add"),
            ("Record a circumstance", "circumstance-add"),
            ("Change the rank", "rank-change"),
        )
    )


def _rank(request: HttpRequest, person: Person) -> tuple[SummaryRow, ...]:
    """Where the child stands on the list of who looks, and who moved it."""
    items = work_of(request.user, as_of=today())
    place = next((n for n, item in enumerate(items, 1) if item.person.pk == person.pk), None)
    if place is None:
        rows = [SummaryRow.of("Place on the list", "Not on the list: nothing is due")]
    else:
        item = items[place - 1]
        rows = [
            SummaryRow.of("Place on the list", f"{place} of {len(items)}"),
            SummaryRow.of("Rank", Cell(f"{item.rank.points} points", detail=item.rank.words)),
        ]
    for move in RankChange.objects.filter(person=person).select_related("by").order_by("-pk")[:3]:
        words = f"{move.get_points_display()}, {day(move.since)} to {day(move.until)}"
        who = f"{move.reason} ({move.by.name})"
        rows.append(SummaryRow.of("Rank changed", Cell(words, detail=who)))
    return tuple(rows)


def _tasks(tasks: Iterable[Task], writes: bool) -> TableView:
    rows = []
    for task in tasks:
        change = reverse("staff:task-change", args=[task.person_id, task.pk]) if writes else None
        finish = reverse("staff:task-finish", args=[task.person_id, task.pk])
        due = day_cell(task.due_on) if task.done_on is None else Cell(day(task.due_on))
        done = Cell(day(task.done_on), detail=task.outcome) if task.done_on else Cell("Not yet")
        if task.done_on is None and writes:
            done = Cell("Finish it", href=finish)
        title = Cell(task.title, href=None if task.done_on else change, detail=task.detail or None)
        rows.append((title, due, done, task.owner.name))
    return TableView.of("Tasks", ("Task", "Due", "Done", "Whose"), rows, empty="There is no task.")


def _contacts(contacts: Iterable[Contact], writes: bool) -> TableView:
    rows = []
    for each in contacts:
        who = Cell(
            each.with_whom,
            detail=f"{each.get_channel_display()}, {each.get_direction_display().lower()}",
        )
        rows.append((each.on, who, each.summary, _reply(each, writes), each.owner.name))
    columns = ("When", "With", "What was said", "Reply", "Recorded for")
    return TableView.of("Contacts", columns, rows, empty="No contact is recorded.")


def _reply(contact: Contact, writes: bool) -> Cell:
    if contact.reply_due_on is None:
        return Cell("None wanted")
    if contact.replied_on is not None:
        return Cell(day(contact.replied_on), detail=contact.reply)
    due = day_cell(contact.reply_due_on)
    href = reverse("staff:contact-reply", args=[contact.person_id, contact.pk]) if writes else None
    return Cell(
        "Record the reply" if writes else "Waits", href=href, detail=f"Due {due.text}", tag=due.tag
    )


def _circumstances(rows: Iterable[Circumstance], writes: bool) -> TableView:
    shown = []
    for each in rows:
        ends = reverse("staff:circumstance-end", args=[each.person_id, each.pk]) if writes else None
        until = Cell(day(each.until)) if each.until else Cell("Still so", href=ends)
        points = f"{CIRCUMSTANCE_POINTS[each.kind]} points"
        shown.append((Cell(each.get_kind_display(), detail=points), each.since, until, each.source))
    return TableView.of(
        "Circumstances that make delay weigh more",
        ("What", "Since", "Until", "Who says so"),
        shown,
        empty="None is recorded.",
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add_contact(request: HttpRequest, person_id: int) -> HttpResponse:
    """Record a contact."""
    person = child_or_404(request, person_id, what="contact.add")
    form = forms.ContactForm(request.POST or None, initial={"on": today()})
    return ask_about(
        request,
        person,
        PART,
        form,
        lambda given: work.record_contact(person, owner=request.user, **given, **how(request)),
        title="Record a contact",
        said="Contact recorded",
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, person_id: int, contact_id: int) -> HttpResponse:
    """Record the answer to a contact."""
    person = child_or_404(request, person_id, what="contact.reply")
    contact = _of(person.contacts.filter(reply_due_on__isnull=False), contact_id)
    form = forms.ReplyForm(request.POST or None, initial={"on": today()})
    return ask_about(
        request,
        person,
        PART,
        form,
        lambda given: work.reply_to_contact(contact, **given, **how(request)),
        title=f"Reply to {contact.with_whom}",
        said="Reply recorded",
        lead=contact.summary,
        template="staff/work/reply.html",
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add_task(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give someone something to do."""
    person = child_or_404(request, person_id, what="task.add")
    form = forms.TaskForm(request.user, request.POST or None)
    return ask_about(
        request,
        person,
        PART,
        form,
        lambda given: work.add_task(person, **given, **how(request)),
        title="Add a task",
        said="Task added",
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def change_task(request: HttpRequest, person_id: int, task_id: int) -> HttpResponse:
    """Change a task; whoever is second is shown both versions."""
    person = child_or_404(request, person_id, what="task.change")
    task = _of(person.tasks.filter(done_on__isnull=True), task_id)
    form = forms.TaskEditForm(request.user, request.POST or None, row=task)
    return ask_about(
        request,
        person,
        PART,
        form,
        lambda given: work.change_task(task, **given, **how(request)),
        title="Change a task",
        said="Task changed",
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def finish_task(request: HttpRequest, person_id: int, task_id: int) -> HttpResponse:
    """Record what came of a task."""
    person = child_or_404(request, person_id, what="task.finish")
    task = _of(person.tasks.filter(done_on__isnull=True), task_id)
    form = forms.OutcomeForm(request.POST or None)
    return ask_about(
        request,
        person,
        PART,
        form,
        lambda given: work.finish_task(task, **given, **how(request)),
        title=f"Finish: {task.title}",
        said="Task finished",
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add_circumstance(request: HttpRequest, person_id: int) -> HttpResponse:
    """Record something that makes delay weigh more."""
    person = child_or_404(request, person_id, what="circumstance.add")
    form = forms.CircumstanceForm(request.POST or None)
    return ask_about(
        request,
        person,
        PART,
        form,
        lambda given: work.record_circumstance(person, **given, **how(request)),
        title="Record a circumstance",
        said="Circumstance recorded",
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def end_circumstance(request: HttpRequest, person_id: int, circumstance_id: int) -> HttpResponse:
    """Record that it has passed."""
    person = child_or_404(request, person_id, what="circumstance.end")
    found = _of(person.circumstances.filter(until__isnull=True), circumstance_id)
    form = forms.EndForm(request.POST or None, initial={"on": today()})
    return ask_about(
        request,
        person,
        PART,
        form,
        lambda given: work.end_circumstance(found, **given, **how(request)),
        title=f"No longer so: {found.get_kind_display().lower()}",
        said="Circumstance ended",
    )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def change_rank(request: HttpRequest, person_id: int) -> HttpResponse:
    """Move the child's case up or down the list."""
    person = child_or_404(request, person_id, what="rank.change")
    form = forms.RankForm(request.POST or None)
    return ask_about(
        request,
        person,
        PART,
        form,
        lambda given: work.change_rank(person, **given, **how(request)),
        title="Change the rank",
        said="Rank changed",
    )


def _of(rows, key: int):  # type: ignore[no-untyped-def]
    """The row of a child's with that key; 404 without one."""
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found
