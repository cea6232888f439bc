"""What pupils reached at the end of a stage, by year and by who they are."""

from dataclasses import dataclass

from ibis.expr.types import Table

from rightplace.facts.lists_codes import Sen, Stage, YesNo
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.counting import Counting, Rows, rows_of

_RESULTS = "key_stage_result"
_NONE = "the list holds no results of that year"


@dataclass(frozen=True, slots=True)
class _Group:
    """Some of the pupils: those with a value in a column; all of them where it names none."""

    column: str = ""
    value: str = ""


_ALL = _Group()
_MEALS = _Group("free_school_meals", YesNo.YES.value)
_PLAN = _Group("sen", Sen.PLAN.value)
_SUPPORT = _Group("sen", Sen.SUPPORT.value)


def _pupils(picture: Picture, periods: Table, stage: Stage, group: _Group) -> Table:
    results = picture.facts[_RESULTS]
    chosen = results.filter(results.stage == stage.value)
    if group.column:
        chosen = chosen.filter(chosen[group.column] == group.value)
    return periods.inner_join(chosen, periods.year == chosen.academic_year)


def _reached(stage: Stage, group: _Group) -> Rows:
    """Pupils who reached what is expected. Of the foundation stage only those assessed are counted."""

    def rows(picture: Picture, periods: Table) -> Table:
        found = _pupils(picture, periods, stage, group)
        if stage is Stage.FOUNDATION:
            found = found.filter(found.expected.notnull())
        return rows_of(
            found,
            row_id="key_stage_result_id",
            ref=found.key_stage_result_id.cast("string"),
            counted=found.expected == YesNo.YES.value,
            unknown=found.expected.isnull(),
        )

    return rows


def _scored(group: _Group) -> Rows:
    """Pupils with a score, whose scores are added up."""

    def rows(picture: Picture, periods: Table) -> Table:
        all_pupils = _pupils(picture, periods, Stage.KEY_STAGE_4, group)
        found = all_pupils.filter(all_pupils.score.notnull())
        ref = found.key_stage_result_id.cast("string")
        return rows_of(found, row_id="key_stage_result_id", ref=ref, counted=found.score)

    return rows


def _results(rows: Rows) -> Counting:
    return Counting(rows, _RESULTS, _NONE, "Pupils who count and have no result: {}.")


COUNTINGS = {
    "eyfs-gld": _results(_reached(Stage.FOUNDATION, _ALL)),
    "eyfs-gld-fsm": _results(_reached(Stage.FOUNDATION, _MEALS)),
    "eyfs-gld-ehcp": _results(_reached(Stage.FOUNDATION, _PLAN)),
    "ks2-rwm": _results(_reached(Stage.KEY_STAGE_2, _ALL)),
    "ks2-rwm-fsm": _results(_reached(Stage.KEY_STAGE_2, _MEALS)),
    "ks2-rwm-ehcp": _results(_reached(Stage.KEY_STAGE_2, _PLAN)),
    "ks2-rwm-support": _results(_reached(Stage.KEY_STAGE_2, _SUPPORT)),
    "ks4-p8": _results(_scored(_ALL)),
    "ks4-p8-fsm": _results(_scored(_MEALS)),
    "ks4-p8-ehcp": _results(_scored(_PLAN)),
    "ks4-p8-support": _results(_scored(_SUPPORT)),
}
