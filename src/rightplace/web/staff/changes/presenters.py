"""What is changing in a child's plan, as the page and the list show it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from rightplace.casework.deadlines import events_of
from rightplace.casework.models import BudgetWay, Ceasing, Elsewhere, Reassessment
from rightplace.casework.queries.changes import KINDS, Changes
from rightplace.law.ceasing import hold
from rightplace.law.clock import Clock
from rightplace.law.codes import Adviser, CeaseReason
from rightplace.law.dates import add_months
from rightplace.law.events import EventKind
from rightplace.law.explain import explain
from rightplace.web.design.formats import day
from rightplace.web.design.presenters import Link, SummaryRow, TableView
from rightplace.web.staff.casefile import kept_words
from rightplace.web.staff.changes.steps import open_steps

_HEADINGS = {**KINDS, "placement": "Placement", "death": "Death"}
_ASSESSED = (EventKind.PLAN_ISSUED, EventKind.REASSESSED_PLAN_ISSUED)
# Which clocks of the law belong to which part of the page.
_CLOCKS = {
    "reassessment": ("reassessment.", "advice."),
    "amendment": ("amendment.", "review.final_from_notice"),
    "move_in": ("transfer.notice", "transfer.review"),
    "move_out": ("transfer.send_plan",),
}


@dataclass(frozen=True)
class Part:
    """Something under way: its facts, its clocks in sentences, and what can be recorded."""

    heading: str
    facts: tuple[SummaryRow, ...]
    sentences: tuple[str, ...]
    tables: tuple[TableView, ...]
    links: tuple[Link, ...]


def parts(of: Changes, *, writes: bool) -> tuple[Part, ...]:
    """What is under way, in the order of the list of kinds."""
    found = []
    for group, rows in _FACTS.items():
        facts = tuple(rows(of))
        if facts:
            found.append(
                Part(
                    _HEADINGS[group],
                    facts,
                    tuple(explain(clock) for clock in _clocks(of, group)),
                    tuple(_tables(of, group)),
                    links(of, group, writes=writes),
                )
            )
    return tuple(found)


def startable(of: Changes, *, writes: bool) -> tuple[Link, ...]:
    """What can be started, of the groups in which nothing is under way."""
    idle = [group for group in _HEADINGS if not tuple(_FACTS[group](of))]
    return tuple(link for group in idle for link in links(of, group, writes=writes))


def links(of: Changes, group: str, *, writes: bool) -> tuple[Link, ...]:
    """What can be recorded of a child in one group, by someone who may."""
    if not writes:
        return ()
    return tuple(
        Link(step.title, reverse("staff:change", args=[of.person.pk, step.slug]))
        for step in open_steps(of)
        if step.group == group
    )


def _clocks(of: Changes, group: str) -> list[Clock]:
    wanted = _CLOCKS.get(group, ())
    return [c for c in of.clocks if c.is_open and any(map(c.key.startswith, wanted))]


def _reassessment(of: Changes) -> Iterator[SummaryRow]:
    row = of.reassessment
    if row is None:
        return
    yield SummaryRow.of("Asked for by", f"{row.get_asked_by_display()}, {day(row.requested_on)}")
    yield SummaryRow.of("What has changed", row.why)
    yield SummaryRow.of("Last assessed", _last_assessed(row))
    yield SummaryRow.of("Standing", _reassessment_standing(row))
    if row.reasons:
        yield SummaryRow.of("Reasons", row.reasons)


def _last_assessed(row: Reassessment) -> str:
    """The last plan from an assessment; within six months of it a request may be refused (reg 24)."""
    plans = row.plan.events.filter(kind__in=_ASSESSED, happened_on__lt=row.requested_on)
    last = plans.order_by("-happened_on").values_list("happened_on", flat=True).first()
    if last is None:
        return "Not in this record"
    recent = row.requested_on <= add_months(last, 6)
    return f"{day(last)}{': within six months, so reg 24 lets you refuse' if recent else ''}"


def _reassessment_standing(row: Reassessment) -> str:
    if row.final_on is not None:
        return f"Plan issued {day(row.final_on)}"
    if row.withdrawn_on is not None:
        return f"Withdrawn {day(row.withdrawn_on)}"
    if row.answered_on is not None:
        return f"{row.get_answer_display()} {day(row.answered_on)}"
    return "Not decided yet"


def _amendment(of: Changes) -> Iterator[SummaryRow]:
    row = of.amendment
    if row is not None:
        yield SummaryRow.of("Notice", row.notice_on)
        yield SummaryRow.of("What would change", row.changes)
        yield SummaryRow.of("Why", row.why)


def _ceasing(of: Changes) -> Iterator[SummaryRow]:
    row = of.ceasing
    if row is None:
        return
    yield SummaryRow.of("Ground (s45)", row.get_ground_display())
    yield SummaryRow.of("Why", row.why)
    yield SummaryRow.of("Consulted", f"{day(row.consulted_on)}; views by {day(row.views_by)}")
    yield SummaryRow.of("Family's views", row.family_views or "Not yet")
    yield SummaryRow.of("Setting's views", row.setting_views or "Not yet")
    yield SummaryRow.of("Decision", _decision_words(row))
    if row.reasons:
        yield SummaryRow.of("Reasons", row.reasons)
    kept = hold(events_of(row.plan), of.as_of)
    if kept is not None and of.live:
        yield SummaryRow.of("Stays in force", kept_words(kept))


def _decision_words(row: Ceasing) -> str:
    if row.decided_on is None:
        return "Not decided yet"
    return f"{row.get_decision_display()}, {day(row.decided_on)}"


def _move_in(of: Changes) -> Iterator[SummaryRow]:
    plan, row = of.live, of.move_in
    if plan is None or not plan.moved_in_from:
        return
    yield SummaryRow.of("From", f"Authority {plan.moved_in_from}, {day(plan.held_from)}")
    yield SummaryRow.of("First made", plan.starts_on)
    if row is not None:
        attends = "Yes" if row.practicable else f"No. Arranged: {row.arrangement}"
        yield SummaryRow.of("Can attend what the plan names", attends)
        yield SummaryRow.of("Family told", row.told_on or "Not yet")
        if row.review_on is not None:
            yield SummaryRow.of("Assess again", "Yes" if row.will_assess else "No")
            yield SummaryRow.of("Review by", row.review_on)


def _move_out(of: Changes) -> Iterator[SummaryRow]:
    row = of.move_out
    if row is not None:
        yield SummaryRow.of("To", f"Authority {row.to_la}")
        yield SummaryRow.of("Known", row.known_on)
        yield SummaryRow.of("Move", row.moved_on or f"Expected {day(row.moves_on)}")
        yield SummaryRow.of("Plan sent", row.sent_on or "Not yet")


def _budget(of: Changes) -> Iterator[SummaryRow]:
    row = of.budget
    if row is not None:
        yield SummaryRow.of("Asked for", f"{row.wanted} ({day(row.asked_on)})")
        answer = (
            f"{row.get_answer_display()} {day(row.answered_on)}" if row.answered_on else "Not yet"
        )
        yield SummaryRow.of("ChangeAnswer", answer)
        if row.reasons:
            yield SummaryRow.of("Reasons", row.reasons)


def _elsewhere(of: Changes) -> Iterator[SummaryRow]:
    row = of.elsewhere
    if row is not None:
        yield SummaryRow.of("How", f"{row.get_kind_display()}, from {day(row.starts_on)}")
        yield SummaryRow.of("What is known", row.what)
        yield SummaryRow.of("Last check", _check_words(row))
        yield SummaryRow.of("Next check by", row.check_due_on)


def _check_words(row: Elsewhere) -> str:
    if row.checked_on is None:
        return "None yet"
    found = "suitable" if row.suitable else "not suitable"
    return f"{day(row.checked_on)}: {found}. {row.finding}"


def _detention(of: Changes) -> Iterator[SummaryRow]:
    row = of.detention
    if row is not None:
        yield SummaryRow.of("Where", f"{row.place}, from {day(row.starts_on)}")
        yield SummaryRow.of("Home authority", row.home_la)
        yield SummaryRow.of("What is provided", row.provision)
        yield SummaryRow.of("The plan", "Kept, not ceased (Children and Families Act 2014 s72)")


def _nothing(of: Changes) -> tuple[SummaryRow, ...]:
    return ()


_FACTS = {
    "reassessment": _reassessment,
    "amendment": _amendment,
    "ceasing": _ceasing,
    "move_in": _move_in,
    "move_out": _move_out,
    "budget": _budget,
    "elsewhere": _elsewhere,
    "detention": _detention,
    "age": _nothing,
    "placement": _nothing,
    "death": _nothing,
}


def _tables(of: Changes, group: str) -> Iterator[TableView]:
    if group == "reassessment" and of.reassessment is not None:
        rows = [
            (Adviser(a.adviser).label, a.requested_on, a.received_on or "Not yet")
            for a in of.reassessment.advice.order_by("pk")
        ]
        if rows:
            yield TableView.of("Advice in the reassessment", ("From", "Asked", "Received"), rows)
    if group == "budget" and of.budget is not None:
        yield _budget_table(of)


def _budget_table(of: Changes) -> TableView:
    rows = [
        (
            part.purpose,
            BudgetWay(part.way).label,
            f"£{part.yearly:,.2f}",
            part.agreed_on,
            part.review_due_on or "",
        )
        for part in of.budget.parts.order_by("pk")
    ]
    columns = ("What it pays for", "How held", "A year", "Agreed", "Review by")
    return TableView.of("Parts of the personal budget", columns, rows, empty="No part agreed yet.")


def plan_rows(of: Changes) -> Sequence[SummaryRow]:
    """The plan that the page is about."""
    if of.plan is None:
        return [SummaryRow.of("Plan", "None")]
    standing = "Maintained"
    if of.plan.ceased_on is not None:
        reason = CeaseReason(of.plan.cease_reason).label
        standing = f"Ceased {day(of.plan.ceased_on)}: {reason}"
    return [
        SummaryRow.of("Plan first made", of.plan.starts_on),
        SummaryRow.of("Standing", standing),
        SummaryRow.of("Officer", of.plan.officer.name),
    ]
