"""The thirty definitions: whole, and of the periods that the printed report gives."""

import csv
from datetime import date
from pathlib import Path

import pytest

from rightplace.indicators.performance.definition import (
    DefinitionError,
    Unit,
    indicators,
    read_definitions,
    version_on,
)
from rightplace.indicators.performance.periods import counted_on, parse
from rightplace.law.dates import in_words

PRINTED = (
    Path(__file__).parents[4]
    / "shared"
    / "reference"
    / "committee-pack"
    / "q3-2022-23-dashboard.csv"
)
Q3 = parse("Q3 2022/23")


@pytest.fixture
def printed() -> list[dict[str, str]]:
    if not PRINTED.exists():
        pytest.skip("the printed dashboard is not on this machine")
    with PRINTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_thirty_are_those_printed_in_their_order(printed: list[dict[str, str]]) -> None:
    found = []
    for versions in indicators().values():
        each = version_on(versions, Q3.last)
        period = each.period_in(Q3)
        before = each.compared_with(period)
        found.append(
            (each.topic, each.theme, each.name, each.polarity.value, each.frequency_as_printed,
             str(before or ""), each.label(period), each.unit.value)
        )  # fmt: skip
    columns = (
        "topic", "theme", "indicator", "polarity", "frequency", "previous_period", "latest_period", "unit",
    )  # fmt: skip
    assert found == [tuple(row[name] for name in columns) for row in printed]


@pytest.mark.parametrize("versions", indicators().values(), ids=indicators())
def test_each_says_what_it_is(versions: list) -> None:
    assert [each.version for each in versions] == list(range(1, len(versions) + 1))
    for each in versions:
        texts = (each.question, each.owner, each.source, each.definition, each.numerator)
        assert all(text.strip() == text and text for text in texts)
        assert bool(each.denominator) == (each.unit is not Unit.COUNT)


def test_the_version_is_that_of_the_day() -> None:
    versions = indicators()["cp-second-plan"]
    assert version_on(versions, date(2022, 9, 30)).decimals == 1
    assert version_on(versions, date(2022, 10, 1)).decimals == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a]\nname = 'A'\ncolour = 'red'", "there is no field colour"),
        ("[a]\nname = 'A'", "missing"),
        ("[a]\nunit = 'miles'", "'miles' is not a valid Unit"),
    ],
)
def test_what_cannot_stand_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(DefinitionError, match=said) as refused:
        read_definitions(text, named="ours.toml")
    assert str(refused.value).startswith("ours.toml: a: ")


def test_children_in_mainstream_are_counted_on_the_day_that_the_definition_names() -> None:
    (plans,) = indicators()["send-mainstream-plans"]
    for name, day in (
        ("Spring 2022", "31 March"),
        ("Summer 2022", "31 July"),
        ("Autumn 2022", "31 December"),
    ):
        period = parse(name)
        assert plans.counted_when(period) == f"on {day} 2022"
        assert in_words(counted_on(period)) == f"{day} 2022"
        assert day in plans.definition


def test_each_indicator_says_when_it_is_counted() -> None:
    report = parse("Q3 2022/23")
    said = {key: of[-1].counted_when(of[-1].period_in(report)) for key, of in indicators().items()}
    assert said["cp-two-years"] == "on 31 December 2022"
    assert said["cp-second-plan"] == "from 1 October 2022 to 31 December 2022"
    assert said["yj-first-time"] == "from 1 April 2022 to 30 September 2022"
    assert said["eyfs-gld"] == "from 1 September 2021 to 31 August 2022"
    census = "at the school census from 1 September 2022 to 31 December 2022"
    assert said["send-mainstream-support"] == census
    on_a_day = {key for key, words in said.items() if words.startswith("on ")}
    assert all(
        "on the last day" in indicators()[key][-1].definition
        for key in on_a_day - {"send-mainstream-plans"}
    )
