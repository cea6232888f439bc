"""From a measure and a snapshot to figures, with the query that made them."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import ibis

from rightplace.facts.engine import over
from rightplace.facts.snapshot import About, Snapshot
from rightplace.indicators.measure import Column, Grain, Measure, Picture
from rightplace.indicators.register import REGISTER

Value = str | int | float | date | None
Row = tuple[Value, ...]

# A snapshot never changes, so neither do its figures. At most some kilobytes each.
_KEPT = 512


@dataclass(frozen=True, slots=True)
class Result:
    """A measure's table: one tuple for each row, in the order of `measure.columns`.

    `snapshot` is the id of the snapshot, `as_of` the day its facts stand at.
    """

    measure: Measure
    rows: tuple[Row, ...]
    sql: str
    snapshot: str
    as_of: date

    @property
    def columns(self) -> tuple[Column, ...]:
        """What each value of a row is."""
        return self.measure.columns

    def position(self, column: str) -> int:
        """Where a column stands in a row; ValueError when there is none of that name."""
        return [c.name for c in self.columns].index(column)

    def values(self, column: str) -> tuple[Value, ...]:
        """One column, from the first row to the last."""
        place = self.position(column)
        return tuple(row[place] for row in self.rows)

    def where(self, column: str, *values: Value) -> "Result":
        """The same table with the rows alone that have one of these values in that column."""
        place = self.position(column)
        rows = tuple(row for row in self.rows if row[place] in values)
        return Result(self.measure, rows, self.sql, self.snapshot, self.as_of)

    def numbers(self, column: str) -> tuple[float | None, ...]:
        """One column of numbers; TypeError where it holds anything else."""
        found: list[float | None] = []
        for value in self.values(column):
            if isinstance(value, str | date):
                raise TypeError(f"{self.measure.key}: {column} holds {value!r}, which is no number")
            found.append(value)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Question:
    """What is remembered: two snapshots with the same content and day have the same answer."""

    snapshot_id: str
    about: About
    key: str
    by: Grain
    snapshot: Snapshot = field(compare=False)


def evaluate(snapshot: Snapshot, key: str, *, by: Grain | None = None) -> Result:
    """The figures of one measure; ValueError for an unknown key or a grain it cannot be asked by.

    Without `by`, flows are by calendar year. Answers are kept in this process.
    """
    grain = checked(key, by)
    return _remembered(_Question(snapshot.id, snapshot.about, key, grain, snapshot))


def checked(key: str, by: Grain | None) -> Grain:
    """The grain to use for a measure; ValueError when it has none such, or there is no measure."""
    if key not in REGISTER:
        raise ValueError(f"there is no measure {key!r}; there are {', '.join(REGISTER)}")
    grains = REGISTER[key].grains
    if by is not None and by not in grains:
        raise ValueError(f"{key} cannot be asked by {by}; it can by {', '.join(grains) or 'none'}")
    return by or Grain.YEAR


@lru_cache(maxsize=_KEPT)
def _remembered(question: _Question) -> Result:
    with over(question.snapshot) as facts:
        picture = Picture(facts, question.about)
        return answer(picture, question.key, question.by, snapshot=question.snapshot_id)


def answer(picture: Picture, key: str, by: Grain = Grain.YEAR, *, snapshot: str) -> Result:
    """The figures of one measure over facts that are open; nothing is remembered."""
    measure = REGISTER[key]
    table = measure.build(picture, by).select([c.name for c in measure.columns])
    ordered = table.order_by([ibis.asc(name) for name in measure.order])
    found = ordered.to_pyarrow()
    rows = tuple(zip(*(column.to_pylist() for column in found.columns), strict=True))
    return Result(measure, rows, str(ibis.to_sql(ordered)), snapshot, picture.day)
