"""Children in mainstream schools: with a plan, and on SEN support."""

from ibis.expr.types import Table

from rightplace.indicators.labels import MAINSTREAM
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.counting import Counted, Counting, rows_of
from rightplace.indicators.views import held, places_on_day


def _plans(picture: Picture, periods: Table) -> Counted:
    """Plans held on the term's day whose main place is a mainstream school."""
    days = periods.select("period", day=periods.counted_on)
    plans = held(days, picture)
    found = plans.inner_join(places_on_day(plans, picture), ["day", "active_plan_id"])
    people = picture.facts["request"].select("request_id", "person_id")
    there = found.filter(found.code == MAINSTREAM).left_join(people, "request_id")
    return rows_of(
        there,
        row_id="active_plan_id",
        ref=there.person_id.cast("string"),
        counted=1,
        of=None,
    )


def _support(picture: Picture, periods: Table) -> Counted:
    """What each mainstream school counted at the last school census of the term."""
    settings = picture.facts["setting"].select("setting_id", "urn", "setting_group")
    schools = settings.filter(settings.setting_group == MAINSTREAM)
    counts = periods.cross_join(picture.facts["school_count"].inner_join(schools, "setting_id"))
    of_term = counts.filter(counts.census_date.between(counts.first, counts.last))
    latest = of_term.group_by("period").agg(census_date=of_term.census_date.max())
    found = of_term.inner_join(latest, ["period", "census_date"])
    return rows_of(found, row_id="setting_id", ref=found.urn, counted=found.sen_support, of=None)


COUNTINGS = {
    "send-mainstream-plans": Counting(_plans),
    "send-mainstream-support": Counting(_support, none="no school census of the term is recorded"),
}
