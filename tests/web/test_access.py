"""Every address by every role by own and other record; an address that is not listed fails."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rightplace.casework.models import (
    AdviceRequest,
    AdviceService,
    Arrangement,
    Audit,
    AuditEvent,
    Bundle,
    Carer,
    CaseEvent,
    CaseLock,
    Circumstance,
    Consultation,
    Contact,
    Cover,
    Decision,
    DeliveryGap,
    Dispute,
    Document,
    Evidence,
    Letter,
    Panel,
    PanelItem,
    Person,
    Placement,
    PlacementCost,
    Plan,
    PlanVersion,
    Preference,
    RedactionMark,
    Request,
    Role,
    Sitting,
    Task,
    User,
)
from rightplace.casework.queries.advice import advice_seen_by, advice_to_give, open_advice
from rightplace.casework.queries.panels import member_items, sittings_for
from rightplace.casework.queries.quality import audits_seen_by
from tests.conftest import County

OFFICER, MANAGER = Role.CASE_OFFICER, Role.TEAM_MANAGER
ANALYST, COMMISSIONER, ADMINISTRATOR = Role.ANALYST, Role.COMMISSIONER, Role.ADMINISTRATOR
AUDITOR = Role.AUDITOR
CASEWORK = {OFFICER, MANAGER}
WHOLE = {*CASEWORK, AUDITOR}
PAYERS = {Role.FINANCE, *CASEWORK}
READERS = {MANAGER, ANALYST, COMMISSIONER}
SEATED = {
    Role.PANEL_MEMBER,
    Role.PSYCHOLOGIST,
    Role.HEALTH_ADVISER,
    Role.SOCIAL_CARE_ADVISER,
}
ADVISERS = {Role.PSYCHOLOGIST, Role.HEALTH_ADVISER, Role.SOCIAL_CARE_ADVISER}
EVERYONE = set(Role)
# The key of no row.
NOBODY = 99_999_999
GIVERS = ADVISERS
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
    "staff:find": Page(WHOLE),
    "staff:request-new": Page(CASEWORK),
    "staff:details": Page(CASEWORK, about="person"),
    "staff:carer-add": Page(CASEWORK, about="person"),
    "staff:carer": Page(CASEWORK, about="carer"),
    "staff:assessment": Page(WHOLE, about="person"),
    "staff:decisions": Page(WHOLE),
    "staff:decide-assess": Page(CASEWORK, about="undecided"),
    "staff:decide-issue": Page(CASEWORK, about="assessing"),
    "staff:decision-evidence": Page(CASEWORK, about="decision draft"),
    "staff:evidence-remove": Page(CASEWORK, about="evidence"),
    "staff:decision-tell": Page(CASEWORK, about="decision draft"),
    "staff:agenda-add": Page({MANAGER}, about="undecided"),
    "staff:plan-agenda-add": Page({MANAGER}, about="plan_row"),
    "staff:panels": Page(WHOLE),
    "staff:panel-add": Page({MANAGER}),
    "staff:panel": Page(WHOLE, about="panel"),
    "staff:panel-member-add": Page({MANAGER}, about="panel"),
    "staff:sitting-add": Page({MANAGER}, about="panel"),
    "staff:sitting": Page(WHOLE, about="sitting"),
    "staff:sitting-fill": Page({MANAGER}, about="sitting"),
    "staff:sitting-publish": Page({MANAGER}, about="sitting"),
    "staff:sitting-open": Page({MANAGER}, about="sitting"),
    "staff:sitting-close": Page({MANAGER}, about="sitting"),
    "staff:sitting-minutes": Page({MANAGER}, about="minutes"),
    "staff:panel-item": Page(WHOLE, about="item"),
    "staff:item-minute": Page({MANAGER}, about="item"),
    "staff:item-defer": Page({MANAGER}, about="item"),
    "staff:item-move": Page({MANAGER}, about="item"),
    "staff:item-place": Page({MANAGER}, about="item"),
    "staff:item-remove": Page({MANAGER}, about="item"),
    "staff:item-interest": Page({MANAGER}, about="item"),
    "staff:my-sittings": Page(SEATED),
    "staff:my-agenda": Page(SEATED, about="my_sitting"),
    "staff:my-item": Page(SEATED, about="my_item"),
    "staff:my-interest": Page(SEATED, about="my_item"),
    "staff:plan": Page(WHOLE, about="person"),
    "staff:plan-version": Page(WHOLE, about="plan version"),
    "staff:plan-checks": Page(WHOLE, about="plan version"),
    "staff:plan-file": Page(WHOLE, about="plan file"),
    "staff:plan-compare": Page(WHOLE, about="person"),
    "staff:plan-start": Page(CASEWORK, about="plan without a draft"),
    "staff:plan-edit": Page(CASEWORK, about="draft"),
    "staff:plan-passage": Page(CASEWORK, about="draft passage"),
    "staff:plan-row-add": Page(CASEWORK, about="draft table"),
    "staff:plan-row": Page(CASEWORK, about="draft row"),
    "staff:plan-row-remove": Page(CASEWORK, about="draft row"),
    "staff:plan-row-move": Page(CASEWORK, about="draft row", answer=405),
    "staff:plan-finish": Page(CASEWORK, about="plan on paper"),
    "staff:plan-send": Page(CASEWORK, about="agreed request"),
    "staff:plan-views": Page(CASEWORK, about="agreed request"),
    "staff:plan-issue": Page(CASEWORK, about="agreed request"),
    "staff:team": Page({MANAGER}),
    "staff:team-csv": Page({MANAGER}),
    "staff:today": Page(WHOLE),
    "staff:tasks": Page(WHOLE),
    "staff:replies": Page(WHOLE),
    "staff:several": Page(CASEWORK),
    "staff:covers": Page(WHOLE),
    "staff:cover-start": Page(CASEWORK),
    "staff:cover-end": Page(CASEWORK, about="cover"),
    "staff:caseloads": Page({MANAGER}),
    "staff:caseloads-level": Page({MANAGER}),
    "staff:contacts": Page(WHOLE, about="person"),
    "staff:contact-add": Page(CASEWORK, about="person"),
    "staff:contact-reply": Page(CASEWORK, about="contact"),
    "staff:task-add": Page(CASEWORK, about="person"),
    "staff:task-change": Page(CASEWORK, about="task"),
    "staff:task-finish": Page(CASEWORK, about="task"),
    "staff:circumstance-add": Page(CASEWORK, about="person"),
    "staff:circumstance-end": Page(CASEWORK, about="circumstance"),
    "staff:rank-change": Page(CASEWORK, about="person"),
    "staff:history": Page(WHOLE, about="person"),
    "staff:undo": Page(CASEWORK, about="change"),
    "staff:correct": Page(CASEWORK, about="event"),
    "staff:locks": Page({MANAGER}),
    "staff:lock": Page({MANAGER}, about="unlocked"),
    "staff:unlock": Page({MANAGER}, about="locked"),
    "staff:review-list": Page(WHOLE),
    "staff:review-calendar": Page(WHOLE),
    "staff:review-plan-bulk": Page(CASEWORK),
    "staff:review-paperwork": Page(WHOLE),
    "staff:review-chase-bulk": Page(CASEWORK),
    "staff:phase-transfers": Page(WHOLE),
    "staff:phase-expect": Page(CASEWORK),
    "staff:review-adulthood": Page(WHOLE),
    "staff:reviews": Page(WHOLE, about="plan"),
    "staff:review-step": Page(CASEWORK, about="review step"),
    "staff:change-list": Page(WHOLE),
    "staff:move-in": Page(CASEWORK),
    "staff:changes": Page(WHOLE, about="person"),
    "staff:change": Page(CASEWORK, about="change step"),
    "staff:dispute-list": Page(WHOLE),
    "staff:dispute-year": Page(WHOLE),
    "staff:dispute": Page(WHOLE, about="dispute"),
    "staff:dispute-step": Page(CASEWORK, about="dispute step"),
    "staff:disputes": Page(WHOLE, about="person"),
    "staff:dispute-add": Page(CASEWORK, about="complaint"),
    "staff:users": Page({ADMINISTRATOR}),
    "staff:user-add": Page({ADMINISTRATOR}),
    "staff:user-change": Page({ADMINISTRATOR}, about="user"),
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
    "staff:advice-service": Page({MANAGER} | GIVERS, about="advice service"),
    "staff:advice-time": Page({MANAGER} | GIVERS, about="advice service"),
    "staff:advice-time-end": Page({MANAGER} | GIVERS, about="advice service"),
    "staff:advice-absence": Page({MANAGER} | GIVERS, about="advice service"),
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


def _carer(user: User, own: bool) -> list[object] | None:
    seen = Carer.objects.filter(person__in=Person.objects.visible_to(user))
    return _key((seen if own else Carer.objects.exclude(pk__in=seen)).first())


def _plan(user: User, own: bool) -> list[object] | None:
    """The child of a plan that is maintained."""
    seen = Plan.objects.live().visible_to(user)
    found = (seen if own else Plan.objects.live().exclude(pk__in=seen)).first()
    return found and [found.person_id]


def _plan_row(user: User, own: bool) -> list[object] | None:
    """The plan itself."""
    seen = Plan.objects.live().visible_to(user)
    return _key((seen if own else Plan.objects.live().exclude(pk__in=seen)).first())


def _request(user: User, own: bool) -> list[object] | None:
    """An undecided request."""
    rows = Request.objects.open().filter(outcome="A")
    seen = rows.visible_to(user)
    return _key((seen if own else rows.exclude(pk__in=seen)).first())


def _agreed(user: User, own: bool) -> list[object] | None:
    """A request for which a plan is agreed; a stranger's may be at any stage."""
    rows = Request.objects.open()
    seen = rows.visible_to(user)
    agreed = seen.filter(assessment__agreed_on__isnull=False)
    return _key((agreed if own else rows.exclude(pk__in=seen)).first())


