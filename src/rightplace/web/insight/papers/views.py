"""The page of a quarter's papers, its files, and the check of an edited copy."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.models import Role
from rightplace.indicators.performance.periods import PeriodError, parse
from rightplace.papers.quarter.check import CannotRead, Finding, check, mark_of
from rightplace.web.access import for_roles
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.design.presenters import Link, TableView
from rightplace.web.insight.papers.made import FORMS, Papers
from rightplace.web.insight.performance.source import (
    QuarterLines,
    frozen_periods,
    open_periods,
    quarter_lines,
)
from rightplace.web.today import today

WRITERS = (Role.ANALYST, Role.HEAD_OF_SERVICE, Role.DIRECTOR)
"""Who drafts the papers."""


class PaperForm(GovForm, forms.Form):
    """Which quarter, and the day of the meeting."""

    period = forms.ChoiceField(label="Quarter")
    meeting = GovDateField(label="Day of the meeting", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [(str(each), str(each)) for each in quarters()]


class CopyForm(GovForm, forms.Form):
    """The edited copy."""

    copy = forms.FileField(
        label="An edited copy of the report",
        help_text="The Word file (.docx) as it is now. It is read and not kept.",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )


def quarters() -> list[object]:
    """The quarters that have figures, the latest first."""
    return sorted({*open_periods(), *frozen_periods()}, reverse=True)


@for_roles(*WRITERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The files of a quarter, and where an edited copy is checked."""
    found = quarters()
    if not found:
        return render(request, "insight/papers/none.html")
    form = PaperForm(request.GET if "period" in request.GET else None)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    period = given.get("period") or str(found[0])
    meeting = given.get("meeting") or today()
    if not form.is_bound:
        form = PaperForm(initial={"period": period, "meeting": meeting})
    table = TableView.of(
        f"Papers of {period}",
        ["File", "Kind"],
        [
            (Link(each.words, _address(name, period, meeting)), each.suffix.rpartition(".")[2])
            for name, each in FORMS.items()
        ],
    )
    context = {"period": period, "table": table, "form": form, "frozen": _board(period).frozen}
    return render(request, "insight/papers/home.html", context)


def _address(name: str, period: str, meeting: date) -> str:
    start = reverse("insight:paper-file", args=[name])
    return f"{start}?period={period.replace(' ', '+')}&meeting={meeting}"


def _board(words: str) -> QuarterLines:
    try:
        found = quarter_lines(parse(words))
    except PeriodError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return found


@for_roles(*WRITERS)
@require_safe
def file(request: HttpRequest, form: str) -> HttpResponse:
    """One file of a quarter."""
    if form not in FORMS:
        raise Http404
    try:
        meeting = date.fromisoformat(request.GET.get("meeting", str(today())))
    except ValueError as error:
        raise Http404 from error
    papers = Papers(_board(request.GET.get("period", "")), meeting)
    chosen = FORMS[form]
    headers = {"Content-Disposition": f'attachment; filename="{papers.file_name}{chosen.suffix}"'}
    return HttpResponse(chosen.make(papers), content_type=chosen.kind, headers=headers)


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def checked(request: HttpRequest) -> HttpResponse:
    """An edited copy held against the register: every number that no longer follows."""
    form = CopyForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"crumbs": [Link("Papers", reverse("insight:papers"))]}
    if request.method == "POST" and form.is_valid():
        try:
            period, found = held_against_register(form.cleaned_data["copy"].read())
            context |= {"period": period, "table": _table(found), "found": found}
        except CannotRead as error:
            form.add_error("copy", str(error))
    return render(request, "insight/papers/checked.html", context | {"form": form})


def held_against_register(content: bytes) -> tuple[str, list[Finding]]:
    """From which quarter a copy was drafted, and what in it no longer follows. Raises CannotRead."""
    period = mark_of(content).split("|")[0]
    try:
        board = quarter_lines(parse(period))
    except PeriodError:
        board = None
    if board is None:
        raise CannotRead(f"The file was drafted from {period}, of which there are no figures here.")
    # The day of the meeting is the paper's own and no figure.
    return period, check(content, Papers(board, today()).paper())


def _table(found: list[Finding]) -> TableView:
    rows = []
    for each in found:
        what, mend = each.trouble.value
        rows.append(
            (each.where, each.says, what, each.wanted, mend.format(wanted=f"“{each.wanted}”"))
        )
    return TableView.of(
        "What does not follow from the register",
        ["Where", "The text says", "It", "The register says", "What to do"],
        rows,
        empty="Every number follows from the register.",
    )
