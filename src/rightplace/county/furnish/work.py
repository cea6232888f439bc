"""Tasks, contacts, circumstances, a change of rank and cover on the officer's desk."""

from datetime import timedelta

from rightplace.casework.actions import work
from rightplace.casework.models import Circumstance, Contact, Person, Role
from rightplace.county.furnish.desk import Desk

_TASKS = (
    ("Agree who writes Section F for speech and language", 5),
    ("Ask the school for the attendance record", -3),
    ("Book the interpreter for the meeting", 2),
    ("Check the name of the GP practice", 9),
    ("Send the family the Local Offer page on short breaks", 0),
)
_SAID = (
    "Asks when the decision will come, and what to do about school until then.",
    "Has a private speech and language report, and asks whether it will be considered.",
    "The school says that attendance has fallen to two mornings a week.",
    "Asks for the draft in large print.",
)


def furnish(desk: Desk) -> None:
    """A few of each, for the oldest of the officer's requests."""
    people = list(dict.fromkeys(request.person for request in desk.requests))
    draws = desk.draws("work")
    for number, person in enumerate(people):
        if number % 3 == 0:
            _task(desk, person, number // 3)
        if number % 3 == 1:
            _contact(desk, person, number // 3)
        if draws.random() < 0.25:
            _circumstance(desk, person, draws.choice(list(Circumstance.Kind)))
    if people:
        work.change_rank(
            people[-1],
            points=20,
            reason="The head telephoned: the placement is about to break down",
            until=desk.day + timedelta(days=21),
            **desk.how(),
        )
    _cover(desk)


def _task(desk: Desk, person: Person, number: int) -> None:
    title, days = _TASKS[number % len(_TASKS)]
    work.add_task(
        person,
        title=title,
        owner=desk.officer,
        due_on=desk.day + timedelta(days=days),
        **desk.how(desk.manager, desk.day - timedelta(days=10)),
    )


def _contact(desk: Desk, person: Person, number: int) -> None:
    on = desk.day - timedelta(days=4 + 3 * number % 20)
    work.record_contact(
        person,
        on=on,
        channel=list(Contact.Channel)[number % len(Contact.Channel)],
        direction=Contact.Direction.IN,
        with_whom=f"Parent of {person.forename}",
        summary=_SAID[number % len(_SAID)],
        owner=desk.officer,
        wants_reply=True,
        **desk.how(on=on),
    )


def _circumstance(desk: Desk, person: Person, kind: Circumstance.Kind) -> None:
    work.record_circumstance(
        person,
        kind=kind,
        since=desk.day - timedelta(days=40),
        source="Social care record",
        **desk.how(),
    )


def _cover(desk: Desk) -> None:
    """The officer covers for a colleague who is on leave, where there is one."""
    members = desk.manager.team.members.filter(role=Role.CASE_OFFICER, is_active=True)
    colleague = members.exclude(pk=desk.officer.pk).order_by("pk").first()
    if colleague is not None:
        work.start_cover(
            colleague,
            covered_by=desk.officer,
            starts_on=desk.day - timedelta(days=1),
            planned_until=desk.day + timedelta(days=4),
            reason="Leave",
            **desk.how(desk.manager),
        )
