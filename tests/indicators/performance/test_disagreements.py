"""Where the printed report disagrees: what is said of it follows from its own numbers."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from rightplace.indicators.performance.definition import indicators
from rightplace.indicators.performance.disagreements import disagreements, notes_of
from rightplace.indicators.performance.periods import parse

PACK = Path(__file__).parents[4] / "shared" / "reference" / "committee-pack"
Q3 = parse("Q3 2022/23")


def test_each_is_about_an_indicator_of_the_register_or_about_the_whole() -> None:
    assert {each.indicator for each in disagreements()} - {""} <= set(indicators())
    assert {parse(each.report) for each in disagreements()} == {Q3}
    assert set(notes_of(Q3)) == {"home-education", "cp-second-plan"}
    assert notes_of(Q3.before) == {}


def test_no_whole_number_makes_38_the_printed_share() -> None:
    assert [n for n in range(38, 1000) if round(100 * 38 / n, 2) == 22.74] == []


def test_the_third_rise_of_looked_after_children_is_8_per_cent() -> None:
    path = PACK / "looked-after-children-2016-2022.csv"
    if not path.exists():
        pytest.skip("the printed table is not on this machine")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    years = ("2016/17", "2017/18", "2018/19", "2019/20", "2020/21")
    totals = [sum(int(row[year]) for row in rows) for year in years]
    rises = [100 * (b / a - 1) for a, b in pairwise(totals)]
    assert [round(rise) for rise in rises] == [17, 7, 8, 7]
    assert [round(100 * (total / totals[0] - 1)) for total in totals[3:]] == [35, 45]


def test_the_programme_adds_up_to_one_of_the_two_totals() -> None:
    path = PACK / "programme-benefits.csv"
    if not path.exists():
        pytest.skip("the printed table is not on this machine")
    with path.open(encoding="utf-8", newline="") as file:
        *rows, total = csv.DictReader(file)
    last = "benefit_2026_27_thousands"
    assert sum(int(row[last] or 0) for row in rows) == int(total[last]) == 21502
