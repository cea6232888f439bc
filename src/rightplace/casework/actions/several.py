"""The same action for several cases: what would happen, and then what did."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from rightplace.casework.actions.plans import allocate_plan
from rightplace.casework.actions.refusals import ActionRefused, refuse_unless
from rightplace.casework.actions.requests import allocate_request
from rightplace.casework.actions.work import add_task
from rightplace.casework.models import Person, Plan, Request, Role, User


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one child's turn; `refused` says why not, and is empty where it was done."""

    person: Person
    did: str
    refused: str = ""


def each(people: Iterable[Person], act: Callable[[Person], str]) -> list[Outcome]:
    """Do `act` for each child, in a transaction each: one that is refused holds none of the others back."""
    outcomes = []
    for person in people:
        try:
            outcomes.append(Outcome(person, act(person)))
        except ActionRefused as refusal:
            outcomes.append(Outcome(person, "", str(refusal)))
    return outcomes


def cases_of(person: Person, user: User) -> list[Request | Plan]:
    """A child's open request and live plan that `user` may see."""
    requests = Request.objects.visible_to(user).open().filter(person=person)
    plans = Plan.objects.visible_to(user).live().filter(person=person)
    return [*requests.select_related("officer"), *plans.select_related("officer")]


def allocation_words(person: Person, officer: User, user: User) -> str:
    """What giving a child's cases to an officer would do; ActionRefused where it would do nothing."""
    giving = [case for case in cases_of(person, user) if case.officer_id != officer.pk]
    refuse_unless(officer.role == Role.CASE_OFFICER, f"{officer.name} is not a case officer.")
    refuse_unless(bool(giving), f"{officer.name} has this child's cases already.")
    names = ", ".join(sorted({case.officer.name for case in giving}))
    what = " and ".join(type(case).__name__.lower() for case in giving)
    return f"{what[0].upper()}{what[1:]}: from {names} to {officer.name}"


def allocate(person: Person, *, officer: User, by: User, at: datetime) -> str:
    """Give a child's open cases to an officer."""
    words = allocation_words(person, officer, by)
    for case in cases_of(person, by):
        if case.officer_id != officer.pk:
            give_case(case, officer=officer, by=by, at=at)
    return words


def give_case(case: Request | Plan, *, officer: User, by: User, at: datetime) -> None:
    """Give one case to an officer."""
    if isinstance(case, Request):
        allocate_request(case, officer=officer, by=by, at=at)
    else:
        allocate_plan(case, officer=officer, by=by, at=at)


def task_words(title: str, owner: User, due_on: date) -> str:
    """What adding a task would do."""
    return f"Task for {owner.name} by {due_on:%-d %B %Y}: {title}"


def give_task(
    person: Person, *, title: str, owner: User, due_on: date, by: User, at: datetime
) -> str:
    """Add the same task for a child."""
    add_task(person, title=title, owner=owner, due_on=due_on, by=by, at=at)
    return task_words(title, owner, due_on)
