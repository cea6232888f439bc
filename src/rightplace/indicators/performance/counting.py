"""How an indicator is counted: who is in each period, and whether each is counted.

An indicator has one expression, `rows`, which gives one row for each of those it is counted of. Its figure is
their sum and the list behind the figure is the rows themselves, so that the two cannot disagree.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ibis
from ibis.expr.types import BooleanValue, DateValue, NumericValue, StringValue, Table, Value

from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.periods import Period, counted_on

Rows = Callable[[Picture, Table], Table]
"""From the periods (see `period_table`) to `period`, `row_id`, `ref`, `counted`, `of`, `unknown`.

`ref` is the child, the pupil or the school; `row_id` the key in its table. `counted` is added up to the
numerator, `of` to the denominator (null where there is none); `unknown` is true where what decides is not
recorded.
"""


@dataclass(frozen=True, slots=True)
class Counting:
    """The rows of an indicator, and the words for what may be wrong with them.

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
        ibis.struct(
            {
                "period": str(each),
                "first": ibis.date(each.first),
                "last": ibis.date(each.last),
                "counted_on": ibis.date(counted_on(each)),
                "year": each.year,
            }
        )
        for each in periods
    ]
    return ibis.array(rows).unnest().name("each").as_table().unpack("each")


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
) -> Table:
    """A table with the columns that every indicator's rows have."""
    return table.select(
        "period",
        row_id=table[row_id],
        ref=ref,
        counted=number(counted),
        of=ibis.null("float64") if of is None else number(of),
        unknown=unknown,
    )


def number(value: Value | int) -> NumericValue:
    """A truth value, a whole number or none at all, as a number that can be added up."""
    if isinstance(value, int):
        return ibis.literal(float(value))
    as_number = value.cast("int64") if isinstance(value, BooleanValue) else value
    return as_number.cast("float64").fill_null(0.0)
