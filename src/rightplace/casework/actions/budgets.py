"""Personal budgets (CFA 2014 s49; SEND (Personal Budgets) Regs 2014)."""

from datetime import date, datetime
from decimal import Decimal

from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.plans import live
from rightplace.casework.actions.refusals import refuse_ahead, refuse_unless
from rightplace.casework.models import Budget, BudgetPart, BudgetWay, ChangeAnswer, Plan, User
from rightplace.law.dates import add_months, in_words

# Personal Budgets Regs 2014 reg 11: within the first three months, then at least once a year.
FIRST_REVIEW, NEXT_REVIEW = 3, 12


def ask_for_budget(
    plan: Plan, *, wanted: str, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> Budget:
    """Record that the family asked for a personal budget, and what for."""
    refuse_ahead(on, at)
    with ledger.entry("budget.ask", by=by, at=at, person=plan.person) as entry:
        live(entry, plan)
        return entry.add(Budget(plan=plan, asked_on=on, wanted=wanted))


def _waiting(entry: Entry, budget: Budget) -> None:
    live(entry, budget.plan)
    entry.lock(budget)
    refuse_unless(not budget.answer, "This request has been answered already.")


def agree_budget(
    budget: Budget, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record that a budget was agreed; its parts say what it is."""
    refuse_ahead(on, at)
    with ledger.entry("budget.agree", by=by, at=at, person=budget.plan.person) as entry:
        _waiting(entry, budget)
        entry.change(budget, answer=ChangeAnswer.AGREED, answered_on=on)


def refuse_budget(
    budget: Budget,
    *,
    reasons: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that no budget, or no direct payment, is agreed, and why."""
    refuse_unless(bool(reasons.strip()), "Give the reasons for refusing.")
    refuse_ahead(on, at)
    with ledger.entry("budget.refuse", by=by, at=at, person=budget.plan.person) as entry:
        _waiting(entry, budget)
        entry.change(budget, answer=ChangeAnswer.REFUSED, answered_on=on, reasons=reasons)


def add_budget_part(
    budget: Budget,
    *,
    way: str,
    purpose: str,
    yearly: Decimal,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> BudgetPart:
    """Record one part as agreed; the return shows the plan as having a budget from then on."""
    person = budget.plan.person
    refuse_ahead(on, at)
    with ledger.entry("budget.part", by=by, at=at, person=person, way=way) as entry:
        live(entry, budget.plan)
        refuse_unless(
            budget.answer == ChangeAnswer.AGREED, "Record that the budget was agreed first."
        )
        due = add_months(on, FIRST_REVIEW) if way == BudgetWay.DIRECT else None
        part = entry.add(
            BudgetPart(
                budget=budget,
                way=way,
                purpose=purpose,
                yearly=yearly,
                agreed_on=on,
                review_due_on=due,
            )
        )
        # To the return a budget is paid out or it is arranged: ways other than to pay are arrangements.
        organised = budget.plan.organised_arrangements or way != BudgetWay.DIRECT
        entry.change(budget.plan, personal_budget=True, organised_arrangements=organised)
    return part


def review_direct_payment(
    part: BudgetPart, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record a review of a direct payment; the next is due a year later."""
    refuse_ahead(on, at)
    with ledger.entry("budget.review", by=by, at=at, person=part.budget.plan.person) as entry:
        live(entry, part.budget.plan)
        entry.lock(part)
        refuse_unless(part.way == BudgetWay.DIRECT, "Only a direct payment is reviewed.")
        refuse_unless(
            on >= (part.reviewed_on or part.agreed_on),
            f"A review cannot be before {in_words(part.reviewed_on or part.agreed_on)}.",
        )
        entry.change(part, reviewed_on=on, review_due_on=add_months(on, NEXT_REVIEW))
