"""The advice of a child's assessments: who was asked, how it stands, what they say."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.deadlines import clocks_of
from rightplace.casework.models import AdviceRequest, AdviceText, Person, Request
from rightplace.casework.queries.advice import needs_known
from rightplace.law.advisers import required_advisers
from rightplace.law.clock import Clock, latest
from rightplace.law.codes import Adviser
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Link, TableView
from rightplace.web.staff.advice.forms import advisers_left
from rightplace.web.staff.advice.rows import (
    advice_facts,
    advice_log,
    advice_table,
    earlier_table,
    provision_table,
    words_rows,
)
from rightplace.web.staff.child import WRITERS, child_or_404, show_part
from rightplace.web.today import today


@dataclass(frozen=True)
class Section:
    """The advice of one assessment, and what can be done about it."""

    heading: str
    table: TableView
    earlier: TableView | None
    missing: str
    actions: tuple[Link, ...]


def _section(request: Request, person: Person, *, writes: bool) -> Section:
    assessment, clocks = request.assessment, clocks_of(request, as_of=today())
    of = f"assessment of the request of {day(request.received_on)}"
    rows = assessment.advice.select_related("assigned_to", "ask").order_by("requested_on", "pk")
    earlier = list(assessment.earlier_advice.order_by("pk"))
    going_on = request.closed_on is None
    return Section(
        heading=of[0].upper() + of[1:],
        table=advice_table(
            [(row, latest(clocks, "advice.reply", row.adviser)) for row in rows],
            f"Advice: {of}",
            person.pk,
        ),
        earlier=earlier_table(earlier, f"Earlier advice relied on: {of}") if earlier else None,
        missing=_missing(request, person) if going_on else "",
        actions=_actions(request) if writes and going_on else (),
    )


def _missing(request: Request, person: Person) -> str:
    """The advisers whom the law requires and nobody has asked."""
    required = required_advisers(person.birth_date, needs_known(person), today())
    left = [a.label for a in advisers_left(request.assessment) if a in required]
    return f"Required and not asked yet: {', '.join(left)}." if left else ""


def _actions(request: Request) -> tuple[Link, ...]:
    ways = (
        ("Ask advisers", "staff:advice-ask"),
        ("Rely on earlier advice", "staff:advice-earlier"),
        ("Record advice received", "staff:advice-receive"),
    )
    links = tuple(Link(text, reverse(name, args=[request.pk])) for text, name in ways)
    return (*links, Link("Remind late advisers", reverse("staff:advice-chase")))


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """The advice of each assessment of a child, the newest first."""
    person = child_or_404(request, person_id, what="advice.open")
    rows = person.requests.filter(assessment__isnull=False).select_related("assessment")
    writes = request.user.role in WRITERS
    sections = [_section(row, person, writes=writes) for row in rows.order_by("-received_on")]
    return show_part(
        request,
        person,
        "staff:advice",
        "staff/advice/part.html",
        heading="Advice",
        sections=sections,
    )


def clock_of_advice(advice: AdviceRequest) -> Clock | None:
    """The six weeks of one advice."""
    clocks = clocks_of(advice.assessment.request, as_of=today())
    return latest(clocks, "advice.reply", advice.adviser)


def submitted(advice: AdviceRequest) -> AdviceText | None:
    """The words of an advice that was given."""
    return AdviceText.objects.filter(advice=advice, submitted_at__isnull=False).first()


@for_roles(*WHOLE)
@require_safe
def one(request: HttpRequest, person_id: int, advice_id: int) -> HttpResponse:
    """One advice: its words, and what was done to get it."""
    person = child_or_404(request, person_id, what="advice.read")
    rows = AdviceRequest.objects.filter(assessment__request__person=person)
    rows = rows.select_related("assessment__request", "assigned_to", "ask")
    advice = rows.filter(pk=advice_id).first()
    if advice is None:
        raise Http404
    label, text = Adviser(advice.adviser).label, submitted(advice)
    return show_part(
        request,
        person,
        "staff:advice",
        "staff/advice/one.html",
        heading=f"Advice: {label}",
        facts=advice_facts(advice, clock_of_advice(advice)),
        words=words_rows(text) if text else (),
        provision=provision_table(text, "Provision proposed") if text else None,
        log=advice_log(advice),
        actions=_about(advice) if request.user.role in WRITERS else (),
    )


def _about(advice: AdviceRequest) -> tuple[Link, ...]:
    if advice.received_on is not None or advice.assessment.request.closed_on is not None:
        return ()
    ways = (
        ("Say who gives it", "staff:advice-assign"),
        ("Record that it will be late", "staff:advice-expect"),
        ("Claim an excuse", "staff:advice-excuse"),
    )
    return tuple(Link(text, reverse(name, args=[advice.pk])) for text, name in ways)
