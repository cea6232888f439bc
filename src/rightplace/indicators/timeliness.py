"""How fast: the 6, 16 and 20 weeks of the SEND Regulations 2014."""

import ibis
from ibis.expr.types import BooleanValue, DateValue, StringValue, Table

from rightplace.indicators.days import month_ends
from rightplace.indicators.labels import (
    CASE_AGES,
    OLDEST_CASES,
)
from rightplace.indicators.measure import Column, Grain, Measure, Picture, Unit
from rightplace.indicators.views import (
    HISTORICAL,
    assessments,
    banded,
    days_between,
    on_days,
    period,
    reported,
    requests,
    since_record_began,
)
from rightplace.law.stages import Stage

SIX_WEEKS, SIXTEEN_WEEKS, TWENTY_WEEKS, FIFTY_TWO_WEEKS = 42, 112, 140, 364
_FINAL_PLAN = "first_plan.final_plan"
_PERIOD = Column("period", "Period", Unit.TEXT)
_DAY_0 = "The day of receipt is day 0, so day 140 is in time: advice services differ."


def _within_20_weeks(picture: Picture, by: Grain) -> Table:
    done = reported(assessments(picture), "finished_on", picture)
    issued = done.filter(done.outcome == "Y", ~done.challenged)
    on_time, plain = issued.days <= TWENTY_WEEKS, ~issued.excepted
    counted = issued.group_by(period=period(issued.finished_on, by)).agg(
        issued=issued.count(),
        within=issued.count(where=on_time),
        issued_plain=issued.count(where=plain),
        within_plain=issued.count(where=plain & on_time),
        over_20=issued.count(where=issued.days.between(TWENTY_WEEKS + 1, FIFTY_TWO_WEEKS)),
        over_52=issued.count(where=issued.days > FIFTY_TWO_WEEKS),
        undated=issued.count(where=issued.days.isnull()),
        average_weeks=issued.days.mean() / 7,
    )
    return counted.mutate(
        share=counted.within / counted.issued,
        share_plain=counted.within_plain / counted.issued_plain.nullif(0),
    )


def _within_6_weeks(picture: Picture, by: Grain) -> Table:
    asked = reported(requests(picture), "received_date", picture)
    decided = asked.request_outcome.isin(["Y", "N"]).fill_null(False)
    taken = days_between(asked.received_date, asked.request_outcome_date)
    waiting = (asked.request_outcome == "A") & (
        days_between(asked.received_date, ibis.date(picture.day)) > SIX_WEEKS
    )
    left_late = (asked.request_outcome == "W") & (
        days_between(asked.received_date, asked.closed_on) > SIX_WEEKS
    )
    counted = asked.group_by(period=period(asked.received_date, by)).agg(
        within=asked.count(where=decided & (taken <= SIX_WEEKS)),
        decided_over=asked.count(where=decided & (taken > SIX_WEEKS)),
        undecided_over=asked.count(where=waiting),
        withdrawn_over=asked.count(where=left_late),
        undated=asked.count(where=decided & taken.isnull()),
    )
    over = counted.decided_over + counted.undecided_over + counted.withdrawn_over
    base = counted.within + over
    return counted.mutate(base=base, over=over, share=counted.within / base.nullif(0))


def _within_16_weeks(picture: Picture, by: Grain) -> Table:
    done = reported(assessments(picture), "finished_on", picture)
    refused = done.filter(done.outcome == "N")
    counted = refused.group_by(period=period(refused.finished_on, by)).agg(
        refused=refused.count(),
        within=refused.count(where=refused.days <= SIXTEEN_WEEKS),
        over=refused.count(where=refused.days > SIXTEEN_WEEKS),
        undated=refused.count(where=refused.days.isnull()),
    )
    dated = counted.within + counted.over
    return counted.mutate(share=counted.within / dated.nullif(0))


