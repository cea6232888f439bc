"""A quarter's report as it would be frozen: its lines, and who is asked about which."""

from collections.abc import Mapping

from rightplace.governance.actions.quarters import LineToFreeze
from rightplace.governance.models import FrozenFigure
from rightplace.governance.queries.owners import people_of_owners
from rightplace.indicators.performance.asking import asked_because
from rightplace.indicators.performance.periods import Period
from rightplace.indicators.performance.table import Line


def lines_to_freeze(lines: tuple[Line, ...], period: Period) -> list[LineToFreeze]:
    """Each line, with why its owner is asked about it and which person is."""
    before, people = frozen_lines(period.before), people_of_owners()
    return [
        LineToFreeze(
            indicator=line.key,
            version=line.version,
            line=line.as_data(),
            owner=line.owner,
            ask=asked_because(line, before.get(line.key)),
            asked_of=next(iter(people.get(line.owner, ())), None),
        )
        for line in lines
    ]


def frozen_lines(period: Period) -> Mapping[str, Line]:
    """Key -> the line of a frozen quarter; empty where it is not frozen."""
    rows = FrozenFigure.objects.filter(quarter__period=str(period))
    return {row.indicator: Line.from_data(row.line) for row in rows.order_by("position")}
