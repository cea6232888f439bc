"""The rating of a figure, by a policy that is data: the first step that applies gives the status."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from rightplace.indicators.performance.definition import Polarity, Target


class When(StrEnum):
    """What a step of the policy asks."""

    NO_BENCHMARK = "no benchmark"
    TARGET_MET = "target met"
    TARGET_NEAR = "target near"
    TARGET_MISSED = "target missed"
    QUARTILE_1 = "quartile 1"
    QUARTILE_2 = "quartile 2"
    QUARTILE_3 = "quartile 3"
    QUARTILE_4 = "quartile 4"


class Status(StrEnum):
    """The rating that is shown; none is an empty cell, never a colour alone."""

    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Step:
    """When it applies, the status that it gives, and why in words."""

    when: When
    status: Status
    says: str


class PolicyError(ValueError):
    """A policy cannot be read; the text says where and what could stand."""


def read_policy(text: str, *, named: str) -> tuple[Step, ...]:
    """The steps of a policy in TOML, in their order; PolicyError where one cannot stand."""
    steps = []
    for number, given in enumerate(tomllib.loads(text).get("steps", []), start=1):
        try:
            steps.append(Step(When(given["when"]), Status(given["status"]), given["says"]))
        except (KeyError, ValueError) as error:
            could = ", ".join(f'"{each}"' for each in When)
            raise PolicyError(
                f"{named}: step {number}: {error}. When is one of {could}."
            ) from error
    return tuple(steps)


@cache
def policy() -> tuple[Step, ...]:
    """The policy that the product carries."""
    file = files("rightplace.indicators.performance") / "rating.toml"
    return read_policy(file.read_text("utf-8"), named=file.name)


def rated(
    value: float,
    polarity: Polarity,
    target: Target | None,
    quartile: int | None,
    steps: Sequence[Step],
) -> tuple[Status, str]:
    """The status of a value, and why in words; no status where no step applies."""
    true = _true_of(value, polarity, target, quartile)
    found = next((step for step in steps if step.when in true), None)
    return (found.status, found.says) if found else (Status.NONE, "No step of the policy applies.")


def _true_of(
    value: float, polarity: Polarity, target: Target | None, quartile: int | None
) -> frozenset[When]:
    found = {When.NO_BENCHMARK if quartile is None else When(f"quartile {quartile}")}
    if target is not None and polarity is not Polarity.NONE:
        ahead = value - target.value if polarity is Polarity.HIGH else target.value - value
        if ahead > 0:
            found.add(When.TARGET_MET)
        else:
            near = -ahead <= target.tolerance
            found.add(When.TARGET_NEAR if near else When.TARGET_MISSED)
    return frozenset(found)