def _cases(picture: Picture) -> Table:
    """Requests with `stage`, `excepted`, `closed` (the day, where known) and `gone` (without one)."""
    done = picture.facts["assessment"].select(
        "request_id", "assessment_outcome", "assessment_outcome_date"
    )
    case = requests(picture).left_join(done, "request_id")
    closed, gone = (case.closed_on, ibis.literal(False)) if picture.is_record else _closed(case)
    clock = picture.facts["clock"]
    lifted = clock.filter(clock.duty == _FINAL_PLAN, clock.excused_by.notnull())
    return case.select(
        "received_date",
        stage=_stage(case),
        closed=closed,
        gone=gone,
        excepted=case.request_id.isin(lifted.request_id),
    )


def _closed(case: Table) -> tuple[DateValue, BooleanValue]:
    """When a case of a return ended, and whether it ended on a day that the return does not give."""
    assessed = case.assessment_outcome.notnull()
    ended = ibis.ifelse(assessed, case.assessment_outcome, case.request_outcome)
    on = ibis.ifelse(assessed, case.assessment_outcome_date, case.request_outcome_date)
    # A decision to assess ends nothing, and a plan agreed has no date until it is issued.
    finished = ended.isin(["N", "W", HISTORICAL]) | ((ended == "Y") & assessed & on.notnull())
    finished = finished.fill_null(False)
    return ibis.ifelse(finished, on, None), finished & on.isnull()


def _stage(case: Table) -> StringValue:
    # After a challenge to the decision not to issue, the outcome stays N and the case is open.
    writing = case.assessment_outcome.isin(["Y", "N"])
    return ibis.cases(
        (writing, Stage.ISSUING.label),
        (case.assessment_outcome.notnull(), Stage.ASSESSING.label),
        else_=Stage.DECIDING.label,
    )


def _open_on(days: Table, picture: Picture) -> Table:
    pairs = days.cross_join(_cases(picture))
    still = pairs.closed.isnull() | (pairs.closed > pairs.day)
    there = pairs.filter(pairs.received_date <= pairs.day, still, ~pairs.gone)
    return there.mutate(age=there.day.delta(there.received_date, unit="day"))


def _open_overdue(picture: Picture, by: Grain) -> Table:
    there = _open_on(on_days([picture.day]), picture)
    keys = {"stage": there.stage, "age": banded(there.age, CASE_AGES, OLDEST_CASES)}
    return there.group_by(**keys).agg(
        open=there.count(), excepted=there.count(where=there.excepted)
    )


def _open_by_month(picture: Picture, by: Grain) -> Table:
    there = _open_on(since_record_began(on_days(month_ends(picture)), picture), picture)
    late = there.age > TWENTY_WEEKS
    return there.group_by("day").agg(
        open=there.count(),
        over_20=there.count(where=late),
        over_20_plain=there.count(where=late & ~there.excepted),
    )


_OPEN_LIMITS = (
    "A case that the Tribunal reopened counts from its first request.",
    "Exceptions are known in the record alone: in a return the two overdue counts are equal.",
    "A case withdrawn on an unknown day, as in a return, is left out.",
)

