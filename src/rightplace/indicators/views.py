"""Plain views over a snapshot that several measures count: requests, assessments, plans."""

from collections.abc import Mapping, Sequence
from datetime import date

import ibis
from ibis.expr.types import BooleanValue, DateValue, IntegerValue, StringValue, Table

from rightplace.indicators.days import year_of
from rightplace.indicators.labels import (
    AGE_BANDS,
    NO_SETTING,
    NOT_LOOKED_UP,
    NOT_RECORDED,
    OLDER,
    UNKNOWN,
)
from rightplace.indicators.measure import Grain, Picture

_FORMATS = {Grain.YEAR: "%Y", Grain.MONTH: "%Y-%m"}
HISTORICAL = "H"


def period(day: DateValue, by: Grain) -> StringValue:
    """2022, or 2022-03."""
    return day.strftime(_FORMATS[by])


def days_between(start: DateValue, end: DateValue) -> IntegerValue:
    """Calendar days, the start day being day 0; null where either is unknown or they are reversed."""
    days = end.delta(start, unit="day")
    return ibis.ifelse(days >= 0, days, None)


def yes(flag: StringValue) -> BooleanValue:
    """Whether a 0/1 flag says yes; a blank flag says no."""
    return (flag == "1").fill_null(False)


def labelled(code: StringValue, labels: Mapping[str, str]) -> StringValue:
    """The label of a code; "Not recorded" for a blank or a code outside its list."""
    return code.cases(*labels.items(), else_=NOT_RECORDED)


def banded(value: IntegerValue, bands: Mapping[int, str], over: str) -> StringValue:
    """The first band whose upper end the value does not pass, else `over`."""
    return ibis.cases(*((value <= top, band) for top, band in bands.items()), else_=over)


def age_band(birth: DateValue, day: DateValue) -> StringValue:
    """The band of the age in complete years on a day."""
    early = (day.month() * 100 + day.day()) < (birth.month() * 100 + birth.day())
    age = day.year() - birth.year() - early.cast("int64")
    known = (age >= 0).fill_null(False)
    return ibis.ifelse(known, banded(age, AGE_BANDS, OLDER), NOT_RECORDED)


def requests(picture: Picture) -> Table:
    """Requests with a known day of receipt; those that only carry an older plan are left out."""
    table = picture.facts["request"]
    return table.filter(
        table.received_date.notnull(), table.request_outcome.fill_null("") != HISTORICAL
    )


def assessments(picture: Picture) -> Table:
    """Finished assessments with a day: `outcome`, `finished_on`, `days`, `excepted`, `challenged`.

    `days` runs from receipt of the request and is null where that is unknown.
    """
    table = picture.facts["assessment"].join(picture.facts["request"], "request_id")
    flags = ("request_mediation", "request_tribunal", "assessment_mediation", "assessment_tribunal")
    return table.filter(table.assessment_outcome_date.notnull()).select(
        outcome=table.assessment_outcome,
        finished_on=table.assessment_outcome_date,
        days=days_between(table.received_date, table.assessment_outcome_date),
        excepted=yes(table.week20),
        challenged=ibis.or_(*(yes(table[flag]) for flag in flags)),
    )


def on_days(days: Sequence[date]) -> Table:
    """A table of one column, `day`."""
    literal = ibis.array([ibis.date(each) for each in days])
    return literal.unnest().name("day").as_table()


def reported(table: Table, day: str, picture: Picture) -> Table:
    """The rows whose `day` lies in the years that the facts are whole for.

    A return is whole for its calendar year. A record is from the year it began: what came before
    and was brought in open is there, but not what had been closed by then.
    """
    year = table[day].year()
    if picture.is_record:
        return table.filter(year >= record_began(picture).year())
    return table.filter(year == year_of(picture.about))


def since_record_began(days: Table, picture: Picture) -> Table:
    """The days from the record's beginning on; of a return, all of them."""
    return days.filter(days.day >= record_began(picture)) if picture.is_record else days


def record_began(picture: Picture) -> DateValue:
    """The day a record began: the first on which it closed a case, or received one."""
    known = requests(picture)
    first = ibis.coalesce(known.closed_on.min(), known.received_date.min())
    return known.agg(began=first).began.as_scalar()


def held(days: Table, picture: Picture) -> Table:
    """One row for each day and each plan held at its end; of a return, on the day it stands at."""
    plans = picture.facts["active_plan"]
    pairs = days.cross_join(plans)
    since = ibis.ifelse(
        pairs.held_from.isnull(), pairs.day == picture.day, pairs.held_from <= pairs.day
    )
    return pairs.filter(since, pairs.held_to.isnull() | (pairs.held_to > pairs.day))


def primary_needs(picture: Picture) -> Table:
    """`active_plan_id` and `need`, one row for each plan with a primary need."""
    table = picture.facts["sen_need"]
    primary = table.filter(table.sen_type_rank == "1")
    return primary.group_by("active_plan_id").agg(need=primary.sen_type.min())


def with_group(places: Table, picture: Picture) -> Table:
    """`places` with `setting_group`: from its URN, else its UKPRN, else the code for no setting."""
    found = places
    for name in ("urn", "ukprn"):
        settings = picture.facts["setting"]
        known = settings.filter(settings[name].notnull()).group_by(name)
        groups = known.agg(**{f"{name}_group": settings.setting_group.min()})
        found = found.left_join(groups, name).drop(f"{name}_right")
    identified = found.urn.notnull() | found.ukprn.notnull()
    otherwise = found.sen_setting.cases(*NO_SETTING.items(), else_=UNKNOWN)
    unfound = ibis.ifelse(identified, NOT_LOOKED_UP, otherwise)
    return found.mutate(setting_group=ibis.coalesce(found.urn_group, found.ukprn_group, unfound))


def places_on_day(plans: Table, picture: Picture) -> Table:
    """`day`, `active_plan_id` and `code`, the group of the main place, latest entry first."""
    detail = picture.facts["placement_detail"]
    main = with_group(detail.filter(detail.placement_rank == "1"), picture)
    places = main.select(
        "active_plan_id",
        "placement_detail_id",
        "entry_date",
        "leaving_date",
        code=main.setting_group,
    )
    pairs = plans.select("day", "active_plan_id").join(places, "active_plan_id")
    there = pairs.filter(
        pairs.entry_date.isnull() | (pairs.entry_date <= pairs.day),
        pairs.leaving_date.isnull() | (pairs.leaving_date > pairs.day),
    )
    order = [ibis.desc(there.entry_date, nulls_first=False), ibis.desc(there.placement_detail_id)]
    window = ibis.window(group_by=[there.day, there.active_plan_id], order_by=order)
    return there.mutate(place=ibis.row_number().over(window)).filter(lambda t: t.place == 0)
