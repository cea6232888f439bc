"""What is hidden stays hidden: every table that fits what is shown is tried."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightplace.indicators.performance.disclosure import (
    Disclosed,
    disclosed,
    disclosed_list,
    is_small,
    share_is_small,
)

SIZES = st.tuples(st.integers(1, 3), st.integers(1, 2))
TABLES = SIZES.flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 6), min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    )
)


def fits(shown: Disclosed, most: int) -> list[tuple[tuple[int, ...], ...]]:
    """Every inner table of counts up to `most` that has the shown cells and totals, the slow way."""
    inner = [row[:-1] for row in shown.cells[:-1]]
    choices = [range(most + 1) if cell is None else [cell] for row in inner for cell in row]
    width, found = len(inner[0]), []
    for numbers in product(*choices):
        rows = [numbers[i : i + width] for i in range(0, len(numbers), width)]
        sums = [sum(row) for row in rows]
        down = [sum(column) for column in zip(*rows, strict=True)]
        said = [*(row[-1] for row in shown.cells[:-1]), *shown.cells[-1]]
        made = [*sums, *down, sum(sums)]
        if all(a is None or a == b for a, b in zip(said, made, strict=True)):
            found.append(tuple(rows))
    return found


@given(TABLES, st.booleans(), st.booleans())
def test_no_small_number_can_be_worked_out_from_totals(
    counts: list[list[int]], row_totals: bool, column_totals: bool
) -> None:
    shown = disclosed(counts, row_totals=row_totals, column_totals=column_totals)
    possible = fits(shown, most=8)
    assert tuple(map(tuple, counts)) in possible
    for i, row in enumerate(counts):
        for j, count in enumerate(row):
            if is_small(count):
                assert shown.cells[i][j] is None
                assert len({table[i][j] for table in possible}) > 1


@given(TABLES)
def test_what_is_shown_is_true_and_a_table_without_small_numbers_is_shown_whole(
    counts: list[list[int]],
) -> None:
    shown = disclosed(counts)
    for row, given_row in zip(shown.cells, counts, strict=False):
        assert all(a in (None, b) for a, b in zip(row, given_row, strict=False))
    sums = [sum(row) for row in counts] + [sum(column) for column in zip(*counts, strict=True)]
    if not any(
        is_small(n) for n in [*sums, sum(map(sum, counts)), *(c for r in counts for c in r)]
    ):
        assert shown.hidden == 0


def test_one_small_number_takes_the_smallest_beside_it() -> None:
    assert disclosed_list([3, 20, 7, 0]).cells[:-1] == (
        (None, None),
        (20, None),
        (None, None),
        (0, None),
    )


def test_without_a_total_it_is_hidden_alone() -> None:
    assert disclosed_list([3, 20, 7], total=False).hidden == 1


def test_two_ones_that_make_two_are_not_enough() -> None:
    shown = disclosed_list([1, 1, 9])
    assert len({table[0] for table in fits(shown, most=11)}) > 1


@pytest.mark.parametrize(
    ("numerator", "denominator", "hidden"),
    [
        (3, 100, True),
        (98, 100, True),
        (2, 4, True),
        (0, 100, False),
        (100, 100, False),
        (9, 50, False),
    ],
)
def test_a_share_of_few_or_of_all_but_few(numerator: int, denominator: int, hidden: bool) -> None:
    assert share_is_small(numerator, denominator) is hidden


def test_a_table_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="rows of one length"):
        disclosed([[1, 2], [3]])
