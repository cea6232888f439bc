"""Frozen quarters as lines, for every audience."""

from rightplace.governance.models import FrozenFigure, FrozenQuarter
from rightplace.indicators.performance.periods import Period, parse
from rightplace.indicators.performance.table import Line


def frozen_lines(quarter: FrozenQuarter) -> tuple[Line, ...]:
    """The lines of a quarter as they were frozen, in the order of the report."""
    figures = FrozenFigure.objects.filter(quarter=quarter).order_by("position")
    return tuple(Line.from_data(line) for line in figures.values_list("line", flat=True))


def frozen_periods() -> dict[Period, FrozenQuarter]:
    """The quarters that are frozen, the latest first."""
    found = {parse(each.period): each for each in FrozenQuarter.objects.all()}
    return dict(sorted(found.items(), reverse=True))
