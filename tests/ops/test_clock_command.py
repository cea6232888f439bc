"""`rightplace clock` at the terminal."""

import json
from pathlib import Path

import pytest

from rightplace.law.manual import render
from rightplace.ops.cli import clock
from rightplace.ops.main import main

Said = pytest.CaptureFixture[str]
ASKED = ("--received", "2024-01-01", "--as-of", "2024-06-01")


FINAL = "first_plan.final_plan"


def run(*arguments: str) -> int:
    return main(["clock", *arguments])


def data(capsys: Said) -> list[dict[str, object]]:
    out, err = capsys.readouterr()
    assert err == ""
    return list(json.loads(out))


def _as_data(duty: str, name: str, due: str, weeks: int, late: int, rule: str) -> dict[str, object]:
    """What is told of a duty of the request of 1 January 2024, late on 1 June 2024."""
    counted = f"{weeks} weeks from the request of 1 January 2024"
    in_words = {"2024-02-12": "12 February 2024", "2024-04-22": "22 April 2024",
                "2024-05-20": "20 May 2024"}[due]  # fmt: skip
    return {
        "duty": duty,
        "name": name,
        "ref": "",
        "who": "the authority",
        "started_by": "request_received",
        "started_on": "2024-01-01",
        "due_on": due,
        "counted": counted,
        "state": "late",
        "met_on": None,
        "ended_on": None,
        "excused_by": None,
        "days_left": -late,
        "days_taken": None,
        "days_late": late,
        "citation": rule,
        "unverified": "",
        "explanation": f"{name[0].upper()}{name[1:]} was due by {in_words} ({counted}; {rule});"
        f" it is {late} days late.",
    }


THREE = [
    _as_data("first_plan.decide_to_assess", "the decision whether to assess", "2024-02-12", 6, 110,
             "SEND Regs 2014 reg 5(1)"),
    _as_data("first_plan.refuse_to_issue", "a decision not to issue a plan (if that is the decision)",
             "2024-04-22", 16, 40, "SEND Regs 2014 reg 10(1)"),
    _as_data("first_plan.final_plan", "the final plan", "2024-05-20", 20, 12,
             "SEND Regs 2014 reg 13(2)"),
]  # fmt: skip


def test_a_request_as_data(capsys: Said) -> None:
    assert run(*ASKED, "--format", "json") == 0
    assert data(capsys) == THREE


def test_a_request_as_a_table_with_a_sentence_for_each_duty(
    capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run(*ASKED) == 0
    out, err = capsys.readouterr()
    rows = [[cell.strip() for cell in line.strip("│").split("│")]
            for line in out.splitlines() if line.startswith("│")]  # fmt: skip
    assert rows == [
        ["The decision whether to assess", "12 February 2024", "Late", "110 over",
         "SEND Regs 2014 reg 5(1)"],
        ["A decision not to issue a plan (if that is the decision)", "22 April 2024", "Late",
         "40 over", "SEND Regs 2014 reg 10(1)"],
        ["The final plan", "20 May 2024", "Late", "12 over", "SEND Regs 2014 reg 13(2)"],
    ]  # fmt: skip
    sentences = [line for line in out.splitlines() if line.startswith("- ")]
    assert sentences == [f"- {each['explanation']}" for each in THREE]
    assert err == ""


@pytest.mark.parametrize(
    ("facts", "as_of", "cells"),
    [
        ([], "2024-02-10", ("Running", "2 left")),
        ([], "2024-02-12", ("Running", "0 left")),
        ([], "2024-02-13", ("Late", "1 over")),
        ([{"kind": "refused_to_assess", "on": "2024-02-12"}], "2024-02-13", ("Met", "took 42")),
        ([{"kind": "refused_to_assess", "on": "2024-02-14"}], "2024-06-01", ("Met late", "2 late")),
        ([{"kind": "withdrawn", "on": "2024-02-01"}], "2024-02-13", ("Ended", "")),
    ],
)
def test_each_state_and_its_days(
    facts: list[dict[str, str]], as_of: str, cells: tuple[str, str], tmp_path: Path, capsys: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("COLUMNS", "200")
    file = tmp_path / "case.json"
    file.write_text(json.dumps({"received": "2024-01-01", "events": facts}))
    assert run("--events", str(file), "--as-of", as_of) == 0
    (row,) = [line.split("│") for line in capsys.readouterr().out.splitlines()
              if line.startswith("│ The decision whether to assess")]  # fmt: skip
    assert (row[3].strip(), row[4].strip()) == cells


def test_counting_from_day_1_is_a_day_earlier(capsys: Said) -> None:
    assert run(*ASKED, "--format", "json", "--reading", "weeks=day_1") == 0
    assert [each["due_on"] for each in data(capsys)] == ["2024-02-11", "2024-04-21", "2024-05-19"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_case_file_is_read(encoding: str, tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "case.json"
    claim = '{"ground": "c", "starts": "2024-02-01", "ends": "2024-02-02", "evidence": "é"}'
    file.write_text(f'{{"received": "2024-01-01", "exceptions": [{claim}]}}', encoding)
    assert run("--events", str(file), "--as-of", "2024-03-01", "--format", "json") == 0
    found = data(capsys)
    assert [each["excused_by"] for each in found] == ["c", "c", "c"]
    assert [each["state"] for each in found] == ["excused_open", "running", "running"]


def test_nothing_had_happened_yet(capsys: Said) -> None:
    assert run("--received", "2024-01-02", "--as-of", "2024-01-01") == 0
    assert capsys.readouterr().out == "Nothing that had happened by that day starts a duty.\n"


def test_the_manual_is_written_out(capsys: Said) -> None:
    assert run("--manual") == 0
    assert capsys.readouterr().out == render()


def test_help_shows_examples(capsys: Said) -> None:
    with pytest.raises(SystemExit, match=r"^0$"):
        run("--help")
    assert clock.EXAMPLES.strip() in capsys.readouterr().out


def test_an_exception_that_does_not_hold_says_why(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "case.json"
    away = {"ground": "d", "starts": "2024-03-01", "ends": "2024-03-20"}
    path.write_text(
        json.dumps({"received": "2024-01-01", "exceptions": [away | {"duties": [FINAL]}]})
    )
    assert run("--events", str(path), "--as-of", "2024-06-01") == 0
    said = [line for line in capsys.readouterr().out.splitlines() if "does not hold" in line]
    assert said == [
        "- Exception (d) does not hold for the final plan: "
        "only 20 of 28 days fall between 1 January 2024 and 20 May 2024."
    ]
