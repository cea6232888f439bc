"""The pages about one child: found or not there, the look recorded, and the way between them."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from rightplace.casework.actions.audit import record_look
from rightplace.casework.models import Person, Role
from rightplace.casework.queries.casefile import find_person
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Link
from rightplace.web.staff.acting import ask
from rightplace.web.staff.letters import reference_of
from rightplace.web.today import now

R = TypeVar("R", bound=Model)

WRITERS = (Role.CASE_OFFICER, Role.TEAM_MANAGER)
"""The roles that change it."""

# The parts of a child's record, in the order of the work: name of the address -> words.
PARTS = (
    ("staff:case", "Overview"),
    ("staff:assessment", "Decisions"),
    ("staff:advice", "Advice"),
    ("staff:plan", "Plan"),
    ("staff:consultations", "Consultation"),
    ("staff:reviews", "Reviews"),
    ("staff:changes", "Change and end"),
    ("staff:disputes", "Disputes"),
    ("staff:delivery", "Delivery"),
    ("staff:contacts", "Contacts and tasks"),
    ("staff:letters", "Letters"),
    ("staff:documents", "Documents"),
    ("staff:child-findings", "Data"),
    ("staff:history", "History"),
)


@dataclass(frozen=True)
class Part:
    """A part of the record; `current` is the one that is open."""

    text: str
    href: str
    current: bool


def child_or_404(request: HttpRequest, person_id: int, *, what: str) -> Person:
    """The child, where the person who asks may see the record; the look is recorded as `what`."""
    person = find_person(request.user, person_id)
    if person is None:
        raise Http404
    record_look(person, what=what, by=request.user, at=now())
    return person


def row_or_404(request: HttpRequest, rows: QuerySet[R], key: int, *, what: str) -> R:
    """A row about a child (it has a `person`) whom the person who asks may see; the look is recorded."""
    seen = rows.filter(person__in=Person.objects.visible_to(request.user))
    row = seen.select_related("person").filter(pk=key).first()
    if row is None:
        raise Http404
    record_look(row.person, what=what, by=request.user, at=now())  # type: ignore[attr-defined]
    return row


def parts(person: Person, current: str) -> tuple[Part, ...]:
    """The way to each part of a child's record."""
    found = []
    for name, text in PARTS:
        try:
            found.append(Part(text, reverse(name, args=[person.pk]), name == current))
        except NoReverseMatch:
            continue
    return tuple(found)


def crumbs(person: Person, *more: Link) -> tuple[Link, ...]:
    """From the list to the child, and on."""
    case = Link(str(person), reverse("staff:case", args=[person.pk]))
    return (Link("Cases", reverse("staff:worklist")), case, *more)


def show_part(
    request: HttpRequest, person: Person, part: str, template: str, **context: Any
) -> HttpResponse:
    """A part of a child's record: `template` extends "staff/child.html"."""
    page = {"name": str(person), "parts": parts(person, part), "crumbs": crumbs(person)}
    death = getattr(person, "death", None)
    page["died_on"] = None if death is None else day(death.died_on)
    page |= _entered_twice(request, person)
    return render(request, template, {**page, **context})


def _entered_twice(request: HttpRequest, person: Person) -> dict[str, Any]:
    """The record that counts, and where else the same child is, as far as the user may see it."""
    same = Q(same_as=person.pk) | Q(pk=person.same_as_id)
    rows = Person.objects.visible_to(request.user).filter(same).order_by("pk")
    counts = [_link(row) for row in rows if row.pk == person.same_as_id]
    return {
        "counts_as": counts[0] if counts else None,
        "other_records": [_link(row) for row in rows if row.pk != person.same_as_id],
    }


def _link(record: Person) -> Link:
    return Link(f"{record}, {reference_of(record)}", reverse("staff:case", args=[record.pk]))


def ask_about(
    request: HttpRequest, person: Person, part: str, form: Any, act: Any, **context: Any
) -> HttpResponse:
    """A form about a child (`acting.ask`) that leads back to `part` of the record."""
    back = reverse(part, args=[person.pk])
    way = crumbs(person, Link(dict(PARTS)[part], back))
    return ask(
        request, form, act, **{"back": back, "caption": str(person), "crumbs": way} | context
    )
