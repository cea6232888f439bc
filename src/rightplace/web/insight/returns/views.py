"""The page of the return, its rows by reason, and its files."""

import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rightplace.casework.actions.audit import record_file_taken, record_list_look
from rightplace.casework.models import Person, Role
from rightplace.papers.csv import csv_bytes
from rightplace.papers.reconciliation import (
    COUNT_COLUMNS,
    ROW_COLUMNS,
    WALK_COLUMNS,
    count_lines,
    row_lines,
    walk_lines,
)
from rightplace.returns import sen2
from rightplace.returns.sen2.reasons import About, Why
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import Link, page_of
from rightplace.web.insight.choice import Choice, SnapshotForm, standing
from rightplace.web.insight.returns import presenters
from rightplace.web.insight.returns.built import chosen, graded, reconciled, return_of, years_of
from rightplace.web.today import now

_READERS = (Role.ANALYST, Role.COMMISSIONER, Role.TEAM_MANAGER)
_DRILLERS = (Role.ANALYST, Role.TEAM_MANAGER)
_MAKERS = (Role.ANALYST,)


class ReturnForm(SnapshotForm):
    """Asks for a snapshot of the record and for the year of the return."""

    year = forms.ChoiceField(label="Year of the return")

    def __init__(self, choice: Choice, year: int | None) -> None:
        super().__init__(choice)
        self.initial["year"] = year
        years = years_of(choice.snapshot) if choice.snapshot else ()
        self.fields["year"].choices = [(each, str(each)) for each in years]
        of_record = {each.name for each in choice.all if each.about.origin == "record"}
        kept = [pair for pair in self.fields["snapshot"].choices if pair[0] in of_record]
        self.fields["snapshot"].choices = kept


@for_roles(*_READERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The record against the return, and the way to the files."""
    choice, year = chosen(request)
    if choice.snapshot is None:
        return render(request, "insight/none.html")
    if year is None:
        context = {"standing": standing(choice.snapshot), "picker": ReturnForm(choice, None)}
        return render(request, "insight/returns/none.html", context)
    found, role = reconciled(choice.snapshot, year), request.user.role
    if request.GET.get("format") == "csv":
        return _csv(f"reconciliation-{year}", COUNT_COLUMNS, list(count_lines(found)))
    if request.GET.get("format") == "walk":
        return _csv(f"plans-{year}", WALK_COLUMNS, list(walk_lines(found)))
    files = [
        Link(words, choice.link("insight:return-file", form, year=str(year)))
        for form, words in presenters.FORMS.items()
        if role in _MAKERS
    ]
    context = {
        "year": year,
        "standing": standing(choice.snapshot),
        "picker": ReturnForm(choice, year),
        "stats": presenters.stats(found, graded(choice.snapshot, year)),
        "walk": presenters.walk(found, choice.snapshot, choice),
        "tables": presenters.counts(found, choice, drill=role in _DRILLERS),
        "files": files,
        "csv_href": choice.link("insight:returns", year=str(year), format="csv"),
    }
    return render(request, "insight/returns/home.html", context)


@for_roles(*_DRILLERS)
@require_safe
def rows(request: HttpRequest, why: str) -> HttpResponse:
    """What is in, or not, for one reason: by numbers, and by names for those who may see the child."""
    choice, year = chosen(request)
    about = request.GET.get("about", About.PLAN.value)
    if choice.snapshot is None or year is None or why not in Why.__members__:
        raise Http404
    if about not in list(About):
        raise Http404
    whole = reconciled(choice.snapshot, year).rows.to_pylist()
    kept = [row for row in whole if row["why"] == why and row["about"] == about]
    title = presenters.heading(About(about), Why[why])
    if request.GET.get("format") == "csv":
        _record([row["person_id"] for row in kept], request, "download")
        return _csv(f"return-{year}-{why.lower()}", ROW_COLUMNS, list(row_lines(kept)))
    page = page_of(kept, request.GET)
    keys = [row["person_id"] for row in page.items]
    seen = {p.pk: p for p in Person.objects.visible_to(request.user).filter(pk__in=keys)}
    _record(list(seen), request, "open")
    query = {"year": str(year), "about": about, "format": "csv"}
    context = {
        "title": title,
        "year": year,
        "source": Why[why].source,
        "table": presenters.rows_table(title, page.items, seen),
        "page": page,
        "csv_href": choice.link("insight:return-rows", why, **query),
        "crumbs": [Link("Build the return", choice.link("insight:returns", year=str(year)))],
    }
    return render(request, "insight/returns/rows.html", context)


def _record(keys: list[int], request: HttpRequest, how: str) -> None:
    people = list(Person.objects.filter(pk__in=keys).only("pk"))
    if people:
        record_list_look(people, what=f"return.rows.{how}", by=request.user, at=now())


@for_roles(*_MAKERS)
@require_safe
def file(request: HttpRequest, form: str) -> HttpResponse:
    """The return as a file, which holds everyone in it."""
    choice, year = chosen(request)
    if choice.snapshot is None or year is None or form not in _FILES:
        raise Http404
    kind, ending, write = _FILES[form]
    tables = return_of(choice.snapshot, year, now())
    with tempfile.TemporaryDirectory() as folder:
        content = write(tables, Path(folder), year)
    record_file_taken(
        what="return.download",
        by=request.user,
        at=now(),
        snapshot=choice.snapshot.name,
        year=year,
        form=form,
        people=tables["person"].num_rows,
    )
    return _attached(content, kind, f"sen2-{year}{ending}")


def _xml(tables: Any, folder: Path, year: int) -> bytes:
    sen2.write_xml(tables, folder / "return.xml", year=year)
    return (folder / "return.xml").read_bytes()


def _template(tables: Any, folder: Path, year: int) -> bytes:
    sen2.write_template(tables, folder / "return.xlsx", year=year)
    return (folder / "return.xlsx").read_bytes()


def _collect(tables: Any, folder: Path, year: int) -> bytes:
    """The tables in one zip file."""
    sen2.write_collect(tables, folder / "collect", year=year)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((folder / "collect").iterdir()):
            archive.write(path, path.name)
    return packed.getvalue()


_Write = Callable[[Any, Path, int], bytes]
_FILES: dict[str, tuple[str, str, _Write]] = {
    "xml": ("application/xml", ".xml", _xml),
    "collect": ("application/zip", "-collect.zip", _collect),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
        _template,
    ),
}


def _csv(name: str, columns: tuple[str, ...], lines: list[tuple[object, ...]]) -> HttpResponse:
    return _attached(csv_bytes(columns, lines), "text/csv; charset=utf-8", f"{name}.csv")


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
