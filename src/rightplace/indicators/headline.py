"""The figures that a loaded return or a snapshot is first looked at by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from rightplace.facts.engine import over_tables
from rightplace.facts.snapshot import About
from rightplace.indicators.days import year_of
from rightplace.indicators.evaluate import Result, Value, answer
from rightplace.indicators.labels import in_order
from rightplace.indicators.measure import Picture, Unit
from rightplace.indicators.written import written


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `value` for a machine (a share is a fraction of 1), `shown` for a person."""

    key: str
    label: str
    value: Value
    shown: str


# Measure -> the columns shown, for the calendar year that is reported on.
_OF_THE_YEAR: dict[str, tuple[str, ...]] = {
    "requests.outcomes": (
        "received", "assessed", "refused", "undecided", "withdrawn", "unknown", "share",
    ),
    "timeliness.within_6_weeks": ("base", "within", "share"),
    "timeliness.within_16_weeks": ("refused", "within", "share"),
    "timeliness.within_20_weeks": (
        "issued", "within", "share", "issued_plain", "within_plain", "share_plain", "over_20",
        "over_52", "undated", "average_weeks",
    ),
    "plans.new": ("plans",),
    "plans.ceased": ("plans",),
    "reviews.decided": (
        "plans", "expected", "meetings", "decided", "not_due", "outstanding", "share",
    ),
}  # fmt: skip
_PARTS_OF_THE_YEAR = ("plans.ceased_by_reason",)
_OF_THE_DAY: dict[str, tuple[str, ...]] = {
    "plans.caseload": ("plans",),
    "timeliness.open_by_month": ("open", "over_20"),
}
_PARTS_OF_THE_DAY = ("plans.caseload_by_age", "plans.caseload_by_need", "plans.caseload_by_setting")


def headline(tables: Mapping[str, pa.Table], about: About) -> tuple[Figure, ...]:
    """The headline figures over tables in memory: a year's flows, then what stood on the day."""
    with over_tables(tables) as facts:
        return tuple(_figures(Picture(facts, about)))


def _figures(picture: Picture) -> Iterator[Figure]:
    year = str(year_of(picture.about))

    def of_year(key: str) -> Result:
        return answer(picture, key, snapshot="").where("period", year)

    def of_day(key: str) -> Result:
        return answer(picture, key, snapshot="").where("day", picture.day)

    for key, columns in _OF_THE_YEAR.items():
        yield from _columns(of_year(key), columns, f" in {year}")
    for key in _PARTS_OF_THE_YEAR:
        yield from _parts(of_year(key))
    for key, columns in _OF_THE_DAY.items():
        yield from _columns(of_day(key), columns, "")
    for key in _PARTS_OF_THE_DAY:
        yield from _parts(of_day(key))


def _columns(result: Result, names: tuple[str, ...], when: str) -> Iterator[Figure]:
    """The columns of a table of one row; not known where it has none."""
    for name in names:
        column = result.columns[result.position(name)]
        value = next(iter(result.values(name)), None)
        label = f"{result.measure.name}{when}: {column.label[:1].lower()}{column.label[1:]}"
        yield Figure(f"{result.measure.key}.{name}", label, value, written(value, column.unit))


def _parts(result: Result) -> Iterator[Figure]:
    """A line for each row of a breakdown, in the order they are shown in."""
    counts = {str(label): count for _, label, count in result.rows}
    for label in in_order(counts):
        count = counts[label]
        key = f"{result.measure.key}.{label}"
        yield Figure(key, f"{result.measure.name}: {label}", count, written(count, Unit.COUNT))
