"""A list that is worked: narrowed by a form, shown a page at a time, taken away whole as CSV."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rightplace.casework.actions.audit import record_list_look
from rightplace.casework.models import Person
from rightplace.papers.csv import csv_bytes
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Column, Link, TableView, Value, page_of
from rightplace.web.today import now, today

T = TypeVar("T")


@dataclass(frozen=True)
class WorkList(Generic[T]):
    """A list and how each of its rows is shown, on the page and in the file.

    `rows` is a QuerySet or a sequence, and is cut before it is read. `person` gives the child whom
    a row is about, so that the look is recorded; None where it is about nobody.
    """

    what: str
    title: str
    rows: Sequence[T]
    columns: Sequence[Column | str]
    cells: Callable[[T], Sequence[Value]]
    csv_columns: Sequence[str]
    csv_row: Callable[[T], Sequence[object]]
    person: Callable[[T], Person | None] = lambda row: None
    empty: str = "Nothing fits this."
    one: str = "row"
    many: str | None = None
    lead: str = ""
    form: GovForm | None = None
    actions: tuple[Link, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


def answer(
    request: HttpRequest, work: WorkList[Any], template: str = "staff/list.html"
) -> HttpResponse:
    """The page of the list that is asked for, or with `format=csv` all of it as a file."""
    if request.GET.get("format") == "csv":
        return _file(request, work)
    page = page_of(work.rows, request.GET)
    _record(request, work, page.items, "open")
    table = TableView.of(
        work.title, work.columns, [work.cells(row) for row in page.items], empty=work.empty
    )
    query = request.GET.copy()
    query["format"] = "csv"
    query.pop("page", None)
    context = {
        "list": work,
        "page": page,
        "table": table,
        "csv_href": f"?{query.urlencode()}",
        **({} if work.form is None else {"form": work.form}),
        **work.extra,
    }
    return render(request, template, context)


def _file(request: HttpRequest, work: WorkList[Any]) -> HttpResponse:
    rows = list(work.rows)
    _record(request, work, rows, "download")
    name = f"{work.what.replace('.', '-').replace('_', '-')}-{today()}.csv"
    return HttpResponse(
        csv_bytes(work.csv_columns, (work.csv_row(row) for row in rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _record(request: HttpRequest, work: WorkList[Any], rows: Iterable[Any], how: str) -> None:
    people = [person for person in map(work.person, rows) if person is not None]
    if people:
        record_list_look(people, what=f"{work.what}.{how}", by=request.user, at=now())
