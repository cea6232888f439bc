"""A dispute as its page, the child's record and the list show it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.urls import reverse

from rightplace.casework.models import Dispute, DisputeKind, Theme
from rightplace.casework.queries.changes import changes_of
from rightplace.casework.queries.disputes import COSTS, OpenDispute, Year
from rightplace.law.explain import explain
from rightplace.web.design.formats import day, plural, time_left
from rightplace.web.design.presenters import Cell, Column, Link, Stat, SummaryRow, TableView, Tone
from rightplace.web.staff.changes.steps import open_steps as open_changes
from rightplace.web.staff.clocks import duty_cell, time_words
from rightplace.web.staff.clocks import state_tag as clock_state
from rightplace.web.staff.disputes.steps import open_steps
from rightplace.web.staff.disputes.words import sections_words, state_tag, title
from rightplace.web.staff.steps import open_links
from rightplace.web.today import today

COST_WORDS = {
    "officer_hours": "Officers' time, hours",
    "legal_cost": "Legal costs",
    "expert_cost": "Experts and reports",
    "provision_cost": "Provision ordered or agreed, a year",
}
# What carries out an order about a plan (SEND Regs 2014 regs 44 and 45), by its page.
_COMPLIANCE = (
    "amendment-as-ordered",
    "reassessment-after-challenge",
    "reassessment-issue",
    "ceasing-revoke",
    "ceasing-end",
)


def next_cell(row: OpenDispute) -> Cell:
    """What a dispute waits for, and on what rule."""
    if row.next is None:
        return Cell("Nothing is due")
    return Cell(row.next.what[0].upper() + row.next.what[1:], detail=row.next.basis)


def facts(row: OpenDispute) -> tuple[SummaryRow, ...]:
    """What the dispute is, and what each side says."""
    dispute = row.dispute
    known: list[tuple[str, Any]] = [
        ("State", state_tag(dispute)),
        ("Opened", dispute.opened_on),
        ("Reference", dispute.reference),
        ("Lead officer", dispute.lead.name),
        ("In dispute", sections_words(dispute.sections)),
        ("What the family wants", dispute.asked),
        ("Our position", dispute.position),
        ("Hearing", dispute.hearing_on),
        ("Outcome", _outcome(dispute)),
        ("In its words", dispute.outcome_text),
        ("What was learned", dispute.learned),
        ("Themes", themes_words(dispute.themes)),
        ("Closed", dispute.closed_on),
    ]
    return tuple(SummaryRow.of(key, value) for key, value in known if value)


def _outcome(dispute: Dispute) -> str:
    if dispute.outcome_on is None:
        return ""
    return f"{dispute.get_outcome_display()}, {day(dispute.outcome_on)}"


def themes_words(codes: str) -> str:
    """The themes in words."""
    return "; ".join(Theme(code).label for code in codes.split(",") if code)


def cost_rows(dispute: Dispute) -> tuple[SummaryRow, ...]:
    """What it cost, as far as it is known."""
    return tuple(
        SummaryRow.of(words, cost_words(name, getattr(dispute, name)))
        for name, words in COST_WORDS.items()
    )


def cost_words(name: str, amount: Decimal | None) -> str:
    """Hours or pounds; unknown is not nothing."""
    if amount is None:
        return "Not recorded"
    return f"{amount:,.1f}" if name == "officer_hours" else f"£{amount:,.2f}"


def tables(row: OpenDispute) -> Iterator[TableView]:
    """The law's clocks, what is answered, and what is to be done."""
    if row.dispute.kind == DisputeKind.APPEAL:
        yield _clock_table(row)
    else:
        yield _answer_table(row.dispute)
    yield _duty_table(row.dispute)


def _clock_table(row: OpenDispute) -> TableView:
    lines = [
        (duty_cell(clock), clock.due_on, Cell(time_words(clock), tag=clock_state(clock)))
        for clock in row.clocks
    ]
    return TableView.of(
        "What the law asks, and of whom", ("Duty or right", "Last day", "Standing"), lines,
        empty="No clock has started.",
    )  # fmt: skip


def sentences(row: OpenDispute) -> tuple[str, ...]:
    """Every clock in a sentence: which of two days is the later is said there."""
    return tuple(explain(clock) for clock in row.clocks)


def _answer_table(dispute: Dispute) -> TableView:
    rows = [
        (
            a.get_stage_display(),
            a.received_on,
            a.acknowledged_on or "Not yet",
            a.due_on,
            Cell(day(a.answered_on), detail=a.get_finding_display())
            if a.answered_on
            else "Not yet",
        )
        for a in sorted(dispute.answers.all(), key=lambda a: (a.received_on, a.pk))
    ]
    columns = ("Stage", "Came", "Acknowledged", "Answer due", "Answered")
    return TableView.of("Answers that we owe", columns, rows)


