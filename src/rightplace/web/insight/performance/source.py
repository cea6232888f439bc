"""The lines that the pages show: those of a frozen quarter as they were frozen, else as they are computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404

from rightplace.casework.models import Role
from rightplace.facts.snapshot import Snapshot
from rightplace.governance.models import FigureCorrection, FrozenFigure, FrozenQuarter
from rightplace.indicators.performance.figure import Figure
from rightplace.indicators.performance.periods import Period, parse
from rightplace.indicators.performance.table import Line

READERS = (
    Role.DIRECTOR,
    Role.HEAD_OF_SERVICE,
    Role.TEAM_MANAGER,
    Role.ANALYST,
    Role.COMMISSIONER,
    Role.COUNCILLOR,
)
"""Who reads the performance of the council."""
OUTSIDE = (Role.COUNCILLOR,)
"""Of them, those for whom figures have left the council: frozen quarters alone, small numbers hidden."""


@dataclass(frozen=True)
class QuarterLines:
    """A quarter's lines and where they are from. `snapshot` is None where it is no longer kept.

    `frozen` is None of a quarter whose figures may still change. `hides` says that small numbers are hidden.
    """

    period: Period
    lines: tuple[Line, ...]
    snapshot_name: str
    snapshot_id: str
    snapshot: Snapshot | None
    frozen: FrozenQuarter | None
    hides: bool = False

    def line(self, key: str) -> Line:
        """The line of an indicator; 404 where the quarter has none."""
        found = next((each for each in self.lines if each.key == key), None)
        if found is None:
            raise Http404
        return found


def quarter_lines(period: Period) -> QuarterLines | None:
    """A quarter's report; None where it is neither frozen nor to be computed."""
    frozen = FrozenQuarter.objects.filter(period=str(period)).first()
    if frozen is not None:
        return _as_frozen(period, frozen)
    return None


def _as_frozen(period: Period, frozen: FrozenQuarter) -> QuarterLines:
    figures = FrozenFigure.objects.filter(quarter=frozen).order_by("position")
    lines = tuple(Line.from_data(line) for line in figures.values_list("line", flat=True))
    name, id_ = frozen.snapshot_name, frozen.snapshot_id
    return QuarterLines(period, lines, name, id_, None, frozen)


def frozen_periods() -> dict[Period, FrozenQuarter]:
    """The quarters that are frozen, the latest first."""
    found = {parse(each.period): each for each in FrozenQuarter.objects.all()}
    return dict(sorted(found.items(), reverse=True))


def open_periods() -> tuple[Period, ...]:
    """The quarters that can be computed of the newest snapshot of the record, the latest first."""
    return ()


def histories(board: QuarterLines) -> Mapping[str, Sequence[Figure]]:
    """The last figures of each indicator up to a quarter; none where what is shown hides small numbers."""
    return {}


def corrected_keys(board: QuarterLines) -> frozenset[str]:
    """The indicators of a frozen quarter for which a correction was published."""
    if board.frozen is None:
        return frozenset()
    found = FigureCorrection.objects.filter(figure__quarter=board.frozen)
    return frozenset(found.values_list("figure__indicator", flat=True))
