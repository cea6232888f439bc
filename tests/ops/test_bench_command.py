"""`rightplace bench`: a folder of its own, and whether each figure is within its aim."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from rightplace.ops import measure
from rightplace.ops.cli.bench import own_home, run
from rightplace.ops.config import config
from rightplace.ops.measurement import Measurement, megabytes, none, seconds


def test_nothing_of_the_users_is_touched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RIGHTPLACE_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgresql://theirs")
    config.cache_clear()
    theirs = config()
    with own_home() as home:
        assert (config().home, config().database_url) == (home, None)
    assert not home.exists()
    assert config() == theirs
    assert (config().home, config().database_url) == (tmp_path, "postgresql://theirs")
    monkeypatch.undo()
    config.cache_clear()


@pytest.mark.parametrize(
    ("found", "within"),
    [
        (seconds("a check", 1.99, 2), True),
        (seconds("a check", 2.0, 2), False),
        (seconds("reading", 9.0), None),
        (megabytes("memory", 4001, 4000), False),
        (none("pages that failed", 0), True),
        (none("pages that failed", 1), False),
    ],
)
def test_a_figure_is_within_its_aim_or_over(found: Measurement, within: bool | None) -> None:
    assert found.within is within


def test_each_figure_is_printed_beside_its_aim(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def figures(home: Path, *, plans: int, people: int) -> Iterator[Measurement]:
        yield seconds(f"county of {plans} plans", 1.234, 60)
        yield seconds(f"return of {people} people", 3, 2)
        yield seconds("reading", 0.5)

    monkeypatch.setattr(measure, "measurements", figures)
    assert run(argparse.Namespace(plans=10, people=20)) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[2:] == [
        "within county of 10 plans 1.23 s under 60 s",
        "over return of 20 people 3.00 s under 2 s",
        "reading 0.50 s",
        "",
        "1 within what is aimed at, 1 over.",
    ]
