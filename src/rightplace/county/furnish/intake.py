"""Parents and carers of the officer's cases and of some others, and who made the recent requests."""

from random import Random

from rightplace.casework.actions.carers import add_carer, name_requester
from rightplace.casework.models import (
    Asker,
    Carer,
    Channel,
    Person,
    Relationship,
    Request,
    Requester,
)
from rightplace.county import names
from rightplace.county.furnish.desk import Desk
from rightplace.law.codes import RequestSource

_REQUESTS, _PLANS, _AFAR = 30, 20, 3
_SECOND_CARER = 0.4
_STREETS = ("Mill Lane", "Church Street", "Orchard Way", "Station Road", "The Green", "Quarry Rise")
_NEEDS = ("Polish interpreter", "Letters in large print", "British Sign Language interpreter")
# How an asker is described, and their words about the child.
_SAID = {
    Asker.PARENT: (
        "mother",
        "School has helped since Reception, but the gap to the others grows. Mornings end in tears, and "
        "we cannot get to school on two days of most weeks.",
        "Letter of the family doctor\nDiary of the last half term",
    ),
    Asker.SETTING: (
        "SENCO",
        "Three cycles of assess, plan, do and review have brought little. Reading is four years behind, "
        "and an adult is needed at hand for most of the day.",
        "Costed provision map\nReports of the specialist teacher\nAttendance record",
    ),
    Asker.HEALTH: (
        "community paediatrician",
        "Seen in clinic with delayed speech and poor attention. Nursery and parents describe the same.",
        "Clinic letter",
    ),
    Asker.SOCIAL_CARE: (
        "social worker",
        "Has moved placement twice in a year, and schooling has been lost with each move.",
        "Personal education plan",
    ),
    Asker.OTHER: (
        "aunt",
        "Cannot sit through a meal or a lesson, and is sent home most weeks.",
        "",
    ),
}
_ASKERS = {
    RequestSource.FAMILY: Asker.PARENT,
    RequestSource.SETTING: Asker.SETTING,
    RequestSource.HEALTH: Asker.HEALTH,
    RequestSource.SOCIAL_CARE: Asker.SOCIAL_CARE,
}


def furnish(desk: Desk) -> None:
    """Carers for the newest cases and for some of other desks, and who made the requests."""
    draws = desk.draws("intake")
    requests = desk.requests[-_REQUESTS:]
    cases = [*requests, *desk.plans[:_PLANS], *_of_others(desk)]
    people = {case.person_id: case.person for case in cases}
    for person in people.values():
        _add_carers(person, draws, desk)
    for request in requests:
        _name_requester(request, draws, desk)


def _of_others(desk: Desk) -> list[Request]:
    """The newest requests of other teams, and those that are locked: not only one desk has carers."""
    rows = Request.objects.open().select_related("person").order_by("-received_on", "pk")
    afar = rows.exclude(team=desk.officer.team_id)[:_AFAR]
    return [*afar, *rows.filter(person__lock__isnull=False)]


def _add_carers(person: Person, draws: Random, desk: Desk) -> None:
    street = f"{draws.randint(1, 90)} {draws.choice(_STREETS)}"
    first = draws.choice((Relationship.MOTHER, Relationship.MOTHER, Relationship.FOSTER_CARER))
    _add(person, first, "F", street, draws, desk)
    if draws.random() < _SECOND_CARER:
        _add(person, Relationship.FATHER, "M", street, draws, desk)


def _add(
    person: Person,
    relationship: Relationship,
    sex: str,
    street: str,
    draws: Random,
    desk: Desk,
) -> None:
    foster = relationship is Relationship.FOSTER_CARER
    surname = draws.choice(names.SURNAMES) if foster else person.surname
    carer = Carer(
        person=person,
        name=f"{draws.choice(names.FORENAMES[sex])} {surname}",
        relationship=relationship,
        parental_responsibility=not foster,
        address=street,
        postcode=person.postcode,
        phone=f"07700 900{draws.randint(100, 999)}",
        needs=draws.choice(_NEEDS) if draws.random() < 0.1 else "",
        do_not_write=draws.random() < 0.04,
    )
    add_carer(carer, **desk.how())


def _name_requester(request: Request, draws: Random, desk: Desk) -> None:
    source = RequestSource(request.source) if request.source else RequestSource.OTHER
    asker = _ASKERS.get(source, Asker.OTHER)
    relationship, concerns, evidence = _SAID[asker]
    carer = request.person.carers.order_by("pk")[0]
    own = asker is Asker.PARENT
    name = f"{draws.choice(names.FORENAMES['F'])} {draws.choice(names.SURNAMES)}"
    requester = Requester(
        request=request,
        asker=asker,
        name=carer.name if own else name,
        relationship=carer.get_relationship_display().lower() if own else relationship,
        address=carer.address if own else "",
        postcode=carer.postcode if own else "",
        email="" if own else f"{name.split()[0].lower()}@example.org",
        phone=carer.phone if own else "",
        channel=draws.choice((Channel.PAPER, Channel.EMAIL, Channel.EMAIL)),
        sought="An EHC needs assessment",
        concerns=concerns,
        evidence=evidence,
    )
    name_requester(requester, **desk.how())
