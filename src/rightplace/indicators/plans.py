"""How many plans: new, ceased and maintained, by age, need and setting."""

from collections.abc import Callable

from ibis.expr.types import Table

from rightplace.indicators.days import stock_days
from rightplace.indicators.labels import CEASE_REASONS, GROUPS, NEEDS, UNKNOWN
from rightplace.indicators.measure import Column, Grain, Measure, Picture, Unit
from rightplace.indicators.views import (
    HISTORICAL,
    age_band,
    held,
    labelled,
    on_days,
    period,
    places_on_day,
    primary_needs,
    reported,
    since_record_began,
    with_group,
)

_PERIOD = Column("period", "Period", Unit.TEXT)
_DAY = Column("day", "Day", Unit.DAY)
_SOURCE = "DfE, Education, health and care plans, 2025"
_AGE_RULE = (
    "Age is in complete years on the day counted; whether DfE takes another day is unverified."
)


def _births(picture: Picture) -> Table:
    """`request_id` and `birth`."""
    table = picture.facts["request"].join(picture.facts["person"], "person_id")
    return table.select("request_id", birth=table.person_birth_date)


def _with_needs(plans: Table, picture: Picture) -> Table:
    """`plans` with `need`, the label of the primary one."""
    found = plans.left_join(primary_needs(picture), "active_plan_id")
    return found.mutate(need=labelled(found.need, NEEDS))


def _issued(picture: Picture) -> Table:
    """Plans made here after an assessment: `made` (the day), `request_id`, `named_plan_id`."""
    plans, done = picture.facts["named_plan"], picture.facts["assessment"]
    table = plans.filter(plans.start_date.notnull()).join(done, "assessment_id")
    made_here = table.assessment_outcome.fill_null("") != HISTORICAL
    if not picture.is_record:
        # A plan that overturned an older refusal is carried by H, as is one that moved in.
        moved = picture.facts["active_plan"].filter(lambda t: t.transfer_la.notnull())
        table = table.mutate(made_here=made_here | table.request_id.notin(moved.request_id))
        made_here = table.made_here
    return table.filter(made_here).select("named_plan_id", "request_id", made=table.start_date)


def _issued_by_age(picture: Picture) -> Table:
    plans = _issued(picture).left_join(_births(picture), "request_id")
    return plans.mutate(age=age_band(plans.birth, plans.made))


def _issued_by_need(picture: Picture) -> Table:
    live = picture.facts["active_plan"].select("request_id", "active_plan_id")
    return _with_needs(_issued(picture).left_join(live, "request_id"), picture)


def _issued_by_setting(picture: Picture) -> Table:
    detail = picture.facts["plan_detail"]
    places = with_group(detail.filter(detail.placement_rank == "1"), picture)
    first = places.group_by("named_plan_id").agg(
        code=places.setting_group.argmin(places.plan_detail_id)
    )
    plans = _issued(picture).left_join(first, "named_plan_id")
    return plans.mutate(setting=labelled(plans.code.fill_null(UNKNOWN), GROUPS))


def _ceased(picture: Picture) -> Table:
    plans = picture.facts["named_plan"]
    ended = plans.filter(plans.cease_date.notnull())
    return ended.mutate(reason=labelled(ended.cease_reason, CEASE_REASONS))


def _held(picture: Picture) -> Table:
    return held(since_record_began(on_days(stock_days(picture)), picture), picture)


def _held_by_age(picture: Picture) -> Table:
    plans = _held(picture).left_join(_births(picture), "request_id")
    return plans.mutate(age=age_band(plans.birth, plans.day))


def _held_by_need(picture: Picture) -> Table:
    return _with_needs(_held(picture), picture)


def _held_by_setting(picture: Picture) -> Table:
    plans = _held(picture)
    there = places_on_day(plans, picture)
    found = plans.left_join(there, ["day", "active_plan_id"])
    return found.mutate(setting=labelled(found.code.fill_null(UNKNOWN), GROUPS))


Rows = Callable[[Picture], Table]


