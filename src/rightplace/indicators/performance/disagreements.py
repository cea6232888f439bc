"""Where a published report disagrees with itself: what it says, what else it says, what is shown here."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rightplace.indicators.performance.periods import Period


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`indicator` is a key of the register, empty where it is none of them. `periods` are as printed."""

    indicator: str
    periods: tuple[str, ...]
    report: str
    says: str
    but: str
    here: str


@cache
def disagreements() -> tuple[Disagreement, ...]:
    """All that are known."""
    text = (files("rightplace.indicators.performance") / "disagreements.toml").read_text("utf-8")
    return tuple(
        Disagreement(**{**row, "periods": tuple(row["periods"])})
        for row in tomllib.loads(text)["disagreement"]
    )


def about(indicator: str, period: Period) -> tuple[Disagreement, ...]:
    """What is to be said with the figure of an indicator in a period."""
    return tuple(
        each
        for each in disagreements()
        if each.indicator == indicator and str(period) in each.periods
    )
