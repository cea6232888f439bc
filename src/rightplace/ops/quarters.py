"""The demonstration's quarters: frozen from its first snapshot."""

from pathlib import Path
from typing import TYPE_CHECKING

from rightplace.facts.comparators import ComparatorsError, open_comparators
from rightplace.facts.snapshot import Snapshot

if TYPE_CHECKING:
    from rightplace.county.spec import CountySpec


def furnish_quarters(spec: "CountySpec", snapshot: Snapshot, *, comparators: Path) -> None:
    """Freeze the demonstration's quarters, beside the comparators of that folder where there are any."""
    from rightplace.county.furnish import governance
    from rightplace.county.furnish.desk import sit_down

    try:
        beside = open_comparators(comparators, la=snapshot.about.authority)
    except ComparatorsError:
        beside = None
    governance.furnish(sit_down(spec), snapshot, beside)
