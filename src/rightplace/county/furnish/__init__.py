"""What the office of the demonstration is full of: the work behind the dated events.

The years of the county are played in memory. What only a desk holds (the words of plans, answers of settings,
tasks, contacts) is then done for the caseloads of the demonstration's team, through the same actions, on the
database. Each area has a module with `furnish(desk)`; `AREAS` is the order.
"""

from collections.abc import Callable

from rightplace.county.furnish import (
    advice,
    changes,
    consultations,
    delivery,
    disputes,
    documents,
    intake,
    locks,
    matching,
    panels,
    plan_text,
    quality,
    reviews,
    sources,
    work,
)
from rightplace.county.furnish.desk import Desk, sit_down
from rightplace.county.spec import CountySpec

Progress = Callable[[str, int, int], None]
Area = Callable[[Desk], None]

AREAS: tuple[tuple[str, Area], ...] = (
    ("locks", locks.furnish),
    ("intake", intake.furnish),
    ("panels", panels.furnish),
    ("advice", advice.furnish),
    ("plan text", plan_text.furnish),
    ("consultations", consultations.furnish),
    ("delivery", delivery.furnish),
    ("reviews", reviews.furnish),
    ("changes", changes.furnish),
    ("disputes", disputes.furnish),
    ("documents", documents.furnish),
    ("quality", quality.furnish),
    ("work", work.furnish),
    ("matching", matching.furnish),
    ("sources", sources.furnish),
)
"""The name of each area and what furnishes it."""


def furnish(spec: CountySpec, progress: Progress) -> None:
    """Fill the demonstration's office; the county must be in the database."""
    desk = sit_down(spec)
    for number, (_, fill) in enumerate(AREAS):
        progress("Furnishing", number, len(AREAS))
        fill(desk)
    progress("Furnishing", len(AREAS), len(AREAS))
