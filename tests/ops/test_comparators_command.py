"""`rightplace comparators` loads published files, lists them and shows a measure."""

import json
from pathlib import Path

import pytest

from rightplace.ops.main import main
from tests.facts.comparators.published import VALUES, folder

Said = pytest.CaptureFixture[str]
LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "published"
    made.mkdir()
    return made


def said_as_data(capsys: Said) -> object:
    return json.loads(capsys.readouterr().out)


def test_a_folder_is_loaded_and_says_what_came_and_what_did_not(
    home: Path, place: Path, capsys: Said
) -> None:
    (folder(place) / "notes.txt").write_text("about")
    assert main(["comparators", "load", str(place)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("published (")
    assert "): 11 values of 3 measures and 6 authorities, from 5 files.\n" in said
    assert "Left out: notes.txt: it is not a CSV file.\n" in said
    assert said.endswith(f"{LICENCE}\n")
    assert len(list((home / "comparators").glob("*/manifest.json"))) == 1


def test_with_a_fault_nothing_is_loaded(home: Path, place: Path, capsys: Said) -> None:
    folder(place, values=VALUES + "Late,2023,501,?\n")
    assert main(["comparators", "load", str(place)]) == 2
    told = capsys.readouterr().err
    assert told.startswith("indicator_values.csv, line 13, value: '?' is neither a number")
    assert told.endswith("Nothing was loaded. Mend this, or load the rest: --without-bad-rows\n")
    assert not (home / "comparators").exists()


def test_the_rest_is_loaded_where_that_is_asked(home: Path, place: Path, capsys: Said) -> None:
    folder(place, values=VALUES + "Late,2023,501,?\n")
    assert main(["comparators", "load", str(place), "--without-bad-rows", "--format", "json"]) == 1
    data = said_as_data(capsys)
    assert data["rows"]["value"] == 11
    assert [(fault["line"], fault["column"]) for fault in data["faults"]] == [(13, "value")]


def test_many_faults_are_cut_at_the_terminal_and_whole_as_data(
    home: Path, place: Path, capsys: Said
) -> None:
    folder(place, values=VALUES + "Late,2023,501,?\n" * 30)
    assert main(["comparators", "load", str(place)]) == 2
    assert "and 10 more: --format json has them all.\n" in capsys.readouterr().err
    assert main(["comparators", "load", str(place), "--format", "json"]) == 2
    assert len(said_as_data(capsys)["faults"]) == 30


def test_a_folder_that_is_not_there_is_told(home: Path, capsys: Said) -> None:
    assert main(["comparators", "load", "nowhere"]) == 2
    assert "There is no such folder." in capsys.readouterr().err


def test_what_is_loaded_is_listed(home: Path, place: Path, capsys: Said) -> None:
    assert main(["comparators", "list"]) == 0
    assert "No comparators are loaded yet." in capsys.readouterr().out
    main(["comparators", "load", str(folder(place))])
    capsys.readouterr()
    assert main(["comparators", "list", "--format", "json"]) == 0
    (found,) = said_as_data(capsys)
    assert (found["name"], found["authorities"], found["licence"]) == ("published", 6, LICENCE)
    assert main(["comparators", "list"]) == 0
    assert "published" in capsys.readouterr().out


def test_a_measure_is_shown_with_an_authority_s_own(home: Path, place: Path, capsys: Said) -> None:
    main(["comparators", "load", str(folder(place))])
    capsys.readouterr()
    assert main(["comparators", "show", "Late", "--la", "501", "--format", "json"]) == 0
    data = said_as_data(capsys)
    assert (data["title"], data["polarity"]) == ("Late work", "low")
    assert data["periods"][1] == {
        "period": "2022", "authorities": 3, "lowest": 12.5, "median": 14.0, "highest": 30.0,
        "nation": 15.5, "region": 16.0, "authority": 12.5, "flag": "",
    }  # fmt: skip
    assert main(["comparators", "show", "Late"]) == 0
    assert "Late: Late work (%; low is good)" in capsys.readouterr().out
    assert main(["comparators", "show", "Late", "--la", "503"]) == 0
    assert "Ceeshire" in capsys.readouterr().out


def test_a_measure_or_authority_that_is_not_there_is_told(
    home: Path, place: Path, capsys: Said
) -> None:
    assert main(["comparators", "show", "Late"]) == 2
    assert "No comparators are loaded." in capsys.readouterr().err
    main(["comparators", "load", str(folder(place))])
    assert main(["comparators", "show", "late"]) == 2
    assert "published has no measure 'late'. Like it are: Late." in capsys.readouterr().err
    assert main(["comparators", "show", "Late", "--la", "999"]) == 2
    assert "have values of authority 999." in capsys.readouterr().err
