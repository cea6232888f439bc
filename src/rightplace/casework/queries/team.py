"""Open work by stage, age and officer, in and out of exceptions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rightplace.casework.models import User
from rightplace.casework.queries.worklist import OpenRequest, Wanted, open_requests
from rightplace.law.clock import State
from rightplace.law.duties import Who
from rightplace.law.stages import AGE_BANDS, AgeBand, Stage, band_of


@dataclass(frozen=True, slots=True)
class Count:
    """Open requests, and those past a limit that no exception lifts, or that one does."""

    open: int
    late: int
    excused: int


@dataclass(frozen=True, slots=True)
class TeamPicture:
    """A manager's open work. `by_age` has a count for every stage and band."""

    total: Count
    by_age: dict[tuple[Stage, AgeBand], int]
    by_stage: dict[Stage, Count]
    by_officer: dict[tuple[int, str], Count]


def _standing(row: OpenRequest) -> State | None:
    """The worst state among the authority's own limits: late, else excused, else none."""
    states = {c.state for c in row.clocks if c.duty.who is Who.AUTHORITY and not c.duty.conditional}
    return next((s for s in (State.LATE, State.EXCUSED_OPEN) if s in states), None)


def _count(standings: Iterable[State | None]) -> Count:
    counts = Counter(standings)
    return Count(counts.total(), counts[State.LATE], counts[State.EXCUSED_OPEN])


def team_picture(user: User, *, as_of: date) -> TeamPicture:
    """The picture of all open work that `user` may see."""
    rows = [(row, _standing(row)) for row in open_requests(user, Wanted(), as_of=as_of)]
    ages = Counter((r.stage, band_of(r.days_open)) for r, _ in rows)
    officers = sorted({(r.request.officer_id, r.request.officer.name) for r, _ in rows},
                      key=lambda officer: officer[1])  # fmt: skip
    return TeamPicture(
        total=_count(s for _, s in rows),
        by_age={(stage, band): ages[stage, band] for stage in Stage for band in AGE_BANDS},
        by_stage={stage: _count(s for r, s in rows if r.stage is stage) for stage in Stage},
        by_officer={
            officer: _count(s for r, s in rows if r.request.officer_id == officer[0])
            for officer in officers
        },
    )
