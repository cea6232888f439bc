"""Which pairs are compared at all: those that share something that few children share."""

from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

On = Callable[["Table", "Table"], list["BooleanValue"]]

# An equal join each, so that none looks at all pairs.
BLOCKS: tuple[On, ...] = (
    lambda l, r: [l.upn == r.upn],
    lambda l, r: [l.upn == r.former_upn],
    lambda l, r: [l.former_upn == r.upn],
    lambda l, r: [l.born == r.born],
    lambda l, r: [l.turned == r.born],
    lambda l, r: [l.surname == r.surname, l.forename == r.forename],
    lambda l, r: [l.surname == r.forename, l.forename == r.surname],
    lambda l, r: [l.surname == r.surname, l.year == r.year],
    lambda l, r: [l.forename == r.forename, l.month == r.month],
    lambda l, r: [l.post_code == r.post_code, l.year == r.year],
    lambda l, r: [l.post_code == r.post_code, l.forename == r.forename],
)


def blocked(left: "Table", right: "Table") -> "Table":
    """The keys `l` and `r` of the pairs to compare, each once."""
    joined = (left.join(right, on(left, right)) for on in BLOCKS)
    keys = (pairs.select(l=left.key, r=right.key) for pairs in joined)
    return reduce(lambda one, other: one.union(other), keys).distinct()
