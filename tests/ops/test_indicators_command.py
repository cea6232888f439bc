"""`rightplace indicators compare` places an authority's figures among others'."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rightplace.county.nation import keep_nation
from rightplace.county.nation.standing import STANDINGS
from rightplace.county.spec import CountySpec
from rightplace.ops.main import main

Said = pytest.CaptureFixture[str]
COMPARE = ["indicators", "compare", "--la", "990", "--period", "Q3 2022/23"]


@pytest.fixture
def nation(home: Path) -> Path:
    """A data folder with the invented nation's comparators in it."""
    loaded_at = datetime(2023, 1, 31, tzinfo=UTC)
    keep_nation(CountySpec(), store=home / "comparators", loaded_at=loaded_at)
    return home


@pytest.fixture
def report(tmp_path: Path) -> str:
    """The report's own values."""
    path = tmp_path / "report.csv"
    lines = [f"{key},{standing.value}\n" for key, standing in STANDINGS.items()]
    path.write_text("indicator,latest_value\n" + "".join(lines))
    return str(path)


def test_the_csv_has_the_columns_asked_for_and_the_printed_quartiles(
    nation: Path, report: str, capsys: Said
) -> None:
    assert main([*COMPARE, "--neighbours", "2021", "--values", report, "--format", "csv"]) == 0
    said = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert list(rows[0]) == [
        "indicator", "value", "comparator_period", "authorities", "national_quartile",
        "statistical_neighbour_average",
    ]  # fmt: skip
    assert list(rows[0].values()) == [
        "Children becoming subject to a CPP for second or subsequent time",
        "22.74", "2022", "153", "3", "22.3",
    ]  # fmt: skip
    assert [int(row["national_quartile"]) for row in rows] == [
        standing.quartile for standing in STANDINGS.values()
    ]
    assert "not a report's own" not in said.err
    assert said.err.endswith("Invented figures: no authority in them is a real one.\n")


def test_published_values_are_said_to_be_such(nation: Path, capsys: Said) -> None:
    assert main([*COMPARE, "--format", "json"]) == 0
    said = capsys.readouterr()
    assert said.err.startswith("18 values are those published for Marlshire, not a report's own")
    first = json.loads(said.out)[0]
    assert (first["key"], first["value_is"], first["value"]) == (
        "cp-second-plan",
        "published",
        22.7,
    )
    assert len(first["neighbours"]) == len(first["neighbours_with_value"]) == 10


def test_what_cannot_be_compared_says_why(nation: Path, capsys: Said) -> None:
    assert main(["indicators", "compare", "--la", "990", "--period", "Q3 2023/24"]) == 0
    said = capsys.readouterr()
    assert "The comparators have no values for 2023; they have 2016 to 2022." in said.err
    assert "Care leavers EET" in said.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--period", "soon"], '"soon" is not a period'),
        (["--period", "2021/22"], "2021/22 is not a quarter"),
        (["--la", "999"], "have values of authority 999"),
        (["--neighbours", "2020"], "Its models are: 2021, 2025."),
        (["--values", "none.csv"], "none.csv cannot be read"),
        (["--set", "other"], "There are no comparators 'other'."),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(
    nation: Path, arguments: list[str], told: str, capsys: Said
) -> None:
    assert main([*COMPARE, *arguments]) == 2
    assert told in capsys.readouterr().err
