"""A list: narrowed by a form, shown a page at a time, taken away whole as CSV."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rightplace.papers.csv import csv_bytes
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Column, Link, TableView, Value, page_of
from rightplace.web.today import today

T = TypeVar("T")
Seen = Callable[[Iterable[Any], str], None]


@dataclass(frozen=True)
class Listing(Generic[T]):
    """A list and how each of its rows is shown, on the page and in the file.

    `rows` is a QuerySet or a sequence, and is cut before it is read.
    """

    what: str
    title: str
    rows: Sequence[T]
    columns: Sequence[Column | str]
    cells: Callable[[T], Sequence[Value]]
    csv_columns: Sequence[str]
    csv_row: Callable[[T], Sequence[object]]
    empty: str = "Nothing fits this."
    one: str = "row"
    many: str | None = None
    lead: str = ""
    form: GovForm | None = None
    actions: tuple[Link, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


def answer(
    request: HttpRequest,
    work: Listing[Any],
    template: str = "layouts/list.html",
    *,
    seen: Seen = lambda rows, how: None,
) -> HttpResponse:
    """The page of the list that is asked for, or with `format=csv` all of it as a file.

    `seen` is told of the rows that are shown, and whether they were opened or downloaded.
    """
    if request.GET.get("format") == "csv":
        return _file(work, seen)
    page = page_of(work.rows, request.GET)
    seen(page.items, "open")
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


def _file(work: Listing[Any], seen: Seen) -> HttpResponse:
    rows = list(work.rows)
    seen(rows, "download")
    name = f"{work.what.replace('.', '-').replace('_', '-')}-{today()}.csv"
    return HttpResponse(
        csv_bytes(work.csv_columns, (work.csv_row(row) for row in rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
