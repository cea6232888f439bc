"""What an indicator of the performance report is: reviewed text, one table of TOML for each.

A definition has versions: a change adds one with the day from which it holds, and figures of earlier
periods keep the version of their time.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from rightplace.indicators.performance.periods import (
    Period,
    PeriodKind,
    counted_on,
    last_ended,
    parse,
    period_of,
)
from rightplace.law.dates import in_words


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


class Written(StrEnum):
    """How the publisher of comparators writes a year: that of 2021/22 as its end, or split."""

    ENDS = "year it ends"
    SPLIT = "2021/22"
    DASHED = "2021-22"


class Origin(StrEnum):
    """Where the value comes from: computed from records, or entered with evidence."""

    RECORD = "record"
    ENTERED = "entered"


class Counted(StrEnum):
    """When in its period a figure is counted: on one day, over all of it, or at the school census in it."""

    DAY = "day"
    OVER = "over"
    CENSUS = "census"


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
class BenchmarkPeriod:
    """Which year of the comparators stands beside a quarter's report, and how it is written.

    It is the latest year that had ended `published_after` months before the quarter did: figures of
    others come out so long after their year. 0 is for what is printed for the same year as they are.
    """

    years: PeriodKind
    written: Written
    published_after: int = 0

    def beside(self, report: Period) -> str:
        """The period, as the publisher writes it, that a quarter's report is compared with."""
        year = last_ended(self.years, _months_before(report.last, self.published_after))
        match self.written:
            case Written.ENDS:
                return str(year.last.year)
            case Written.SPLIT:
                return str(year)
        return str(year).replace("/", "-")


def _months_before(day: date, months: int) -> date:
    """The last day of the month that lies so many months before."""
    return Period(PeriodKind.MONTH, day.year, day.month).moved(-months).last


@dataclass(frozen=True, slots=True)
class Indicator:
    """One version of one indicator.

    `lag` is by how many of its own periods the figure of a quarter's report lies behind that quarter.
    A figure is given for one period in `step`: 3 is every third month. `marks` is written after the
    period's name ("Final").
    `benchmark` is the key under which the comparators of other authorities are published, if they are,
    `benchmark_period` which of their years goes with a report, and `benchmark_unsound` why there is no
    sound published series, where there is none.
    `year_to_date` counts from the start of the year, `rolling_year` the year up to the period's end.
    What can be subtracted: `part_of` is the indicator whose people those of this one are among, `apart_from`
    another part of it that shares nobody with this one, and `counted_of` the name of those that the
    denominator counts where they are the same for several, or the last of the parts that they are made of.
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
    rolling_year: bool = False
    part_of: str = ""
    apart_from: str = ""
    counted_of: str = ""
    counted: Counted = Counted.OVER
    statutory_basis: str = ""
    needs: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    benchmark: str = ""
    benchmark_period: BenchmarkPeriod | None = None
    benchmark_unsound: str = ""
    targets: tuple[Target, ...] = ()
    comparisons: tuple[Comparison, ...] = ()

    def period_in(self, report: Period) -> Period:
        """The period whose figure the report of a quarter gives: the latest that has ended by then."""
        return last_ended(self.frequency, report.last).moved(-self.lag)

    def counted_when(self, period: Period) -> str:
        """When it is counted: "on 31 December 2022", or "from 1 October 2022 to 31 December 2022"."""
        if self.counted is Counted.DAY:
            return f"on {in_words(counted_on(period))}"
        year = period_of(PeriodKind.FINANCIAL_YEAR, period.last)
        first = year.first if self.year_to_date else period.first
        days = f"from {in_words(first)} to {in_words(period.last)}"
        return f"at the school census {days}" if self.counted is Counted.CENSUS else days

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
    "counted": Counted,
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
        return Indicator(**{name: field_value(name, value) for name, value in given.items()})
    except (TypeError, ValueError) as error:
        raise DefinitionError(f"{where}: {error}") from error


def field_value(name: str, value: Any) -> Any:
    """The value of a field from plain data; TypeError or ValueError where it cannot be one."""
    if name == "targets":
        return tuple(Target(**{k: _day(k, v) for k, v in each.items()}) for each in value)
    if name == "comparisons":
        return tuple(Comparison(**each) for each in value)
    if name == "benchmark_period":
        years, written = PeriodKind(value.get("years")), Written(value.get("written"))
        return BenchmarkPeriod(**value | {"years": years, "written": written})
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
