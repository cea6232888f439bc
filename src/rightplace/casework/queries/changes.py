"""What is changing in one child's plan, and across a caseload."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from rightplace.casework.deadlines import clocks_of
from rightplace.casework.models import (
    Amendment,
    Budget,
    BudgetPart,
    BudgetWay,
    Ceasing,
    CeasingDecision,
    ChangeAnswer,
    Detention,
    Elsewhere,
    MoveIn,
    MoveOut,
    Person,
    Plan,
    Reassessment,
    Request,
    User,
)
from rightplace.law.clock import Clock, latest
from rightplace.law.dates import add_months

MAXIMUM_AGE = 25
_TURNING_SOON = 24


@dataclass(frozen=True, slots=True)
class Changes:
    """One child's plan and whatever is changing in it on a day; None where that is not going on."""

    person: Person
    as_of: date
    plan: Plan | None
    request: Request | None
    clocks: tuple[Clock, ...]
    reassessment: Reassessment | None
    amendment: Amendment | None
    ceasing: Ceasing | None
    move_in: MoveIn | None
    move_out: MoveOut | None
    budget: Budget | None
    elsewhere: Elsewhere | None
    detention: Detention | None

    @property
    def live(self) -> Plan | None:
        """The plan, while it is maintained."""
        return self.plan if self.plan and self.plan.ceased_on is None else None


def changes_of(person: Person, *, as_of: date) -> Changes:
    """What is changing in the newest plan of a child whom the user may see (`find_person`)."""
    plan = person.plans.select_related("person", "officer", "team").order_by("-held_from").first()
    return Changes(
        person=person,
        as_of=as_of,
        plan=plan,
        request=person.requests.open().select_related("assessment").first(),
        clocks=clocks_of(plan, as_of=as_of) if plan else (),
        reassessment=_last(Reassessment, plan),
        amendment=_last(Amendment, plan, final_on=None, dropped_on=None),
        ceasing=_last(Ceasing, plan, revoked_on=None),
        move_in=_last(MoveIn, plan),
        move_out=_last(MoveOut, plan),
        budget=_last(Budget, plan, ended_on=None),
        elsewhere=_last(Elsewhere, plan, ended_on=None),
        detention=_last(Detention, plan, ends_on=None),
    )


