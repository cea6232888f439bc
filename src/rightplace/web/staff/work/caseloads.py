"""How heavy each caseload of the team is, and how they could be levelled."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from markupsafe import Markup

from rightplace.casework.actions.audit import record_list_look
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.actions.several import give_case
from rightplace.casework.models import Role
from rightplace.casework.queries.caseload import (
    WEIGHTS,
    Caseload,
    Move,
    caseloads,
    levelling,
    totals,
)
from rightplace.papers.charts import svg
from rightplace.papers.csv import csv_bytes
from rightplace.papers.specs import Chart, Series, Shape
from rightplace.web.access import for_roles
from rightplace.web.design.formats import plural
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import ChartView, Column, Link, TableView
from rightplace.web.staff.acting import how
from rightplace.web.today import now, today

_METHOD = "Each case weighs: " + "; ".join(
    f"{words[0].lower()}{words[1:]} {weight:g}" for weight, words in WEIGHTS.values()
)
_COLUMNS = ("officer", "cases", "requests", "plans", "late", "weight")


@for_roles(Role.TEAM_MANAGER)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every officer's caseload by weight, as a picture and a table, or as a file."""
    loads = caseloads(request.user, as_of=today())
    if request.GET.get("format") == "csv":
        return _file(loads)
    context = {
        "finding": _finding(loads),
        "chart": _chart(loads),
        "table": _table(loads),
        "moves": len(levelling(loads)),
    }
    return render(request, "staff/work/caseloads.html", context)


def _finding(loads: Sequence[Caseload]) -> str:
    weights = totals(loads)
    if not weights["mean"]:
        return "The team has no cases"
    if weights["most"] <= 1.1 * weights["least"]:
        return "The caseloads weigh about the same"
    if not weights["least"]:
        return "Someone in the team has no cases"
    more = 100 * (weights["most"] / weights["least"] - 1)
    return f"The heaviest caseload weighs {more:.0f} per cent more than the lightest"


def _row(load: Caseload) -> tuple[str, int, int, int, int, float]:
    counts = (len(load.cases), load.requests, load.plans, load.late)
    return load.officer.name, *counts, load.weight


def _table(loads: Sequence[Caseload]) -> TableView:
    columns = ("Officer", *(Column(name, numeric=True) for name in
                            ("Cases", "Requests", "Plans", "Past a limit", "Weight")))  # fmt: skip
    rows = [(name, *counts, f"{weight:g}") for name, *counts, weight in map(_row, loads)]
    return TableView.of("Caseloads of the team", columns, rows, empty="Nobody is in the team.")


def _chart(loads: Sequence[Caseload]) -> ChartView | None:
    """The weights as bars; nothing where there is no case."""
    if not totals(loads)["mean"]:
        return None
    chart = Chart(
        shape=Shape.BARS,
        title=_finding(loads),
        description="A bar for each officer: the weight of their caseload.",
        labels=tuple(load.officer.name for load in loads),
        series=(Series("Weight", tuple(load.weight for load in loads)),),
        label_title="",
        value_title="Weight",
    )
    return ChartView(
        id="weights",
        title=chart.title,
        description=chart.description,
        svg=Markup(svg(chart)),  # noqa: S704 (drawn by us, checked for style and script)
        table=_table(loads),
        csv_href="?format=csv",
        method=f"{_METHOD}.",
    )


def _file(loads: Sequence[Caseload]) -> HttpResponse:
    return HttpResponse(
        csv_bytes(_COLUMNS, map(_row, loads)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="caseloads-{today()}.csv"'},
    )


class MovesForm(GovForm, forms.Form):
    """Which of the proposed moves to make."""

    moves = forms.MultipleChoiceField(
        label="Moves to make", widget=forms.CheckboxSelectMultiple, required=True
    )

    def __init__(self, moves: Sequence[Move], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["moves"].choices = [(move.key, _move_words(move)) for move in moves]
        self.fields["moves"].initial = [move.key for move in moves]


def _move_words(move: Move) -> str:
    kind = type(move.case).__name__.lower()
    return (
        f"{move.case.person}, {kind}, weight {move.weight:g}: "
        f"from {move.giver.name} to {move.taker.name}"
    )


@for_roles(Role.TEAM_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def level(request: HttpRequest) -> HttpResponse:
    """What would level the caseloads: each move may be left out, then all that are left are made."""
    moves = levelling(caseloads(request.user, as_of=today()))
    record_list_look(
        (m.case.person for m in moves), what="caseloads.level", by=request.user, at=now()
    )
    form = MovesForm(moves, request.POST or None)
    if form.is_valid():
        chosen = set(form.cleaned_data["moves"])
        _make(request, [move for move in moves if move.key in chosen])
        return redirect("staff:caseloads")
    back = reverse("staff:caseloads")
    context = {
        "form": form,
        "title": "Level the caseloads",
        "button": "Make these moves",
        "back": back,
        "caption": "",
        "preview_button": None,
        "crumbs": (Link("Caseloads", back),),
    }
    return render(request, "staff/ask.html", context)


def _make(request: HttpRequest, moves: Sequence[Move]) -> None:
    done = 0
    for move in moves:
        try:
            give_case(move.case, officer=move.taker, **how(request))
        except ActionRefused as refusal:
            messages.warning(request, f"{move.case.person}: {refusal}")
        else:
            done += 1
    messages.success(request, f"{plural(done, 'case')} moved")
