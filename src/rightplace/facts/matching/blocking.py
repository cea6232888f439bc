"""Which pairs are compared at all: those that share something that few children share."""

from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

On = Callable[["Table", "Table"], list["BooleanValue"]]

# An equal join each, so that none looks at all pairs.
BLOCKS: tuple[On, ...] = (
    lambda a, b: [a.upn == b.upn],
    lambda a, b: [a.upn == b.former_upn],
    lambda a, b: [a.former_upn == b.upn],
    lambda a, b: [a.born == b.born],
    lambda a, b: [a.turned == b.born],
    lambda a, b: [a.surname == b.surname, a.forename == b.forename],
    lambda a, b: [a.surname == b.forename, a.forename == b.surname],
    lambda a, b: [a.surname == b.surname, a.year == b.year],
    lambda a, b: [a.forename == b.forename, a.month == b.month],
    lambda a, b: [a.post_code == b.post_code, a.year == b.year],
    lambda a, b: [a.post_code == b.post_code, a.forename == b.forename],
    lambda a, b: [a.post_code == b.post_code, a.surname == b.surname],
)


def blocked(left: "Table", right: "Table") -> "Table":
    """The keys `l` and `r` of the pairs to compare, each once."""
    joined = (left.join(right, on(left, right)) for on in BLOCKS)
    keys = (pairs.select(l=left.key, r=right.key) for pairs in joined)
    return reduce(lambda one, other: one.union(other), keys).distinct()
