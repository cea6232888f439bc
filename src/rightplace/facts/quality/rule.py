"""What a rule is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

Rows = Mapping[str, tuple[Mapping[str, Any], ...]]
"""Tables by name, each with a few rows; a column that is left out is null, a key is the row's number.

A value may be a function of the collection year and its reference date, so that one example serves
every year.
"""

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Severity(StrEnum):
    """An error keeps a return from being taken; a query wants an answer; information is to be known."""

    ERROR = "error"
    QUERY = "query"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Data:
    """The tables that a rule looks at, as Ibis tables, and what the collection is about.

    `previous` holds the tables of the year before, where they were given; `sets` holds lists that
    rules look values up in (numbers of authorities, of schools), empty where they are not known.
    """

    tables: Mapping[str, "Table"]
    year: int
    reference_date: date
    previous: Mapping[str, "Table"] | None = None
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> "Table":
        """A table by name; KeyError where there is none."""
        return self.tables[name]


Fails = Callable[["Table", Data], "BooleanValue | Table"]
"""Given the rule's table: a condition that is true for a row that fails (null is not a failure),
or a table with the keys of the rows that fail in its first column."""

Over = Callable[[Data], "Table"]
"""The rows of a rule's table with more beside them (what they hang from, counts of what hangs from
them); the first column is still the key. Rules over the same one are asked in one query."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a collection.

    `id` is the official code where there is one, and `source` says where the rule is from. `years` are
    the collection years in which it holds, first and last. A row that already fails a rule of `after` is
    not reported again by this one. `passing` and `failing` are its own examples; every row of `table` in
    `failing` fails, but for those marked `context`. `over` is what `fails` is given instead of the bare
    table. A rule that looks values up names its lists in `needs_sets`, and is not asked while one of them
    is empty.
    """

    id: str
    source: str
    severity: Severity
    table: str
    fields: tuple[str, ...]
    message: str
    hint: str
    fails: Fails
    passing: tuple[Rows, ...]
    failing: tuple[Rows, ...]
    years: tuple[int, int] = (FIRST_YEAR, LAST_YEAR)
    after: tuple[str, ...] = ()
    needs_previous: bool = False
    over: Over | None = None
    needs_sets: tuple[str, ...] = ()

    def holds_in(self, year: int) -> bool:
        """Whether the rule is one of that year's."""
        return self.years[0] <= year <= self.years[1]

    def rows(self, data: Data) -> "Table":
        """What the rule looks at: its table, or that with more beside it."""
        return data[self.table] if self.over is None else self.over(data)
