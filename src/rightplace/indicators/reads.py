"""Which columns of a snapshot a measure's figures depend on, found from its expression and not by running it.

A column counts where its values reach a figure, or decide which rows are counted: by a filter, a join or a
group. Being carried along to a place where nobody looks at it does not count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import ibis.expr.operations as ops

from rightplace.facts.engine import over_tables
from rightplace.facts.snapshot import About
from rightplace.indicators.measure import Grain, Measure, Picture
from rightplace.indicators.register import REGISTER

Datum = tuple[str, str]
"""A table of the snapshot and its column."""

# Only where the facts come from and their year decide how an expression is built.
_DAY = date(2025, 1, 16)
_ORIGINS = (
    About("000", _DAY, "record", "the record"),
    About("000", _DAY, "return", "a return", _DAY.year),
)


@dataclass(frozen=True, slots=True)
class Reads:
    """What a measure reads. `years` are columns that only decide since when it can be told, as a whole:

    a row that is wrong there moves no count, unless it is the first of the record.
    """

    counted: frozenset[Datum]
    years: frozenset[Datum]


@cache
def reads(key: str) -> Reads:
    """What a measure of the register reads, of a record or of a return; KeyError where there is none."""
    every, counted = (_reads(key, scalars=scalars) for scalars in (True, False))
    return Reads(counted, every - counted)


def _reads(key: str, *, scalars: bool) -> frozenset[Datum]:
    measure = REGISTER[key]
    found: set[Datum] = set()
    with over_tables({}) as facts:
        for about in _ORIGINS:
            for by in measure.grains or (Grain.YEAR,):
                found |= _Trace(measure, Picture(facts, about), by, scalars=scalars).found
    return frozenset(found)


class _Trace:
    """Follows what is wanted of each relation down to the tables; `found` is what it came to.

    Without `scalars` it does not follow the one value of a table, such as the day on which the record began.
    """

    def __init__(self, measure: Measure, picture: Picture, by: Grain, *, scalars: bool) -> None:
        self.found: set[Datum] = set()
        self._followed = (ops.Field, *((ops.Subquery,) if scalars else (ops.InSubquery,)))
        self._seen: set[tuple[ops.Relation, str | None]] = set()
        whole = measure.build(picture, by).op()
        for column in measure.columns:
            self._column(whole, column.name)

    def _column(self, relation: ops.Relation, name: str) -> None:
        if (relation, name) in self._seen:
            return
        self._seen.add((relation, name))
        self._rows(relation)
        match relation:
            case ops.DatabaseTable():
                self.found.add((relation.name, name))
            case ops.DropColumns() | ops.Filter() | ops.JoinReference():
                self._column(relation.parent, name)
            case _:
                self._value(relation.values[name])

    def _rows(self, relation: ops.Relation) -> None:
        """What decides which rows there are."""
        if (relation, None) in self._seen:
            return
        self._seen.add((relation, None))
        for value in _deciding(relation):
            self._value(value)
        for parent in _parents(relation):
            self._rows(parent)

    def _value(self, value: ops.Node) -> None:
        # A value stops at the relations that it is of; these are followed by what is wanted of them.
        for node in value.find(self._followed, filter=ops.Value):
            wanted = (node.name,) if isinstance(node, ops.Field) else tuple(node.rel.schema)
            for name in wanted:
                self._column(node.rel, name)


def _deciding(relation: ops.Relation) -> Iterator[ops.Node]:
    match relation:
        case ops.Filter():
            yield from relation.predicates
        case ops.Aggregate():
            yield from relation.groups.values()
        case ops.JoinChain():
            for link in relation.rest:
                yield from link.predicates
        case _:
            return


def _parents(relation: ops.Relation) -> Iterator[ops.Relation]:
    match relation:
        case ops.JoinChain():
            yield relation.first
            yield from (link.table for link in relation.rest)
        case ops.DatabaseTable() | ops.DummyTable():
            return
        case (
            ops.Project() | ops.Filter() | ops.Aggregate() | ops.DropColumns() | ops.JoinReference()
        ):
            yield relation.parent
        case _:
            raise TypeError(
                f"reads: nothing is known of how {type(relation).__name__} uses its rows"
            )
