"""The lists that there are, and giving the file of one."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.jobs import ask_job
from rightplace.casework.models import Job
from rightplace.facts.lists_rules import LIST_RULES
from rightplace.facts.schema import LIST_TABLES, TABLES, Kind
from rightplace.facts.sources import SOURCES, source_of
from rightplace.governance.models import ListLoad
from rightplace.governance.queries.lists import last_good_of_each
from rightplace.web.access import for_roles
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.design.presenters import Cell, Column, Link, SummaryRow, TableView, Value
from rightplace.web.insight.checks.uploaded import faults, given
from rightplace.web.insight.sources.roles import WRITERS, crumbs
from rightplace.web.insight.sources.words import column_name, table_name
from rightplace.web.today import now, today

KIND = "list"
_KINDS = {
    Kind.ID: "A number",
    Kind.TEXT: "Text",
    Kind.DATE: "A day, such as 2022-12-31 or 31/12/2022",
    Kind.INT: "A whole number",
    Kind.NUMBER: "A number",
}
NAMES = tuple(table.name for table in LIST_TABLES)


class ListForm(GovForm, forms.Form):
    """The file of a list, and what it is."""

    file = forms.FileField(
        label="The list",
        help_text="A CSV file or a workbook with one row of headings. It is taken whole or not at all.",
        widget=forms.FileInput,
        allow_empty_file=True,
    )
    as_of = GovDateField(label="The day that the list is of", help_text="For example, 16 1 2023.")
    source = forms.CharField(
        label="Where it comes from",
        max_length=120,
        help_text="For example, the register of the team.",
    )

    def clean_file(self) -> UploadedFile:
        """A file that could be a list."""
        file: UploadedFile = self.cleaned_data["file"]
        for fault in faults([file]):
            self.add_error("file", fault)
        return file

    def clean_as_of(self) -> date:
        """No day to come."""
        day: date = self.cleaned_data["as_of"]
        if day > today():
            self.add_error("as_of", "The day that the list is of must be today or before.")
        return day


def list_crumbs(*more: Link) -> tuple[Link, ...]:
    """The way to a page about lists."""
    return crumbs(Link("Lists of other services", reverse("insight:lists")), *more)


@for_roles(*WRITERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every list: what it holds, and the last good load of it."""
    loads = last_good_of_each()
    heads = ("List", "Comes from", "Last good load", Column("Rows", numeric=True), "Loaded by")
    rows = [_row(name, loads.get(name)) for name in NAMES]
    context = {"table": TableView.of("Lists", heads, rows), "crumbs": crumbs()}
    return render(request, "insight/lists/all.html", context)


def _row(name: str, load: ListLoad | None) -> tuple[Value, ...]:
    href, source = reverse("insight:list-load", args=[name]), SOURCES[source_key(name)]
    link = Cell(table_name(name), href=href, detail=TABLES[name].holds)
    if load is None:
        return (link, source.name, "Never loaded", "", "")
    day = Cell(load.as_of, detail=f"{load.file_name}, from {load.source}")
    return (link, source.name, day, load.rows, load.by.name)


def source_key(name: str) -> str:
    """The source on the map from which a list comes."""
    return source_of(name, TABLES[name].columns[1].name).key


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest, table: str) -> HttpResponse:
    """Ask for the file of a list, and have it looked at; nothing is loaded yet."""
    if table not in NAMES:
        raise Http404
    form = ListForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        return redirect("insight:list-look", _ask(request, table, form.cleaned_data).pk)
    context = {
        "title": table_name(table),
        "about": TABLES[table].holds,
        "columns": _columns(table),
        "form": form,
        "crumbs": list_crumbs(),
    }
    return render(request, "insight/lists/load.html", context)


def _ask(request: HttpRequest, table: str, answers: dict[str, Any]) -> Job:
    about = {"table": table, "as_of": answers["as_of"].isoformat(), "source": answers["source"]}
    files = given([answers["file"]], "list")
    return ask_job(KIND, about, files=files, by=request.user, at=now())


def _columns(table: str) -> TableView:
    """The columns of a list: which must be filled, and what may stand in them."""
    rule = LIST_RULES[table]
    rows = [
        (
            column.name,
            column_name(table, column.name),
            "Yes" if column.name in rule.required else "No",
            ", ".join(rule.codes.get(column.name, ())) or _KINDS[column.kind],
            ", ".join(sorted(other for other, own in rule.also.items() if own == column.name)),
        )
        for column in TABLES[table].columns[1:]
    ]
    heads = ("Heading", "Holds", "Must be filled", "What may stand there", "Other headings taken")
    return TableView.of("Columns of the list", heads, rows)


def facts_of(job: Job) -> tuple[SummaryRow, ...]:
    """What was said of a list when it was given."""
    file = job.files.first()
    return (
        SummaryRow.of("File", file.name if file else "Deleted"),
        SummaryRow.of("The day that the list is of", date.fromisoformat(job.about["as_of"])),
        SummaryRow.of("Where it comes from", job.about["source"]),
    )