def _version(*more: object, **which: object) -> Callable[[User, bool], list[object] | None]:
    """The child of such a version of a plan, and what follows; a stranger's may have none."""

    def found(user: User, own: bool) -> list[object] | None:
        rows = PlanVersion.objects.filter(**which).order_by("pk")
        mine = rows.filter(person__in=Person.objects.visible_to(user)).first()
        person = (mine and [mine.person_id]) if own else _person(user, own)
        return person and [*person, *more]

    return found


def _about_child(rows: QuerySet[Any], person: str = "person") -> About:
    """The first row about a child whom the user may see, or about a stranger."""

    def found(user: User, own: bool) -> list[object] | None:
        seen = Q(**{f"{person}__in": Person.objects.visible_to(user)})
        return _key(rows.filter(seen if own else ~seen).first())

    return found


def _undrafted(user: User, own: bool) -> list[object] | None:
    """The child of a plan that nobody is amending."""
    rows = Plan.objects.live().exclude(person__plan_versions__status="draft")
    found = rows.visible_to(user).first()
    return (found and [found.person_id]) if own else _person(user, own)


def _with_kind(user: User, own: bool) -> list[object] | None:
    found = _person(user, own)
    return found and [*found, "part_time"]


def _dispute(user: User, own: bool) -> list[object] | None:
    seen = Dispute.objects.visible_to(user)
    return _key((seen if own else Dispute.objects.exclude(pk__in=seen)).first())


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


