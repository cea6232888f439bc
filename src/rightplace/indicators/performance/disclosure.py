"""Small numbers are hidden before anything leaves, and what would give them back by subtraction with them.

A table with its totals is a circulation: a cell flows from its row to its column, a row's total into its row,
a column's total out of its column, and the whole total from the row of totals to the column of totals. What
is hidden can be worked out exactly when no cycle of hidden cells runs through it along which one could be
added and taken away in turn without any going below nought (M. Fischetti and J. J. Salazar, "Models and
algorithms for the 2-dimensional cell suppression problem in statistical disclosure control", 1999).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

SMALL = range(1, 5)
"""Counts that may point to a child: hidden. Nought points to nobody."""
HIDDEN = "c"
"""What stands in the place of a number that is hidden, as in the Department's published statistics."""

Cell = tuple[int, int]
"""Row and column; the last row and the last column are the totals."""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A table with its totals as the last row and column: None where the number is hidden.

    A margin that is not published is None throughout.
    """

    cells: tuple[tuple[int | None, ...], ...]

    @property
    def hidden(self) -> int:
        """How many numbers of the inner table are hidden."""
        return sum(cell is None for row in self.cells[:-1] for cell in row[:-1])


def is_small(count: float | None) -> bool:
    """Whether a count by itself is hidden."""
    return count is not None and count in SMALL


def share_is_small(numerator: float | None, denominator: float | None) -> bool:
    """Whether a share is hidden: a few have it, a few have it not, or it is of a few."""
    if numerator is None or denominator is None:
        return False
    return is_small(numerator) or is_small(denominator) or is_small(denominator - numerator)


def disclosed(
    counts: Sequence[Sequence[int]], *, row_totals: bool = True, column_totals: bool = True
) -> Disclosed:
    """The table of counts with the totals that are published, and what must be hidden hidden.

    ValueError for a count below nought or rows of different lengths.
    """
    values = _with_totals(counts)
    unpublished = _unpublished(values, row_totals, column_totals)
    small = {cell for cell in _cells(values) if _value(values, cell) in SMALL} - unpublished
    hidden = small | unpublished
    while (bare := _can_be_worked_out(values, hidden, small)) is not None:
        hidden.add(_to_hide_with(values, hidden, bare))
    return Disclosed(
        tuple(
            tuple(None if (i, j) in hidden else value for j, value in enumerate(row))
            for i, row in enumerate(values)
        )
    )


def disclosed_list(counts: Sequence[int], *, total: bool = True) -> Disclosed:
    """One column of counts, with its total where that is published."""
    return disclosed([[count] for count in counts], row_totals=False, column_totals=total)


def _with_totals(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    if len({len(row) for row in counts}) > 1 or any(c < 0 for row in counts for c in row):
        raise ValueError("a table of counts has rows of one length and nothing below nought")
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]] if rows else []


def _cells(values: list[list[int]]) -> list[Cell]:
    return list(product(range(len(values)), range(len(values[0])))) if values else []


def _value(values: list[list[int]], cell: Cell) -> int:
    return values[cell[0]][cell[1]]


def _unpublished(values: list[list[int]], row_totals: bool, column_totals: bool) -> set[Cell]:
    last_row, last_column = len(values) - 1, len(values[0]) - 1 if values else -1
    found: set[Cell] = set()
    if not row_totals:
        found |= {(i, last_column) for i in range(len(values))}
    if not column_totals:
        found |= {(last_row, j) for j in range(last_column + 1)}
    return found


Node = tuple[str, int]


def _arc(values: list[list[int]], cell: Cell) -> tuple[Node, Node]:
    """From where to where a cell flows."""
    row, column = ("row", cell[0]), ("column", cell[1])
    turned = (cell[0] == len(values) - 1) != (cell[1] == len(values[0]) - 1)
    return (column, row) if turned else (row, column)


def _can_be_worked_out(values: list[list[int]], hidden: set[Cell], small: set[Cell]) -> Cell | None:
    """The first small cell that what is shown gives away; None where none is."""
    return next((cell for cell in sorted(small) if not _may_differ(values, hidden, cell)), None)


def _may_differ(values: list[list[int]], hidden: set[Cell], cell: Cell) -> bool:
    """Whether a hidden cell could have another value, all that is shown being as it is."""
    tail, head = _arc(values, cell)
    others = hidden - {cell}
    return _way(values, others, head, tail) or (
        _value(values, cell) > 0 and _way(values, others, tail, head)
    )


def _way(values: list[list[int]], hidden: set[Cell], start: Node, end: Node) -> bool:
    """Whether one can be moved from node to node: along hidden cells, or back along those above nought."""
    steps: dict[Node, set[Node]] = {}
    for cell in hidden:
        tail, head = _arc(values, cell)
        steps.setdefault(tail, set()).add(head)
        if _value(values, cell) > 0:
            steps.setdefault(head, set()).add(tail)
    seen, waiting = {start}, [start]
    while waiting:
        for after in steps.get(waiting.pop(), set()) - seen:
            seen.add(after)
            waiting.append(after)
    return end in seen


def _to_hide_with(values: list[list[int]], hidden: set[Cell], bare: Cell) -> Cell:
    """The next cell to hide: in line with it, the smallest above nought, an inner one before a total."""
    last_row, last_column = len(values) - 1, len(values[0]) - 1

    def cost(cell: Cell) -> tuple[bool, bool, bool, int, Cell]:
        value = _value(values, cell)
        in_line = cell[0] == bare[0] or cell[1] == bare[1]
        is_total = cell[0] == last_row or cell[1] == last_column
        return (is_total, not in_line, value == 0, value, cell)

    return min((cell for cell in _cells(values) if cell not in hidden), key=cost)
