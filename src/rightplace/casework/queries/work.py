"""What there is to do today, for every child whom someone sees to, the most urgent first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Model, Q, QuerySet

from rightplace.casework.models import (
    Circumstance,
    Contact,
    Cover,
    Person,
    Plan,
    RankChange,
    Request,
    Role,
    Task,
    User,
)
from rightplace.casework.queries.outlook import chances
from rightplace.casework.queries.twice import shown_as
from rightplace.casework.ranking import Chance, Rank, Standing, heaviest, rank
from rightplace.law.duties import DUTIES

LOOKS_AHEAD = timedelta(days=28)
"""How near the limit of a plan must be to be today's work; every open request is."""

Case = Request | Plan


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One child's most urgent case, and why it stands where it does."""

    person: Person
    case: Case | None
    owner: User
    rank: Rank
    chance: Chance | None
    late_replies: int
    late_tasks: int

    @property
    def due_on(self) -> date | None:
        """The next limit of the case."""
        return self.case.next_due_on if self.case is not None else None

    @property
    def step(self) -> str:
        """What the limit is for, with a capital letter; empty where no limit runs."""
        if self.case is None or not self.case.next_duty:
            return ""
        name = DUTIES[self.case.next_duty].name.rstrip(",")
        return name[0].upper() + name[1:]


def work_of(user: User, *, as_of: date, officer: int | None = None) -> list[WorkItem]:
    """Everything that `user` sees to and that has something due, the most urgent first.

    A child who was entered twice stands there once, as the record that counts, with what is due on either.
    """
    open_cases = list(_cases(user, officer, as_of))
    tasks, replies = list(open_tasks(user, officer)), list(replies_due(user, officer))
    children = shown_as((row.person for row in (*open_cases, *tasks, *replies)), user)
    for row in (*open_cases, *tasks, *replies):
        row.person = children[row.person_id]
    cases = _first_due(open_cases)
    people = _people(cases, tasks, replies)
    marks = _Marks.of(people, tasks, replies, cases, as_of)
    items = [_item(person, cases.get(person.pk), owner, marks) for person, owner in people.values()]
    return sorted(
        items, key=lambda item: (-item.rank.points, item.due_on or date.max, item.person.pk)
    )


def _cases(user: User, officer: int | None, as_of: date) -> Iterator[Case]:
    """Open requests, and plans with a limit that is near."""
    requests = Request.objects.visible_to(user).open().select_related("assessment")
    plans = Plan.objects.visible_to(user).live().filter(next_due_on__lte=as_of + LOOKS_AHEAD)
    for rows in (requests, plans):
        mine = rows if officer is None else rows.filter(officer=officer)
        yield from mine.select_related("person", "officer")


def _first_due(cases: Iterable[Case]) -> dict[int, Case]:
    """Key of a child -> the case of theirs whose limit comes first."""
    found: dict[int, Case] = {}
    for case in cases:
        other = found.get(case.person_id)
        if other is None or _before(case, other):
            found[case.person_id] = case
    return found


def _before(case: Case, other: Case) -> bool:
    return (case.next_due_on or date.max) < (other.next_due_on or date.max)


def owned_by(rows: QuerySet, user: User, officer: int | None = None) -> QuerySet:
    """Tasks or contacts: an officer's own, a manager's those of the team, of children they may see."""
    own = {
        Role.TEAM_MANAGER: {"owner__team": user.team_id},
        Role.AUDITOR: {},
    }.get(Role(user.role), {"owner": user.pk})
    if officer is not None:
        own = {**own, "owner": officer}
    return rows.filter(**own, person__in=Person.objects.visible_to(user).values("pk"))


def open_tasks(user: User, officer: int | None = None) -> QuerySet:
    """Tasks still to be done, the earliest day first."""
    rows = owned_by(Task.objects.filter(done_on__isnull=True), user, officer)
    return rows.select_related("person", "owner").order_by("due_on", "pk")


def replies_due(user: User, officer: int | None = None) -> QuerySet:
    """Contacts that wait for a reply, the earliest day first."""
    waiting = Contact.objects.filter(reply_due_on__isnull=False, replied_on__isnull=True)
    rows = owned_by(waiting, user, officer)
    return rows.select_related("person", "owner").order_by("reply_due_on", "pk")


def _people(
    cases: Mapping[int, Case], tasks: Iterable[Task], replies: Iterable[Contact]
) -> dict[int, tuple[Person, User]]:
    """Key of each child with something to do -> the child, and whose work it is."""
    found = {case.person_id: (case.person, case.officer) for case in cases.values()}
    for row in (*tasks, *replies):
        found.setdefault(row.person_id, (row.person, row.owner))
    return found


@dataclass(frozen=True, slots=True)
class _Marks:
    """What bears on the rank of each child, by the child's key; chances by the request's."""

    late_tasks: Counter[int]
    late_replies: Counter[int]
    circumstances: Mapping[int, list[str]]
    moves: Mapping[int, RankChange]
    chances: Mapping[int, Chance]
    as_of: date

    @classmethod
    def of(
        cls,
        people: Iterable[int],
        tasks: Sequence[Task],
        replies: Sequence[Contact],
        cases: Mapping[int, Case],
        as_of: date,
    ) -> "_Marks":
        keys = list(people)
        kinds: dict[int, list[str]] = {}
        for row in Circumstance.objects.filter(person__in=keys, until__isnull=True):
            kinds.setdefault(row.person_id, []).append(row.kind)
        moves = RankChange.objects.filter(person__in=keys, ended=False, until__gte=as_of)
        return cls(
            late_tasks=_late(tasks, "due_on", as_of),
            late_replies=_late(replies, "reply_due_on", as_of),
            circumstances=kinds,
            moves={move.person_id: move for move in moves.select_related("by")},
            chances=chances((c for c in cases.values() if isinstance(c, Request)), as_of=as_of),
            as_of=as_of,
        )


def _late(rows: Iterable[Model], field: str, as_of: date) -> Counter[int]:
    return Counter(row.person_id for row in rows if getattr(row, field) < as_of)


def _item(person: Person, case: Case | None, owner: User, marks: _Marks) -> WorkItem:
    due = None if case is None else case.next_due_on
    chance = marks.chances.get(case.pk) if isinstance(case, Request) else None
    move = marks.moves.get(person.pk)
    standing = Standing(
        days_left=None if due is None else (due - marks.as_of).days,
        circumstances=heaviest(marks.circumstances.get(person.pk, ())),
        chance=chance,
        late_replies=marks.late_replies[person.pk],
        late_tasks=marks.late_tasks[person.pk],
        moved=0 if move is None else move.points,
        moved_why="" if move is None else f"{move.reason} ({move.by.name})",
    )
    return WorkItem(
        person, case, owner, rank(standing), chance, standing.late_replies, standing.late_tasks
    )


def covers_of(user: User) -> QuerySet:
    """Cover that concerns someone: an officer's own and what they cover; a manager's team's."""
    every = {
        Role.TEAM_MANAGER: Q(officer__team=user.team_id),
        Role.AUDITOR: Q(),
    }.get(Role(user.role), Q(officer=user.pk) | Q(covered_by=user.pk))
    rows = Cover.objects.filter(every).select_related("officer", "covered_by")
    return rows.order_by(F("ended_on").desc(nulls_first=True), "-starts_on", "-pk")
