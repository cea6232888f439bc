"""The letters to advisers, from the rows that they are about."""

from collections.abc import Sequence

from django.conf import settings

from rightplace.casework.actions.advice import Asked, due_on
from rightplace.casework.models import AdviceRequest, Assessment, Person, User
from rightplace.casework.queries.advice import OpenAdvice, where_educated
from rightplace.law.codes import Adviser
from rightplace.papers.letters import Letter
from rightplace.papers.letters import advice as letters
from rightplace.papers.letters.advice import Child, Envelope, Standing
from rightplace.web.staff.letters import reference_of, signature, to_family
from rightplace.web.today import today


def _child(person: Person, concerns: str = "") -> Child:
    return Child(
        name=str(person),
        born=person.birth_date,
        identifier=f"UPN {person.upn}" if person.upn else "",
        setting=where_educated(person),
        concerns=concerns,
    )


def _envelope(to: tuple[str, ...], person: Person, by: User) -> Envelope:
    return Envelope(
        to=to,
        reference=reference_of(person),
        council=settings.COUNCIL,
        signed_by=signature(by),
        dated=today(),
    )


def request_letters(
    assessment: Assessment, given: dict[str, object], asked: Sequence[Asked], *, by: User
) -> tuple[Letter, ...]:
    """The letter to each adviser who is asked; `given` are the answers of the form."""
    person = assessment.request.person
    child = _child(person, str(given["concerns"]))
    return tuple(
        letters.request_for_advice(
            child,
            _envelope(_lines(each, person), person, by),
            adviser=each.adviser,
            asked_on=given["on"],
            due_on=due_on(given["on"]),
        )
        for each in asked
    )


def _lines(asked: Asked, person: Person) -> tuple[str, ...]:
    if asked.adviser == Adviser.FAMILY:
        return to_family(person)
    if asked.assigned_to is not None:
        return (asked.assigned_to.name, asked.assigned_to.get_role_display())
    return (asked.name, *filter(None, [asked.email]))


def asked_of(advice: AdviceRequest) -> str:
    """Who was asked, as a list names them."""
    if advice.assigned_to is not None:
        return advice.assigned_to.name
    ask = getattr(advice, "ask", None)
    return ask.name if ask and ask.name else Adviser(advice.adviser).label


def reminder_of(row: OpenAdvice, *, by: User) -> Letter:
    """The reminder of an advice: to the adviser, or to the lead of the service after enough of them."""
    advice, person = row.advice, row.advice.assessment.request.person
    standing = Standing(
        adviser=asked_of(advice),
        asked_on=advice.requested_on,
        due_on=row.clock.due_on,
        days_late=row.clock.days_late,
        chased=tuple(chase.sent_on for chase in advice.chases.order_by("pk")),
        expected_on=row.delay.expected_on if row.delay else None,
        plan_due_on=row.plan.due_on if row.plan and row.plan.is_open else None,
    )
    write = letters.escalation if row.escalates else letters.reminder
    return write(_child(person), _envelope(_reminded(row), person, by), standing)


def _reminded(row: OpenAdvice) -> tuple[str, ...]:
    if row.escalates and row.service is not None:
        return (row.service.lead_name, row.service.name, row.service.lead_email)
    advice = row.advice
    if advice.adviser == Adviser.FAMILY:
        return to_family(advice.assessment.request.person)
    email = getattr(advice, "ask", None) and advice.ask.email
    return (asked_of(advice), *filter(None, [email]))
