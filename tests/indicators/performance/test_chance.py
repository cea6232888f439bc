"""What counts as more than chance, held against slow and known answers."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightplace.indicators.performance.chance import (
    counts_differ,
    limits_of_shares,
    limits_of_values,
    shares_differ,
)

PAIRS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(PAIRS, PAIRS)
def test_which_of_two_shares_comes_first_does_not_matter(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    assert shares_differ(*one, *other) == shares_differ(*other, *one)
    assert not shares_differ(*one, *one)


@pytest.mark.parametrize(
    ("a", "n", "b", "m", "differ"),
    # The first is Newcombe's own example (a) of 1998: 56 of 70 and 48 of 80, 0.0524 to 0.3339.
    [
        (56, 70, 48, 80, True),
        (10, 549, 8, 560, False),
        (0, 10, 0, 20, False),
        (0, 200, 200, 200, True),
    ],
)
def test_known_shares(a: int, n: int, b: int, m: int, differ: bool) -> None:
    assert shares_differ(a, n, b, m) is differ


@given(st.integers(0, 60), st.integers(0, 60))
def test_counts_by_the_exact_sum(a: int, b: int) -> None:
    total = a + b
    tail = sum(Fraction(comb(total, k), 2**total) for k in range(min(a, b) + 1))
    assert counts_differ(a, b) is (total > 0 and 2 * tail < Fraction(1, 20))


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [(3775, 3489, True), (18, 15, False), (0, 0, False), (818, 911, True), (840, 860, False)],
)
def test_known_counts(a: int, b: int, differ: bool) -> None:
    assert counts_differ(a, b) is differ


@pytest.mark.parametrize(("a", "b", "differ"), [(900, 1000, True), (950, 1000, False)])
def test_counts_whose_number_of_ways_no_float_holds(a: int, b: int, differ: bool) -> None:
    assert counts_differ(a, b) is differ


def test_a_point_outside_its_limits_is_a_signal_and_a_small_denominator_has_wide_ones() -> None:
    found = limits_of_shares([(50, 100)] * 7 + [(90, 100), (5, 10)])
    assert found is not None
    assert found.signals == (7,)
    assert found.high[8] - found.centre > 3 * (found.high[0] - found.centre)


def test_eight_on_one_side_are_a_signal() -> None:
    found = limits_of_values([12, 10] * 6 + [11.5] * 8)
    assert found is not None
    assert found.signals == (19,)


@pytest.mark.parametrize("points", [[], [(1, 2)] * 7, [(0, 0)] * 9])
def test_too_few_points_have_no_limits(points: list[tuple[float, float]]) -> None:
    assert limits_of_shares(points) is None


@given(st.floats(0, 1000), st.integers(8, 40))
def test_a_series_that_never_moves_says_nothing(value: float, points: int) -> None:
    found = limits_of_values([value] * points, not_below=0)
    assert found is not None
    assert found.signals == ()


@pytest.mark.parametrize(
    ("before", "after", "differ"), [(990, 1010, False), (930, 1060, True), (999, 1001, False)]
)
def test_counts_of_near_a_thousand_are_told_apart(before: int, after: int, differ: bool) -> None:
    """Their ways are more than a float holds."""
    assert counts_differ(before, after) == differ
