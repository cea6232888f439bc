"""Reassessing a plan (SEND Regs 2014 regs 23 to 27)."""

from rightplace.law.allowances import CalendarDays
from rightplace.law.duties.duty import ALL_GROUNDS, Duty, Who
from rightplace.law.duties.review import PLAN_GONE
from rightplace.law.events import EventKind as E
from rightplace.law.readings import Readings


def rows(readings: Readings) -> tuple[Duty, ...]:
    """The decision, and the plan after it. Reg 26 lends the rest from a first assessment."""
    return (
        Duty(
            key="reassessment.decide",
            name="the decision whether to reassess",
            citation="SEND Regs 2014 reg 25",
            who=Who.AUTHORITY,
            starts_on=(E.REASSESSMENT_REQUESTED,),
            met_by=(E.DECIDED_TO_REASSESS, E.REFUSED_TO_REASSESS),
            ended_by=(E.WITHDRAWN, *PLAN_GONE),
            allowance=CalendarDays(15),
        ),
        Duty(
            key="reassessment.final_plan",
            name="the final plan after the reassessment",
            citation="SEND Regs 2014 reg 27(2)",
            who=Who.AUTHORITY,
            starts_on=(E.DECIDED_TO_REASSESS,),
            met_by=(E.REASSESSED_PLAN_ISSUED,),
            ended_by=(E.WITHDRAWN, *PLAN_GONE),
            allowance=readings.in_weeks(14),
            grounds=ALL_GROUNDS,
        ),
    )
