"""A list that is worked: its rows are about children, so whoever looks at it is recorded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

from rightplace.casework.actions.audit import record_list_look
from rightplace.casework.models import Person
from rightplace.web import lists
from rightplace.web.today import now

T = TypeVar("T")


@dataclass(frozen=True)
class WorkList(lists.Listing[T]):
    """A list of work. `person` gives the child whom a row is about; None where it is about nobody."""

    person: Callable[[T], Person | None] = lambda row: None


def answer(
    request: HttpRequest, work: WorkList[Any], template: str = "staff/list.html"
) -> HttpResponse:
    """The page of the list that is asked for, or with `format=csv` all of it as a file; a look is kept."""

    def seen(rows: Iterable[Any], how: str) -> None:
        people = [person for person in map(work.person, rows) if person is not None]
        if people:
            record_list_look(people, what=f"{work.what}.{how}", by=request.user, at=now())

    return lists.answer(request, work, template, seen=seen)
