"""The demonstration's quarters: each frozen soon after its end, from a snapshot of what was known then."""

from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from rightplace.facts.comparators import ComparatorsError, open_comparators
from rightplace.facts.snapshot import Snapshot
from rightplace.indicators.performance.periods import Period, quarter_of
from rightplace.law.dates import working_day_after
from rightplace.ops.cli.snapshot import cut, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightplace.county.furnish.governance import Ended
    from rightplace.county.spec import CountySpec

EARLIER = 8
"""Quarters before the last that are frozen."""
_CUT_AFTER = 14
"""Working days after a quarter's end; the lists of the services have come by then."""
_EVENING = time(20, tzinfo=UTC)


def furnish_quarters(
    spec: "CountySpec", snapshot: Snapshot, *, comparators: Path, earlier: int = EARLIER
) -> None:
    """Freeze the demonstration's quarters, beside the comparators of that folder where there are any.

    `snapshot` is of the county's last day, and the last quarter is frozen from it.
    """
    from rightplace.county.furnish import governance
    from rightplace.county.furnish.desk import sit_down

    last = quarter_of(spec.until).before
    before = _cut([last.moved(-back) for back in range(earlier, 0, -1)], snapshot.folder.parent)
    quarters = [*before, governance.Ended(last, snapshot, spec.until)]
    try:
        beside = open_comparators(comparators, la=snapshot.about.authority)
    except ComparatorsError:
        beside = None
    governance.furnish(sit_down(spec), quarters, beside)


def _cut(periods: list[Period], store: Path) -> "Iterator[Ended]":
    """A snapshot for each quarter, of a day soon after its end."""
    from rightplace.county.furnish.governance import Ended

    raw = read()
    for period in periods:
        day = working_day_after(period.last, _CUT_AFTER)
        at = datetime.combine(day, _EVENING)
        made = cut(raw, name=str(day), day=day, taken_at=at, store=store)
        yield Ended(period, made, working_day_after(day, 1))
