"""The small line of a table's cell: its points, its gaps, and nothing where there is no line."""

import re

import pytest

from rightplace.papers.sparkline import sparkline


@pytest.mark.parametrize("values", [[], [1.0], [None, 2.0, None]])
def test_fewer_than_two_figures_make_no_line(values: list[float | None]) -> None:
    assert sparkline(values) == ""


def test_the_line_rises_with_the_values_and_ends_in_a_dot() -> None:
    drawn = sparkline([0.0, 5.0, 10.0])
    (points,) = re.findall(r'points="([^"]+)"', drawn)
    assert points == "4.0,24.0 60.0,14.0 116.0,4.0"
    assert 'cx="116.0" cy="4.0"' in drawn


def test_a_gap_stays_a_gap() -> None:
    drawn = sparkline([1.0, 2.0, None, 2.0, 1.0])
    assert len(re.findall("<polyline", drawn)) == 2


def test_a_level_series_is_drawn_without_a_scale() -> None:
    assert "nan" not in sparkline([3.0, 3.0])
