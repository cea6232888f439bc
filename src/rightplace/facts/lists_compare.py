"""What a list would change: which rows are new, changed or gone since the one before."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from rightplace.facts.lists_rules import LIST_RULES

_Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """How many rows; those of the list before are the same, changed or gone."""

    new: int
    changed: int
    gone: int
    same: int


def compare(table: str, before: pa.Table, after: pa.Table) -> Changes:
    """Two lists of a table, in any order of rows; the number of a row does not count.

    A row with the same `told_by` values as one before is that one, changed or not. Where several are alike in
    these, as many as there were before are taken for them.
    """
    told_by = LIST_RULES[table].told_by
    old, new = Counter(_rows(before)), Counter(_rows(after))
    same = (old & new).total()
    left = Counter(_told(old - new, before, told_by))
    come = Counter(_told(new - old, after, told_by))
    changed = (left & come).total() if told_by else 0
    return Changes(come.total() - changed, changed, left.total() - changed, same)


def _rows(table: pa.Table) -> Iterator[_Row]:
    """Each row without its key, which stands first."""
    return zip(*(column.to_pylist() for column in table.columns[1:]), strict=True)


def _told(rows: Counter[_Row], table: pa.Table, told_by: tuple[str, ...]) -> Iterator[_Row]:
    places = [table.column_names.index(name) - 1 for name in told_by]
    for row in rows.elements():
        yield tuple(row[place] for place in places)
