"""What rules of the census share: how one is made, and the conditions that come back again and again."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.facts.quality.rule import LAST_YEAR, Fails, Rows
from rightplace.returns.cin.years import FIRST_YEAR, start_of_year

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, DateValue, StringValue, Table

PUBLISHED = "DfE children in need census validation rules, restated"
UNCHECKED = f"{PUBLISHED}; number not checked"
LONG_AGO, FAR_OFF = date(2015, 6, 1), date(2035, 6, 1)
"""Days before and after every census year, for examples that hold in each."""


def _make(
    severity: Severity,
    code: str,
    table: str,
    fields: str,
    message: str,
    hint: str,
    fails: Fails,
    *,
    good: tuple[Rows, ...],
    bad: tuple[Rows, ...],
    years: tuple[int, int] = (FIRST_YEAR, LAST_YEAR),
    after: tuple[str, ...] = (),
    source: str = PUBLISHED,
) -> Rule:
    return Rule(
        code,
        source,
        severity,
        table,
        tuple(fields.split()),
        message,
        hint,
        fails,
        good,
        bad,
        years,
        after,
    )


error = partial(_make, Severity.ERROR)
query = partial(_make, Severity.QUERY)


def missing(value: "StringValue") -> "BooleanValue":
    """Null, or text with nothing in it."""
    return value.isnull() | (value.strip() == "")


def yes(flag: "StringValue") -> "BooleanValue":
    """A flag that is set; false where it is missing or neither."""
    return flag.lower().isin(("1", "true")).fill_null(False)


def no(flag: "StringValue") -> "BooleanValue":
    """A flag that is not set; false where it is missing or neither."""
    return flag.lower().isin(("0", "false")).fill_null(False)


def start(data: Data) -> date:
    """The first day of the census year."""
    return start_of_year(data.reference_date)


def outside(day: "DateValue", data: Data) -> "BooleanValue":
    """A day that is there and does not lie in the census year."""
    return (day < start(data)) | (day > data.reference_date)


def with_child(table: "Table", data: Data) -> "Table":
    """The rows with their child's days of birth and death and reason for no UPN."""
    child = data["child"]
    return table.inner_join(
        child.select(
            child_id=child.row_id,
            born=child.birth_date,
            expected=child.expected_birth_date,
            died=child.death_date,
        ),
        "child_id",
    )


def with_episode(table: "Table", data: Data) -> "Table":
    """The rows with their episode's referral, closure, conference and flag."""
    cin = data["cin"]
    return table.inner_join(
        cin.select(
            cin_id=cin.row_id,
            referred=cin.referral_date,
            closed=cin.closure_date,
            cpc_of_episode=cin.initial_cpc_date,
            nfa=cin.referral_nfa,
        ),
        "cin_id",
    )


def beside(table: "Table", other: "Table", key: str, first: str, last: str) -> "Table":
    """Each row beside every row of `other` with its key: `other_id`, `first` and `last` are that row's."""
    theirs = other.select(
        **{key: other[key], "other_id": other.row_id, "first": other[first], "last": other[last]}
    )
    return table.inner_join(theirs, key)


def repeated(table: "Table", *columns: str) -> "Table":
    """The rows that share what is in those columns with another row; nulls share nothing."""
    counted = table.group_by(list(columns)).agg(alike=table.count())
    return table.inner_join(counted.filter(counted.alike > 1), list(columns))
