"""`sen2 reconcile`, `annexa build`, `rules export` and `rules import` at the command line."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from rightplace.facts.quality import read_changes
from rightplace.facts.snapshot import About, freeze
from rightplace.ops.config import Config
from rightplace.ops.main import main
from rightplace.returns.annexa import read_lists
from rightplace.returns.sen2.reconcile import reconcile
from tests.conftest import County

pytestmark = pytest.mark.django_db
Store = Callable[[], Path]


@pytest.fixture
def snapshot(county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> County:
    """The county's snapshot in a store of its own, as `january`, and a return as `loaded`."""
    store = tmp_path / "store"
    monkeypatch.setattr(Config, "snapshots", store)
    tables, at = county.snapshot.tables(), county.snapshot.taken_at
    freeze(tables, name="january", about=county.snapshot.about, taken_at=at, store=store)
    about = About("990", county.snapshot.about.as_of, "return", "a.xml", 2023)
    freeze(tables, name="loaded", about=about, taken_at=at, store=store)
    return county


def names(county: County) -> set[str]:
    return {n for n in county.snapshot.tables()["person"]["surname"].to_pylist() if len(n) > 5}


def test_the_terminal_shows_counts_alone(
    snapshot: County, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sen2", "reconcile", "january", "--year", "2023"]) == 0
    said = capsys.readouterr().out
    words = set(re.findall(r"[\w'-]+", said))
    assert words & names(snapshot) == set()
    assert f"{snapshot.snapshot.tables()['person'].num_rows:,}" in said


def test_json_holds_the_counts_and_the_walk(
    snapshot: County, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sen2", "reconcile", "january", "--year", "2023", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    found = reconcile(snapshot.snapshot.tables(), year=2023)
    assert [c["number"] for c in told["counts"]] == [c.number for c in found.counts]
    assert [s["plans"] for s in told["walk"]] == [n for _, n in found.walk]


def test_files_have_a_row_for_each(snapshot: County, tmp_path: Path) -> None:
    rows = reconcile(snapshot.snapshot.tables(), year=2023).rows.num_rows
    for form in ("csv", "xlsx"):
        to = tmp_path / f"who.{form}"
        command = ["sen2", "reconcile", "january", "--year", "2023", "--format", form]
        assert main([*command, "--to", str(to)]) == 0
        assert to.stat().st_mode & 0o077 == 0
    with (tmp_path / "who.csv").open(encoding="utf-8-sig") as file:
        assert len(list(csv.reader(file))) == rows + 1
    assert load_workbook(tmp_path / "who.xlsx")["Rows"].max_row == rows + 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["loaded", "--year", "2023"], "is a return that was loaded"),
        (["nowhere", "--year", "2023"], "nowhere"),
        (["january", "--year", "1999"], "no SEN2 layout for 1999"),
        (["january", "--year", "2023", "--format", "csv"], "needs --to FILE"),
    ],
)
def test_what_cannot_be_reconciled_is_refused(
    snapshot: County, capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    assert main(["sen2", "reconcile", *given]) == 2
    assert said in capsys.readouterr().err


def test_the_lists_are_built_and_read_back(
    snapshot: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["annexa", "build", "january", "--to", str(tmp_path / "lists.xlsx")]) == 0
    lists, _ = read_lists(tmp_path / "lists.xlsx")
    said = capsys.readouterr().out
    assert f"List 1: {lists['list_1'].num_rows:,} children" in said
    assert main(["annexa", "build", "nowhere", "--to", str(tmp_path / "b.xlsx")]) == 2


def test_rules_go_out_and_come_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("sen2", "903", "cin", "annexa"):
        book, toml = str(tmp_path / f"{name}.xlsx"), tmp_path / f"{name}.toml"
        assert main(["rules", "export", "--return", name, "--to", book]) == 0
        assert main(["rules", "import", book, "--return", name, "--to", str(toml)]) == 0
        assert read_changes(toml) == {}
    assert capsys.readouterr().out.count("not taken over") == 0


@pytest.mark.parametrize("column", ["colour=Red", "number="])
def test_a_column_that_is_not_asked_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], column: str
) -> None:
    to = str(tmp_path / "a.toml")
    given = ["rules", "import", "a.xlsx", "--return", "sen2", "--column", column, "--to", to]
    assert main(given) == 2
    assert "WHAT=HEADING" in capsys.readouterr().err
