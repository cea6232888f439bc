"""How an indicator is counted: who is in each period, and whether each is counted.

An indicator says which rows of a relation it is counted of. Its figure is their sum and the list behind the
figure is the rows themselves, so that the two cannot disagree; those of one relation are added up together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ibis
from ibis.expr.types import (
    BooleanValue,
    DateValue,
    NumericColumn,
    NumericValue,
    StringValue,
    Table,
    Value,
)

from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.periods import Period, counted_on

_PERIODS = "array<struct<period: string, first: date, last: date, counted_on: date, year: int64>>"


@dataclass(frozen=True, slots=True)
class Counted:
    """Those that an indicator is counted of: rows of `table`, which has a `period`; all without `chosen`.

    `ref` is the child, the pupil or the school; `row_id` the key in its table. `counted` is added up to the
    numerator, `of` to the denominator (null where there is none); `unknown` is true where what decides is not
    recorded.
    """

    table: Table
    row_id: str
    ref: StringValue
    counted: NumericValue
    of: NumericValue
    unknown: BooleanValue
    chosen: BooleanValue | None

    def rows(self) -> Table:
        """`period`, `row_id`, `ref`, `counted`, `of` and `unknown`, one row for each."""
        found = self.table if self.chosen is None else self.table.filter(self.chosen)
        return found.select(
            "period",
            row_id=self.table[self.row_id],
            ref=self.ref,
            counted=self.counted,
            of=self.of,
            unknown=self.unknown,
        )

    def sums(self, after: str) -> dict[str, Value]:
        """What is added up in each period; `after` ends the names of the columns."""
        unknown = self.unknown if self.chosen is None else self.chosen & self.unknown
        return {
            f"rows{after}": self.table.count(where=self.chosen),
            f"numerator{after}": self._sum(self.counted),
            f"denominator{after}": self._sum(self.of),
            f"unknown{after}": self.table.count(where=unknown),
        }

    def _sum(self, value: NumericValue) -> NumericValue:
        if isinstance(value, NumericColumn):
            return value.sum(where=self.chosen)
        return self.table.count(where=self.chosen).cast("float64") * value


Rows = Callable[[Picture, Table], Counted]
"""From the periods (see `period_table`) to those that are counted in them."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Whom an indicator is counted of, and the words for what may be wrong with them.

    `list_table` is the list that they come from, empty where it is the record itself. `none` says why there
    is no figure where there are no rows, and is empty where no rows make nought. `unknown` is the warning
    where something is not recorded; "{}" stands for the number.
    """

    rows: Rows
    list_table: str = ""
    none: str = ""
    unknown: str = ""


def period_table(periods: Sequence[Period]) -> Table:
    """`period`, `first`, `last`, `counted_on` and `year`, one row for each period."""
    rows = [
        {
            "period": str(each),
            "first": each.first,
            "last": each.last,
            "counted_on": counted_on(each),
            "year": each.year,
        }
        for each in periods
    ]
    return ibis.literal(rows, type=_PERIODS).unnest().name("each").as_table().unpack("each")


def open_on(day: DateValue, since: DateValue, until: DateValue) -> BooleanValue:
    """Whether something goes on at the end of a day."""
    return (since <= day) & (until.isnull() | (until > day))


def one_for_each(table: Table, *keys: str, latest: str, row_id: str) -> Table:
    """Of several rows with the same keys, the latest."""
    order = [ibis.desc(table[latest]), ibis.desc(table[row_id])]
    window = ibis.window(group_by=[table[key] for key in keys], order_by=order)
    return table.mutate(place=ibis.row_number().over(window)).filter(lambda t: t.place == 0)


def rows_of(
    table: Table,
    *,
    row_id: str,
    ref: StringValue,
    counted: Value,
    of: Value | int | None = 1,
    unknown: BooleanValue | bool = False,
    chosen: BooleanValue | None = None,
) -> Counted:
    """Rows of a table, counted as 1 each unless `of` says otherwise."""
    return Counted(
        table=table,
        row_id=row_id,
        ref=ref,
        counted=number(counted),
        of=ibis.null("float64") if of is None else number(of),
        unknown=ibis.literal(unknown) if isinstance(unknown, bool) else unknown,
        chosen=chosen,
    )


def number(value: Value | int) -> NumericValue:
    """A truth value, a whole number or none at all, as a number that can be added up."""
    if isinstance(value, int):
        return ibis.literal(float(value))
    as_number = value.cast("int64") if isinstance(value, BooleanValue) else value
    return as_number.cast("float64").fill_null(0.0)
