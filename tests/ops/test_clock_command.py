"""`rightplace clock` at the terminal."""

import argparse
import io
import json
from pathlib import Path

import pytest

from rightplace.law.manual import render
from rightplace.ops.cli import clock


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser(prog="rightplace")
    clock.add_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(["clock", *arguments])
    return int(args.run(args))


def data(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return list(json.loads(capsys.readouterr().out))


def test_a_request_shows_its_three_duties(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--received", "2024-01-01", "--as-of", "2024-06-01", "--format", "json")
    assert run(*arguments) == 0
    assert [(e["duty"], e["due_on"], e["days_late"]) for e in data(capsys)] == [
        ("first_plan.decide_to_assess", "2024-02-12", 110),
        ("first_plan.refuse_to_issue", "2024-04-22", 40),
        ("first_plan.final_plan", "2024-05-20", 12),
    ]


def test_the_table_is_followed_by_a_sentence_for_each_duty(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("--received", "2024-01-01", "--as-of", "2024-06-01") == 0
    out = " ".join(capsys.readouterr().out.split())
    for day in ("12 February 2024", "22 April 2024", "20 May 2024"):
        assert out.count(day) == 2
    assert "SEND Regs 2014 reg 5(1)); it is 110 days late." in out


def test_a_contested_reading_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    run("--received", "2024-01-01", "--as-of", "2024-02-01", "--format", "json",
        "--reading", "weeks=day_1")  # fmt: skip
    assert data(capsys)[0]["due_on"] == "2024-02-11"


def test_a_case_file_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "case.json"
    file.write_text(
        '{"received": "2024-01-01",'
        ' "exceptions": [{"ground": "c", "starts": "2024-02-01", "ends": "2024-02-02"}]}'
    )
    assert run("--events", str(file), "--as-of", "2024-03-01", "--format", "json") == 0
    found = data(capsys)
    assert [each["excused_by"] for each in found] == ["c", "c", "c"]
    assert [each["state"] for each in found] == ["excused_open", "running", "running"]


def test_an_impossible_order_of_dates_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = '{"received": "2024-01-02", "events": [{"kind": "withdrawn", "on": "2024-01-01"}]}'
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert run("--events", "-") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "the withdrawal of 1 January 2024: It comes before the request of 2 January 2024,"
        " which must come first. Correct one of the two dates.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--events", "no-such-file"), "no-such-file cannot be read: No such file or directory."),
        (("--received", "2024-01-01", "--reading", "x=y"), "no contested point is called 'x'"),
        (("--received", "1875-01-01"), "the request of 1 January 1875: The year is not between"),
    ],
)
def test_what_cannot_be_used_is_refused(
    arguments: tuple[str, ...], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    assert capsys.readouterr().err.startswith(reason)


def test_a_day_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run("--received", "2023-02-29")
    assert "'2023-02-29' is no date; write it as 2024-02-12" in capsys.readouterr().err


def test_nothing_had_happened_yet(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--received", "2024-01-02", "--as-of", "2024-01-01") == 0
    assert capsys.readouterr().out == "Nothing that had happened by that day starts a duty.\n"


def test_the_manual_is_written_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--manual") == 0
    assert capsys.readouterr().out == render()


def test_help_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        run("--help")
    assert clock.EXAMPLES.strip() in capsys.readouterr().out
