"""What was computed of a snapshot, kept in this process: a snapshot never changes, nor do its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from rightplace.facts.comparators import Comparators, list_comparators
from rightplace.facts.engine import over
from rightplace.facts.snapshot import About, Snapshot
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.breakdown import By, Part, broken_down
from rightplace.indicators.performance.compute import compute, sql_of
from rightplace.indicators.performance.definition import Indicator, version_on
from rightplace.indicators.performance.figure import Figure
from rightplace.indicators.performance.periods import Period
from rightplace.indicators.performance.report import Report, report_of
from rightplace.indicators.performance.table import Versions

_KEPT = 64
_YEARS, _FEWEST = 5, 8

Register = tuple[tuple[str, tuple[Indicator, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What makes an answer: the content of the snapshot and its day, the register, and of whom it is."""

    snapshot_id: str
    about: About
    period: Period
    register: Register
    comparators_id: str = ""
    la: str = ""
    snapshot: Snapshot = field(kw_only=True, compare=False)
    comparators: Comparators | None = field(default=None, kw_only=True, compare=False)


def remembered_report(
    snapshot: Snapshot,
    period: Period,
    versions: Versions,
    comparators: Comparators | None,
    la: str,
) -> Report:
    """The report of a quarter."""
    return _report(
        _Asked(
            snapshot.id,
            snapshot.about,
            period,
            _register(versions),
            comparators.id if comparators else "",
            la,
            snapshot=snapshot,
            comparators=comparators,
        )
    )


def remembered_histories(
    snapshot: Snapshot, period: Period, versions: Versions
) -> Mapping[str, tuple[Figure, ...]]:
    """Indicator -> its figures over five years, at least eight, up to that of a quarter's report."""
    return _histories(
        _Asked(snapshot.id, snapshot.about, period, _register(versions), snapshot=snapshot)
    )


@dataclass(frozen=True, slots=True)
class Inside:
    """What is shown of a figure beside its value: its query, and its parts."""

    sql: str
    parts: Sequence[tuple[By, Sequence[Part]]]


def remembered_inside(snapshot: Snapshot, indicator: Indicator, period: Period) -> Inside:
    """The query and the parts of a figure."""
    register = ((indicator.key, (indicator,)),)
    return _inside(_Asked(snapshot.id, snapshot.about, period, register, snapshot=snapshot))


@lru_cache(maxsize=_KEPT)
def _inside(asked: _Asked) -> Inside:
    ((_, (indicator,)),) = asked.register
    with over(asked.snapshot) as facts:
        picture = Picture(facts, asked.about)
        sql = sql_of(picture, indicator, asked.period)
        return Inside(sql, broken_down(picture, indicator, asked.period))


@lru_cache(maxsize=8)
def opened(folder: Path) -> Comparators:
    """Comparators, whose folder is named by their content: what was read of them is kept."""
    return next(
        each for each in list_comparators(store=folder.parent) if each.folder == folder
    ).open()


def _register(versions: Versions) -> Register:
    return tuple((key, tuple(each)) for key, each in versions.items())


@lru_cache(maxsize=_KEPT)
def _report(asked: _Asked) -> Report:
    return report_of(
        asked.snapshot,
        asked.period,
        versions=dict(asked.register),
        comparators=asked.comparators,
        la=asked.la,
    )


@lru_cache(maxsize=_KEPT)
def _histories(asked: _Asked) -> Mapping[str, tuple[Figure, ...]]:
    wanted = [
        (version_on(versions, period.last), period)
        for _, versions in asked.register
        for period in _periods(versions, asked.period)
    ]
    with over(asked.snapshot) as facts:
        figures = compute(Picture(facts, asked.about), wanted)
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.indicator.key, []).append(figure)
    return {key: tuple(each) for key, each in found.items()}


def _periods(versions: Sequence[Indicator], report: Period) -> list[Period]:
    indicator = version_on(versions, report.last)
    until = indicator.period_in(report)
    back = max(_FEWEST, _YEARS * until.kind.in_a_year // indicator.step)
    return [until.moved(-indicator.step * n) for n in reversed(range(back))]
