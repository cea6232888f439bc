"""A quarter's report as it would be frozen: its lines, and who is asked about which."""

from collections.abc import Mapping
from typing import Any

from rightplace.governance.actions.quarters import LineToFreeze
from rightplace.governance.models import FrozenFigure
from rightplace.governance.queries.owners import people_of_owners
from rightplace.indicators.performance.asking import asked_because
from rightplace.indicators.performance.periods import Period
from rightplace.indicators.performance.report import Report
from rightplace.indicators.performance.table import Line


def to_freeze(report: Report) -> dict[str, Any]:
    """What `freeze_quarter` takes of a report; when commentary is due is for whoever freezes to say."""
    return {
        "period": str(report.period),
        "ended_on": report.period.last,
        "lines": lines_to_freeze(report),
        "snapshot_name": report.snapshot.name,
        "snapshot_id": report.snapshot.id,
        "snapshot_day": report.snapshot.about.as_of,
        "comparators": report.comparators,
    }


def lines_to_freeze(report: Report) -> list[LineToFreeze]:
    """Each line, with why its owner is asked about it and which person is."""
    before, people = frozen_lines(report.period.before), people_of_owners()
    return [
        LineToFreeze(
            indicator=line.key,
            version=line.version,
            line=line.as_data(),
            owner=line.owner,
            ask=asked_because(line, before.get(line.key)),
            asked_of=next(iter(people.get(line.owner, ())), None),
        )
        for line in report.lines
    ]


def frozen_lines(period: Period) -> Mapping[str, Line]:
    """Key -> the line of a frozen quarter; empty where it is not frozen."""
    rows = FrozenFigure.objects.filter(quarter__period=str(period))
    return {row.indicator: Line.from_data(row.line) for row in rows.order_by("position")}
