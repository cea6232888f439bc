"""Every address by every role by own and other record; an address that is not listed fails."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import Model, Q, QuerySet
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rightplace.casework.models import (
    Arrangement,
    Consultation,
    DeliveryGap,
    Person,
    Placement,
    PlacementCost,
    Plan,
    Preference,
    Request,
    Role,
    User,
)
from tests.conftest import County

OFFICER, MANAGER = Role.CASE_OFFICER, Role.TEAM_MANAGER
ANALYST, COMMISSIONER, ADMINISTRATOR = Role.ANALYST, Role.COMMISSIONER, Role.ADMINISTRATOR
AUDITOR = Role.AUDITOR
CASEWORK = {OFFICER, MANAGER}
WHOLE = {*CASEWORK, AUDITOR}
PAYERS = {Role.FINANCE, *CASEWORK}
READERS = {MANAGER, ANALYST, COMMISSIONER}
EVERYONE = set(Role)
SIGN_INS = {
    OFFICER: "officer",
    MANAGER: "manager",
    ANALYST: "analyst",
    COMMISSIONER: "commissioner",
    ADMINISTRATOR: "administrator",
    Role.PSYCHOLOGIST: "psychologist",
    Role.HEALTH_ADVISER: "health",
    Role.SOCIAL_CARE_ADVISER: "social-care",
    Role.PANEL_MEMBER: "panel",
    Role.FINANCE: "finance",
    Role.QUALITY_ASSURER: "quality",
    AUDITOR: "auditor",
}


# For someone, a record of their own or of a stranger: the arguments of an address; None without one.
About = Callable[[User, bool], list[object] | None]


@dataclass(frozen=True)
class Page:
    """Which roles an address is for, and what it is about."""

    roles: set[Role]
    about: str = ""
    answer: int = 200
    anonymous: int = 302


PAGES = {
    "home": Page(EVERYONE, answer=302),
    "health": Page(EVERYONE, anonymous=200),
    "sign-in": Page(EVERYONE, answer=302, anonymous=200),
    "sign-out": Page(EVERYONE, answer=405),
    "change-password": Page(EVERYONE),
    "nothing-yet": Page(EVERYONE),
    "staff:worklist": Page(WHOLE),
    "staff:worklist-csv": Page(WHOLE),
    "staff:case": Page(WHOLE, about="person"),
    "staff:record": Page(CASEWORK, about="request"),
    "staff:team": Page({MANAGER}),
    "staff:team-csv": Page({MANAGER}),
    "staff:users": Page({ADMINISTRATOR}),
    "staff:user-add": Page({ADMINISTRATOR}),
    "staff:consultations": Page(WHOLE, about="person"),
    "staff:consult": Page(CASEWORK, about="plan"),
    "staff:preference-add": Page(CASEWORK, about="plan"),
    "staff:consultation-list": Page(WHOLE),
    "staff:consultation-settings": Page(WHOLE),
    "staff:request-consultations": Page(CASEWORK, about="open request", answer=302),
    "staff:consultation": Page(WHOLE, about="consultation"),
    "staff:consultation-reply": Page(CASEWORK, about="consultation"),
    "staff:consultation-chase": Page(CASEWORK, about="awaited consultation"),
    "staff:consultation-accept": Page(CASEWORK, about="offer"),
    "staff:preference-why": Page(CASEWORK, about="preference"),
    "staff:preference-against": Page(CASEWORK, about="preference"),
    "staff:costs": Page(PAYERS),
    "staff:placement-costs": Page(PAYERS, about="child with a plan"),
    "staff:cost-add": Page(PAYERS, about="placement"),
    "staff:cost-amend": Page(PAYERS, about="cost"),
    "staff:cost-confirm": Page({Role.FINANCE}, about="cost"),
    "staff:cost-end": Page(PAYERS, about="cost"),
    "staff:delivery": Page(WHOLE, about="person"),
    "staff:provision-check": Page(CASEWORK, about="plan"),
    "staff:gap-add": Page(CASEWORK, about="person"),
    "staff:arrange": Page(CASEWORK, about="arrangement kind"),
    "staff:arrangement-review": Page(CASEWORK, about="arrangement"),
    "staff:arrangement-end": Page(CASEWORK, about="arrangement"),
    "staff:gaps": Page(WHOLE),
    "staff:not-full-time": Page(WHOLE),
    "staff:gap": Page(WHOLE, about="open gap"),
    "staff:gap-note": Page(CASEWORK, about="open gap"),
    "staff:gap-close": Page(CASEWORK, about="open gap"),
    "staff:gap-reopen": Page(CASEWORK, about="closed gap"),
    "insight:home": Page(READERS),
    "insight:snapshots": Page(READERS),
    "insight:csv": Page(READERS, about="measure"),
    "insight:timeliness": Page(READERS),
    "insight:requests": Page(READERS),
    "insight:new-plans": Page(READERS),
    "insight:caseload": Page(READERS),
}


def names(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"
        else:
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)


def _person(user: User, own: bool) -> list[object] | None:
    seen = Person.objects.visible_to(user)
    return _key((seen if own else Person.objects.exclude(pk__in=seen)).first())


def _plan(user: User, own: bool) -> list[object] | None:
    """The child of a plan that is maintained."""
    seen = Plan.objects.live().visible_to(user)
    found = (seen if own else Plan.objects.live().exclude(pk__in=seen)).first()
    return found and [found.person_id]


def _request(user: User, own: bool) -> list[object] | None:
    """An undecided request."""
    rows = Request.objects.open().filter(outcome="A")
    seen = rows.visible_to(user)
    return _key((seen if own else rows.exclude(pk__in=seen)).first())


def _about_child(rows: QuerySet[Any], person: str = "person") -> About:
    """The first row about a child whom the user may see, or about a stranger."""

    def found(user: User, own: bool) -> list[object] | None:
        seen = Q(**{f"{person}__in": Person.objects.visible_to(user)})
        return _key(rows.filter(seen if own else ~seen).first())

    return found


def _with_kind(user: User, own: bool) -> list[object] | None:
    found = _person(user, own)
    return found and [*found, "part_time"]


def _key(row: Model | None) -> list[object] | None:
    return None if row is None else [row.pk]


# What an address is about -> its arguments for a record of one's own or a stranger's; None without one.
ABOUT: dict[str, About] = {
    "person": _person,
    "plan": _plan,
    "child with a plan": _about_child(
        Person.objects.filter(pk__in=Plan.objects.live().values("person")), "pk"
    ),
    "open request": _request,
    "consultation": _about_child(Consultation.objects.filter(accepted_on=None)),
    "awaited consultation": _about_child(Consultation.objects.filter(reply="")),
    "offer": _about_child(
        Consultation.objects.filter(reply__in=["yes", "conditions"], accepted_on=None)
    ),
    "preference": _about_child(Preference.objects.filter(not_consulted="", against=None)),
    "placement": _about_child(
        Placement.objects.filter(leaving_on=None, plan__ceased_on=None), "plan__person"
    ),
    "cost": _about_child(
        PlacementCost.objects.filter(ends_on=None, placement__plan__ceased_on=None),
        "placement__plan__person",
    ),
    "arrangement kind": _with_kind,
    "arrangement": _about_child(Arrangement.objects.filter(ends_on=None)),
    "open gap": _about_child(DeliveryGap.objects.filter(closed_on=None)),
    "closed gap": _about_child(DeliveryGap.objects.filter(closed_on__isnull=False)),
    "request": lambda user, own: (found := _request(user, own)) and [*found, "decided_to_assess"],
    "measure": lambda user, own: ["timeliness.within_20_weeks" if own else "no.such_measure"],
}


def address(name: str, user: User, *, own: bool) -> str | None:
    """The address of a page about a record of one's own, or of a stranger's."""
    about = PAGES[name].about
    if not about:
        return reverse(name)
    arguments = ABOUT[about](user, own)
    return None if arguments is None else reverse(name, args=arguments)


def test_every_address_is_listed() -> None:
    assert sorted(set(names())) == sorted(PAGES)


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_its_roles_and_does_not_exist_for_others(
    county: County, name: str, role: Role
) -> None:
    user = county.user(SIGN_INS[role])
    client = Client()
    client.force_login(user)
    page = PAGES[name]
    mine = address(name, user, own=True)
    if mine is not None:
        assert client.get(mine).status_code == (page.answer if role in page.roles else 404)
    if page.about:
        theirs = address(name, user, own=False)
        assert theirs is not None
        assert client.get(theirs).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_nobody_sees_anything_before_signing_in(county: County, name: str) -> None:
    found = address(name, county.user("officer"), own=True)
    assert Client().get(found).status_code == PAGES[name].anonymous


@pytest.mark.django_db
def test_the_officer_and_the_manager_have_a_case_of_their_own(county: County) -> None:
    for username in ("officer", "manager"):
        assert Person.objects.visible_to(county.user(username)).exists()
