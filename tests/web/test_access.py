"""Every address by every role by own and other record; an address that is not listed fails."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rightplace.casework.models import (
    Bundle,
    Document,
    Letter,
    Person,
    Plan,
    RedactionMark,
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
READERS = {MANAGER, ANALYST, COMMISSIONER}
ADVISERS = {Role.PSYCHOLOGIST, Role.HEALTH_ADVISER, Role.SOCIAL_CARE_ADVISER}
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
    "staff:letters-sent": Page(CASEWORK),
    "staff:authority": Page({ADMINISTRATOR}),
    "staff:letterhead-change": Page({ADMINISTRATOR}),
    "staff:service-change": Page({ADMINISTRATOR}, about="service"),
    "staff:letters": Page(WHOLE, about="person"),
    "staff:letter-start": Page(CASEWORK, about="person"),
    "staff:letter-write": Page(CASEWORK, about="wording"),
    "staff:letter": Page(WHOLE, about="letter"),
    "staff:letter-again": Page(CASEWORK, about="letter"),
    "staff:letter-file": Page(WHOLE, about="letter file"),
    "staff:documents": Page(WHOLE, about="person"),
    "staff:document-add": Page(CASEWORK, about="person"),
    "staff:document": Page(WHOLE, about="document"),
    "staff:document-file": Page({*WHOLE, *ADVISERS}, about="document"),
    "staff:document-redacted": Page(WHOLE, about="document"),
    "staff:document-edit": Page(CASEWORK, about="document"),
    "staff:document-withdraw": Page(CASEWORK, about="document"),
    "staff:document-redact": Page(CASEWORK, about="document"),
    "staff:document-page": Page(CASEWORK, about="document page"),
    "staff:mark-lift": Page(CASEWORK, about="mark"),
    "staff:bundle-make": Page(CASEWORK, about="person"),
    "staff:bundle": Page(WHOLE, about="bundle"),
    "staff:bundle-file": Page(WHOLE, about="bundle"),
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


def _letter(user: User, own: bool) -> list[object] | None:
    return _of_child(Letter.objects.all(), user, own)


def _document(user: User, own: bool) -> list[object] | None:
    """A document that stands, with something hidden in it."""
    rows = Document.objects.standing().exclude(redacted_copies=None)
    seen = rows.visible_to(user)
    found = (seen if own else rows.exclude(pk__in=seen)).first()
    return found and [found.person_id, found.pk]


def _mark(user: User, own: bool) -> list[object] | None:
    found = _document(user, own)
    return found and [*found, RedactionMark.objects.filter(document=found[1]).first().pk]


def _bundle(user: User, own: bool) -> list[object] | None:
    return _of_child(Bundle.objects.all(), user, own)


def _of_child(rows: QuerySet, user: User, own: bool) -> list[object] | None:
    """A row about a child whom the user sees, or does not."""
    seen = Person.objects.visible_to(user)
    found = (rows.filter(person__in=seen) if own else rows.exclude(person__in=seen)).first()
    return found and [found.person_id, found.pk]


def _key(row: Model | None) -> list[object] | None:
    return None if row is None else [row.pk]


# What an address is about -> its arguments for a record of one's own or a stranger's; None without one.
ABOUT: dict[str, Callable[[User, bool], list[object] | None]] = {
    "person": _person,
    "plan": _plan,
    "request": lambda user, own: (found := _request(user, own)) and [*found, "decided_to_assess"],
    "service": lambda user, own: ["advice" if own else "no-such-service"],
    "wording": lambda user, own: (found := _person(user, own)) and [*found, "holding"],
    "letter": _letter,
    "letter file": lambda user, own: (found := _letter(user, own)) and [*found, "pdf"],
    "document": _document,
    "document page": lambda user, own: (found := _document(user, own)) and [*found, 1],
    "mark": _mark,
    "bundle": _bundle,
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
