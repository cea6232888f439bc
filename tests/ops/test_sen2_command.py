"""`rightplace sen2` and `rightplace snapshot`, and one number for one question everywhere."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from rightplace.facts.snapshot import freeze
from rightplace.indicators import evaluate
from rightplace.ops.main import main
from rightplace.returns.sen2 import build_return, write_collect, write_template, write_xml
from tests.conftest import County

pytestmark = pytest.mark.django_db
Said = pytest.CaptureFixture[str]


@pytest.fixture
def returns(county: County, tmp_path: Path) -> dict[str, Path]:
    """The return of 2023 of the hamlet, in every layout."""
    made_at = datetime(2023, 2, 1, tzinfo=UTC)
    tables = build_return(county.snapshot.tables(), year=2023, authority="990", made_at=made_at)
    paths = {"xml": tmp_path / "a.xml", "collect": tmp_path / "b", "template": tmp_path / "c.xlsx"}
    write_xml(tables, paths["xml"], year=2023)
    write_collect(tables, paths["collect"], year=2023)
    write_template(tables, paths["template"], year=2023)
    return paths


def look(path: Path, said: Said) -> dict[str, object]:
    assert main(["sen2", "look", str(path), "--format", "json"]) == 0
    found: dict[str, object] = json.loads(said.readouterr().out)
    return found


def test_every_layout_holds_the_same(returns: dict[str, Path], capsys: Said) -> None:
    looks = {name: look(path, capsys) for name, path in returns.items()}
    for what in ("year", "tables", "figures", "codes"):
        assert looks["xml"][what] == looks["collect"][what] == looks["template"][what]


def test_the_command_the_screen_and_the_snapshot_give_one_number(
    county: County, returns: dict[str, Path], capsys: Said
) -> None:
    figures = look(returns["xml"], capsys)["figures"]
    result = evaluate(county.snapshot, "timeliness.within_20_weeks").where("period", "2022")
    client = Client()
    client.force_login(county.user("analyst"))
    answer = client.get(reverse("insight:csv", args=["timeliness.within_20_weeks"])).content
    rows = {row["period"]: row for row in csv.DictReader(io.StringIO(answer.decode("utf-8-sig")))}
    for column in ("issued", "within"):
        (value,) = result.values(column)
        assert figures[f"timeliness.within_20_weeks.{column}"] == value  # type: ignore[index]
        assert int(rows["2022"][column]) == value
    assert result.values("issued") > (10,)
    (made,) = evaluate(county.snapshot, "plans.new").where("period", "2022").values("plans")
    assert figures["plans.new.plans"] == made  # type: ignore[index]


def test_a_return_becomes_a_snapshot_that_a_dashboard_opens_on(
    county: County,
    returns: dict[str, Path],
    home: Path,
    capsys: Said,
    settings: Settings,
) -> None:
    assert main(["sen2", "load", str(returns["xml"]), "--name", "other"]) == 0
    assert "of the 2023 return are in the snapshot other" in capsys.readouterr().out
    assert main(["snapshot", "list", "--format", "json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["name"], listed["origin"], listed["year"], listed["as_of"]) == (
        "other", "return", 2023, "2023-01-19",
    )  # fmt: skip
    assert main(["snapshot", "show", "other"]) == 0
    assert "Its content is what was frozen" in capsys.readouterr().out
    client = Client()
    client.force_login(county.user("analyst"))
    settings.SNAPSHOTS = home / "snapshots"
    page = client.get(reverse("insight:timeliness"), {"snapshot": "other"}).content.decode()
    assert "came within 20 weeks" in page


def test_what_is_written_is_read_again_the_same(
    county: County, returns: dict[str, Path], home: Path, capsys: Said
) -> None:
    main(["sen2", "load", str(returns["collect"]), "--name", "other"])
    out = home / "again.xml"
    assert main(["sen2", "write", "--snapshot", "other", "--year", "2023", "--to", str(out)]) == 0
    capsys.readouterr()
    first, again = (look(path, capsys) for path in (returns["xml"], out))
    assert [first[k] for k in ("tables", "codes", "figures")] == [
        again[k] for k in ("tables", "codes", "figures")
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sen2", "look", "nowhere.xml"], "nowhere.xml"),
        (
            ["sen2", "write", "--snapshot", "none", "--year", "2023", "--to", "x"],
            "no snapshot 'none'",
        ),
        (["snapshot", "show", "Not A Name"], "cannot name a snapshot"),
    ],
)
def test_what_cannot_be_done_is_said_on_stderr_with_exit_2(
    home: Path, capsys: Said, arguments: list[str], said: str
) -> None:
    assert main(arguments) == 2
    found = capsys.readouterr()
    assert (found.out, said in found.err) == ("", True)


def test_a_return_is_not_written_for_another_year(county: County, home: Path, capsys: Said) -> None:
    about = replace(county.snapshot.about, origin="return", year=2024)
    freeze({}, name="r", about=about, taken_at=county.snapshot.taken_at, store=home / "snapshots")
    assert main(["sen2", "write", "--snapshot", "r", "--year", "2025", "--to", "x.xml"]) == 2
    assert "r is the return of 2024, which cannot become that of 2025" in capsys.readouterr().err


def test_a_snapshot_of_the_record_is_taken_once_under_a_name(
    county: County, home: Path, capsys: Said
) -> None:
    assert main(["snapshot", "take", "--name", "mine"]) == 0
    assert "mine: the record on 31 January 2023" in capsys.readouterr().out
    assert main(["snapshot", "take", "--name", "mine"]) == 2
    assert "There is a snapshot 'mine' already" in capsys.readouterr().err
