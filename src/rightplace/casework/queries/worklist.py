"""Open requests in the order of what the clock says is next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import F, Q

from rightplace.casework.access import RequestQuerySet
from rightplace.casework.deadlines import clocks_of_requests
from rightplace.casework.models import Person, Request, User
from rightplace.casework.queries.stages import ROWS, stage_of
from rightplace.casework.queries.twice import shown_as
from rightplace.law.clock import Clock, next_due
from rightplace.law.stages import Stage

SOON_DAYS = 14


class When(StrEnum):
    """How near the next limit is."""

    PAST = "past"
    SOON = "soon"
    LATER = "later"

    def rows(self, *, as_of: date) -> Q:
        """The requests whose next limit is as near as that."""
        soon = as_of + timedelta(SOON_DAYS)
        return {
            When.PAST: Q(next_due_on__lt=as_of),
            When.SOON: Q(next_due_on__gte=as_of, next_due_on__lte=soon),
            When.LATER: Q(next_due_on__gt=soon),
        }[self]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; empty wants everything."""

    search: str = ""
    stage: Stage | None = None
    when: When | None = None
    officer: int | None = None
    with_exception: bool = False


def by_name(text: str) -> Q:
    """Every word in the name or at the start of the UPN."""
    found = Q()
    for word in text.split():
        found &= (
            Q(person__surname__icontains=word)
            | Q(person__forename__icontains=word)
            | Q(person__upn__istartswith=word)
            | Q(person__same_as__surname__icontains=word)
            | Q(person__same_as__forename__icontains=word)
            | Q(person__same_as__upn__istartswith=word)
        )
    return found


def open_requests(user: User, wanted: Wanted, *, as_of: date) -> "RequestRows":
    """The open requests that `user` may see, the one with the earliest limit first."""
    rows = Request.objects.visible_to(user).open().filter(by_name(wanted.search))
    if wanted.stage is not None:
        rows = rows.filter(ROWS[wanted.stage])
    if wanted.when is not None:
        rows = rows.filter(wanted.when.rows(as_of=as_of))
    if wanted.officer is not None:
        rows = rows.filter(officer=wanted.officer)
    if wanted.with_exception:
        rows = rows.filter(exceptions__isnull=False).distinct()
    return RequestRows(rows.order_by(F("next_due_on").asc(nulls_last=True), "pk"), user, as_of)


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """An open request with its clocks on the day of the list; `child` is the record that counts."""

    request: Request
    child: Person
    stage: Stage
    days_open: int
    clocks: tuple[Clock, ...]
    next: Clock | None


class RequestRows(Sequence[OpenRequest]):
    """Open requests that are counted and read a page at a time, in a constant number of queries."""

    def __init__(self, rows: RequestQuerySet, user: User, as_of: date) -> None:
        self._rows = rows.select_related("person", "assessment", "officer", "team")
        self._user, self._as_of = user, as_of

    def __len__(self) -> int:
        return self._rows.count()

    def __getitem__(self, key):  # type: ignore[no-untyped-def,override]
        if isinstance(key, slice):
            return self._opened(self._rows[key])
        return self[key : key + 1][0]

    def __iter__(self) -> Iterator[OpenRequest]:
        return iter(self._opened(self._rows))

    def _opened(self, rows: Iterable[Request]) -> list[OpenRequest]:
        requests = list(rows)
        clocks = clocks_of_requests(requests, as_of=self._as_of)
        children = shown_as((request.person for request in requests), self._user)
        return [
            OpenRequest(
                request=request,
                child=children[request.person_id],
                stage=stage_of(request),
                days_open=(self._as_of - request.received_on).days,
                clocks=clocks[request.pk],
                next=next_due(clocks[request.pk]),
            )
            for request in requests
        ]
