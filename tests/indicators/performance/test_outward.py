"""Lines as they leave: nothing that is shown gives a small number back."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rightplace.indicators.performance.definition import indicators
from rightplace.indicators.performance.figure import Figure, known
from rightplace.indicators.performance.outward import outward, release_of
from rightplace.indicators.performance.periods import parse
from rightplace.indicators.performance.rating import policy
from rightplace.indicators.performance.table import Line, Versions, quarter_table
from rightplace.indicators.performance.withholding import held_back

Q3 = parse("Q3 2022/23")
SHARE, COUNT = "leavers-eet", "yj-custody"


def line(key: str, now: tuple[int, int | None], before: tuple[int, int | None]) -> Line:
    versions: Versions = {key: indicators()[key]}
    indicator = indicators()[key][0]
    period = indicator.period_in(Q3)
    earlier = indicator.compared_with(period)
    assert earlier is not None
    figures: list[Figure] = [known(indicator, period, *now), known(indicator, earlier, *before)]
    return quarter_table(versions, Q3, figures, {}, policy())[0]


def out(whole: Line) -> Line:
    (found,) = outward([whole], held_back([], release_of([whole])))
    return found


_COUNTS = st.integers(0, 12)


@given(_COUNTS, _COUNTS)
def test_a_count_of_a_few_is_in_nothing_that_is_shown(now: int, before: int) -> None:
    shown = out(line(COUNT, (now, None), (before, None)))
    few = [1 <= each <= 4 for each in (now, before)]
    assert [shown.latest_value == "c", shown.previous_value == "c"] == few
    assert [shown.value is None, shown.previous is None] == few
    made_of = (shown.numerator, shown.denominator, shown.previous_numerator)
    assert made_of == (None, None, None)
    if any(few):
        assert (shown.trend, shown.change, shown.beyond_chance) == ("", "", None)
    assert (shown.status, shown.quartile) == ("", None) or not few[0]


@given(st.integers(0, 30), st.integers(1, 30))
def test_a_share_of_few_or_all_but_few_is_hidden(numerator: int, denominator: int) -> None:
    numerator = min(numerator, denominator)
    shown = out(line(SHARE, (numerator, denominator), (50, 100)))
    few = any(1 <= n <= 4 for n in (numerator, denominator, denominator - numerator))
    assert (shown.latest_value == "c") is few


def test_what_needs_no_hiding_stays_as_it_is_but_for_what_it_is_made_of() -> None:
    whole = line(SHARE, (60, 100), (50, 100))
    shown = out(replace(whole, warnings=("3 are not recorded.",)))
    assert shown == replace(
        whole, numerator=None, denominator=None, previous_numerator=None, previous_denominator=None
    )


def test_each_of_two_hidden_values_says_why() -> None:
    shown = out(line(COUNT, (3, None), (2, None)))
    why = "it is a small number, or is made of one"
    assert (shown.why, shown.previous_why, shown.status_because) == (why, why, f"Hidden: {why}")
