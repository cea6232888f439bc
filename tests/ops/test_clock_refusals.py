"""What `rightplace clock` refuses: code 2, the reason on stderr and nothing on stdout."""

import io
from pathlib import Path

import pytest

from rightplace.ops.main import main

Said = pytest.CaptureFixture[str]


def run(*arguments: str) -> int:
    return main(["clock", *arguments])


def test_an_impossible_order_of_dates_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    text = '{"received": "2024-01-02", "events": [{"kind": "withdrawn", "on": "2024-01-01"}]}'
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert run("--events", "-") == 2
    assert capsys.readouterr() == (
        "",
        "the withdrawal of 1 January 2024: It comes before the request of 2 January 2024,"
        " which must come first. Correct one of the two dates.\n",
    )


def test_a_file_that_is_no_text_is_refused(tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "case.json"
    file.write_text("{}", "utf-16")
    assert run("--events", str(file)) == 2
    assert capsys.readouterr() == ("", f"{file} is no UTF-8 text. Save it as UTF-8.\n")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--events", "no-such-file"), "no-such-file cannot be read: No such file or directory."),
        (
            ("--received", "2024-01-01", "--reading", "x=y"),
            "no contested point is called 'x'; there are weeks, review_finished, phase_transfer,"
            " setting_reply, mediation",
        ),
        (
            ("--received", "2024-01-01", "--reading", "weeks=day_2"),
            "weeks cannot be 'day_2'; it can be day_0, day_1",
        ),
        (
            ("--received", "1875-01-01"),
            "the request of 1 January 1875: The year is not between 1991 and 2099."
            " Correct the date.",
        ),
    ],
)
def test_what_cannot_be_used_is_refused(
    arguments: tuple[str, ...], reason: str, capsys: Said
) -> None:
    assert run(*arguments) == 2
    assert capsys.readouterr() == ("", f"{reason}\n")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--received", "2023-02-29"), "--received: '2023-02-29' is no date; write it as 2024-02-12"),
        (("--received", "2024-01-01", "--as-of", "today"),
         "--as-of: 'today' is no date; write it as 2024-02-12"),
        ((), "one of the arguments --received --events --manual is required"),
        (("--received", "2024-01-01", "--manual"), "not allowed with argument"),
    ],
)  # fmt: skip
def test_arguments_that_make_no_sense_are_refused(
    arguments: tuple[str, ...], reason: str, capsys: Said
) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        run(*arguments)
    out, err = capsys.readouterr()
    assert out == ""
    assert reason in err.splitlines()[-1]