def of_child(rows: QuerySet) -> About:
    """The address of a row of a child's: the child's key and its own.

    Where no stranger has such a row, a stranger's key stands before that of another child's.
    """

    def found(user: User, own: bool) -> list[object] | None:
        seen = Person.objects.visible_to(user).values("pk")
        row = (rows.filter(person__in=seen) if own else rows.exclude(person__in=seen)).first()
        if row is not None:
            return [row.person_id, row.pk]
        stranger = None if own else Person.objects.exclude(pk__in=seen).first()
        return stranger and [stranger.pk, rows.latest("pk").pk]

    return found


def _locked(user: User, own: bool) -> list[object] | None:
    """A locked record that names someone; a stranger's names others."""
    locks = CaseLock.objects.filter(members=user.pk)
    found = locks.first() if own else CaseLock.objects.exclude(pk__in=locks).first()
    return [found.person_id] if found else None if own else [0]


def _cover(user: User, own: bool) -> list[object] | None:
    """A cover that is in force; a stranger's is one that does not exist."""
    found = Cover.objects.filter(ended_on__isnull=True).first()
    return _key(found) if own else [0]


def _assessing(user: User, own: bool) -> list[object] | None:
    """A request that is being assessed, with no decision on a plan."""
    rows = Request.objects.open().filter(assessment__outcome="A")
    seen = rows.visible_to(user)
    return _key((seen if own else rows.exclude(pk__in=seen)).first()) or (None if own else [NOBODY])


def _of(rows: QuerySet[Any], through: str) -> Callable[[User, bool], list[object] | None]:
    """A row about a request of one's own; of nobody's where all that exist are one's own."""

    def key(user: User, own: bool) -> list[object] | None:
        seen = rows.filter(**{f"{through}__in": Request.objects.visible_to(user)})
        return _key((seen if own else rows.exclude(pk__in=seen)).first()) or (
            None if own else [NOBODY]
        )

    return key


def _any(model: type[Model], *more: object) -> Callable[[User, bool], list[object] | None]:
    """A row that casework shares, or one that does not exist."""
    return lambda user, own: [model.objects.first().pk if own else NOBODY, *more]  # type: ignore[attr-defined]


