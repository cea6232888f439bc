"""The advice of the officer's assessments: assigned, drafted, late, reminded; and the services' time."""

from datetime import timedelta
from decimal import Decimal

from django.conf import settings

from rightplace.casework.actions import advice, capacity
from rightplace.casework.actions.advice import Advice, Provision
from rightplace.casework.actions.letters import Copy
from rightplace.casework.models import AdviceRequest, AdviceService
from rightplace.county.furnish.desk import Desk
from rightplace.law.codes import Adviser
from rightplace.papers import letters
from rightplace.papers.letters.advice import Child, Envelope, Standing, reminder

_WHO = {"psychologist": "psychologist", "health": "health", "social_care": "social-care"}
_SERVICES = (
    (Adviser.PSYCHOLOGIST, "Psychology", "Dr Ottilie Branscombe", "psychology", "14.0"),
    (Adviser.HEALTH, "Children's health", "Ravindra Holloway (DCO)", "health", "6.0"),
    (Adviser.SOCIAL_CARE, "Social care", "Bethan Szymanski (DSCO)", "social-care", "4.5"),
    (Adviser.ADULTHOOD, "Preparing for adulthood", "Thandeka Moorcroft", "adulthood", "4.0"),
    (Adviser.SENSORY, "Sensory support", "Leofric Adeyemi", "sensory", "7.0"),
)
# Name, days a week for statutory advice, and days away from the demonstration's day: first, last.
_TIME = {
    Adviser.PSYCHOLOGIST: (
        ("Petra Villanueva", "3.0", None),
        ("Magnus Ferreira", "2.5", (13, 17)),
        ("Ingrid Opoku", "2.0", (20, 41)),
    ),
    Adviser.HEALTH: (("Hamish Oyelaran", "1.5", None), ("Sunniva Pike", "1.0", (6, 10))),
    Adviser.SOCIAL_CARE: (("Sioned Marchetti", "1.0", None),),
}
_ADVICE = Advice(
    needs="Understands single instructions and loses the thread of longer ones. Reads well below age, "
    "tires after ten minutes of written work, and leaves the room when noise builds up.",
    outcomes="By the end of Year 6 follows a task of three steps with a visual plan, and asks for help "
    "before leaving the room on four days out of five.",
    provision=(
        Provision(
            "Language group on vocabulary and instructions",
            "Three times a week for 25 minutes",
            "A teaching assistant trained and supervised by a speech and language therapist",
            "Two terms, then looked at again",
        ),
        Provision(
            "A quiet workplace and an agreed exit card",
            "Every lesson",
            "The class teacher",
            "Until the next review",
        ),
    ),
    shared=True,
)


def furnish(desk: Desk) -> None:
    """Set up the services, assign the officer's open advice, and do a few days' work on it."""
    for adviser, name, lead, address, hours in _SERVICES:
        _set_up(desk, adviser, name, lead, address, hours)
    rows = list(
        AdviceRequest.objects.filter(
            assessment__request__in=desk.requests, adviser__in=_WHO, received_on__isnull=True
        )
        .select_related("assessment__request__person")
        .order_by("requested_on", "pk")[:30]
    )
    for row in rows:
        advice.assign_advice(row, to=desk.user(_WHO[row.adviser]), **desk.how())
    for number, row in enumerate(rows):
        _work_on(desk, row, number)


def _set_up(desk: Desk, adviser: Adviser, name: str, lead: str, address: str, hours: str) -> None:
    how = desk.how(desk.manager)
    service = AdviceService(
        adviser=adviser,
        name=name,
        lead=desk.user("psychologist") if adviser is Adviser.PSYCHOLOGIST else None,
        lead_name=lead,
        lead_email=f"{address}@marlshire.example",
        hours=Decimal(hours),
    )
    capacity.add_service(service, **how)
    for who, days, away in _TIME.get(adviser, ()):
        time = capacity.add_time(
            service,
            name=who,
            days_a_week=Decimal(days),
            starts_on=desk.day - timedelta(days=200),
            ends_on=None,
            **how,
        )
        if away is not None:
            capacity.add_absence(
                time,
                starts_on=desk.day + timedelta(days=away[0]),
                ends_on=desk.day + timedelta(days=away[1]),
                reason="Leave",
                **how,
            )


def _work_on(desk: Desk, row: AdviceRequest, number: int) -> None:
    """Late advice is reminded of, the oldest twice; some advisers have a draft, some say it will be late."""
    late = (desk.day - advice.due_on(row.requested_on)).days
    for days_ago in (12, 4)[: 0 if late <= 0 else 2 if number < 3 else 1]:
        if late > days_ago:
            _remind(desk, row, days_ago)
    adviser = desk.user(_WHO[row.adviser])
    if number % 3 == 0:
        advice.write_advice(row, words=_ADVICE, version=0, **desk.how(adviser))
    elif number % 3 == 1 and late > 0:
        advice.expect_late(
            row,
            reason="The child was ill on the day of the visit; a new visit is booked.",
            expected_on=desk.day + timedelta(days=9),
            **desk.how(adviser),
        )


def _remind(desk: Desk, row: AdviceRequest, days_ago: int) -> None:
    on, person, who = (
        desk.day - timedelta(days=days_ago),
        row.assessment.request.person,
        row.assigned_to,
    )
    due = advice.due_on(row.requested_on)
    letter = reminder(
        Child(str(person), person.birth_date, f"UPN {person.upn}" if person.upn else "", "", ""),
        Envelope((who.name,), f"RP-{person.pk:06d}", settings.COUNCIL, (desk.officer.name,), on),
        Standing(who.name, row.requested_on, due, (on - due).days, (), None, None),
    )
    copy = Copy(
        kind=letter.kind,
        subject=letter.subject,
        recipient=letter.to[0],
        dated=on,
        content=letter.as_data(),
        pdf=letters.pdf(letter, fonts=settings.FONTS),
        word=letters.word(letter),
    )
    advice.chase(row, copy=copy, sent_to=who.name, escalated=False, **desk.how(on=on))
