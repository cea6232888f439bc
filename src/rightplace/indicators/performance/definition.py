"""What an indicator of the performance report is: reviewed text, one table of TOML for each.

A definition has versions: a change adds one with the day from which it holds, and figures of earlier
periods keep the version of their time.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from rightplace.indicators.performance.periods import Period, PeriodKind, last_ended, parse


class DefinitionError(ValueError):
    """A definition cannot be read; the text says which, what and how to mend it."""


class Polarity(StrEnum):
    """Which direction is good: a high value, a low one, or neither."""

    HIGH = "high"
    LOW = "low"
    NONE = "none"


class Unit(StrEnum):
    """What the value is. A percentage is of 100; a rate is a number for each one of the denominator."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate"
    SCORE = "score"


class Against(StrEnum):
    """The earlier period that a figure is compared with."""

    PERIOD_BEFORE = "period before"
    YEAR_BEFORE = "year before"


class Origin(StrEnum):
    """Where the value comes from: computed from records, or entered with evidence."""

    RECORD = "record"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class Target:
    """A target and the days between which it holds; a miss within the tolerance counts as near it."""

    value: float
    since: date
    until: date | None = None
    tolerance: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A period that is compared with another than the rule says, or with none, and why."""

    period: str
    against: str
    why: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One version of one indicator.

    `lag` is by how many of its own periods the figure of a quarter's report lies behind that quarter.
    A figure is given for one period in `step`: 3 is every third month. `marks` is written after the
    period's name ("Final").
    `benchmark` is the key under which the comparators of other authorities are published, if they are.
    """

    key: str
    version: int
    since: date
    topic: str
    theme: str
    name: str
    question: str
    owner: str
    source: str
    origin: Origin
    definition: str
    numerator: str
    denominator: str
    unit: Unit
    decimals: int
    polarity: Polarity
    frequency: PeriodKind
    frequency_as_printed: str
    against: Against
    lag: int = 0
    step: int = 1
    marks: str = ""
    year_to_date: bool = False
    statutory_basis: str = ""
    needs: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    benchmark: str = ""
    targets: tuple[Target, ...] = ()
    comparisons: tuple[Comparison, ...] = ()

    def period_in(self, report: Period) -> Period:
        """The period whose figure the report of a quarter gives: the latest that has ended by then."""
        return last_ended(self.frequency, report.last).moved(-self.lag)

    def compared_with(self, period: Period) -> Period | None:
        """The earlier period; none where there is none that can be compared."""
        special = self._special(period)
        if special is not None:
            return parse(special.against, years=self.frequency) if special.against else None
        if self.against is Against.PERIOD_BEFORE:
            return period.moved(-self.step)
        return period.a_year_before

    def why_compared(self, period: Period) -> str:
        """Why a period is compared with another than usual; empty where it is as usual."""
        special = self._special(period)
        return "" if special is None else special.why

    def _special(self, period: Period) -> Comparison | None:
        named = (c for c in self.comparisons if parse(c.period, years=self.frequency) == period)
        return next(named, None)

    def label(self, period: Period) -> str:
        """The period as the report names it."""
        return f"{period} {self.marks}".rstrip()

    def target_on(self, day: date) -> Target | None:
        """The target that holds on a day."""
        held = (t for t in self.targets if t.since <= day and (t.until is None or day <= t.until))
        return next(held, None)


_FOLDER = "definitions"
_CODES: Mapping[str, type[StrEnum]] = {
    "origin": Origin,
    "unit": Unit,
    "polarity": Polarity,
    "frequency": PeriodKind,
    "against": Against,
}


def read_definitions(text: str, *, named: str) -> list[Indicator]:
    """The indicators of a TOML file, each version by itself; DefinitionError where one cannot stand.

    A further version of an indicator is a table `versions` in it, with what is new in it.
    """
    found = []
    for key, table in tomllib.loads(text).items():
        later = table.pop("versions", [])
        for number, changes in enumerate([{}, *later], start=1):
            table = table | changes
            found.append(_indicator(f"{named}: {key}", {"key": key, "version": number, **table}))
    return found


