"""Tasks, contacts, circumstances, rank and cover."""

from datetime import date, datetime

from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import (
    Circumstance,
    Contact,
    Cover,
    Person,
    RankChange,
    Role,
    Task,
    User,
)
from rightplace.law.dates import working_day_after

REPLY_WORKING_DAYS = 10
"""The council's own standard for answering a family, a setting or a professional."""


def add_task(
    person: Person,
    *,
    title: str,
    owner: User,
    due_on: date,
    detail: str = "",
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Task:
    """Give someone something to do about a child by a day."""
    with ledger.entry("task.add", by=by, at=at, person=person, owner=owner.pk) as entry:
        return entry.add(
            Task(
                person=person,
                title=title,
                detail=detail,
                owner=owner,
                due_on=due_on,
                raised_by=by,
                raised_on=at.date(),
            )
        )


def change_task(
    task: Task,
    *,
    version: int,
    title: str,
    detail: str,
    owner: User,
    due_on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Change what is to be done, by whom or by when."""
    with ledger.entry("task.change", by=by, at=at, person=task.person, task=task.pk) as entry:
        entry.edit(task, version=version, title=title, detail=detail, owner=owner, due_on=due_on)


def finish_task(
    task: Task, *, outcome: str, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record that a task is done, and what came of it."""
    with ledger.entry("task.finish", by=by, at=at, person=task.person, task=task.pk) as entry:
        entry.lock(task)
        refuse_unless(task.done_on is None, "This task has been finished already.")
        refuse_unless(bool(outcome.strip()), "Say what came of the task.")
        entry.change(task, done_on=at.date(), outcome=outcome)


def record_contact(
    person: Person,
    *,
    on: date,
    channel: str,
    direction: str,
    with_whom: str,
    summary: str,
    owner: User,
    wants_reply: bool = False,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Contact:
    """Record a contact; one that came in and wants a reply has 10 working days for it."""
    with ledger.entry("contact.record", by=by, at=at, person=person) as entry:
        refuse_unless(on <= at.date(), "A contact cannot be after today. Give the day that it was.")
        refuse_unless(
            not wants_reply or direction == Contact.Direction.IN,
            "Only a contact from them waits for a reply from us.",
        )
        return entry.add(
            Contact(
                person=person,
                on=on,
                channel=channel,
                direction=direction,
                with_whom=with_whom,
                summary=summary,
                owner=owner,
                reply_due_on=working_day_after(on, REPLY_WORKING_DAYS) if wants_reply else None,
            )
        )


def reply_to_contact(
    contact: Contact, *, on: date, reply: str, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record the answer to a contact that waits for one."""
    with ledger.entry("contact.reply", by=by, at=at, person=contact.person) as entry:
        entry.lock(contact)
        refuse_unless(contact.reply_due_on is not None, "This contact does not wait for a reply.")
        refuse_unless(contact.replied_on is None, "This contact has been answered already.")
        refuse_unless(on <= at.date(), "The reply cannot be after today.")
        refuse_unless(bool(reply.strip()), "Say what was answered.")
        entry.change(contact, replied_on=on, reply=reply)


def record_circumstance(
    person: Person,
    *,
    kind: str,
    since: date,
    source: str,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Circumstance:
    """Record something in a child's life that makes delay weigh more."""
    with ledger.entry("circumstance.record", by=by, at=at, person=person, kind=kind) as entry:
        refuse_unless(since <= at.date(), "It cannot begin after today.")
        return entry.add(Circumstance(person=person, kind=kind, since=since, source=source))


def end_circumstance(
    circumstance: Circumstance, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record that it has passed."""
    with ledger.entry(
        "circumstance.end", by=by, at=at, person=circumstance.person, kind=circumstance.kind
    ) as entry:
        entry.lock(circumstance)
        refuse_unless(circumstance.until is None, "It has been ended already.")
        entry.change(circumstance, until=on)


def change_rank(
    person: Person,
    *,
    points: int,
    reason: str,
    until: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> RankChange:
    """Move a child's case up or down the list until a day, for a reason; the one before ends."""
    with ledger.entry("rank.change", by=by, at=at, person=person, points=points) as entry:
        refuse_unless(bool(reason.strip()), "Say why the rank changes.")
        for before in RankChange.objects.select_for_update().filter(person=person, ended=False):
            entry.change(before, ended=True)
        return entry.add(
            RankChange(
                person=person, points=points, reason=reason, by=by, since=at.date(), until=until
            )
        )


def start_cover(
    officer: User,
    *,
    covered_by: User,
    starts_on: date,
    planned_until: date,
    reason: str,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Cover:
    """Let another officer of the team see and do the work of one who is away."""
    with ledger.entry(
        "cover.start", by=by, at=at, officer=officer.pk, covered_by=covered_by.pk
    ) as entry:
        refuse_unless(
            covered_by.role == Role.CASE_OFFICER and covered_by.team_id == officer.team_id,
            "Cover is by a case officer of the same team. Choose one, or allocate the cases.",
        )
        return entry.add(
            Cover(
                officer=officer,
                covered_by=covered_by,
                starts_on=starts_on,
                planned_until=planned_until,
                reason=reason,
            )
        )


def end_cover(cover: Cover, *, by: User, at: datetime, ledger: Ledger = DATABASE) -> None:
    """End the cover: the one who covered no longer sees the cases."""
    with ledger.entry("cover.end", by=by, at=at, officer=cover.officer_id) as entry:
        entry.lock(cover)
        refuse_unless(cover.ended_on is None, "This cover has been ended already.")
        entry.change(cover, ended_on=max(at.date(), cover.starts_on))
