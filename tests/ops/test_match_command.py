"""`rightplace match`: counts, and nothing personal."""

from pathlib import Path

import pytest

from rightplace.casework.models import Match, Person, SourceFile
from rightplace.county.play import invent
from rightplace.ops.main import main
from rightplace.papers.csv import csv_bytes
from tests.conftest import HAMLET, County

pytestmark = pytest.mark.django_db
COLUMNS = ("ID", "Surname", "Forename", "DOB", "UPN", "Postcode", "Sex")


@pytest.fixture
def export(county: County, tmp_path: Path) -> Path:
    """Three children of the record, one of them without a name, and one who is not in it."""
    people = Person.objects.exclude(upn="").exclude(postcode="").order_by("pk")[:3]
    rows = [
        (f"X{p.pk}", p.surname, p.forename, p.birth_date, p.upn, p.postcode, p.sex) for p in people
    ]
    rows[2] = (rows[2][0], "", "", *rows[2][3:])
    rows.append(("X0", "Zzyzx", "Quill", "2011-04-05", "", "", "M"))
    path = tmp_path / "care.csv"
    path.write_bytes(csv_bytes(COLUMNS, rows))
    return path


def test_counts_are_printed_and_nothing_is_kept(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (Match.objects.count(), SourceFile.objects.count())
    assert main(["match", str(export), "--source", "Care"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Care: 3 children read, 1 problems"
    assert lines[2:5] == [
        "almost certainly the same child: 2",
        "to be looked at: 0",
        "the same UPN on different children: 0",
    ]
    assert lines[-1] == "nothing was kept"
    assert (Match.objects.count(), SourceFile.objects.count()) == before


def test_nothing_personal_is_printed(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["match", str(export), "--source", "Care", "--by", "manager"])
    printed = "".join(capsys.readouterr())
    words = export.read_text("utf-8-sig").replace("\n", ",").split(",")
    told = [word for word in words if len(word) > 3 and word not in COLUMNS and word in printed]
    assert told == []


def test_with_the_name_of_who_loads_it_the_pairs_wait(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["match", str(export), "--source", "Care", "--by", "manager"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "new pairs to be decided: 2"
    assert Match.objects.filter(system="Care").count() == 2
    assert main(["match", str(export), "--source", "Care", "--by", "manager"]) == 2
    assert "loaded already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by", "officer"], "officer is no manager or analyst"),
        (["--by", "nobody"], "nobody is no manager or analyst"),
    ],
)
def test_only_a_manager_or_an_analyst_loads_a_list(
    export: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["match", str(export), "--source", "Care", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["match", str(tmp_path / "no.csv"), "--source", "Care"]) == 2
    assert "No such file" in capsys.readouterr().err


def test_without_a_list_the_record_is_compared_with_itself(
    county: County, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = len(invent(HAMLET).twice)
    assert main(["match"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "The record, compared with itself"
    sure, look = (int(line.rpartition(" ")[2]) for line in lines[2:4])
    waiting = Match.objects.exclude(other=None).count()
    assert (sure + look, lines[-1]) == (waiting, "nothing was kept")
    assert sure + look >= twice > 0
    assert main(["match", "--by", "manager"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "new pairs to be decided: 0"


def test_a_list_and_its_system_are_given_together(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["match", str(export)], ["match", "--source", "Care"]):
        assert main(arguments) == 2
        assert "needs --source" in capsys.readouterr().err