def _indicator(where: str, given: Mapping[str, Any]) -> Indicator:
    known = {field.name for field in fields(Indicator)}
    if unknown := sorted(set(given) - known):
        raise DefinitionError(f"{where}: there is no field {', '.join(unknown)}.")
    try:
        return Indicator(**{name: _value(name, value) for name, value in given.items()})
    except (TypeError, ValueError) as error:
        raise DefinitionError(f"{where}: {error}") from error


class FieldError(DefinitionError):
    """A field of a definition cannot stand as it is given; `field` is its name."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


def further_version(before: Indicator, changes: Mapping[str, Any], *, since: date) -> Indicator:
    """The version that follows another, with `changes` as plain data (days as 2023-04-01).

    FieldError where a field cannot be changed or cannot stand as it is given.
    """
    given = {}
    for name, value in changes.items():
        if name not in CHANGEABLE:
            raise FieldError(name, f"{name} cannot be changed here.")
        try:
            given[name] = _value(name, value)
        except (TypeError, ValueError) as error:
            raise FieldError(name, str(error)) from error
        if lacking := CHANGEABLE[name](given[name]):
            raise FieldError(name, lacking)
    return replace(before, version=before.version + 1, since=since, **given)


_MOST_DECIMALS = 4


def _is_text(value: Any) -> str:
    return "" if isinstance(value, str) and value.strip() else "Say it in words."


def _is_text_or_empty(value: Any) -> str:
    return "" if isinstance(value, str) else "Say it in words."


def _are_texts(value: Any) -> str:
    return "" if all(isinstance(each, str) and each for each in value) else "Give one on each line."


def _are_decimals(value: Any) -> str:
    good = type(value) is int and 0 <= value <= _MOST_DECIMALS
    return "" if good else f"Give a whole number from 0 to {_MOST_DECIMALS}."


def _are_targets(value: Any) -> str:
    if any(each.until is not None and each.until < each.since for each in value):
        return "A target cannot end before it begins."
    if any(each.tolerance < 0 for each in value):
        return "A tolerance cannot be below nought."
    pairs = ((a, b) for a in value for b in value if a is not b)
    if any(b.since <= a.since <= (b.until or date.max) for a, b in pairs):
        return "Two targets hold on the same day. Let the new one begin later."
    return ""


CHANGEABLE: Mapping[str, Callable[[Any], str]] = {
    "name": _is_text,
    "question": _is_text,
    "owner": _is_text,
    "source": _is_text,
    "definition": _is_text,
    "numerator": _is_text,
    "denominator": _is_text_or_empty,
    "decimals": _are_decimals,
    "polarity": lambda value: "",
    "statutory_basis": _is_text_or_empty,
    "needs": _are_texts,
    "limits": _are_texts,
    "targets": _are_targets,
}
"""What a version may change without a change of the program, and what is lacking in a value, in words."""


def _value(name: str, value: Any) -> Any:
    if name == "targets":
        return tuple(Target(**{k: _day(k, v) for k, v in each.items()}) for each in value)
    if name == "comparisons":
        return tuple(Comparison(**each) for each in value)
    if name in _CODES:
        return _CODES[name](value)
    return tuple(value) if isinstance(value, list) else value


def _day(name: str, value: Any) -> Any:
    """JSON has no days: they are written out in it."""
    is_day = name in ("since", "until") and isinstance(value, str)
    return date.fromisoformat(value) if is_day else value


@cache
def indicators() -> Mapping[str, Sequence[Indicator]]:
    """Key -> the versions of each indicator that the product carries, in the order of the report."""
    versions: dict[str, list[Indicator]] = {}
    folder = files("rightplace.indicators.performance") / _FOLDER
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            for each in read_definitions(file.read_text("utf-8"), named=file.name):
                versions.setdefault(each.key, []).append(each)
    return versions


def version_on(versions: Sequence[Indicator], day: date) -> Indicator:
    """The version that holds on a day: the latest that had begun, or the first."""
    begun = [each for each in versions if each.since <= day]
    return begun[-1] if begun else versions[0]
