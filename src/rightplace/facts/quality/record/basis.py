"""What the rules of the record share."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import ibis

from rightplace.facts.quality.rule import Data, Severity

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, DateValue, StringValue, Table

ERROR, QUERY, INFORMATION = Severity.ERROR, Severity.QUERY, Severity.INFORMATION
Cell = Callable[[int, date], Any]


def own(basis: str) -> str:
    """Where a rule of the record is from."""
    return f"Own rule of the record: {basis}."


def ago(days: int) -> Cell:
    """For an example: so many days before the day of the snapshot."""
    return lambda year, reference_date: reference_date - timedelta(days)


def before(data: Data, days: int = 0) -> "DateValue":
    """So many days before the day of the snapshot."""
    return ibis.literal(data.reference_date - timedelta(days))


def blank(text: "StringValue") -> "BooleanValue":
    """Whether there is nothing to read."""
    return text.fill_null("").strip() == ""


def live_plans(data: Data) -> "Table":
    """The plans that the authority maintains on the day of the snapshot."""
    p = data["active_plan"]
    day = before(data)
    return p.filter(
        p.held_from.notnull() & (p.held_from <= day) & (p.held_to.isnull() | (p.held_to > day))
    )


def open_requests(data: Data) -> "Table":
    """The requests with something still to be done; those that only carry an older plan have no date."""
    r = data["request"]
    return r.filter(r.closed_on.isnull() & r.received_date.notnull())


def with_count(rows: "Table", counted: "Table", key: str, name: str) -> "Table":
    """Rows with how many of `counted` share their key; null where none does."""
    numbers = counted.group_by(key).agg(**{name: counted.count()})
    return rows.left_join(numbers, key).drop(f"{key}_right")
