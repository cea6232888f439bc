"""Figures that their owners entered: the latest word on each period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ibis.expr.types import Table

from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.periods import Period

NOT_AVAILABLE = "not available"


@dataclass(frozen=True, slots=True)
class Entered:
    """What the owner gave: a figure, or why there is none and until when."""

    state: str
    numerator: float
    denominator: float | None
    why: str
    until: date | None


def entered(picture: Picture) -> Mapping[tuple[str, str], Entered]:
    """(indicator, period) -> what was entered last."""
    table = picture.facts["entered_figure"].order_by("entered_figure_id")
    return {(str(row["indicator"]), str(row["period"])): _entered(row) for row in _rows(table)}


def entered_rows(picture: Picture, key: str, periods: Sequence[Period]) -> Table:
    """The rows of one indicator, to be shown."""
    table = picture.facts["entered_figure"]
    names = [str(each) for each in periods]
    chosen = table.filter(table.indicator == key, table.period.isin(names))
    return chosen.order_by("entered_figure_id")


def _rows(table: Table) -> list[dict[str, object]]:
    found: list[dict[str, object]] = table.to_pyarrow().to_pylist()
    return found


def _entered(row: Mapping[str, object]) -> Entered:
    until = row["until"]
    return Entered(
        state=str(row["state"]),
        numerator=_number(row["numerator"]) or 0.0,
        denominator=_number(row["denominator"]),
        why=str(row["why"] or ""),
        until=until if isinstance(until, date) else None,
    )


def _number(value: object) -> float | None:
    return value if isinstance(value, float) else None