MEASURES = (
    Measure(
        key="timeliness.within_20_weeks",
        name="New plans issued within 20 weeks",
        question="Of the plans issued, how many came within 20 weeks of the request?",
        definition="Plans issued in the period, by the day of issue, from assessments with no"
        " mediation or tribunal. Without exceptions, those marked as relying on one of the"
        " regulations' exceptions are taken out above and below the line.",
        numerator="issued 140 days or fewer after the request was received",
        denominator="all issued, also those whose time is unknown",
        source="SEND Regs 2014 reg 13(2); DfE, Education, health and care plans, 2024 footnotes",
        limits=(
            "It counts plans that were issued: a case that is late and still open is in no year.",
            "It depends on the year of issue: clearing old cases lowers it.",
            "Challenged means mediation or tribunal about the decision to assess or to issue;"
            " disputes about other matters do not take a plan out. DfE's reading is unverified.",
            "Over 52 weeks means more than 364 days; DfE's rule for one year is unverified.",
            _DAY_0,
        ),
        columns=(
            _PERIOD,
            Column("issued", "Issued"),
            Column("within", "Within 20 weeks"),
            Column("share", "Within 20 weeks (%)", Unit.SHARE),
            Column("issued_plain", "Issued, no exception"),
            Column("within_plain", "Within 20 weeks, no exception"),
            Column("share_plain", "Within 20 weeks, no exception (%)", Unit.SHARE),
            Column("over_20", "Over 20 to 52 weeks"),
            Column("over_52", "Over 52 weeks"),
            Column("undated", "Time unknown"),
            Column("average_weeks", "Average weeks", Unit.WEEKS),
        ),
        build=_within_20_weeks,
    ),
    Measure(
        key="timeliness.open_overdue",
        name="Open cases by stage and age",
        question="What does the 20-week figure hide: how many cases are open, and how old?",
        definition="Requests and assessments without an end on the snapshot's day, by stage and"
        " by days since the request was received.",
        numerator="open cases",
        denominator="none",
        source="SEND Regs 2014 regs 5(1), 10(1) and 13(2)",
        limits=(*_OPEN_LIMITS, _DAY_0),
        columns=(
            Column("stage", "Stage", Unit.TEXT),
            Column("age", "Age", Unit.TEXT),
            Column("open", "Open"),
            Column("excepted", "Of them with an exception"),
        ),
        build=_open_overdue,
        grains=(),
    ),
    Measure(
        key="timeliness.open_by_month",
        name="Open cases past 20 weeks over time",
        question="Is the number of children waiting past 20 weeks rising or falling?",
        definition="At the end of each of the last 24 months and on the snapshot's day: requests"
        " and assessments without an end by then, and those more than 140 days old.",
        numerator="open cases more than 140 days after the request was received",
        denominator="none",
        source="SEND Regs 2014 reg 13(2)",
        limits=(
            *_OPEN_LIMITS,
            "Exceptions count from the first day, also before their evidence was recorded.",
            "A case closed and reopened counts as open throughout.",
            "A return shows its own calendar year alone.",
        ),
        columns=(
            Column("day", "Day", Unit.DAY),
            Column("open", "Open"),
            Column("over_20", "Past 20 weeks"),
            Column("over_20_plain", "Past 20 weeks, no exception"),
        ),
        build=_open_by_month,
        grains=(),
    ),
    Measure(
        key="timeliness.within_6_weeks",
        name="Decisions whether to assess within 6 weeks",
        question="Of the requests received, how many were decided within 6 weeks?",
        definition="Requests received in the period that were decided, with those that passed six"
        " weeks undecided or were withdrawn after six weeks.",
        numerator="decided 42 days or fewer after receipt",
        denominator="decided on a known day, undecided past 42 days on the snapshot's day, or"
        " withdrawn after more than 42 days",
        source="SEND Regs 2014 reg 5(1); DfE, Education, health and care plans, 2025",
        limits=(
            "DfE's base is larger than the requests decided and its rule is not published where"
            " we could read it: that late undecided and withdrawn requests are in is our reading.",
            "A return does not say when a request was withdrawn: none of them counts as late.",
            _DAY_0,
        ),
        columns=(
            _PERIOD,
            Column("base", "Requests counted"),
            Column("within", "Within 6 weeks"),
            Column("over", "Over 6 weeks"),
            Column("share", "Within 6 weeks (%)", Unit.SHARE),
            Column("decided_over", "Decided late"),
            Column("undecided_over", "Undecided past 6 weeks"),
            Column("withdrawn_over", "Withdrawn after 6 weeks"),
            Column("undated", "Time unknown, not counted"),
        ),
        build=_within_6_weeks,
    ),
    Measure(
        key="timeliness.within_16_weeks",
        name="Decisions not to issue within 16 weeks",
        question="Of the families told that no plan will be issued, how many knew in 16 weeks?",
        definition="Assessments that ended in the period with a decision not to issue a plan.",
        numerator="decided 112 days or fewer after the request was received",
        denominator="those whose time is known",
        source="SEND Regs 2014 reg 10(1); DfE, Education, health and care plans, 2025",
        limits=("A decision that was later overturned keeps its day.", _DAY_0),
        columns=(
            _PERIOD,
            Column("refused", "Decided not to issue"),
            Column("within", "Within 16 weeks"),
            Column("over", "Over 16 weeks"),
            Column("share", "Within 16 weeks (%)", Unit.SHARE),
            Column("undated", "Time unknown"),
        ),
        build=_within_16_weeks,
    ),
)