def _last(model, plan: Plan | None, **where):  # type: ignore[no-untyped-def]
    if plan is None:
        return None
    return model.objects.filter(plan=plan, **where).select_related("plan__person").last()


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the list: something that changes in a plan, and the day by which it is due."""

    plan: Plan
    kind: str
    what: str
    due_on: date | None
    basis: str


KINDS = {
    "reassessment": "Reassessment",
    "amendment": "Amendment outside a review",
    "ceasing": "Ceasing",
    "move_in": "Moving in",
    "move_out": "Moving out",
    "budget": "Personal budget",
    "elsewhere": "Education outside a school",
    "detention": "Detained",
    "age": "Reaching the maximum age",
}


def all_changes(user: User, *, kind: str, as_of: date) -> list[Change]:
    """What is changing in the plans that `user` may see, the earliest day first."""
    plans = Plan.objects.visible_to(user).select_related("person", "officer")
    found = [
        change
        for name, lines in _LINES.items()
        if kind in ("", name)
        for change in lines(plans, as_of)
    ]
    return sorted(found, key=lambda each: (each.due_on or date.max, each.plan.pk))


def _open(model, plans, *related: str, **where):  # type: ignore[no-untyped-def]
    """Open rows of a kind with their plans and events, in a constant number of queries."""
    rows = model.objects.filter(plan__in=plans.order_by().values("pk"), **where)
    return rows.prefetch_related(
        Prefetch("plan", plans.prefetch_related("events")), *related
    ).order_by("pk")


def _clock_line(plan: Plan, kind: str, as_of: date, *keys: str, what: str) -> Change:
    """The earliest open clock of some duties; `what` where none runs."""
    clocks = [c for c in clocks_of(plan, as_of=as_of) if c.is_open and c.key in keys]
    first = min(clocks, key=lambda clock: clock.due_on, default=None)
    if first is None:
        return Change(plan, kind, what, None, "")
    return Change(plan, kind, first.duty.name, first.due_on, first.duty.citation)


def _reassessments(plans, as_of: date) -> Iterator[Change]:  # type: ignore[no-untyped-def]
    rows = _open(Reassessment, plans, final_on=None, withdrawn_on=None, plan__ceased_on=None)
    for row in rows.exclude(answer=ChangeAnswer.REFUSED):
        yield _clock_line(
            row.plan, "reassessment", as_of,
            "reassessment.decide", "reassessment.final_plan", what="decide whether to reassess",
        )  # fmt: skip


def _amendments(plans, as_of: date) -> Iterator[Change]:  # type: ignore[no-untyped-def]
    for row in _open(Amendment, plans, final_on=None, dropped_on=None, plan__ceased_on=None):
        yield _clock_line(
            row.plan, "amendment", as_of, "review.final_from_notice", what="the final amended plan"
        )


def _ceasings(plans, as_of: date) -> Iterator[Change]:  # type: ignore[no-untyped-def]
    rows = _open(Ceasing, plans, ended_on=None, revoked_on=None, plan__ceased_on=None)
    for row in rows.exclude(decision=CeasingDecision.KEEP):
        if not row.decision:
            yield Change(row.plan, "ceasing", "views awaited", row.views_by, "Our limit")
            continue
        right = latest(clocks_of(row.plan, as_of=as_of), "appeal.lodge")
        assert right is not None
        yield Change(
            row.plan, "ceasing", "the family's time to appeal", right.due_on, right.duty.citation
        )


def _moves_in(plans, as_of: date) -> Iterator[Change]:  # type: ignore[no-untyped-def]
    for row in _open(MoveIn, plans, told_on=None, plan__ceased_on=None):
        yield _clock_line(row.plan, "move_in", as_of, "transfer.notice", what="tell the family")


def _moves_out(plans, as_of: date) -> Iterator[Change]:  # type: ignore[no-untyped-def]
    for row in _open(MoveOut, plans, sent_on=None):
        if row.moved_on is None:
            yield Change(row.plan, "move_out", f"moves to {row.to_la}", row.moves_on, "Expected")
        else:
            yield _clock_line(row.plan, "move_out", as_of, "transfer.send_plan", what="send it")


def _budgets(plans, as_of: date) -> Iterator[Change]:  # type: ignore[no-untyped-def]
    for row in _open(Budget, plans, answer="", plan__ceased_on=None):
        yield Change(row.plan, "budget", "answer the request", None, "")
    parts = BudgetPart.objects.filter(
        way=BudgetWay.DIRECT,
        budget__ended_on=None,
        budget__plan__ceased_on=None,
        budget__plan__in=plans.order_by().values("pk"),
    ).prefetch_related(Prefetch("budget__plan", plans))
    for part in parts:
        yield Change(
            part.budget.plan, "budget", "review the direct payment", part.review_due_on,
            "Personal Budgets Regs 2014 reg 11",
        )  # fmt: skip


def _elsewheres(plans, as_of: date) -> Iterator[Change]:  # type: ignore[no-untyped-def]
    for row in _open(Elsewhere, plans, ended_on=None, plan__ceased_on=None):
        what = f"check: {row.get_kind_display()}"
        yield Change(row.plan, "elsewhere", what, row.check_due_on, "Our limit")


def _detentions(plans, as_of: date) -> Iterator[Change]:  # type: ignore[no-untyped-def]
    for row in _open(Detention, plans, ends_on=None, plan__ceased_on=None):
        yield Change(row.plan, "detention", f"at {row.place}", None, "CFA 2014 s72")


def _ages(plans, as_of: date) -> Iterator[Change]:  # type: ignore[no-untyped-def]
    """Those who reach 25 before the end of the next academic year."""
    born = add_months(as_of, -12 * _TURNING_SOON)
    for plan in plans.live().filter(person__birth_date__lte=born).order_by("pk"):
        last = last_day_by_age(plan.person)
        yield Change(plan, "age", "the last day of a plan by age", last, "CFA 2014 s46")


def last_day_by_age(person: Person) -> date:
    """The end of the academic year in which the young person becomes 25 (CFA 2014 s46)."""
    birthday = add_months(person.birth_date, 12 * MAXIMUM_AGE)
    return date(birthday.year + (birthday.month >= 8), 7, 31)


_LINES = {
    "reassessment": _reassessments,
    "amendment": _amendments,
    "ceasing": _ceasings,
    "move_in": _moves_in,
    "move_out": _moves_out,
    "budget": _budgets,
    "elsewhere": _elsewheres,
    "detention": _detentions,
    "age": _ages,
}
