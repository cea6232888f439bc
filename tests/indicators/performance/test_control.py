"""A series with its control limits: in the indicator's unit, with gaps left as they are."""

import pytest

from rightplace.indicators.performance.chance import limits_of_shares
from rightplace.indicators.performance.control import control
from rightplace.indicators.performance.definition import indicators
from rightplace.indicators.performance.figure import Figure, known, not_available
from rightplace.indicators.performance.periods import parse

LAST = parse("Q3 2022/23")
SHARE, COUNT = indicators()["cp-second-plan"][0], indicators()["yj-custody"][0]
TO_DATE = indicators()["yj-first-time"][0]


def series(indicator: object, counts: list[int | None], of: int | None) -> list[Figure]:
    found = []
    for back, count in enumerate(reversed(counts)):
        period = LAST.moved(-back)
        found.append(
            not_available(indicator, period, "no list")
            if count is None
            else known(indicator, period, count, of)
        )
    return found[::-1]


def test_limits_of_a_percentage_are_per_cent() -> None:
    counts = [20, 21, 19, 20, 22, 18, 20, 45]
    found = control(series(SHARE, counts, 100))
    limits = limits_of_shares([(count, 100) for count in counts])
    assert limits is not None
    assert found.centre == pytest.approx(100 * limits.centre)
    assert [p.high for p in found.points] == [pytest.approx(100 * h) for h in limits.high]
    assert [p.signals for p in found.points] == [False] * 7 + [True]


def test_a_count_has_limits_not_below_nought() -> None:
    found = control(series(COUNT, [1, 9, 1, 9, 1, 9, 1, 9], None))
    assert {p.low for p in found.points} == {0.0}
    assert found.centre == 5.0


def test_a_gap_has_no_limits_and_leaves_the_others_theirs() -> None:
    found = control(series(SHARE, [20, 21, None, 20, 22, 18, 20, 21, 19], 100))
    assert [p.high is None for p in found.points] == [False, False, True, *[False] * 6]


def test_seven_figures_are_too_few_and_it_is_said() -> None:
    found = control(series(SHARE, [20] * 7, 100))
    assert found.centre is None
    assert found.why == "What is usual can be told of eight figures; there are 7."
    assert [p.high for p in found.points] == [None] * 7


def test_what_is_counted_from_april_on_has_no_usual_level() -> None:
    found = control(series(TO_DATE, [8, 15, 26, 31] * 4, None))
    assert found.centre is None
    assert {(p.low, p.high, p.signals) for p in found.points} == {(None, None, False)}
    assert found.why.startswith("It is counted from 1 April on")
