"""One finding: what is wrong, why it matters, where it is mended; and what else can be done with it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions import findings as actions
from rightplace.casework.actions.audit import record_list_look, record_look
from rightplace.casework.models import Cause, Finding, FindingState
from rightplace.casework.queries.findings import same_mistake
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Cell, Link, SummaryRow, TableView
from rightplace.web.staff.acting import ask, how
from rightplace.web.staff.child import WRITERS, crumbs
from rightplace.web.staff.findings.forms import AcceptForm, CauseForm, HandOverForm, WithdrawForm
from rightplace.web.staff.findings.mending import mended_at
from rightplace.web.staff.findings.part import PART
from rightplace.web.staff.findings.words import (
    owner_words,
    severity_tag,
    standing,
    where,
    why_it_matters,
)
from rightplace.web.today import now

_SHOWN = 20
_asks = require_http_methods(["GET", "HEAD", "POST"])


def _finding(request: HttpRequest, key: int, what: str) -> Finding:
    rows = Finding.objects.visible_to(request.user)
    found = rows.select_related(
        "person", "officer", "team", "accepted_by", "first_seen", "last_seen"
    )
    row = found.filter(pk=key).first()
    if row is None:
        raise Http404
    if row.person is not None:
        record_look(row.person, what=what, by=request.user, at=now())
    return row


def _name(row: Finding) -> str:
    return str(row.person) if row.person is not None else "The authority"


def _crumbs(row: Finding, *more: Link) -> tuple[Link, ...]:
    if row.person is None:
        return (Link("Data to mend", reverse("staff:findings")), *more)
    return crumbs(row.person, Link("Data to mend", reverse(PART, args=[row.person_id])), *more)


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, finding_id: int) -> HttpResponse:
    """One finding in words."""
    row = _finding(request, finding_id, "finding.open")
    writes = request.user.role in WRITERS
    context = {
        "name": _name(row),
        "title": row.message,
        "crumbs": _crumbs(row),
        "hint": row.hint,
        "mended_at": mended_at(row) if writes else None,
        "why": why_it_matters(row),
        "facts": _facts(row),
        "same": _same(request, row),
        "actions": _actions(row) if writes else (),
        "is_open": row.state == FindingState.OPEN,
    }
    return render(request, "staff/findings/one.html", context)


def _facts(row: Finding) -> tuple[SummaryRow, ...]:
    seen = f"On {day(row.first_seen.as_of)}, last on {day(row.last_seen.as_of)}"
    facts = [
        SummaryRow.of("How it stands", standing(row)),
        SummaryRow.of("Severity", severity_tag(row)),
        SummaryRow.of("Where", where(row)),
        SummaryRow.of("Rule", Cell(row.rule, detail=row.get_collection_display())),
        SummaryRow.of("Found", seen),
        SummaryRow.of("Comes from", row.get_source_display()),
        SummaryRow.of("Who sees to it", owner_words(row)),
        SummaryRow.of("Why it is wrong", row.get_cause_display() or "Not said yet"),
    ]
    if row.accepted_by is not None:
        who = f"{row.accepted_by.name}, {day(row.accepted_on)}"
        facts.append(SummaryRow.of("Accepted because", Cell(row.accepted_reason, detail=who)))
    if row.times_reopened:
        facts.append(SummaryRow.of("Came back", f"{row.times_reopened} times"))
    return tuple(facts)


def _same(request: HttpRequest, row: Finding) -> TableView | None:
    """What the same mending clears; where that is about other children, their names are a look at a list."""
    found = same_mistake(row, request.user)
    shown = list(found[:_SHOWN])
    if not shown:
        return None
    others = [each.person for each in shown if each.person_id not in (None, row.person_id)]
    if others:
        record_list_look(others, what="finding.same", by=request.user, at=now())
    rows = [
        (
            Cell(each.message, href=reverse("staff:finding", args=[each.pk])),
            _name(each),
            severity_tag(each),
        )
        for each in shown
    ]
    number = found.count()
    caption = "The same mending clears" + (f": {len(shown)} of {number}" if number > _SHOWN else "")
    return TableView.of(caption, ("What is wrong", "Child", "Severity"), rows)


def _actions(row: Finding) -> tuple[Link, ...]:
    """What can be done with it as it stands."""
    names = [("Say why it is wrong", "staff:finding-cause")]
    if row.state == FindingState.OPEN:
        names.insert(0, ("Accept it with a reason", "staff:finding-accept"))
        if row.team_id is not None:
            names.append(("Hand it over", "staff:finding-hand-over"))
    if row.state == FindingState.ACCEPTED:
        names.insert(0, ("Withdraw the acceptance", "staff:finding-withdraw"))
    return tuple(Link(text, reverse(name, args=[row.pk])) for text, name in names)


def _ask(
    request: HttpRequest,
    row: Finding,
    form: Any,
    act: Callable[[dict[str, Any]], object],
    **words: str,
) -> HttpResponse:
    back = reverse("staff:finding", args=[row.pk])
    way = _crumbs(row, Link(row.message, back))
    page = {"back": back, "caption": _name(row), "crumbs": way, "lead": row.message}
    return ask(request, form, act, template="staff/findings/ask.html", **page, **words)


@for_roles(*WRITERS)
@_asks
def accept(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Let it stand for a reason."""
    row = _finding(request, finding_id, "finding.accept")
    return _ask(
        request,
        row,
        AcceptForm(request.POST or None),
        lambda given: actions.accept(row, **given, **how(request)),
        title="Accept a finding",
        said="The finding is accepted",
        button="Accept it",
    )


@for_roles(*WRITERS)
@_asks
def withdraw(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Make it work again; asked before, since the reason goes."""
    row = _finding(request, finding_id, "finding.withdraw")
    return _ask(
        request,
        row,
        WithdrawForm(request.POST or None),
        lambda given: actions.withdraw_acceptance(row, **how(request)),
        title="Withdraw the acceptance",
        said="The finding is to be mended again",
        button="Withdraw it",
    )


@for_roles(*WRITERS)
@_asks
def cause(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Say why the datum is wrong."""
    row = _finding(request, finding_id, "finding.cause")
    initial = {"cause": row.cause} if row.cause in Cause.values else {}
    return _ask(
        request,
        row,
        CauseForm(request.POST or None, initial=initial),
        lambda given: actions.say_cause(row, **given, **how(request)),
        title="Why is it wrong?",
        said="The cause is recorded",
    )


@for_roles(*WRITERS)
@_asks
def hand_over(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Let someone else mend it."""
    row = _finding(request, finding_id, "finding.hand_over")
    return _ask(
        request,
        row,
        HandOverForm(row, request.POST or None),
        lambda given: actions.hand_over(row, **given, **how(request)),
        title="Hand a finding over",
        said="The finding is handed over",
        button="Hand it over",
    )
