"""What pupils reached at the end of a stage, by year and by who they are."""

from dataclasses import dataclass

from ibis.expr.types import BooleanValue, Table

from rightplace.facts.lists_codes import Sen, Stage, YesNo
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.counting import Counted, Counting, Rows, rows_of

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


def _pupils(picture: Picture, periods: Table) -> Table:
    results = picture.facts[_RESULTS]
    return periods.inner_join(results, periods.year == results.academic_year)


def _are(pupils: Table, stage: Stage, group: _Group) -> BooleanValue:
    at_stage = pupils.stage == stage.value
    return at_stage & (pupils[group.column] == group.value) if group.column else at_stage


def _reached(stage: Stage, group: _Group) -> Rows:
    """Pupils who reached what is expected. Of the foundation stage only those assessed are counted."""

    def rows(picture: Picture, periods: Table) -> Counted:
        found = _pupils(picture, periods)
        chosen = _are(found, stage, group)
        if stage is Stage.FOUNDATION:
            chosen &= found.expected.notnull()
        return rows_of(
            found,
            row_id="key_stage_result_id",
            ref=found.key_stage_result_id.cast("string"),
            counted=found.expected == YesNo.YES.value,
            unknown=found.expected.isnull(),
            chosen=chosen,
        )

    return rows


def _scored(group: _Group) -> Rows:
    """Pupils with a score, whose scores are added up."""

    def rows(picture: Picture, periods: Table) -> Counted:
        found = _pupils(picture, periods)
        return rows_of(
            found,
            row_id="key_stage_result_id",
            ref=found.key_stage_result_id.cast("string"),
            counted=found.score,
            chosen=_are(found, Stage.KEY_STAGE_4, group) & found.score.notnull(),
        )

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
