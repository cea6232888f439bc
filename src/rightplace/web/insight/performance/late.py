"""What has changed in the record since a quarter was frozen: the frozen figures beside those of today."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from rightplace.governance.models import FrozenQuarter
from rightplace.governance.queries.quarters import FrozenLine
from rightplace.governance.queries.register import versions_of_all
from rightplace.indicators.performance.periods import parse
from rightplace.indicators.performance.table import Line
from rightplace.web.design.lines import value_of
from rightplace.web.design.presenters import Cell, Link, TableView
from rightplace.web.insight.performance.remembered import remembered_report
from rightplace.web.insight.performance.source import QuarterLines, newest_snapshot


def computed_now(quarter: FrozenQuarter) -> dict[str, Line]:
    """Key -> the line that the newest snapshot gives; empty where that is the one that was frozen."""
    newest = newest_snapshot()
    if newest is None or newest.id == quarter.snapshot_id:
        return {}
    period = parse(quarter.period)
    report = remembered_report(newest, period, versions_of_all(), None, settings.AUTHORITY)
    return {line.key: line for line in report.lines}


def late_words(line: Line, now: Line | None) -> str:
    """What has changed of a figure since it was frozen, in a sentence; empty where nothing has.

    A figure whose definition is another today is not held against the frozen one.
    """
    if now is None or now.version != line.version or now.latest_value == line.latest_value:
        return ""
    frozen, today = value_of(line, line.latest_value), value_of(now, now.latest_value)
    return f"Since the freeze the record has changed: frozen {frozen}, now {today}."


def late_table(
    lines: Sequence[FrozenLine], now: dict[str, Line], *, keeps: bool
) -> TableView | None:
    """The figures that the record gives otherwise today; None where there are none."""
    rows = [
        (
            Cell(each.line.name, href=_link("frozen-figure", each)),
            Cell(value_of(each.line, each.line.latest_value), detail=each.line.latest_period),
            value_of(now[each.line.key], now[each.line.key].latest_value),
            _corrected(each, now[each.line.key], keeps),
        )
        for each in lines
        if late_words(each.line, now.get(each.line.key))
    ]
    columns = ("Indicator", "Frozen", "Now", "Correction")
    return (
        TableView.of("Figures that the record gives otherwise now", columns, rows) if rows else None
    )


def _corrected(each: FrozenLine, now: Line, keeps: bool) -> Cell:
    """What was published of it, else where that is done."""
    if each.corrected == now.latest_value:
        return Cell(f"Corrected to {value_of(each.line, each.corrected)}")
    if not keeps or each.line.numerator is None or now.numerator is None:
        return Cell("None published")
    return Cell("Publish a correction", href=_link("figure-correct", each))


def _link(name: str, each: FrozenLine) -> str:
    return reverse(f"insight:{name}", args=[each.figure.pk])


def late_of(board: QuarterLines, key: str) -> Link | None:
    """What has changed of an indicator's figure since its quarter was frozen; None where nothing has."""
    if board.frozen is None:
        return None
    figure = board.frozen.figures.get(indicator=key)
    said = late_words(board.line(key), computed_now(board.frozen).get(key))
    return Link(said, reverse("insight:frozen-figure", args=[figure.pk])) if said else None
