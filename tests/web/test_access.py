"""Every address by every role by own and other record; an address that is not listed fails."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rightplace.casework.models import (
    AdviceRequest,
    AdviceService,
    Audit,
    Person,
    Plan,
    Request,
    Role,
    User,
)
from rightplace.casework.queries.advice import ADVISERS, advice_seen_by, advice_to_give, open_advice
from rightplace.casework.queries.quality import audits_seen_by
from tests.conftest import County

OFFICER, MANAGER = Role.CASE_OFFICER, Role.TEAM_MANAGER
ANALYST, COMMISSIONER, ADMINISTRATOR = Role.ANALYST, Role.COMMISSIONER, Role.ADMINISTRATOR
AUDITOR = Role.AUDITOR
CASEWORK = {OFFICER, MANAGER}
WHOLE = {*CASEWORK, AUDITOR}
READERS = {MANAGER, ANALYST, COMMISSIONER}
EVERYONE = set(Role)
GIVERS = set(ADVISERS)
ASSURER = Role.QUALITY_ASSURER
QUALITY = {ASSURER, MANAGER, AUDITOR}
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
    "staff:advice": Page(WHOLE, about="assessed child"),
    "staff:advice-one": Page(WHOLE, about="advice of a child"),
    "staff:advice-ask": Page(CASEWORK, about="assessment"),
    "staff:advice-earlier": Page(CASEWORK, about="assessment"),
    "staff:advice-receive": Page(CASEWORK, about="assessment"),
    "staff:advice-to-give": Page(GIVERS),
    "staff:advice-sheet": Page(GIVERS, about="advice to give"),
    "staff:advice-write": Page(GIVERS, about="advice to give"),
    "staff:advice-submit": Page(GIVERS, about="advice to give"),
    "staff:advice-expect": Page(CASEWORK | GIVERS, about="advice"),
    "staff:advice-excuse": Page(CASEWORK | GIVERS, about="advice"),
    "staff:advice-assign": Page(CASEWORK | GIVERS, about="advice"),
    "staff:advice-late": Page(WHOLE | GIVERS),
    "staff:advice-chase": Page(CASEWORK),
    "staff:advice-capacity": Page({MANAGER, COMMISSIONER} | GIVERS),
    "staff:advice-service-add": Page({MANAGER}),
    "staff:advice-service": Page({MANAGER} | GIVERS, about="service"),
    "staff:advice-time": Page({MANAGER} | GIVERS, about="service"),
    "staff:advice-time-end": Page({MANAGER} | GIVERS, about="service"),
    "staff:advice-absence": Page({MANAGER} | GIVERS, about="service"),
    "staff:quality": Page(QUALITY | {OFFICER}),
    "staff:quality-draw": Page({ASSURER, MANAGER}),
    "staff:quality-report": Page(QUALITY),
    "staff:quality-tool": Page(QUALITY | {OFFICER}),
    "staff:quality-weights": Page({ASSURER}),
    "staff:quality-question": Page({ASSURER}),
    "staff:quality-training": Page(QUALITY),
    "staff:quality-training-add": Page({ASSURER}),
    "staff:quality-audit": Page(QUALITY | {OFFICER}, about="audit"),
    "staff:quality-score": Page({ASSURER}, about="audit to grade"),
    "staff:quality-submit": Page({ASSURER}, about="audit to submit"),
    "staff:quality-moderate": Page({MANAGER}, about="audit to moderate"),
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


def _assessments(user: User, own: bool) -> QuerySet:
    """Open requests that are being assessed, with advice asked for."""
    rows = Request.objects.open().filter(assessment__advice__isnull=False)
    seen = rows.visible_to(user)
    return seen if own else rows.exclude(pk__in=seen)


def _advice_of_a_child(user: User, own: bool) -> list[object] | None:
    found = AdviceRequest.objects.filter(assessment__request__in=_assessments(user, own)).first()
    if found is None:
        return None if own else [0, 0]
    return [found.assessment.request.person_id, found.pk]


def _to_give(user: User, own: bool) -> list[object] | None:
    """Advice that an adviser has to give; for the others, advice of their own cases is no such thing."""
    mine = open_advice().filter(pk__in=advice_to_give(user).values("pk"))
    return _nobody(own, (mine if own else open_advice().exclude(pk__in=mine.values("pk"))).first())


def _advice(user: User, own: bool) -> list[object] | None:
    """Advice that someone gives or watches over."""
    mine = advice_to_give(user).values("pk").union(advice_seen_by(user).values("pk"))
    keys = [row["pk"] for row in mine]
    rows = open_advice()
    return _nobody(own, (rows.filter(pk__in=keys) if own else rows.exclude(pk__in=keys)).first())


def _service(user: User, own: bool) -> list[object] | None:
    """A service that someone keeps: a manager every one, its lead their own."""
    if user.role == MANAGER:
        return _key(AdviceService.objects.first()) if own else [0]
    led = AdviceService.objects.filter(lead=user)
    return _key((led if own else AdviceService.objects.exclude(pk__in=led)).first())


def _audit(user: User, own: bool) -> list[object] | None:
    """An audit of a plan."""
    seen = audits_seen_by(user)
    return _nobody(own, (seen if own else Audit.objects.exclude(pk__in=seen.values("pk"))).first())


def _audit_to_grade(user: User, own: bool) -> list[object] | None:
    """An audit that is not submitted; for a stranger of it, one that somebody else is to grade."""
    rows = Audit.objects.filter(submitted_on__isnull=True)
    return _nobody(own, (rows.filter(auditor=user) if own else rows.exclude(auditor=user)).first())


def _audit_to_moderate(user: User, own: bool) -> list[object] | None:
    """A submitted audit that nobody looked at again, and that the user may; or may not."""
    rows = Audit.objects.filter(submitted_on__isnull=False, moderation=None)
    mine = rows.filter(pk__in=audits_seen_by(user).values("pk")).exclude(auditor=user)
    return _nobody(own, (mine if own else rows.exclude(pk__in=mine.values("pk"))).first())


def _first_question(keys: list[object] | None) -> list[object] | None:
    return keys and [*keys, 1]


def _nobody(own: bool, row: Model | None) -> list[object] | None:
    """The key of a row; where an auditor sees them all, a stranger's is one that does not exist."""
    return [0] if row is None and not own else _key(row)


def _key(row: Model | None) -> list[object] | None:
    return None if row is None else [row.pk]


# What an address is about -> its arguments for a record of one's own or a stranger's; None without one.
ABOUT: dict[str, Callable[[User, bool], list[object] | None]] = {
    "person": _person,
    "plan": _plan,
    "assessment": lambda user, own: _nobody(own, _assessments(user, own).first()),
    "assessed child": lambda user, own: (
        [found.person_id] if (found := _assessments(user, own).first()) else None if own else [0]
    ),
    "advice of a child": _advice_of_a_child,
    "advice to give": _to_give,
    "advice": _advice,
    "service": _service,
    "audit": _audit,
    "audit to grade": lambda user, own: _first_question(_audit_to_grade(user, own)),
    "audit to submit": _audit_to_grade,
    "audit to moderate": _audit_to_moderate,
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
    officer = county.user("officer")
    found = address(name, officer, own=True) or address(name, officer, own=False)
    assert Client().get(found).status_code == PAGES[name].anonymous


@pytest.mark.django_db
def test_the_officer_and_the_manager_have_a_case_of_their_own(county: County) -> None:
    for username in ("officer", "manager"):
        assert Person.objects.visible_to(county.user(username)).exists()
