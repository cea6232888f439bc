"""The page of a quarter's papers, its files, and the check of an edited copy."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.models import Role
from rightplace.papers.quarter.check import CannotRead, Finding
from rightplace.web.access import for_roles
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.design.presenters import Link, TableView
from rightplace.web.insight.papers.made import FORMS, Papers, held_against_register
from rightplace.web.insight.performance.chosen import QuarterForm, chosen, offered
from rightplace.web.insight.performance.source import QuarterLines
from rightplace.web.today import today

WRITERS = (Role.ANALYST, Role.HEAD_OF_SERVICE, Role.DIRECTOR)
"""Who drafts the papers."""


class PaperForm(QuarterForm):
    """Which quarter, and the day of the meeting."""

    meeting = GovDateField(label="Day of the meeting", required=False)


class CopyForm(GovForm, forms.Form):
    """The edited copy."""

    copy = forms.FileField(
        label="An edited copy of the report",
        help_text="The Word file (.docx) as it is now. It is read and not kept.",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )


@for_roles(*WRITERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The files of a quarter, and where an edited copy is checked."""
    board = chosen(request)
    if board is None:
        return render(request, "insight/papers/none.html")
    meeting = _meeting(request)
    form = PaperForm(offered(request.user), board)
    form.initial["meeting"] = meeting
    context = {
        "period": board.period,
        "table": _files(board, meeting),
        "form": form,
        "frozen": board.frozen,
    }
    return render(request, "insight/papers/home.html", context)


def _meeting(request: HttpRequest) -> date:
    """The day that the address names, in one piece or in three; today without one."""
    parts = [request.GET.get(f"meeting-{part}", "") for part in ("year", "month", "day")]
    text = request.GET.get("meeting") or "-".join(part.zfill(2) for part in parts if part)
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError as error:
        raise Http404 from error


def _files(board: QuarterLines, meeting: date) -> TableView:
    query = urlencode({"quarter": str(board.period), "meeting": str(meeting)})
    rows = []
    for name, form in FORMS.items():
        address = f"{reverse('insight:paper-file', args=[name])}?{query}"
        rows.append((Link(form.words, address), form.suffix.rpartition(".")[2]))
    return TableView.of(f"Papers of {board.period}", ["File", "Kind"], rows)


@for_roles(*WRITERS)
@require_safe
def file(request: HttpRequest, form: str) -> HttpResponse:
    """One file of a quarter."""
    board = chosen(request)
    if form not in FORMS or board is None:
        raise Http404
    papers, made = Papers(board, _meeting(request)), FORMS[form]
    headers = {"Content-Disposition": f'attachment; filename="{papers.file_name}{made.suffix}"'}
    return HttpResponse(made.make(papers), content_type=made.kind, headers=headers)


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def checked(request: HttpRequest) -> HttpResponse:
    """An edited copy held against the register: every number that no longer follows."""
    form = CopyForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {
        "crumbs": [Link("Papers", reverse("insight:papers"))],
        "table": None,
    }
    if request.method == "POST" and form.is_valid():
        try:
            period, found = held_against_register(form.cleaned_data["copy"].read(), today())
            context |= {"period": period, "table": _table(found), "found": found}
        except CannotRead as error:
            form.add_error("copy", str(error))
    return render(request, "insight/papers/checked.html", context | {"form": form})


def _table(found: list[Finding]) -> TableView:
    rows = []
    for each in found:
        what, mend = each.trouble.value
        mended = mend.format(wanted=f"“{each.wanted}”")
        rows.append((each.where, each.says, what, each.wanted, mended))
    return TableView.of(
        "What does not follow from the register",
        ["Where", "The text says", "It", "The register says", "What to do"],
        rows,
        empty="Every number follows from the register.",
    )
