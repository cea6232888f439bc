"""Of which figures an owner is asked, and how a definition changes."""

from dataclasses import replace
from datetime import date

import pytest

from rightplace.indicators.performance.asking import asked_because
from rightplace.indicators.performance.changing import FieldError, further_version
from rightplace.indicators.performance.definition import Target, indicators
from rightplace.indicators.performance.table import Line
from tests.papers.quarter import lines

MOVED = "It changed by +3.1 since Q2 2022/23, more than chance."


def a_line(status: str, *, moved: bool | None = None, period: str = "Q3 2022/23") -> Line:
    return replace(
        next(each for each in lines() if each.key == "cp-second-plan"),
        status=status,
        beyond_chance=moved,
        change="+3.1",
        previous_period="Q2 2022/23",
        latest_period=period,
        latest_value="22.7",
    )


@pytest.mark.parametrize(
    ("line", "before", "said"),
    [
        (a_line("Green"), None, ""),
        (a_line("Red"), None, "It is red."),
        (a_line("Red"), a_line("Red"), "It is red."),
        (a_line("Green", moved=True), None, MOVED),
        (a_line("", moved=True), a_line("", period="Q2 2022/23"), MOVED),
        # A yearly figure that moved was asked about when it was new.
        (a_line("Green", moved=True), a_line("Green"), ""),
        (a_line("Red", moved=True), None, f"It is red. {MOVED}"),
        (a_line("Amber"), None, ""),
        (a_line("Amber"), a_line("Amber"), ""),
        (a_line("Amber"), a_line("Green"), "It is amber, and was not in the report before."),
    ],
)
def test_who_is_asked_and_why(line: Line, before: Line | None, said: str) -> None:
    assert asked_because(line, before) == said


def test_a_further_version_has_what_is_new_and_the_rest_as_before() -> None:
    before = indicators()["cp-second-plan"][-1]
    target = {"value": 20, "since": "2023-04-01", "until": None, "tolerance": 1.5}
    made = further_version(
        before, {"decimals": 1, "limits": ["One."], "targets": [target]}, since=date(2023, 4, 1)
    )
    assert made == replace(
        before,
        version=before.version + 1,
        since=date(2023, 4, 1),
        decimals=1,
        limits=("One.",),
        targets=(Target(20, date(2023, 4, 1), None, 1.5),),
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"decimals": 9}, "decimals"),
        ({"decimals": True}, "decimals"),
        ({"polarity": "sideways"}, "polarity"),
        ({"unit": "count"}, "unit"),
        ({"targets": [{"value": 1, "since": "soon"}]}, "targets"),
        ({"targets": [{"value": 1, "since": "2023-04-01", "until": "2023-03-01"}]}, "targets"),
        ({"targets": [{"value": 1, "since": "2023-04-01", "tolerance": -1}]}, "targets"),
        ({"targets": [{"value": 1, "since": "2023-04-01"}] * 2}, "targets"),
    ],
)
def test_what_cannot_stand_is_named_by_its_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(FieldError) as refused:
        further_version(indicators()["neet"][-1], changes, since=date(2023, 4, 1))
    assert refused.value.field == field
