"""Of which figures the owner is asked for commentary, and why: a table of rules."""

from collections.abc import Callable
from dataclasses import dataclass

from rightplace.indicators.performance.rating import Status
from rightplace.indicators.performance.table import Line


@dataclass(frozen=True, slots=True)
class Ask:
    """A rule: when it holds of a line and the line of the report before, and what it says."""

    when: Callable[[Line, Line | None], bool]
    says: Callable[[Line], str]


def _is_red(line: Line, before: Line | None) -> bool:
    return line.status == Status.RED


def _moved(line: Line, before: Line | None) -> bool:
    """A figure that stood in the report before was asked about then."""
    return bool(line.beyond_chance) and not _same_figure(line, before)


def _newly_amber(line: Line, before: Line | None) -> bool:
    return line.status == Status.AMBER and before is not None and before.status != Status.AMBER


def _same_figure(line: Line, before: Line | None) -> bool:
    figure = (line.latest_period, line.latest_value)
    return before is not None and figure == (before.latest_period, before.latest_value)


RULES = (
    Ask(_is_red, lambda line: "It is red."),
    Ask(
        _moved,
        lambda line: f"It changed by {line.change} since {line.previous_period}, more than chance.",
    ),
    Ask(_newly_amber, lambda line: "It is amber, and was not in the report before."),
)
"""Each that holds is said."""


def asked_because(line: Line, before: Line | None) -> str:
    """Why the owner is asked, in sentences; empty where nobody is. `before` is of the report before."""
    return " ".join(rule.says(line) for rule in RULES if rule.when(line, before))
