"""Where axes are marked: round steps within the span, no number twice, never more than there is room for."""

from hypothesis import given
from hypothesis import strategies as st

from rightplace.papers.axes import ticks
from rightplace.papers.specs import Number


def written(value: float, pattern: str) -> str:
    if pattern == ",d":
        return f"{value:,.0f}"
    return format(value, pattern)


@given(
    st.sampled_from(list(Number)),
    st.floats(-50, 5000),
    st.floats(0.001, 5000),
    st.integers(4, 8),
)
def test_no_number_stands_twice_and_all_lie_within(
    number: Number, low: float, width: float, most: int
) -> None:
    found = ticks(number, low, low + width, most=most)
    texts = [written(value, found.format) for value in found.values]
    assert len(set(texts)) == len(texts) <= most + 1
    room = 1e-6 * max(1.0, abs(low), abs(low + width))
    assert all(low - room <= value <= low + width + room for value in found.values)


def test_shares_near_each_other_get_a_decimal() -> None:
    found = ticks(Number.SHARE, 0.007, 0.026, most=7)
    assert [written(value, found.format) for value in found.values] == [
        "1.0%",
        "1.5%",
        "2.0%",
        "2.5%",
    ]


def test_a_count_is_marked_at_whole_numbers() -> None:
    assert ticks(Number.COUNT, 0, 1.08, most=6).values == (0, 1)
