"""What a measure is: words for people, and an expression for the engine."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from rightplace.facts.engine import Facts
from rightplace.facts.snapshot import About

if TYPE_CHECKING:
    from ibis.expr.types import Table


class Grain(StrEnum):
    """The length of the periods that a flow is counted in."""

    YEAR = "year"
    MONTH = "month"


class Unit(StrEnum):
    """What a column holds. A share is a fraction of 1; None in any column means unknown."""

    TEXT = "text"
    DAY = "day"
    COUNT = "count"
    SHARE = "share"
    WEEKS = "weeks"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a measure's table."""

    name: str
    label: str
    unit: Unit = Unit.COUNT


@dataclass(frozen=True, slots=True)
class Picture:
    """The facts of one snapshot, open in an engine, and where they come from."""

    facts: Facts
    about: About

    @property
    def day(self) -> date:
        """The day that the facts stand at."""
        return self.about.as_of

    @property
    def is_record(self) -> bool:
        """Whether they come from the record, which knows every year, and not from one return."""
        return self.about.origin != "return"


Builder = Callable[[Picture, Grain], "Table"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One entry of the register.

    `build` gives a tidy table with exactly `columns`, one row for each combination of the columns
    that are text or a day. `grains` are the periods it can be asked by; a measure of one day or
    of census days has none. `limits` say what the figure hides, and what about it is unverified.
    """

    key: str
    name: str
    question: str
    definition: str
    numerator: str
    denominator: str
    source: str
    limits: tuple[str, ...]
    columns: tuple[Column, ...]
    build: Builder
    grains: tuple[Grain, ...] = (Grain.YEAR, Grain.MONTH)

    @property
    def order(self) -> list[str]:
        """The columns that say what a row is about, in the order the rows are sorted by."""
        return [c.name for c in self.columns if c.unit in (Unit.TEXT, Unit.DAY)]
