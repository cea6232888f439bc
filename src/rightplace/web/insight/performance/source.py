"""The lines that the pages show: those of a frozen quarter as they were frozen, else as they are computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404

from rightplace.casework.models import Role
from rightplace.facts.comparators import Comparators, list_comparators
from rightplace.facts.snapshot import Snapshot, list_snapshots
from rightplace.governance.models import FigureCorrection, FrozenQuarter
from rightplace.governance.queries.register import versions_of_all
from rightplace.indicators.performance.figure import Figure
from rightplace.indicators.performance.periods import Period, PeriodKind, last_ended
from rightplace.indicators.performance.table import Line
from rightplace.web.frozen import frozen_lines
from rightplace.web.insight.performance.remembered import (
    opened,
    remembered_histories,
    remembered_report,
)
from rightplace.web.published import published

READERS = (
    Role.DIRECTOR,
    Role.HEAD_OF_SERVICE,
    Role.TEAM_MANAGER,
    Role.ANALYST,
    Role.COMMISSIONER,
    Role.AUDITOR,
    Role.COUNCILLOR,
)
"""Who reads the performance of the council."""
OUTSIDE = (Role.COUNCILLOR,)
"""Of them, those for whom figures have left the council: frozen quarters alone, small numbers hidden."""
_OPEN_QUARTERS = 12


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
    comparators: str
    frozen: FrozenQuarter | None
    hides: bool = False

    def line(self, key: str) -> Line:
        """The line of an indicator; 404 where the quarter has none."""
        found = next((each for each in self.lines if each.key == key), None)
        if found is None:
            raise Http404
        return found


def quarter_lines(period: Period) -> QuarterLines | None:
    """A quarter's report; None where it is neither frozen nor can be computed."""
    frozen = FrozenQuarter.objects.filter(period=str(period)).first()
    if frozen is not None:
        return _as_frozen(period, frozen)
    newest = newest_snapshot()
    return None if newest is None else _computed(newest, period)


def _as_frozen(period: Period, frozen: FrozenQuarter) -> QuarterLines:
    kept = list_snapshots(store=settings.SNAPSHOTS)
    return QuarterLines(
        period,
        frozen_lines(frozen),
        frozen.snapshot_name,
        frozen.snapshot_id,
        next((each for each in kept if each.id == frozen.snapshot_id), None),
        frozen.comparators,
        frozen,
    )


def _computed(snapshot: Snapshot, period: Period) -> QuarterLines:
    made = remembered_report(
        snapshot, period, versions_of_all(), newest_comparators(), settings.AUTHORITY
    )
    return QuarterLines(
        period, made.lines, snapshot.name, snapshot.id, snapshot, made.comparators, None
    )


def newest_snapshot() -> Snapshot | None:
    """The newest snapshot of the record; None where there is none."""
    found = list_snapshots(store=settings.SNAPSHOTS)
    return next((each for each in found if each.about.origin == "record"), None)


def newest_comparators() -> Comparators | None:
    """The newest figures of other authorities that have the authority's neighbours or values."""
    found = list_comparators(store=settings.COMPARATORS)
    fitting = (each for each in found if settings.AUTHORITY in each.authorities)
    kept = next(fitting, next(iter(found), None))
    return opened(kept.folder) if kept else None


def comparators_of(board: QuarterLines) -> Comparators | None:
    """The figures of other authorities with which a quarter was compared; None where they are not kept."""
    found = list_comparators(store=settings.COMPARATORS)
    kept = next((each for each in found if board.comparators in (each.id, each.name)), None)
    return opened(kept.folder) if kept else None


def open_periods() -> tuple[Period, ...]:
    """The quarters that can be computed of the newest snapshot of the record, the latest first."""
    newest = newest_snapshot()
    if newest is None:
        return ()
    latest = last_ended(PeriodKind.QUARTER, newest.about.as_of)
    return tuple(latest.moved(-back) for back in range(_OPEN_QUARTERS))


def histories(board: QuarterLines) -> Mapping[str, Sequence[Figure]]:
    """Five years of figures of each indicator up to a quarter, from its own snapshot where it is kept.

    What chance could bring is told from them, so they are asked of one snapshot and not gathered from
    several reports; but for those outside, who see what was published and no more.
    """
    if board.hides:
        return {} if board.frozen is None else published().figures(board.frozen)
    if board.snapshot is None:
        return {}
    return remembered_histories(board.snapshot, board.period, versions_of_all())


def corrected_keys(board: QuarterLines) -> frozenset[str]:
    """The indicators of a frozen quarter for which a correction was published."""
    if board.frozen is None:
        return frozenset()
    found = FigureCorrection.objects.filter(figure__quarter=board.frozen)
    return frozenset(found.values_list("figure__indicator", flat=True))
