"""A plan that moves between authorities (SEND Regs 2014 reg 15)."""

from rightplace.law.allowances import CalendarDays, Months, WorkingDays
from rightplace.law.duties.duty import Duty, Later, Who
from rightplace.law.duties.review import PLAN_GONE, finished_by
from rightplace.law.events import EventKind as E
from rightplace.law.readings import Readings


def rows(readings: Readings) -> tuple[Duty, ...]:
    """What the old authority owes, then what the new one does."""
    finished = finished_by(readings)
    return (
        Duty(
            key="transfer.send_plan",
            name="the transfer of the plan to the new authority",
            citation="SEND Regs 2014 reg 15(2)",
            who=Who.AUTHORITY,
            starts_on=(E.MOVED_OUT,),
            met_by=(E.PLAN_SENT_TO_NEW_AUTHORITY,),
            # The old authority closes its own record on the move, which does not end this.
            ended_by=(),
            # On the day of the move; with under 15 working days' notice, 15 from knowing.
            allowance=CalendarDays(0),
            later=Later(
                "the day the authority knew of the move",
                (E.MOVE_KNOWN,),
                WorkingDays(15, start_counts=True),
                after=True,
            ),
            planned=True,
            unverified="the definition of a working day",
        ),
        Duty(
            key="transfer.notice",
            name="the notice to the family that the plan moved",
            citation="SEND Regs 2014 reg 15(4)",
            who=Who.AUTHORITY,
            starts_on=(E.PLAN_MOVED_IN,),
            met_by=(E.MOVE_NOTICE_SENT,),
            ended_by=PLAN_GONE,
            allowance=readings.in_weeks(6),
            unverified="the paragraph",
        ),
        Duty(
            key="transfer.review",
            name="the first review after the plan moved in",
            citation="SEND Regs 2014 reg 15(5)",
            who=Who.AUTHORITY,
            starts_on=(E.PLAN_MOVED_IN,),
            met_by=finished,
            ended_by=PLAN_GONE,
            allowance=Months(3, start_counts=True),
            later=Later(
                "the making or last review of the plan",
                (E.PLAN_ISSUED, *finished),
                Months(12, start_counts=True),
            ),
        ),
    )