def _duty_table(dispute: Dispute) -> TableView:
    rows = [
        (
            Cell(duty.what, detail=duty.get_kind_display()),
            duty.due_on,
            duty.owner.name,
            Cell(day(duty.done_on), detail=duty.evidence) if duty.done_on else "Not yet",
        )
        for duty in sorted(dispute.duties.all(), key=lambda each: (each.due_on, each.pk))
    ]
    return TableView.of(
        "What is to be done",
        ("What", "By", "Who", "Done"),
        rows,
        empty="Nothing else is to be done.",
    )


def links(dispute: Dispute) -> tuple[Link, ...]:
    """What can be recorded of the dispute now."""
    return tuple(
        Link(step.title, reverse("staff:dispute-step", args=[dispute.pk, step.slug]))
        for step in open_steps(dispute)
    )


def compliance_links(dispute: Dispute) -> tuple[Link, ...]:
    """Where the order or the agreement is carried out: the same steps as without a dispute."""
    if dispute.state != "complying":
        return ()
    if dispute.request is not None:
        return open_links(dispute.request)
    of = changes_of(dispute.person, as_of=today())
    return tuple(
        Link(step.title, reverse("staff:change", args=[dispute.person_id, step.slug]))
        for step in open_changes(of)
        if step.slug in _COMPLIANCE
    )


LIST_COLUMNS = ("Child", "Dispute", "State", "Next", Column("Due"), "Time", "Lead officer")


def list_cells(row: OpenDispute) -> tuple[Any, ...]:
    """A line of the list."""
    dispute, person = row.dispute, row.dispute.person
    href = reverse("staff:dispute", args=[dispute.pk])
    due = row.next.due_on if row.next else None
    left = "" if due is None else time_left((due - today()).days)
    return (
        Cell(f"{person.surname}, {person.forename}", href=href, detail=dispute.reference or None),
        title(dispute),
        state_tag(dispute),
        next_cell(row),
        due or "",
        left,
        dispute.lead.name,
    )


CSV_COLUMNS = (
    "surname", "forename", "kind", "about", "state", "opened_on", "next", "due_on", "basis",
    "hearing_on", "outcome", "outcome_on", *COSTS, "themes", "lead",
)  # fmt: skip


def csv_row(row: OpenDispute) -> tuple[object, ...]:
    """A line of the file."""
    dispute, person, due = row.dispute, row.dispute.person, row.next
    return (
        person.surname, person.forename, dispute.kind, dispute.about, dispute.state,
        dispute.opened_on, due.what if due else "", due.due_on if due else None,
        due.basis if due else "", dispute.hearing_on, dispute.outcome, dispute.outcome_on,
        *(getattr(dispute, name) for name in COSTS), dispute.themes, dispute.lead.name,
    )  # fmt: skip


def year_stats(year: Year) -> tuple[Stat, ...]:
    """The figures of twelve months."""
    rate = "None" if year.per_hundred is None else f"{year.per_hundred:.1f}"
    money = sum((year.cost[name] or 0 for name in COSTS if name != "officer_hours"), Decimal(0))
    return (
        Stat("Appeals", f"{year.appeals:,}", f"of {year.decisions:,} decisions that could be"),
        Stat("Appeals for every 100 such decisions", rate),
        Stat("Conceded before a hearing", f"{year.conceded_before_hearing:,}", tone=Tone.SOON),
        Stat(
            "Cost recorded",
            f"£{money:,.0f}",
            f"and {year.cost['officer_hours'] or 0:,.0f} hours, of {plural(year.costed, 'dispute')}",
        ),
    )


def year_tables(year: Year) -> Iterator[TableView]:
    """Outcomes, themes and what was learned."""
    outcomes = [(outcome.label, count) for outcome, count in year.outcomes.items()]
    columns = ("Outcome", Column("Disputes", numeric=True))
    yield TableView.of("How disputes ended", columns, outcomes, empty="None has ended.")
    costs = [(words, cost_words(name, year.cost[name])) for name, words in COST_WORDS.items()]
    yield TableView.of("What they cost", ("Cost", Column("Sum", numeric=True)), costs)
    themes = [(Theme(code).label, count) for code, count in year.themes.items()]
    columns = ("Theme", Column("Disputes", numeric=True))
    yield TableView.of("What they were about", columns, themes, empty="No theme recorded.")
    lessons = [(title(each), each.outcome_on, each.learned) for each in year.lessons]
    yield TableView.of(
        "What was learned, the newest first", ("Dispute", "Ended", "Learned"), lessons,
        empty="Nothing recorded yet.",
    )  # fmt: skip
