"""What can be worked out of counts that lie on one line, in whole numbers and exactly.

A count is the distance between two points: of a year to date from the start of the year to a quarter's end,
of a part from nought to where the part ends, of the rest from there to the whole. What is known of some
distances is a system of difference constraints, and the shortest paths through it are all that follows for
the others: no reader can say more, and no less (R. Bellman, "On a routing problem", 1958).
"""

from collections.abc import Iterable, Mapping
from itertools import product
from math import inf

Point = str | int
Pair = tuple[Point, Point]
"""From a point to one that lies no earlier."""
Range = tuple[float, float]
"""The least and the most that a distance can be; `inf` where nothing bounds it."""

AT_LEAST_NOUGHT: Range = (0, inf)


def worked_out(known: Iterable[tuple[Pair, Range]]) -> Mapping[Pair, Range]:
    """Every pair of points that are named -> what its distance can be. `known` agrees with itself."""
    most: dict[Pair, float] = {}
    points: dict[Point, None] = {}
    for (start, end), (low, high) in known:
        points |= {start: None, end: None}
        most[start, end] = min(high, most.get((start, end), inf))
        most[end, start] = min(-low, most.get((end, start), inf))
    for via, start, end in product(points, repeat=3):
        way = most.get((start, via), inf) + most.get((via, end), inf)
        if way < most.get((start, end), inf):
            most[start, end] = way
    return {
        (start, end): (-most.get((end, start), inf), most.get((start, end), inf))
        for start, end in product(points, repeat=2)
        if start != end
    }


def follows(steps: Iterable[Pair]) -> frozenset[Pair]:
    """Each pair of which the second point is known to lie no earlier, from those that are said to."""
    found = set(steps)
    points = {point for pair in found for point in pair}
    for via, start, end in product(sorted(points, key=str), repeat=3):
        if start != end and (start, via) in found and (via, end) in found:
            found.add((start, end))
    return frozenset(found)
