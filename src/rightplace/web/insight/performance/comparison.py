"""Any two quarters compared: line by line, with the change and whether it is more than chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.governance.queries.register import versions_of_all
from rightplace.indicators.performance.definition import version_on
from rightplace.indicators.performance.disclosure import HIDDEN
from rightplace.indicators.performance.figure import Figure, State
from rightplace.indicators.performance.periods import Period
from rightplace.indicators.performance.table import Line, beyond_chance
from rightplace.papers.csv import csv_bytes
from rightplace.web.access import for_roles
from rightplace.web.design import lines as words
from rightplace.web.design.forms import GovForm
from rightplace.web.design.presenters import Cell, Column, Link, TableView
from rightplace.web.insight.performance.chosen import chosen, offered
from rightplace.web.insight.performance.source import READERS, QuarterLines, quarter_lines

COLUMNS = ("key", "indicator", "period_a", "value_a", "period_b", "value_b", "change", "says")


@dataclass(frozen=True)
class Pair:
    """One indicator in two quarters. `change` is of the values as printed; None where there is none."""

    before: Line
    after: Line
    change: Decimal | None
    says: str

    @property
    def direction(self) -> str:
        """The way and the size of the change, in words."""
        if self.change is None:
            return "None"
        unit = " points" if self.after.unit == "percent" else ""
        sign = "▲ Up" if self.change > 0 else "▼ Down" if self.change < 0 else "= The same"
        return f"{sign} {abs(self.change):,}{unit}" if self.change else sign


class TwoForm(GovForm, forms.Form):
    """Asks which two quarters to compare."""

    a = forms.ChoiceField(label="Earlier quarter")
    b = forms.ChoiceField(label="Later quarter")

    def __init__(self, periods: Mapping[Period, str], a: QuarterLines, b: QuarterLines) -> None:
        super().__init__(initial={"a": str(a.period), "b": str(b.period)})
        for name in ("a", "b"):
            self.fields[name].choices = [(str(period), str(period)) for period in periods]


@for_roles(*READERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The table of two quarters; without an answer, the latest two that may be read."""
    a, b = _asked(request)
    if a is None or b is None:
        return render(request, "insight/performance/none.html")
    found = pairs(a, b)
    if request.GET.get("format") == "csv":
        return _file(found)
    query = request.GET.copy()
    query |= {"a": str(a.period), "b": str(b.period), "format": "csv"}
    context = {
        "a": a,
        "b": b,
        "table": _table(a, b, found),
        "more": sum(pair.says == "More than chance" for pair in found),
        "picker": TwoForm(offered(request.user), a, b),
        "csv_href": f"?{query.urlencode()}",
        "crumbs": [Link("Performance", reverse("insight:performance"))],
    }
    return render(request, "insight/performance/compare.html", context)


def _asked(request: HttpRequest) -> tuple[QuarterLines | None, QuarterLines | None]:
    periods = list(offered(request.user))
    earlier = next(iter(periods[1:2] or periods[:1]), None)
    return chosen(request, "a", otherwise=earlier), chosen(request, "b")


def pairs(a: QuarterLines, b: QuarterLines) -> list[Pair]:
    """The indicators that both quarters have, in the order of the later."""
    before = {line.key: line for line in a.lines}
    made_of = {board.period: _as_they_are(board) for board in (a, b)}
    found = []
    for line in b.lines:
        if line.key in before:
            late, early = (_figure(made_of[x.period][line.key], x.period) for x in (b, a))
            pair = _pair(before[line.key], line, beyond_chance(late, early))
            found.append(_apart(pair) if _run_on(early, late) else pair)
    return found


def _run_on(early: Figure, late: Figure) -> bool:
    """Whether both count from the start of a year, and to different points in it."""
    return late.indicator.year_to_date and early.period.number != late.period.number


def _apart(pair: Pair) -> Pair:
    said = "Not compared: they count from the start of a year to different quarters of it"
    return Pair(pair.before, pair.after, None, said)


def _as_they_are(board: QuarterLines) -> Mapping[str, Line]:
    """The lines with what they are made of, which tells chance from change and is itself not shown."""
    whole = quarter_lines(board.period) if board.hides else board
    return {line.key: line for line in whole.lines} if whole else {}


def _figure(line: Line, report: Period) -> Figure:
    indicator = version_on(versions_of_all()[line.key], report.last)
    state = State.KNOWN if line.available else State.NOT_AVAILABLE
    period = indicator.period_in(report)
    return Figure(indicator, period, state, line.value, line.numerator, line.denominator)


def _pair(before: Line, after: Line, beyond: bool | None) -> Pair:
    hidden = HIDDEN in (before.latest_value, after.latest_value)
    if hidden:
        return Pair(before, after, None, "Not compared: one of the two figures is hidden")
    if not before.available or not after.available:
        return Pair(before, after, None, "Not compared: there is no figure for one of them")
    change = Decimal(after.latest_value) - Decimal(before.latest_value)
    if before.latest_period == after.latest_period:
        return Pair(before, after, change, f"Both give the figure of {after.latest_period}")
    if not change:
        return Pair(before, after, change, "No change")
    return Pair(before, after, change, _CHANCE[beyond] + _redefined(before, after))


_CHANCE = {
    True: "More than chance",
    False: "No more than chance",
    None: "Chance cannot be told",
}


def _redefined(before: Line, after: Line) -> str:
    if before.version == after.version:
        return ""
    return f". The definition is another version: {before.version}, then {after.version}"


def _table(a: QuarterLines, b: QuarterLines, found: list[Pair]) -> TableView:
    columns = [
        "Indicator",
        Column(str(a.period), numeric=True),
        Column(str(b.period), numeric=True),
        "Change",
        "What it says",
    ]
    rows = [
        [
            Cell(pair.after.name, detail=pair.after.theme),
            Cell(words.value_of(pair.before, pair.before.latest_value), detail=pair.before.latest_period),
            Cell(words.value_of(pair.after, pair.after.latest_value), detail=pair.after.latest_period),
            pair.direction,
            pair.says,
        ]
        for pair in found
    ]  # fmt: skip
    return TableView.of(f"{a.period} and {b.period}, line by line", columns, rows)


def _file(found: list[Pair]) -> HttpResponse:
    rows = [
        (
            pair.after.key,
            pair.after.name,
            pair.before.latest_period,
            pair.before.latest_value,
            pair.after.latest_period,
            pair.after.latest_value,
            pair.change,
            pair.says,
        )
        for pair in found
    ]
    return HttpResponse(
        csv_bytes(COLUMNS, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="quarters-compared.csv"'},
    )
