"""A child's decisions: each request with its drafts, its letters and the clocks for deciding."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.actions.decisions import may_be_decided, panel_decision
from rightplace.casework.deadlines import clocks_of
from rightplace.casework.decisions import EVENTS, outcome_words, problems_of
from rightplace.casework.models import (
    Decision,
    Letter,
    PanelItem,
    Person,
    Plan,
    Question,
    Request,
    Role,
    User,
)
from rightplace.casework.queries.decisions import Waiting, decisions_of, waiting_of
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Cell, Link, SummaryRow, TableView
from rightplace.web.staff.child import WRITERS, child_or_404, show_part
from rightplace.web.staff.clocks import duty_cell, state_tag, time_words
from rightplace.web.staff.panels.present import (
    agreement_words,
    decision_rows,
    evidence_table,
    item_outcome,
    limb_table,
)
from rightplace.web.today import today


@dataclass(frozen=True)
class DecisionView:
    """One decision: its words, its tables, what is missing, and what can be done."""

    heading: str
    facts: tuple[SummaryRow, ...]
    limbs: TableView
    evidence: TableView
    problems: tuple[str, ...] = ()
    actions: tuple[Link, ...] = ()


@dataclass(frozen=True)
class RequestView:
    """One request with its decisions. `warning` says loudly that no slot is in time."""

    heading: str
    clocks: TableView
    agenda: str
    warning: str
    actions: tuple[Link, ...]
    decisions: tuple[DecisionView, ...]
    letters: TableView


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """The part of the record."""
    person = child_or_404(request, person_id, what="decision.open")
    rows = Request.objects.visible_to(request.user).filter(person=person)
    requests = list(
        rows.select_related("person", "assessment", "officer")
        .prefetch_related("assessment__advice", "events", "exceptions")
        .order_by("-received_on", "-pk")
    )
    decisions = decisions_of(requests)
    views = [_request_view(each, decisions, person, request.user.role) for each in requests]
    return show_part(
        request,
        person,
        "staff:assessment",
        "staff/panels/assessment.html",
        heading="Decisions",
        actions=_plan_actions(request.user, person),
        requests=views,
    )


def _plan_actions(user: User, person: Person) -> tuple[Link, ...]:
    """A plan that is maintained can go to a panel for placements and funding."""
    if user.role != Role.TEAM_MANAGER:
        return ()
    plans = Plan.objects.visible_to(user).live().filter(person=person)
    return tuple(
        Link("Put the plan on an agenda", reverse("staff:plan-agenda-add", args=[plan.pk]))
        for plan in plans
    )


def _request_view(
    request: Request, decisions: Sequence[Decision], person: Person, role: str
) -> RequestView:
    mine = [each for each in decisions if each.request_id == request.pk]
    asked = next((q for q in reversed(Question) if may_be_decided(request, q)), None)
    row = waiting_of([request], as_of=today())[0] if asked is not None else None
    writes = role in WRITERS
    return RequestView(
        heading=f"Request of {day(request.received_on)}",
        clocks=_clock_table(request),
        agenda="" if row is None else _agenda_words(row),
        warning=_WARNING if row is not None and row.lacks_slot else "",
        actions=_actions(request, asked, row, role) if asked and row and writes else (),
        decisions=tuple(_decision_view(each, person, writes) for each in mine),
        letters=_letters(request),
    )


_WARNING = (
    "No panel has a free slot before the limit. Decide by delegation, or plan an extra sitting."
)


def _agenda_words(row: Waiting) -> str:
    if row.decided is not None:
        sitting = row.decided.sitting
        return f"Decided by the {sitting.panel.name}, {day(sitting.day)}. Send the letter next."
    if row.item is not None:
        return f"On the agenda of the {row.item.sitting.panel.name}, {day(row.item.sitting.day)}."
    if row.slot.in_time and row.slot.sitting is not None:
        sitting = row.slot.sitting
        return f"Next free slot before the limit: {sitting.panel.name}, {day(sitting.day)}."
    return ""


def _actions(request: Request, asked: Question, row: Waiting, role: str) -> tuple[Link, ...]:
    draft = "Go on with the draft" if row.draft else "Begin the draft"
    name = "staff:decide-assess" if asked is Question.ASSESS else "staff:decide-issue"
    links = [Link(f"{draft}: {asked.label.lower()}", reverse(name, args=[request.pk]))]
    if role == Role.TEAM_MANAGER:
        if row.item is None and row.decided is None:
            links.append(Link("Put on an agenda", reverse("staff:agenda-add", args=[request.pk])))
        if row.item is not None:
            links.append(
                Link(
                    "Open its place on the agenda", reverse("staff:panel-item", args=[row.item.pk])
                )
            )
        if row.lacks_slot:
            links.append(Link("Plan an extra sitting", reverse("staff:panels")))
    return tuple(links)


def _clock_table(request: Request) -> TableView:
    """The clocks that a decision meets."""
    kinds = set(EVENTS.values())
    clocks = [c for c in clocks_of(request, as_of=today()) if not kinds.isdisjoint(c.duty.met_by)]
    rows = [
        (duty_cell(clock), clock.due_on, Cell(time_words(clock), tag=state_tag(clock)))
        for clock in clocks
    ]
    return TableView.of(
        f"Clocks for deciding: request of {day(request.received_on)}",
        ("Duty", "Due", "Standing"),
        rows,
    )


def _decision_view(decision: Decision, person: Person, writes: bool) -> DecisionView:
    told = decision.told_on is not None
    problems = () if told else problems_of(
        decision, person, evidence=len(decision.evidence.all()), on=today()
    )  # fmt: skip
    item = panel_decision(decision)
    question = Question(decision.question)
    standing = f"told {day(decision.told_on)}" if decision.told_on else "draft"
    return DecisionView(
        heading=f"{question.label}: {outcome_words(decision).lower()} ({standing})",
        facts=(*decision_rows(decision), *_panel_rows(item)),
        limbs=limb_table(decision),
        evidence=evidence_table(decision),
        problems=problems,
        actions=_draft_actions(decision) if writes and not told else (),
    )


def _panel_rows(item: PanelItem | None) -> tuple[SummaryRow, ...]:
    if item is None:
        return ()
    words = Cell(
        f"{item_outcome(item)}: {item.sitting.panel.name}, {day(item.sitting.day)}",
        detail=agreement_words(item),
    )
    rows = [SummaryRow.of("The panel decided", words)]
    if item.conditions:
        rows.append(SummaryRow.of("Conditions", item.conditions))
    return tuple(rows)


def _draft_actions(decision: Decision) -> tuple[Link, ...]:
    key = [decision.pk]
    links = [Link("Add or take out evidence", reverse("staff:decision-evidence", args=key))]
    if decision.outcome:
        links.append(Link("Decide and send the letter", reverse("staff:decision-tell", args=key)))
    return tuple(links)


def _letters(request: Request) -> TableView:
    rows = [
        (each.subject, each.recipient, each.dated, each.last_day or "")
        for each in Letter.objects.filter(request=request, kind__startswith="decision.").order_by(
            "pk"
        )
    ]
    columns = ("Letter", "To", "Dated", "Last day to appeal")
    return TableView.of(
        f"Letters: request of {day(request.received_on)}",
        columns,
        rows,
        empty="No letter sent yet.",
    )
