"""What the printed report says twice is said with the figure, and its arithmetic is right."""

from itertools import pairwise

from rightplace.indicators.performance.definition import indicators
from rightplace.indicators.performance.disagreements import about, disagreements
from rightplace.indicators.performance.figure import rounded
from rightplace.indicators.performance.periods import parse


def test_each_is_about_an_indicator_of_the_register_or_none() -> None:
    assert {each.indicator for each in disagreements()} == {"", "home-education", "cp-second-plan"}
    assert {each.indicator for each in disagreements()} - {""} <= set(indicators())
    for each in disagreements():
        assert all((each.report, each.says, each.but, each.here, each.periods))


def test_it_is_said_with_the_figure_of_its_period_alone() -> None:
    assert [each.indicator for each in about("home-education", parse("Q2 2022/23"))] == [
        "home-education"
    ]
    assert about("home-education", parse("Q1 2022/23")) == ()
    assert about("cp-two-years", parse("Q3 2022/23")) == ()


def test_no_number_of_children_gives_the_printed_percentage_with_38() -> None:
    with_38 = {str(rounded(100 * 38 / whole, 2)) for whole in range(38, 400)}
    assert "22.74" not in with_38
    assert {"22.75", "22.62"} <= with_38
    smallest = next(
        (part, whole)
        for whole in range(1, 400)
        for part in range(whole)
        if str(rounded(100 * part / whole, 2)) == "22.74"
    )
    assert smallest == (63, 277)


def test_the_rises_are_those_of_the_totals() -> None:
    totals = [469, 549, 588, 634, 680]
    rises = [str(rounded(100 * (b / a - 1), 1)) for a, b in pairwise(totals)]
    assert rises == ["17.1", "7.1", "7.8", "7.3"]
    assert str(rounded(100 * (699 / 469 - 1), 1)) == "49.0"
