"""Where a figure disagrees with another one, with the text of its report or with itself: said beside it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rightplace.indicators.performance.periods import Period


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What disagrees in the report of a quarter. `indicator` is empty where it is about no single one."""

    report: str
    indicator: str
    says: str


@cache
def disagreements() -> tuple[Disagreement, ...]:
    """All that are known."""
    text = (files("rightplace.indicators.performance") / "disagreements.toml").read_text("utf-8")
    return tuple(Disagreement(**each) for each in tomllib.loads(text)["disagreements"])


def notes_of(report: Period) -> Mapping[str, str]:
    """Indicator -> what disagrees about its figure in the report of a quarter."""
    return {
        each.indicator: each.says
        for each in disagreements()
        if each.report == str(report) and each.indicator
    }
