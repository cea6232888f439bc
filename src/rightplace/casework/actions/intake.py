"""Entering a request: the child found or made, who asked, who has the case, and the acknowledgement.

All of it stands or falls together. Nobody is made twice: the candidates are looked for again while no
one else can enter a request, and one whom the officer was not shown stops the action.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from rightplace.casework.actions.carers import add_carer
from rightplace.casework.actions.ledger import DATABASE
from rightplace.casework.actions.letters import Copy, Sending
from rightplace.casework.actions.people import correct_person, register_person
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.actions.requests import write_request
from rightplace.casework.models import Asker, Carer, Person, Plan, Request, Requester, Role, User
from rightplace.casework.names import fold
from rightplace.casework.queries.duplicates import (
    LookAlikes,
    cases_of,
    identity_of,
    look_alikes,
)

Letters = Callable[[Person, User], Sequence[Copy]]
"""The copies to send, of the child as recorded and the officer who gets the case."""

_ONE_AT_A_TIME = 360_001
"""The key of PostgreSQL's advisory lock: one request is entered after the other."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came; its rows are not saved yet."""

    received_on: date
    requester: Requester
    carers: tuple[Carer, ...] = ()
    in_youth_accommodation: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What the officer said of the children shown: the key of the `same` one, or why it is another."""

    shown: frozenset[int] = frozenset()
    same: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """What was recorded. `differs` names what the request gives otherwise than the record has it."""

    request: Request
    differs: tuple[str, ...] = ()


def enter_request(
    child: Person,
    asked: Asked,
    *,
    choice: Choice,
    officer: User,
    letters: Letters,
    by: User,
    at: datetime,
) -> Entered:
    """Record a request about `child`, who is not saved yet, or about the one chosen in their place."""
    with transaction.atomic():
        _wait_for_others()
        found = look_alikes(identity_of(child), by)
        _refuse_unseen(found, choice)
        differs: tuple[str, ...] = ()
        if choice.same is None:
            person = _register(child, found, choice, by, at)
        else:
            person = _chosen(found, choice.same)
            officer = _refuse_or_keep(person, officer)
            differs = _complete(person, child, by, at)
        _add_carers(person, asked, by, at)
        return Entered(_receive(person, asked, officer, letters, by, at), differs)


def _wait_for_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def _refuse_unseen(found: LookAlikes, choice: Choice) -> None:
    """Stop at a locked record of the same UPN, and at a candidate who was not shown."""
    refuse_unless(
        found.closed is None,
        "This request cannot be completed here. Nothing was saved. Speak with your manager.",
    )
    unseen = {candidate.person.pk for candidate in found.candidates} - choice.shown
    refuse_unless(
        not unseen,
        "There is a child in the record who may be the same and was not shown to you. Look again.",
    )


def _register(child: Person, found: LookAlikes, choice: Choice, by: User, at: datetime) -> Person:
    """Make the child, with the reason why none of those shown is the same."""
    keys = sorted(candidate.person.pk for candidate in found.candidates)
    refuse_unless(
        not keys or bool(choice.reason.strip()),
        "Say how you know that this is another child.",
    )
    person = register_person(child, by=by, at=at)
    if keys:
        detail: dict[str, Any] = {"shown": keys, "reason": choice.reason}
        with DATABASE.entry("intake.another_child", by=by, at=at, person=person, **detail):
            pass
    for locked in found.behind_locks:
        with DATABASE.entry("intake.may_be_same", by=by, at=at, person=locked, other=person.pk):
            pass
    return person


def _chosen(found: LookAlikes, key: int) -> Person:
    same = [each.person for each in found.candidates if each.person.pk == key]
    refuse_unless(bool(same), "Choose one of the children shown, or say that it is another child.")
    return same[0]


def _refuse_or_keep(person: Person, officer: User) -> User:
    """The officer of a child who has no live case; raises ActionRefused where there is one.

    The child stays with the officer of the last case, as long as that officer is at work.
    """
    person.refresh_from_db(from_queryset=Person.objects.select_for_update())
    case = cases_of([person.pk]).get(person.pk)
    if case is None:
        return officer
    whose = f"{case.officer.name} of the {case.team.name}"
    if isinstance(case, Plan):
        refuse_unless(
            case.ceased_on is not None,
            f"{person} has a plan, which is with {whose}. A child with a plan is not assessed as if for "
            "the first time: give this to that officer, to record as a request for a reassessment.",
        )
    else:
        refuse_unless(
            case.closed_on is not None,
            f"{person} has an open request, which is with {whose}. Give this to that officer, to add to "
            "the request; a second one is not opened.",
        )
    at_work = case.officer.is_active and case.officer.role == Role.CASE_OFFICER
    return case.officer if at_work else officer


_COMPLETED = (
    "address", "postcode", "setting", "upn", "unique_learner_number", "primary_need", "disability",
)  # fmt: skip
_COMPARED = {
    "surname": "surname",
    "forename": "forename",
    "birth_date": "date of birth",
    "sex": "sex",
    "address": "address",
    "postcode": "postcode",
    "setting": "setting",
    "upn": "UPN",
    "unique_learner_number": "ULN",
    "primary_need": "primary need",
    "disability": "disability",
}


def _complete(person: Person, child: Person, by: User, at: datetime) -> tuple[str, ...]:
    """Fill in what the record does not have; what differs is left, and named."""
    new = {
        name: given
        for name in _COMPLETED
        if (given := getattr(child, name)) and not getattr(person, name)
    }
    if "upn" in new or "unique_learner_number" in new:
        new["upn_unknown"] = ""
    differs = tuple(
        words
        for name, words in _COMPARED.items()
        if (given := getattr(child, name)) and not _same(given, getattr(person, name) or given)
    )
    if new:
        correct_person(person, version=person.version, details=new, by=by, at=at)
    with DATABASE.entry("intake.same_child", by=by, at=at, person=person, differs=list(differs)):
        pass
    return differs


def _same(given: object, known: object) -> bool:
    """Whether two values are one but for case, accents and punctuation."""
    return given == known or fold(str(given)) == fold(str(known))


def _add_carers(person: Person, asked: Asked, by: User, at: datetime) -> None:
    """Add those who are not among the child's carers yet."""
    known = {fold(carer.name) for carer in person.carers.filter(left_on=None)}
    for carer in asked.carers:
        if fold(carer.name) not in known:
            carer.person = person
            add_carer(carer, by=by, at=at)


def _receive(
    person: Person, asked: Asked, officer: User, letters: Letters, by: User, at: datetime
) -> Request:
    ledger = Sending(*letters(person, officer))
    with ledger.entry("request.enter", by=by, at=at, person=person, officer=officer.pk) as entry:
        request = write_request(
            entry,
            person,
            received_on=asked.received_on,
            source=Asker(asked.requester.asker).source.value,
            officer=officer,
            in_youth_accommodation=asked.in_youth_accommodation,
        )
        asked.requester.request = request
        entry.add(asked.requester)
    return request
