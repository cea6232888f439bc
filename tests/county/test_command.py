"""`rightplace county`: return files from a seed, and one county in an empty record."""

import argparse
from datetime import date
from pathlib import Path

import pytest

from rightplace.casework.models import Person, User
from rightplace.county.staff import DEMO_PASSWORD, DEMO_SIGN_INS
from rightplace.ops.cli import county
from rightplace.ops.config import config
from rightplace.returns import sen2


def command(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    county.add_parser(parser.add_subparsers())
    args = parser.parse_args(["county", *arguments])
    return int(args.run(args))


def test_the_three_layouts_hold_the_same_return(tmp_path: Path) -> None:
    assert command("--plans", "120", "--seed", "7", "--year", "2025", "--to", str(tmp_path)) == 0
    paths = (tmp_path / "sen2-2025.xml", tmp_path / "collect", tmp_path / "sen2-2025.xlsx")
    xml, collect, template = (sen2.read(path, year=2025) for path in paths)
    assert (xml.counts, collect.counts, template.counts) == ({}, {}, {})
    rows = {name: table.num_rows for name, table in xml.tables.items()}
    assert rows == {name: table.num_rows for name, table in collect.tables.items()}
    assert rows == {name: table.num_rows for name, table in template.tables.items()}
    assert rows["active_plan"] == 120


def test_the_same_seed_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("one", "other"):
        command("--plans", "30", "--to", str(tmp_path / name))
    one, other = (tmp_path / name / "sen2-2025.xml" for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()


def test_each_authority_of_a_nation_has_a_folder(tmp_path: Path) -> None:
    command("--plans", "3000", "--authorities", "3", "--to", str(tmp_path))
    assert [path.name[:3] for path in sorted(tmp_path.iterdir())] == ["501", "502", "503"]
    assert all((path / "sen2-2025.xml").exists() for path in tmp_path.iterdir())


@pytest.mark.usefixtures("empty_record")
def test_a_county_is_loaded_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(config(), "home", tmp_path)
    assert command("--load", "--plans", "12") == 0
    assert config().day == date(2023, 1, 31)
    children = Person.objects.count()
    assert command("--load", "--plans", "12") == 2
    assert "The record holds children already" in capsys.readouterr().err
    assert Person.objects.count() == children


@pytest.mark.usefixtures("empty_record")
def test_the_five_sign_in_and_nobody_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(config(), "home", tmp_path)
    command("--load", "--plans", "12")
    let_in = {user.username for user in User.objects.all() if user.check_password(DEMO_PASSWORD)}
    assert let_in == {each.username for each in DEMO_SIGN_INS}


@pytest.mark.parametrize(
    "arguments", [(), ("--load", "--to", "x"), ("--year", "2018", "--to", "x")]
)
def test_what_makes_no_sense_is_refused(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(*arguments) == 2
    assert capsys.readouterr().err
