"""Entered figures in words: what is due, and what was said of it."""

from collections.abc import Sequence

from django.urls import reverse

from rightplace.governance.models import EnteredFigure
from rightplace.governance.queries.figures import Due, figure_of
from rightplace.indicators.performance.definition import Indicator
from rightplace.indicators.performance.periods import Period
from rightplace.indicators.performance.table import printed
from rightplace.web.design.formats import day, number
from rightplace.web.design.presenters import Cell, Link, TableView, Tag, Tone, Value
from rightplace.web.insight.slugs import slug_of

_TAGS = {
    EnteredFigure.State.KNOWN: Tag("Given", Tone.FINE),
    EnteredFigure.State.NOT_AVAILABLE: Tag("Not available", Tone.EXCUSED),
}
MISSING = Tag("Missing", Tone.LATE)


def state_tag(row: EnteredFigure | None) -> Tag:
    """Given, not available, or missing."""
    return MISSING if row is None else _TAGS[EnteredFigure.State(row.state)]


def said(row: EnteredFigure, indicator: Indicator, period: Period) -> Cell:
    """What was given: the value as printed and what it is made of, or why there is none."""
    if row.numerator is None:
        until = f" Until {day(row.until)}." if row.until else ""
        return Cell("Not available", detail=f"{row.why}{until}")
    made = None
    if row.denominator is not None:
        made = f"{count_words(row.numerator)} of {count_words(row.denominator)}"
    return Cell(printed(figure_of(row, indicator, period)), detail=made)


def count_words(value: float) -> str:
    """3,489, or 2.5 where it is no whole number."""
    return number(value) if value == int(value) else f"{value:,}"


def due_table(rows: Sequence[Due], *, acting: bool, caption: str) -> TableView:
    """Figures that reports need; each leads to its form for those who may act."""
    columns = ("Period", "Indicator", "State", "What was given", "Needed for")
    return TableView.of(caption, columns, [_row(each, acting) for each in rows])


def _row(each: Due, acting: bool) -> tuple[Value, ...]:
    indicator, period = each.indicator, each.period
    where = reverse("insight:figure-give", args=[indicator.key, slug_of(period)])
    return (
        Cell(indicator.label(period), href=where if acting else None),
        Cell(indicator.name, detail=indicator.owner),
        state_tag(each.given),
        "Nothing yet" if each.given is None else said(each.given, indicator, period),
        f"Report of {each.report}",
    )


def history_table(rows: Sequence[EnteredFigure], indicator: Indicator, period: Period) -> TableView:
    """Everything that was said of a figure, the last first."""
    columns = ("Given on", "What was given", "Evidence", "File", "By")
    shown = [
        (
            row.at.date(),
            said(row, indicator, period),
            row.evidence or "None",
            _file(row),
            row.by.name,
        )
        for row in rows
    ]
    return TableView.of(
        "What was given, the last first", columns, shown, empty="Nothing has been given yet."
    )


def _file(row: EnteredFigure) -> Value:
    if not row.evidence_file:
        return "None"
    return Link(row.evidence_name, reverse("insight:figure-evidence", args=[row.pk]))
