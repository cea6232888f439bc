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
from rightplace.indicators.performance.periods import parse

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
