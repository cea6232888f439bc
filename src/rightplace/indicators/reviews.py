"""Whether plans are reviewed, and how fast the decision follows the meeting."""

import ibis
from ibis.expr.types import Table

from rightplace.indicators.days import review_days, year_of
from rightplace.indicators.measure import Column, Grain, Measure, Picture, Unit
from rightplace.indicators.views import (
    HISTORICAL,
    days_between,
    held,
    on_days,
    reported,
)

FOUR_WEEKS = 28
_DECIDE = "review.decide"
# The first return with an item for the review meeting; in an older one it is unknown, not none.
_FIRST_RETURN = 2024


def _meetings(picture: Picture) -> Table:
    """`active_plan_id`, `meeting`, `decided_on` and `outcome`; a return gives the latest alone."""
    if picture.is_record:
        clock = picture.facts["clock"]
        rows = clock.filter(clock.duty == _DECIDE)
        return rows.select(
            "active_plan_id",
            meeting=rows.started_on,
            decided_on=rows.met_on,
            outcome=ibis.null("string"),
        )
    plans = picture.facts["active_plan"]
    after = ibis.ifelse(plans.last_review >= plans.review_meeting, plans.last_review, None)
    return plans.select(
        "active_plan_id",
        meeting=plans.review_meeting,
        decided_on=after,
        outcome=plans.review_outcome,
    )


def _made(picture: Picture) -> Table:
    """`request_id`, and `made` (the day the plan was first made) or `old` (before the return)."""
    done, plans = picture.facts["assessment"], picture.facts["named_plan"]
    table = done.left_join(plans, "assessment_id")
    return table.select(
        "request_id", made=table.start_date, old=table.assessment_outcome == HISTORICAL
    )


def _expected(picture: Picture) -> Table:
    """Plans held on each day of counting: `year`, `day`, `active_plan_id`, `expected`."""
    days = on_days(review_days(picture))
    whole = reported(days.mutate(reviewed=days.day - ibis.interval(years=1)), "reviewed", picture)
    plans = held(whole.select("day"), picture)
    table = plans.left_join(_made(picture), "request_id")
    year = table.day.year() - 1
    before = ibis.coalesce(table.made.year() < year, table.old, False)
    return table.select("day", "active_plan_id", year=year, expected=before)


def _latest(plans: Table, picture: Picture) -> Table:
    """`plans` with the last meeting of the year, and what followed it by the day of counting."""
    pairs = plans.join(_meetings(picture), "active_plan_id")
    in_year = pairs.filter(pairs.meeting.year() == pairs.year)
    window = ibis.window(
        group_by=[in_year.day, in_year.active_plan_id],
        order_by=[ibis.desc(in_year.meeting), ibis.desc(in_year.decided_on, nulls_first=False)],
    )
    last = in_year.mutate(place=ibis.row_number().over(window)).filter(lambda t: t.place == 0)
    found = last.select("day", "active_plan_id", "meeting", "decided_on", "outcome")
    return plans.left_join(found, ["day", "active_plan_id"])


def _reviews(picture: Picture, by: Grain) -> Table:
    asked = picture.is_record or year_of(picture.about) + 1 >= _FIRST_RETURN
    plans = _latest(_expected(picture), picture).filter(ibis.literal(asked))
    known = (plans.decided_on <= plans.day).fill_null(False)
    taken = ibis.ifelse(known, days_between(plans.meeting, plans.decided_on), None)
    met = plans.expected & plans.meeting.notnull()
    decided = met & (known | plans.outcome.notnull())
    running = (plans.day.delta(plans.meeting, unit="day") <= FOUR_WEEKS).fill_null(False)
    counted = plans.group_by(period=plans.year.cast("string")).agg(
        plans=plans.count(),
        expected=plans.count(where=plans.expected),
        not_expected=plans.count(where=~plans.expected),
        meetings=plans.count(where=met),
        no_meeting=plans.count(where=plans.expected & plans.meeting.isnull()),
        decided=plans.count(where=decided),
        not_due=plans.count(where=met & ~decided & running),
        outstanding=plans.count(where=met & ~decided & ~running),
        within=plans.count(where=decided & (taken <= FOUR_WEEKS)),
        over=plans.count(where=decided & (taken > FOUR_WEEKS)),
        undated=plans.count(where=decided & taken.isnull()),
    )
    dated = counted.within + counted.over
    return counted.mutate(share=counted.within / dated.nullif(0))


MEASURES = (
    Measure(
        key="reviews.decided",
        name="Annual reviews and decisions within 4 weeks",
        question="Were the plans reviewed, and did families hear within 4 weeks of the meeting?",
        definition="Plans held on the census day after the calendar year. A review was expected of"
        " those made before the year. Of the last meeting in the year: decided by the census day,"
        " not due (28 days not yet run) or outstanding.",
        numerator="decided 28 days or fewer after the meeting",
        denominator="decided on a known day; outstanding ones are left out",
        source="SEND Regs 2014 reg 20(10); CFA 2014 s44; DfE, Education, health and care plans, 2025",
        limits=(
            "Which reviews DfE expects is unverified: that the plan was made before the year is"
            " our reading.",
            "Leaving out what is outstanding flatters the share: read the two together.",
            "A meeting about a plan made in the year is not counted.",
            "A return holds the latest meeting of each plan, which hides an earlier one; returns"
            " before 2024 have no item for it, so that nothing can be said.",
        ),
        columns=(
            Column("period", "Year", Unit.TEXT),
            Column("plans", "Plans"),
            Column("expected", "Review expected"),
            Column("not_expected", "Not expected"),
            Column("meetings", "Meeting recorded"),
            Column("no_meeting", "No meeting recorded"),
            Column("decided", "Decided"),
            Column("not_due", "Decision not due"),
            Column("outstanding", "Decision outstanding"),
            Column("within", "Within 4 weeks"),
            Column("over", "Over 4 weeks"),
            Column("undated", "Time unknown"),
            Column("share", "Within 4 weeks (%)", Unit.SHARE),
        ),
        build=_reviews,
        grains=(Grain.YEAR,),
    ),
)
