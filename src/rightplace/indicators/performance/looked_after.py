"""Looked-after children by placement on each 31 March, and how their number grew.

What an earlier report printed of that growth is held against the counts: a rise that does not follow from
them is said, not repeated.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise

from rightplace.facts.lists_codes import Placement
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.figure import rounded
from rightplace.indicators.performance.periods import PeriodKind, last_ended, period_of

OTHER = "Other placements"
"""Those whose code is not one of the council's kinds."""
GROUPS: Mapping[str, tuple[Placement, ...]] = {
    "Fostering, internal": (
        Placement.INTERNAL_MAINSTREAM,
        Placement.INTERNAL_ONE_TO_ONE,
        Placement.INTERNAL_PATHWAY,
        Placement.INTERNAL_PARENT_AND_CHILD,
    ),
    "Fostering, external": (Placement.EXTERNAL_MAINSTREAM, Placement.EXTERNAL_UNACCOMPANIED),
    "Connected foster carer": (Placement.CONNECTED,),
    "Residential care": (Placement.RESIDENTIAL,),
    "Semi-independent living": (
        Placement.SEMI_INDEPENDENT_INTERNAL,
        Placement.SEMI_INDEPENDENT_EXTERNAL,
    ),
    "Fostering, other": (Placement.OTHER,),
}
"""The kinds that a chart can tell apart; every placement is in one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Children by placement (its label, in the order of the council) on each day, the earliest first."""

    days: tuple[date, ...]
    counts: Mapping[str, tuple[int, ...]]

    @property
    def totals(self) -> tuple[int, ...]:
        """All looked-after children on each day."""
        return tuple(sum(column) for column in zip(*self.counts.values(), strict=True))

    def total(self, day: date) -> int | None:
        """All looked-after children on a day; None where the table has no such day."""
        return self.totals[self.days.index(day)] if day in self.days else None

    def grouped(self) -> Mapping[str, tuple[int, ...]]:
        """Children by group of placements."""
        found = {
            name: tuple(map(sum, zip(*(self.counts[p.label] for p in group), strict=True)))
            for name, group in GROUPS.items()
        }
        return found | {OTHER: self.counts[OTHER]} if OTHER in self.counts else found


@dataclass(frozen=True, slots=True)
class Rise:
    """The growth of all looked-after children between two days, in per cent, not rounded."""

    since: date
    until: date
    before: int
    after: int

    @property
    def per_cent(self) -> float | None:
        """None where there were none before."""
        return 100 * (self.after - self.before) / self.before if self.before else None

    @property
    def as_printed(self) -> Decimal | None:
        """To whole per cent, as reports print it."""
        return None if self.per_cent is None else rounded(self.per_cent, 0)

    @property
    def is_a_year(self) -> bool:
        """Whether the days are a year apart."""
        return (self.since.month, self.since.day, self.since.year + 1) == (
            self.until.month, self.until.day, self.until.year,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """A rise that a report printed."""

    since: date
    until: date
    per_cent: int


@dataclass(frozen=True, slots=True)
class Held:
    """A printed rise held against the counts."""

    printed: Printed
    rise: Rise

    @property
    def follows(self) -> bool:
        """Whether the counts give what was printed."""
        return self.rise.as_printed == self.printed.per_cent


@cache
def printed_rises() -> tuple[str, tuple[Printed, ...]]:
    """The report, and the rises that it printed."""
    text = (files("rightplace.indicators.performance") / "looked_after.toml").read_text("utf-8")
    given = tomllib.loads(text)
    return given["report"], tuple(Printed(**each) for each in given["rises"])


def days_up_to(first: date, last: date) -> tuple[date, ...]:
    """Each 31 March from a day on, and the end of the last quarter that has ended by another."""
    marches = (date(year, 3, 31) for year in range(first.year, last.year + 1))
    found = {day for day in marches if first <= day <= last}
    return tuple(sorted(found | {last_ended(PeriodKind.QUARTER, last).last}))


def placed(picture: Picture, days: Sequence[date]) -> Placed:
    """The children in an episode at the end of each day, each once, by the placement of the latest."""
    table = picture.facts["looked_after"]
    rows = table.select("child_ref", "started_on", "ended_on", "placement").to_pyarrow().to_pylist()
    by_day = [_on(rows, day) for day in days]
    labels = {place.value: place.label for place in Placement}
    found = {label: [0] * len(days) for label in (*labels.values(), OTHER)}
    for column, placements in enumerate(by_day):
        for code in placements:
            found[labels.get(code, OTHER)][column] += 1
    if not any(found[OTHER]):
        del found[OTHER]
    return Placed(tuple(days), {label: tuple(counts) for label, counts in found.items()})


def _on(rows: Sequence[Mapping[str, object]], day: date) -> list[str]:
    """The placement of each child who is looked after at the end of a day."""
    latest: dict[str, tuple[date, str]] = {}
    for row in rows:
        started, ended = row["started_on"], row["ended_on"]
        if not isinstance(started, date) or started > day:
            continue
        if isinstance(ended, date) and ended <= day:
            continue
        child, place = str(row["child_ref"]), str(row["placement"] or "")
        latest[child] = max(latest.get(child, (started, place)), (started, place))
    return [place for _, place in latest.values()]


def first_day(picture: Picture) -> date | None:
    """The first 31 March of which the list tells; None without a list.

    Who had left before the list began is not in it, so earlier days would show too few: it tells of the
    financial year in which the first episode in it ended, and of those after; where none ended, of its own
    day.
    """
    table = picture.facts["looked_after"]
    if not table.count().to_pyarrow().as_py():
        return None
    ended: date | None = table.ended_on.min().to_pyarrow().as_py()
    if ended is None:
        return picture.day
    return period_of(PeriodKind.FINANCIAL_YEAR, ended).before.last


def rises(table: Placed) -> list[Rise]:
    """The growth from each day of the table to the next."""
    pairs = pairwise(zip(table.days, table.totals, strict=True))
    return [Rise(since, until, before, after) for (since, before), (until, after) in pairs]


def held(table: Placed, printed: Sequence[Printed]) -> list[Held]:
    """The printed rises of whose days the table has counts, held against them."""
    found = []
    for each in printed:
        before, after = table.total(each.since), table.total(each.until)
        if before is not None and after is not None:
            found.append(Held(each, Rise(each.since, each.until, before, after)))
    return found
