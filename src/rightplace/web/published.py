"""What has left the council, in the order in which it did, and what of it was held back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from rightplace.governance.models import FigureCorrection, FrozenQuarter
from rightplace.indicators.performance.figure import Figure, known, not_available
from rightplace.indicators.performance.outward import release_of
from rightplace.indicators.performance.table import Line
from rightplace.indicators.performance.withholding import (
    Cell,
    Held,
    Release,
    held_back,
    held_in_each,
)
from rightplace.web.frozen import frozen_lines

Row = FrozenQuarter | FigureCorrection
"""What publishes figures: a quarter, for everyone once it is signed off, and a correction of one figure."""


@dataclass(frozen=True)
class Published:
    """All that was published, the first first, each with what was held back of it."""

    rows: tuple[Row, ...]
    releases: tuple[Release, ...]
    held: tuple[Held, ...]

    def held_of(self, row: Row) -> Held:
        """What is held back of a quarter that is frozen, or of a correction."""
        return self.held[self.rows.index(row)]

    def held_of_draft(self, lines: tuple[Line, ...]) -> Held:
        """What is held back of lines that are not frozen, if they left the council now."""
        return held_back(self.releases, release_of(lines))

    def figures(self, until: FrozenQuarter) -> Mapping[str, tuple[Figure, ...]]:
        """Indicator -> its figures that were published up to a quarter, as shown, the earliest first."""
        last = self.rows.index(until)
        found: dict[str, dict[str, Figure]] = {}
        for release, held in zip(self.releases[: last + 1], self.held, strict=False):
            for cell in release:
                of = found.setdefault(cell.indicator.key, {})
                if not held.get(cell.key) or cell.key[1] not in of:
                    of[cell.key[1]] = _shown(cell, held)
        return {
            key: tuple(sorted(of.values(), key=lambda figure: figure.period.last))
            for key, of in found.items()
        }


def _shown(cell: Cell, held: Held) -> Figure:
    """A figure as it is shown: what it is made of is for inside."""
    if why := held.get(cell.key):
        return not_available(cell.indicator, cell.period, f"hidden: {why}")
    figure = known(cell.indicator, cell.period, cell.numerator, cell.denominator)
    return replace(figure, numerator=None, denominator=None)


def published() -> Published:
    """All that was published until now."""
    quarters = FrozenQuarter.objects.order_by("pk").values_list("pk", flat=True)
    corrections = FigureCorrection.objects.order_by("pk").values_list("pk", flat=True)
    return _published(tuple(quarters), tuple(corrections))


@lru_cache(maxsize=4)
def _published(quarters: tuple[int, ...], corrections: tuple[int, ...]) -> Published:
    """Neither a frozen quarter nor a correction ever changes."""
    rows: list[Row] = [
        *FrozenQuarter.objects.filter(pk__in=quarters),
        *FigureCorrection.objects.filter(pk__in=corrections).select_related("figure"),
    ]
    rows.sort(key=lambda row: (row.at, isinstance(row, FigureCorrection), row.pk))
    releases = tuple(map(_release, rows))
    return Published(tuple(rows), releases, tuple(held_in_each(releases)))


def _release(row: Row) -> Release:
    if isinstance(row, FrozenQuarter):
        return release_of(frozen_lines(row))
    line = Line.from_data(row.figure.line)
    return release_of(
        [replace(line, numerator=row.numerator, denominator=row.denominator, previous_period="")]
    )
