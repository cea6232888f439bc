"""The letters that go out with a consultation, from rows and forms."""

from django.conf import settings
from django.http import HttpRequest

from rightplace.casework.actions.consultations import Asked, Choice
from rightplace.casework.models import Consultation, Person, Purpose
from rightplace.casework.queries.consultations import REPLY
from rightplace.papers.letters import Letter
from rightplace.papers.letters import consultations as letters
from rightplace.web.staff.letters import reference_of, services, signature, to_family
from rightplace.web.today import today

_PURPOSES = {
    Purpose.NAME_IN_PLAN: "which is being written",
    Purpose.PHASE_TRANSFER: "for the move to the next phase of education",
    Purpose.CHANGE: "as a change of placement",
}


def _head(request: HttpRequest, person: Person) -> letters.Head:
    return letters.Head(today(), reference_of(person), settings.COUNCIL, signature(request.user))


def consulting(
    request: HttpRequest,
    person: Person,
    choices: tuple[Choice, ...],
    asked: Asked,
    wished: frozenset[str],
) -> tuple[Letter, ...]:
    """A letter to each setting, and the one that tells the family; `wished` are the family's own."""
    head, last_day = _head(request, person), REPLY.allowance.last_day(today())
    to_settings = [
        letters.to_setting(
            letters.Asking(
                setting=choice.name,
                child=str(person),
                born=person.birth_date,
                phase=asked.phase,
                purpose=_PURPOSES[Purpose(asked.purpose)],
                needs=asked.needs,
                provision=asked.provision,
                wanted_from=asked.wanted_from,
                allowance=REPLY.allowance.words,
                last_day=last_day,
                preferred=choice.name in wished,
            ),
            head,
        )
        for choice in choices
    ]
    family = letters.to_family(
        child=str(person),
        to=to_family(person),
        settings=[(choice.name, choice.name in wished) for choice in choices],
        last_day=last_day,
        services=services(),
        head=head,
    )
    return (*to_settings, family)


def chasing(request: HttpRequest, consultation: Consultation) -> Letter:
    """The second letter to a setting that has not replied."""
    return letters.chaser(
        setting=consultation.name,
        child=str(consultation.person),
        sent_on=consultation.sent_on,
        last_day=consultation.due_on,
        today=today(),
        head=_head(request, consultation.person),
    )
