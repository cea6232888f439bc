"""`rightplace check`: what it finds, what it says, what it never shows, and when it cannot run."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from openpyxl import load_workbook

from rightplace.facts.snapshot import About, freeze
from rightplace.ops.main import main
from rightplace.returns.sen2 import write_xml
from rightplace.returns.sen2.modules import MODULES
from rightplace.returns.sen2.years import COLLECTIONS

Said = pytest.CaptureFixture[str]
Row = dict[str, object]
WHOLE: dict[str, Row] = {
    "header": {
        "collection": "SEN2", "year": "2025", "reference_date": COLLECTIONS[2025].survey_day,
        "source_level": "L", "lea": "899", "date_time": "2025-02-01T09:30:00",
        "dmo": "Y", "dco": "Y", "dsco": "Y",
    },
    "person": {
        "person_id": 1, "surname": "Quillfeather", "forename": "Zoë", "sex": "F", "ethnicity": "WBRI",
        "person_birth_date": datetime(2015, 3, 1).date(), "post_code": "M1 1AE", "upn": "H801200001001",
    },
    "request": {
        "request_id": 1, "person_id": 1, "received_date": datetime(2024, 12, 1).date(), "rya": "0",
        "request_outcome": "A", "request_source": "1",
    },
}  # fmt: skip


def tables(**changes: Row) -> dict[str, pa.Table]:
    rows = {name: [row | changes.get(name, {})] for name, row in WHOLE.items()}
    return {
        name: pa.Table.from_pylist(rows.get(name, []), schema=module.table.arrow)
        for name, module in MODULES.items()
    }


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(**changes: Row) -> Path:
        path = tmp_path / "return.xml"
        write_xml(tables(**changes), path, year=2025)
        return path

    return write


def check(path: Path | str, *more: str) -> int:
    return main(["check", str(path), "--return", "sen2", *more])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, 0),
        ({"person": {"upn": None, "upn_unknown": "UN2"}}, 0),
        ({"person": {"post_code": None}}, 1),
        ({"person": {"sex": None}}, 2),
    ],
    ids=["nothing", "information", "query", "error"],
)
def test_the_exit_code_says_how_grave_it_is(
    file: Callable[..., Path], capsys: Said, changes: dict[str, Row], code: int
) -> None:
    assert check(file(**changes)) == code


def test_the_terminal_shows_rules_and_rows_and_no_value(
    file: Callable[..., Path], capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    path = file(person={"upn": "H999999999999", "ethnicity": "MARTIAN", "post_code": "NOWHERE"})
    for form in ("table", "json"):
        assert check(path, "--format", form) == 2
        said = "".join(capsys.readouterr())
        for shown in ("LOC-P07", "LOC-P16", "LOC-P08", "Person", "LOC-N11"):
            assert shown in said
        for kept in ("Quillfeather", "Zoë", "H999", "MARTIAN", "NOWHERE", "2015"):
            assert kept not in said


def test_a_file_has_a_line_for_each_finding_with_its_values(
    file: Callable[..., Path], tmp_path: Path, capsys: Said
) -> None:
    path = file(person={"ethnicity": "=1+1", "forename": None})
    to = {kind: tmp_path / f"found.{kind}" for kind in ("json", "xlsx", "html")}
    for kind, out in to.items():
        assert check(path, "--format", kind, "--to", str(out)) == 2
        assert out.stat().st_mode & 0o077 == 0
    lines = json.loads(to["json"].read_text())["lines"]
    assert [(x["rule"], x["row"], x["person"], x["values"]) for x in lines] == [
        ("LOC-P02", 1, 1, {"Forename": ""}),
        ("LOC-P07", 1, 1, {"Ethnicity": "=1+1"}),
    ]
    sheet = load_workbook(to["xlsx"])["Findings"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["LOC-P02", "LOC-P07"]
    assert sheet.auto_filter.ref == "A1:H3"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    page = to["html"].read_text()
    assert 'lang="en-GB"' in page
    assert "<caption>Findings</caption>" in page
    assert "Ethnicity: =1+1" in page


def test_a_page_shows_no_value_as_markup(file: Callable[..., Path], tmp_path: Path) -> None:
    out = tmp_path / "found.html"
    check(file(person={"ethnicity": "<script>alert(1)</script>"}), "--to", str(out))
    assert "<script" not in out.read_text()
    assert "&lt;script&gt;" in out.read_text()


def test_a_snapshot_is_checked_by_its_name(home: Path, capsys: Said) -> None:
    about = About("899", COLLECTIONS[2025].survey_day, "return", "a.xml", 2025)
    taken_at = datetime(2025, 2, 1, tzinfo=UTC)
    freeze(tables(), name="kept", about=about, taken_at=taken_at, store=home / "snapshots")
    assert check("kept") == 0
    assert check("kept", "--year", "2024") == 3
    assert "is the return of 2025" in capsys.readouterr().err


def test_rules_are_changed_and_added_in_a_file(
    file: Callable[..., Path], tmp_path: Path, capsys: Said
) -> None:
    own = tmp_path / "ours.toml"
    own.write_text(
        '[LOC-P08]\noff = "By hand"\n'
        '[[add]]\nid = "OWN-1"\ntable = "person"\nfields = ["surname"]\nseverity = "query"\n'
        'message = "Long name"\nwhere = "length(surname) > 5 -- six or more"\n'
    )
    path = file(person={"post_code": None})
    assert check(path, "--rules", str(own), "--format", "json") == 1
    totals = json.loads(capsys.readouterr().out)["totals"]
    assert [(t["rule"], t["rows"]) for t in totals] == [("OWN-1", [1])]


def test_lists_are_given_in_files(file: Callable[..., Path], tmp_path: Path, capsys: Said) -> None:
    listed = tmp_path / "authorities.txt"
    listed.write_text("801\n802\n")
    assert check(file(), "--list", f"la_codes={listed}", "--format", "json") == 2
    found = json.loads(capsys.readouterr().out)
    assert [t["rule"] for t in found["totals"]] == ["LOC-H05b"]
    assert "LOC-N11" in found["not_asked"]
    assert "LOC-H05b" not in found["not_asked"]


def test_counts_come_by_rule_or_by_table(file: Callable[..., Path], capsys: Said) -> None:
    path = file(person={"post_code": None}, request={"rya": "2"})
    orders = {}
    for by in ("rule", "table"):
        check(path, "--by", by, "--format", "json")
        totals = json.loads(capsys.readouterr().out)["totals"]
        orders[by] = [t["rule"] for t in totals if "reader" not in t["rule"]]
    assert orders == {"rule": ["LOC-R09", "LOC-P08"], "table": ["LOC-P08", "LOC-R09"]}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["nowhere.xml", "--return", "sen2"], "cannot be opened"),
        (["nowhere", "--return", "sen2"], "no snapshot 'nowhere'"),
        (["x.xml", "--return", "ilr"], "no return called ilr"),
        (["x.xml", "--return", "zzz"], "no return called zzz"),
        (["x.xml", "--return", "sen2", "--format", "xlsx"], "needs --to"),
        (["x.xml", "--return", "sen2", "--rules", "nowhere.toml"], "cannot be read as TOML"),
        (["x.xml", "--return", "sen2", "--list", "stars=x"], "NAME=FILE"),
        (["x.xml", "--return", "sen2", "--list", "urns=nowhere.txt"], "cannot be read"),
    ],
)
def test_a_check_that_cannot_run_says_why_with_exit_3(
    home: Path, capsys: Said, more: list[str], words: str
) -> None:
    assert main(["check", *more]) == 3
    found = capsys.readouterr()
    assert (found.out, words in found.err) == ("", True)


def test_a_return_of_a_year_without_rules_is_not_passed(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "return.xml"
    header = {"year": "2027", "reference_date": COLLECTIONS[2027].survey_day}
    write_xml(tables(header=header), path, year=2027)
    assert check(path) == 3
    assert "are those of 2023 to 2026" in capsys.readouterr().err


def test_a_thousand_broken_rows_are_read_to_the_end(tmp_path: Path, capsys: Said) -> None:
    people = [{"person_id": n, "ethnicity": "X"} for n in range(1, 2001)]
    found = tables() | {
        "person": pa.Table.from_pylist(people, schema=MODULES["person"].table.arrow)
    }
    path = tmp_path / "return.xml"
    write_xml(found, path, year=2025)
    assert check(path, "--format", "json", "--limit", "3") == 2
    totals = {t["rule"]: t for t in json.loads(capsys.readouterr().out)["totals"]}
    assert (totals["LOC-P01"]["number"], totals["LOC-P01"]["rows"]) == (2000, [1, 2, 3])
    assert totals["reader: code"]["number"] == 2000


def found_in(capsys: Said) -> tuple[dict[str, int], str]:
    """Rule -> how many rows the terminal counts, and what it says about the check."""
    said = json.loads(capsys.readouterr().out)
    return {total["rule"]: total["number"] for total in said["totals"]}, said["about"]


def test_findings_and_remarks_that_stand_stay_so_in_later_files(
    file: Callable[..., Path], tmp_path: Path, capsys: Said
) -> None:
    ours, wrong = str(tmp_path / "ours.csv"), {"ethnicity": "MARTIAN", "post_code": None}
    aside = ("--accepted", ours, "--format", "json")
    assert check(file(person=wrong), *aside) == 2
    assert found_in(capsys)[0] == {"reader: code": 1, "LOC-P07": 1, "LOC-P08": 1}
    for rule in ("reader: code", "LOC-P07"):
        check(file(person=wrong), *aside, "--accept", rule, "--reason", "It is so")
        assert rule not in found_in(capsys)[0]
    # A later file of the same child, with another finding beside those that stand
    later = {**wrong, "sex": None}
    assert check(file(person=later), *aside) == 2
    assert found_in(capsys)[0] == {"LOC-P06": 1, "LOC-P08": 1}
    check(file(person=later), *aside, "--accept", "LOC-P06", "--reason", "It is so")
    capsys.readouterr()
    assert check(file(person=later), *aside) == 1
    totals, about = found_in(capsys)
    assert (totals, "3 findings are accepted." in about) == ({"LOC-P08": 1}, True)
    check(file(person=later), *aside, "--show-accepted")
    assert len(found_in(capsys)[0]) == 4
    # Where a value changes, they are new
    assert check(file(person={**wrong, "ethnicity": "VENUSIAN"}), *aside) == 2
    assert found_in(capsys)[0] == {"reader: code": 1, "LOC-P07": 1, "LOC-P08": 1}
    kept = Path(ours).read_text()
    assert ("MARTIAN" in kept, "H801200001001" in kept) == (False, False)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--accept", "LOC-P06"], "--accepted FILE"),
        (["--accepted", "new.csv", "--accept", "LOC-P06"], "--accept needs --reason"),
        (["--accepted", "new.csv", "--accept", "LOC-P06", "--reason", "x"], "no finding of it"),
        (["--accepted", "record", "--accept", "LOC-P06", "--reason", "x"], "writes to a file"),
        (["--accepted", "wrong.csv"], "wrong.csv, row 2: write collection, year, rule"),
    ],
)
def test_what_cannot_be_accepted_is_refused_with_a_reason(
    file: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Said,
    more: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("wrong.csv").write_text("rule,reason\nLOC-P06,x\n")
    assert check(file(), *more) == 3
    assert words in " ".join(capsys.readouterr().err.split())
