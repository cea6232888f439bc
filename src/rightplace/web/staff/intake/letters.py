"""The acknowledgement of a request: to the one who asked, and to the family where someone else did."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from rightplace.casework.actions.intake import Asked, Letters
from rightplace.casework.actions.letters import Copy
from rightplace.casework.models import Asker, Channel, Person, User
from rightplace.law.ages import is_young_person
from rightplace.law.clock import clock
from rightplace.law.events import Event, EventKind
from rightplace.papers.letters.intake import Reader, Received, acknowledgement
from rightplace.web.staff.letters import (
    copy_of,
    reference_of,
    services,
    signature,
    to_families,
    to_requester,
    to_young_person,
)

_ASKED_BY = {
    Asker.PARENT: "a parent or carer",
    Asker.YOUNG_PERSON: "the young person",
    Asker.SETTING: "a school or other education setting",
    Asker.HEALTH: "a health professional",
    Asker.SOCIAL_CARE: "a social care professional",
    Asker.OTHER: "someone else who knows the child or young person",
}


def acknowledgements(asked: Asked, *, on: date) -> Letters:
    """The letters that go out on the day on which a request is entered."""

    def make(person: Person, officer: User) -> Sequence[Copy]:
        received = _received(asked, person, officer, on)
        return [copy_of(acknowledgement(received, reader)) for reader in readers(asked, person)]

    return make


def _received(asked: Asked, person: Person, officer: User, on: date) -> Received:
    requester = asked.requester
    events = [Event(asked.received_on, EventKind.REQUEST_RECEIVED)]
    due = {each.key: each.due_on for each in clock(events, on)}
    how = Channel(requester.channel).label
    return Received(
        child=str(person),
        asked_by=_ASKED_BY[Asker(requester.asker)],
        received_on=asked.received_on,
        how=how[0].lower() + how[1:],
        decide_by=due["first_plan.decide_to_assess"],
        plan_by=due["first_plan.final_plan"],
        officer=officer.name,
        officer_contact=officer.email,
        dated=on,
        reference=reference_of(person),
        council=settings.COUNCIL,
        signed_by=signature(officer),
        services=services(),
    )


def readers(asked: Asked, person: Person) -> list[Reader]:
    """Whom to write to: the one who asked, and each home of the family that has not asked."""
    asker = Asker(asked.requester.asker)
    young = asker is Asker.YOUNG_PERSON
    first = Reader(to_requester(asked.requester, person), asker.is_family, True, young)
    if young:
        return [first]
    if is_young_person(person.birth_date, asked.received_on):
        return [first, Reader(to_young_person(person), True, False, True)]
    homes = to_families(person)
    if asker is Asker.PARENT:
        homes = tuple(home for home in homes if not _has_asked(home, first.to, person))
    return [first, *(Reader(home, True, False) for home in homes)]


def _has_asked(home: tuple[str, ...], asked: tuple[str, ...], person: Person) -> bool:
    """Whether the letter to the parent who asked reaches this home too."""
    unnamed = not person.carers.filter(left_on=None, parental_responsibility=True).exists()
    return unnamed or home[1:] == asked[1:] or asked[0] in home[0].split(" and ")
