"""Child protection plans and care leavers."""

from ibis import interval
from ibis.expr.types import Table

from rightplace.facts.lists_codes import ACCOMMODATION, IN_EDUCATION_OR_WORK, SUITABLE, Activity
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.counting import (
    Counted,
    Counting,
    Rows,
    one_for_each,
    open_on,
    rows_of,
)

_PLANS, _LEAVERS = "child_protection_plan", "care_leaver"
_YOUNGEST, _OLDEST = 19, 21
_UNKNOWN = "0"
_ACTIVITIES = tuple(code.value for code in Activity)


def _second_plans(picture: Picture, periods: Table) -> Counted:
    """Plans that started in the period."""
    plans = periods.cross_join(picture.facts[_PLANS])
    return rows_of(
        plans,
        row_id="child_protection_plan_id",
        ref=plans.child_ref,
        counted=plans.plans_before > 0,
        unknown=plans.plans_before.isnull(),
        chosen=plans.started_on.between(plans.first, plans.last),
    )


def _two_years(picture: Picture, periods: Table) -> Counted:
    """Plans that are open at the end of the period's last day."""
    plans = periods.cross_join(picture.facts[_PLANS])
    return rows_of(
        plans,
        row_id="child_protection_plan_id",
        ref=plans.child_ref,
        counted=plans.started_on + interval(years=2) <= plans.last,
        chosen=open_on(plans.last, plans.started_on, plans.ended_on),
    )


def _leavers(picture: Picture, periods: Table) -> Table:
    """What is known on the period's last day of each care leaver who is then 19 to 21."""
    spells = periods.cross_join(picture.facts[_LEAVERS])
    born, day = spells.birth_date, spells.last
    found = spells.filter(
        open_on(day, spells.known_from, spells.known_to),
        born + interval(years=_YOUNGEST) <= day,
        born + interval(years=_OLDEST + 1) > day,
    )
    return one_for_each(found, "period", "child_ref", latest="known_from", row_id="care_leaver_id")


def _leavers_with(column: str, good: tuple[str, ...], codes: tuple[str, ...]) -> Rows:
    """Care leavers, counted where a code about them is one of the good ones."""

    def rows(picture: Picture, periods: Table) -> Counted:
        found = _leavers(picture, periods)
        code = found[column].fill_null(_UNKNOWN)
        return rows_of(
            found,
            row_id="care_leaver_id",
            ref=found.child_ref,
            counted=code.isin(good),
            unknown=(code == _UNKNOWN) | code.notin(codes),
        )

    return rows


COUNTINGS = {
    "cp-second-plan": Counting(
        _second_plans,
        _PLANS,
        unknown="Plans of which it is not recorded how many the child had before: {}.",
    ),
    "cp-two-years": Counting(_two_years, _PLANS),
    "leavers-accommodation": Counting(
        _leavers_with("accommodation", SUITABLE, ACCOMMODATION),
        _LEAVERS,
        unknown="Care leavers of whom it is not known where they live: {}.",
    ),
    "leavers-eet": Counting(
        _leavers_with("activity", IN_EDUCATION_OR_WORK, _ACTIVITIES),
        _LEAVERS,
        unknown="Care leavers of whom it is not known what they do: {}.",
    ),
}
