"""Tasks and replies: all that wait, by their day."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.models import Contact, Person, Task
from rightplace.casework.queries.work import open_tasks, replies_due
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import time_left
from rightplace.web.design.presenters import Cell, Column, Tag, Tone, Value
from rightplace.web.staff.lists import WorkList, answer
from rightplace.web.today import today


def child_cell(person: Person, part: str = "staff:contacts") -> Cell:
    """A child, leading to where it is dealt with."""
    return Cell(f"{person.surname}, {person.forename}", href=reverse(part, args=[person.pk]))


def day_cell(day: date) -> Cell:
    """A day by which something is due, and how far off it is."""
    left = (day - today()).days
    tone = Tone.LATE if left < 0 else Tone.SOON if left <= 2 else Tone.RUNNING
    return Cell(f"{day:%-d %b %Y}", tag=Tag(time_left(left), tone))


@for_roles(*WHOLE)
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """Every task still to be done."""
    work = WorkList(
        what="work.tasks",
        title="Tasks",
        rows=open_tasks(request.user),
        columns=("Child", "Task", Column("Due"), "Whose"),
        cells=_task,
        csv_columns=("surname", "forename", "task", "detail", "due_on", "raised_on", "whose"),
        csv_row=lambda t: (t.person.surname, t.person.forename, t.title, t.detail, t.due_on,
                           t.raised_on, t.owner.name),
        person=lambda task: task.person,
        empty="No task waits.",
        one="task",
    )  # fmt: skip
    return answer(request, work)


def _task(task: Task) -> Sequence[Value]:
    what = Cell(task.title, detail=task.detail or None)
    return child_cell(task.person), what, day_cell(task.due_on), task.owner.name


@for_roles(*WHOLE)
@require_safe
def replies(request: HttpRequest) -> HttpResponse:
    """Every contact that waits for a reply."""
    work = WorkList(
        what="work.replies",
        title="Replies due",
        rows=replies_due(request.user),
        columns=("Child", "From", "What about", Column("Reply due"), "Whose"),
        cells=_reply,
        csv_columns=("surname", "forename", "from", "on", "about", "reply_due_on", "whose"),
        csv_row=lambda c: (c.person.surname, c.person.forename, c.with_whom, c.on, c.summary,
                           c.reply_due_on, c.owner.name),
        person=lambda contact: contact.person,
        empty="No reply is due.",
        one="reply",
        many="replies",
    )  # fmt: skip
    return answer(request, work)


def _reply(contact: Contact) -> Sequence[Value]:
    who = Cell(contact.with_whom, detail=f"{contact.get_channel_display()}, {contact.on:%-d %b %Y}")
    due = day_cell(contact.reply_due_on)
    return child_cell(contact.person), who, contact.summary, due, contact.owner.name
