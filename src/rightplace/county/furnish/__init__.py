"""What the office of the demonstration is full of: the work behind the dated events.

The years of the county are played in memory. What only a desk holds (the words of plans, answers of settings,
tasks, contacts) is then done for the caseloads of the demonstration's team, through the same actions, on the
database. Each area has a module with `furnish(desk)`; `AREAS` is the order.
"""

from collections.abc import Callable

from rightplace.county.furnish import advice, locks, quality
from rightplace.county.furnish.desk import Desk, sit_down
from rightplace.county.spec import CountySpec

Progress = Callable[[str, int, int], None]
Area = Callable[[Desk], None]

AREAS: tuple[tuple[str, Area], ...] = (
    ("locks", locks.furnish),
    ("advice", advice.furnish),
    ("quality", quality.furnish),
)
"""The name of each area and what furnishes it."""


def furnish(spec: CountySpec, progress: Progress) -> None:
    """Fill the demonstration's office; the county must be in the database."""
    desk = sit_down(spec)
    for number, (_, fill) in enumerate(AREAS):
        progress("Furnishing", number, len(AREAS))
        fill(desk)
    progress("Furnishing", len(AREAS), len(AREAS))
