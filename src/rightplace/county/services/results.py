"""Results at the ends of the key stages: cohorts of pupils that come to the published figures."""

from dataclasses import dataclass, replace
from itertools import cycle
from random import Random

from rightplace.county.services.numbers import whole_for
from rightplace.facts.lists_codes import Sen, Stage

Row = dict[str, object]
_SPREAD = (0.2, 0.5, 0.9, 1.3)
"""How far a pair of pupils lie on either side of their group's average."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """The pupils of a stage in a year, about: all, and those with a plan, SEN support, free school meals."""

    stage: Stage
    year: int
    pupils: int
    plans: int
    support: int
    meals: int


@dataclass(frozen=True, slots=True)
class Reached:
    """Per cent who reached what is expected: all, and those with meals, a plan, SEN support."""

    everybody: float
    meals: float
    plans: float
    support: float


@dataclass(frozen=True, slots=True)
class Scored:
    """Average Progress 8 of all, and of those with meals, a plan, SEN support."""

    everybody: float
    meals: float
    plans: float
    support: float


_F, _2, _4 = Stage.FOUNDATION, Stage.KEY_STAGE_2, Stage.KEY_STAGE_4
# 2018/19 and 2021/22 as published where the report prints them; all else is invented.
REACHED = (
    (Cohort(_F, 2017, 7610, 150, 560, 790), Reached(71.1, 52.6, 3.3, 26.4)),
    (Cohort(_F, 2018, 7540, 152, 570, 802), Reached(71.8, 53.1, 3.9, 27.2)),
    (Cohort(_F, 2021, 7412, 182, 640, 980), Reached(67.6, 47.1, 4.4, 23.3)),
    (Cohort(_2, 2017, 7702, 265, 960, 1010), Reached(65.4, 41.2, 7.2, 22.6)),
    (Cohort(_2, 2018, 7790, 280, 985, 1040), Reached(67.1, 40.1, 6.8, 23.1)),
    (Cohort(_2, 2021, 7855, 339, 1085, 1410), Reached(62.1, 40.2, 8.3, 21.1)),
)
SCORED = (
    (Cohort(_4, 2017, 6620, 230, 690, 720), Scored(-0.05, -0.61, -1.20, -0.52)),
    (Cohort(_4, 2018, 6704, 242, 705, 745), Scored(-0.07, -0.64, -1.22, -0.49)),
    (Cohort(_4, 2021, 6998, 296, 842, 1010), Scored(0.01, -0.64, -1.19, -0.43)),
)


def results(draws: Random) -> list[Row]:
    """The list: one row for each pupil."""
    found: list[Row] = []
    for cohort, reached in REACHED:
        found += _reached(cohort, reached)
    for cohort, scored in SCORED:
        found += _scored(cohort, scored)
    draws.shuffle(found)
    return [{"key_stage_result_id": number, **row} for number, row in enumerate(found, 1)]


@dataclass(frozen=True, slots=True)
class _Cell:
    """The pupils of a cohort who are alike."""

    sen: Sen
    meals: bool
    pupils: int


def _cells(cohort: Cohort) -> list[_Cell]:
    """Those with meals are three in ten of those with needs; the rest of them have none."""
    plans, support = round(cohort.plans * 0.3), round(cohort.support * 0.3)
    others = cohort.meals - plans - support
    without = cohort.pupils - cohort.plans - cohort.support - others
    return [
        _Cell(Sen.PLAN, True, plans),
        _Cell(Sen.PLAN, False, cohort.plans - plans),
        _Cell(Sen.SUPPORT, True, support),
        _Cell(Sen.SUPPORT, False, cohort.support - support),
        _Cell(Sen.NONE, True, others),
        _Cell(Sen.NONE, False, without),
    ]


def _reached(roughly: Cohort, reached: Reached) -> list[Row]:
    everybody, pupils = whole_for(reached.everybody, roughly.pupils)
    meals, with_meals = whole_for(reached.meals, roughly.meals)
    plans, with_plans = whole_for(reached.plans, roughly.plans)
    support, with_support = whole_for(reached.support, roughly.support)
    cohort = replace(
        roughly, pupils=pupils, meals=with_meals, plans=with_plans, support=with_support
    )
    parts = [plans * 3 // 10, 0, support * 3 // 10, 0, 0, 0]
    parts[1], parts[3] = plans - parts[0], support - parts[2]
    parts[4] = meals - parts[0] - parts[2]
    parts[5] = everybody - sum(parts)
    return [
        _row(cohort, cell, expected="1" if number < part else "0")
        for cell, part in zip(_cells(cohort), parts, strict=True)
        for number in range(cell.pupils)
    ]


def _scored(cohort: Cohort, scored: Scored) -> list[Row]:
    """Each cell has an average; those without needs make up for the others."""
    cells = _cells(cohort)
    means = [scored.plans, scored.plans, scored.support, scored.support, 0.0, 0.0]
    told = sum(cell.pupils * mean for cell, mean in zip(cells, means, strict=True) if cell.meals)
    means[4] = (scored.meals * cohort.meals - told) / cells[4].pupils
    told = sum(cell.pupils * mean for cell, mean in zip(cells, means, strict=True))
    means[5] = (scored.everybody * cohort.pupils - told) / cells[5].pupils
    return [
        _row(cohort, cell, score=score)
        for cell, mean in zip(cells, means, strict=True)
        for score in _around(mean, cell.pupils)
    ]


def _around(mean: float, pupils: int) -> list[float]:
    """So many scores in pairs on either side of an average, to three decimals."""
    found = [] if pupils % 2 == 0 else [round(mean, 3)]
    for _, apart in zip(range(pupils // 2), cycle(_SPREAD), strict=False):
        found += [round(mean + apart, 3), round(mean - apart, 3)]
    return found


def _row(
    cohort: Cohort, cell: _Cell, *, expected: str | None = None, score: float | None = None
) -> Row:
    return {
        "stage": cohort.stage.value,
        "academic_year": cohort.year,
        "free_school_meals": "1" if cell.meals else "0",
        "sen": cell.sen.value,
        "expected": expected,
        "score": score,
    }