def _my_sitting(user: User, own: bool) -> list[object] | None:
    seen = sittings_for(user, as_of=settings.TODAY)
    return _key((seen if own else Sitting.objects.exclude(pk__in=seen)).first()) or (
        None if own else [NOBODY]
    )


def _my_item(user: User, own: bool) -> list[object] | None:
    """An item of a published agenda; the papers of a locked record are nobody's."""
    seen = member_items(user, as_of=settings.TODAY)
    return _key(
        (seen.filter(state="listed") if own else PanelItem.objects.exclude(pk__in=seen)).first()
    ) or (None if own else [NOBODY])


_DRAFT = {"status": "draft", "planneeds__key": 1}
# What an address is about -> its arguments for a record of one's own or a stranger's; None without one.
ABOUT: dict[str, About] = {
    "task": of_child(Task.objects.filter(done_on__isnull=True)),
    "contact": of_child(Contact.objects.filter(reply_due_on__isnull=False)),
    "circumstance": of_child(Circumstance.objects.filter(until__isnull=True)),
    "cover": _cover,
    "user": lambda user, own: [user.pk if own else 0],
    "change": of_child(AuditEvent.objects.filter(action="contact.record")),
    "event": of_child(CaseEvent.objects.all()),
    "locked": _locked,
    "unlocked": lambda user, own: _key(
        Person.objects.visible_to(user).filter(lock=None).first()
        if own
        else Person.objects.exclude(pk__in=Person.objects.visible_to(user)).first()
    ),
    "person": _person,
    "plan": _plan,
    "carer": _carer,
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
    "request": lambda user, own: (found := _request(user, own)) and [*found, "withdrawn"],
    "undecided": _request,
    "assessing": _assessing,
    "decision draft": _of(Decision.objects.filter(told_on=None), "request"),
    "evidence": _of(Evidence.objects.filter(decision__told_on=None), "decision__request"),
    "item": _of(PanelItem.objects.filter(state="listed"), "request"),
    "plan_row": _plan_row,
    "panel": _any(Panel),
    "sitting": _any(Sitting),
    "minutes": _any(Sitting, "pdf"),
    "my_sitting": _my_sitting,
    "my_item": _my_item,
    "agreed request": _agreed,
    "plan version": _version(1, number=1),
    "plan file": _version(1, "word", number=1),
    "draft": _version(**_DRAFT),
    "draft passage": _version("child", **_DRAFT),
    "draft table": _version("needs", **_DRAFT),
    "draft row": _version("needs", 1, **_DRAFT),
    "plan without a draft": _undrafted,
    "plan on paper": _version(status="draft", request=None, based_on=None),
    "review step": lambda user, own: (found := _plan(user, own)) and [*found, "meeting"],
    "change step": lambda user, own: (found := _plan(user, own)) and [*found, "death"],
    "complaint": lambda user, own: (found := _person(user, own)) and [*found, "complaint"],
    "dispute": _dispute,
    "dispute step": lambda user, own: (found := _dispute(user, own)) and [*found, "cost"],
    "service": lambda user, own: ["advice" if own else "no-such-service"],
    "wording": lambda user, own: (found := _person(user, own)) and [*found, "holding"],
    "letter": _letter,
    "letter file": lambda user, own: (found := _letter(user, own)) and [*found, "pdf"],
    "document": _document,
    "document page": lambda user, own: (found := _document(user, own)) and [*found, 1],
    "mark": _mark,
    "bundle": _bundle,
    "assessment": lambda user, own: _nobody(own, _assessments(user, own).first()),
    "assessed child": lambda user, own: (
        [found.person_id] if (found := _assessments(user, own).first()) else None if own else [0]
    ),
    "advice of a child": _advice_of_a_child,
    "advice to give": _to_give,
    "advice": _advice,
    "advice service": _service,
    "audit": _audit,
    "audit to grade": lambda user, own: _first_question(_audit_to_grade(user, own)),
    "audit to submit": _audit_to_grade,
    "audit to moderate": _audit_to_moderate,
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
    addresses = (address(name, county.user(sign_in), own=True) for sign_in in SIGN_INS.values())
    found = next(each for each in addresses if each is not None)
    officer = county.user("officer")
    found = address(name, officer, own=True) or address(name, officer, own=False)
    assert Client().get(found).status_code == PAGES[name].anonymous


@pytest.mark.django_db
def test_the_officer_and_the_manager_have_a_case_of_their_own(county: County) -> None:
    for username in ("officer", "manager"):
        assert Person.objects.visible_to(county.user(username)).exists()