def _flow(
    rows: Rows, day: str, count: str, part: str | None = None
) -> Callable[[Picture, Grain], Table]:
    """Count `rows` by the period of the column `day`, and by `part`."""

    def build(picture: Picture, by: Grain) -> Table:
        table = reported(rows(picture), day, picture)
        keys = {"period": period(table[day], by)} | ({part: table[part]} if part else {})
        return table.group_by(**keys).agg(**{count: table.count()})

    return build


def _stock(rows: Rows, part: str | None = None) -> Callable[[Picture, Grain], Table]:
    """Count `rows` by day, and by `part`."""

    def build(picture: Picture, by: Grain) -> Table:
        table = rows(picture)
        return table.group_by(["day", part] if part else ["day"]).agg(plans=table.count())

    return build


def _new(what: str, limits: tuple[str, ...], rows: Rows, part: Column | None = None) -> Measure:
    return Measure(
        key=f"plans.new_by_{part.name}" if part else "plans.new",
        name=f"New plans{what}",
        question=f"How many plans were made{what}?",
        definition="Plans whose first day is in the period and that followed an assessment here,"
        " also after a challenge. A plan that moved in is not new.",
        numerator="new plans",
        denominator="none",
        source=_SOURCE,
        limits=limits,
        columns=(_PERIOD, *([part] if part else []), Column("plans", "New plans")),
        build=_flow(rows, "made", "plans", part.name if part else None),
    )


def _end(what: str, part: Column | None = None) -> Measure:
    return Measure(
        key=f"plans.ceased_by_{part.name}" if part else "plans.ceased",
        name=f"Plans ceased{what}",
        question=f"How many plans ended{what}?",
        definition="Plans by the day they ended or moved to another authority, which is later than"
        " the decision: a plan is kept until the time to appeal has run.",
        numerator="plans ceased",
        denominator="none",
        source=_SOURCE,
        limits=(),
        columns=(_PERIOD, *([part] if part else []), Column("plans", "Plans ceased")),
        build=_flow(_ceased, "cease_date", "plans", part.name if part else None),
    )


def _caseload(
    what: str, limits: tuple[str, ...], rows: Rows, part: Column | None = None
) -> Measure:
    return Measure(
        key=f"plans.caseload_by_{part.name}" if part else "plans.caseload",
        name=f"Plans maintained{what}",
        question=f"How many children and young people have a plan{what}?",
        definition="Plans maintained at the end of each January's census day, the third Thursday,"
        " and of the snapshot's day.",
        numerator="plans maintained",
        denominator="none",
        source=_SOURCE,
        limits=("A return shows its own census day alone.", *limits),
        columns=(_DAY, *([part] if part else []), Column("plans", "Plans")),
        build=_stock(rows, part.name if part else None),
        grains=(),
    )


_AGE = Column("age", "Age", Unit.TEXT)
_NEED = Column("need", "Primary need", Unit.TEXT)
_SETTING = Column("setting", "Setting", Unit.TEXT)
_NEED_NOW = "A need changed since is shown as it is now."
_ONE_PLACE = (
    "Settings are grouped by URN, else UKPRN, else the code for no setting; main place only."
)

MEASURES = (
    _new("", (), _issued),
    _new(" by age", (_AGE_RULE,), _issued_by_age, _AGE),
    _new(
        " by primary need",
        (_NEED_NOW, "A return has no needs for a plan that ended before its census day."),
        _issued_by_need,
        _NEED,
    ),
    _new(" by setting named", (_ONE_PLACE,), _issued_by_setting, _SETTING),
    _end(""),
    _end(" by reason", Column("reason", "Reason", Unit.TEXT)),
    _caseload("", (), _held),
    _caseload(" by age", (_AGE_RULE,), _held_by_age, _AGE),
    _caseload(" by primary need", (_NEED_NOW,), _held_by_need, _NEED),
    _caseload(" by setting attended", (_ONE_PLACE,), _held_by_setting, _SETTING),
)
