"""The lines of a report: from the printed figures, all thirty ratings, trends and targets follow."""

import csv
import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from rightplace.indicators.performance.definition import Indicator, Polarity, Target, indicators
from rightplace.indicators.performance.figure import Figure, State, known, not_available
from rightplace.indicators.performance.periods import parse
from rightplace.indicators.performance.rating import (
    PolicyError,
    Status,
    Step,
    When,
    policy,
    rated,
    read_policy,
)
from rightplace.indicators.performance.table import (
    PRINTED_COLUMNS,
    Line,
    as_printed,
    beyond_chance,
    printed,
    quarter_table,
    trend,
    wanted,
)

PACK = Path(__file__).parents[4] / "shared" / "reference" / "committee-pack"
Q3 = parse("Q3 2022/23")
SECOND_PLAN = indicators()["cp-second-plan"][1]


@dataclass(frozen=True)
class Benchmark:
    """What the printed dashboard says of other authorities."""

    national_quartile: int | None
    statistical_neighbour_average: float | None
    comparator_period: str | None = "2022"
    authorities: int | None = 150


@pytest.fixture
def dashboard() -> list[dict[str, str]]:
    path = PACK / "q3-2022-23-dashboard.csv"
    if not path.exists():
        pytest.skip("the printed dashboard is not on this machine")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_given(dashboard: list[dict[str, str]]) -> list[Line]:
    """The report of figures as they were printed, with the printed quartiles and averages."""
    rows = {row["indicator"]: row for row in dashboard}
    figures = []
    for indicator, period in wanted(indicators(), Q3):
        row = rows[indicator.name]
        latest = indicator.label(period) == row["latest_period"]
        value = float(row["latest_value" if latest else "previous_value"])
        figures.append(Figure(indicator, period, State.KNOWN, value))
    benchmarks = {
        key: Benchmark(
            int(rows[each[0].name]["national_quartile"]),
            float(rows[each[0].name]["statistical_neighbour_average"]),
        )
        for key, each in indicators().items()
        if rows[each[0].name]["national_quartile"]
    }
    return quarter_table(indicators(), Q3, figures, benchmarks, policy())


def test_the_printed_dashboard_follows_from_its_figures(dashboard: list[dict[str, str]]) -> None:
    assert list(dashboard[0]) == list(PRINTED_COLUMNS)
    assert [as_printed(line) for line in as_given(dashboard)] == dashboard


def test_a_line_is_kept_as_json(dashboard: list[dict[str, str]]) -> None:
    for line in as_given(dashboard):
        assert Line.from_data(json.loads(json.dumps(line.as_data()))) == line


def figure(value: float, **of: object) -> Figure:
    return Figure(replace(SECOND_PLAN, **of), Q3, State.KNOWN, value)


def test_a_figure_that_is_missing_is_said_to_be(dashboard: list[dict[str, str]]) -> None:
    missing = not_available(SECOND_PLAN, Q3, "the system changed", date(2023, 4, 1))
    assert (printed(missing), trend(missing, figure(1.0))) == ("not available", "")


def test_the_direction_is_that_of_what_is_printed() -> None:
    assert trend(figure(22.744), figure(22.741)) == "No Change"
    assert trend(figure(22.746), figure(22.744)) == "Increase"
    assert trend(figure(22.744), figure(22.746)) == "Decrease"


def test_halves_are_rounded_away_from_nought() -> None:
    assert [printed(figure(v)) for v in (1.005, -1.005, 2.675)] == ["1.01", "-1.01", "2.68"]


def test_a_count_of_nobody_is_not_available() -> None:
    found = known(SECOND_PLAN, Q3, 0, 0)
    assert (found.state, found.value) == (State.NOT_AVAILABLE, None)


def test_a_change_of_a_score_cannot_be_told_from_chance() -> None:
    score: Indicator = indicators()["ks4-p8"][0]
    assert beyond_chance(known(score, Q3, 5, 10), known(score, Q3, 6, 10)) is None
    count = indicators()["cfws-individuals"][0]
    assert beyond_chance(known(count, Q3, 3489, None), known(count, Q3, 3775, None)) is True


TARGET = Target(20.8, date(2022, 4, 1), tolerance=2)


@pytest.mark.parametrize(
    ("value", "quartile", "status"),
    [(20.7, 4, "Green"), (20.8, 3, "Amber"), (23, 4, "Red"), (23, 1, "Green"), (3, None, "")],
)
def test_the_policy(value: float, quartile: int | None, status: str) -> None:
    assert rated(value, Polarity.LOW, TARGET, quartile, policy())[0] == status


def test_another_policy_may_have_a_tolerance() -> None:
    steps = (
        Step(When.TARGET_MET, Status.GREEN, "met"),
        Step(When.TARGET_NEAR, Status.AMBER, "near"),
        Step(When.TARGET_MISSED, Status.RED, "missed"),
    )
    found = [rated(v, Polarity.LOW, TARGET, None, steps)[0] for v in (20.7, 22.8, 22.9)]
    assert found == ["Green", "Amber", "Red"]
    assert rated(1, Polarity.NONE, TARGET, None, steps)[0] == ""


def test_a_wrong_policy_is_refused_with_its_place() -> None:
    with pytest.raises(PolicyError, match=r"ours\.toml: step 1: 'often' is not a valid When"):
        read_policy("[[steps]]\nwhen = 'often'\nstatus = ''\nsays = ''", named="ours.toml")
