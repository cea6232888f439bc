"""From a request to a first plan (SEND Regs 2014 regs 4 to 14)."""

from rightplace.law.allowances import CalendarDays
from rightplace.law.duties.duty import ALL_GROUNDS, Duty, Who
from rightplace.law.events import EventKind as E
from rightplace.law.readings import Readings, in_days

# A request, or becoming responsible by notice under CFA 2014 s24, starts the same clocks.
REQUEST = (E.REQUEST_RECEIVED, E.BECAME_RESPONSIBLE)

# After these nobody is assessing any more.
STOPPED = (E.WITHDRAWN, E.MOVED_OUT)
NO_PLAN = (E.REFUSED_TO_ASSESS, E.DECIDED_NOT_TO_ISSUE, *STOPPED)
ASSESSMENT_OVER = (E.PLAN_ISSUED, E.REASSESSED_PLAN_ISSUED, *NO_PLAN)


def rows(readings: Readings) -> tuple[Duty, ...]:
    """The duties of a first plan, in the order in which they fall due."""
    return (
        Duty(
            key="first_plan.decide_to_assess",
            name="the decision whether to assess",
            citation="SEND Regs 2014 reg 5(1)",
            who=Who.AUTHORITY,
            starts_on=REQUEST,
            met_by=(E.DECIDED_TO_ASSESS, E.REFUSED_TO_ASSESS),
            ended_by=(E.PLAN_ISSUED, E.DECIDED_NOT_TO_ISSUE, *STOPPED),
            allowance=readings.in_weeks(6),
            grounds=ALL_GROUNDS,
        ),
        Duty(
            key="first_plan.refuse_to_issue",
            name="a decision not to issue a plan (if that is the decision)",
            citation="SEND Regs 2014 reg 10(1)",
            who=Who.AUTHORITY,
            starts_on=REQUEST,
            met_by=(E.DECIDED_NOT_TO_ISSUE,),
            # A draft shows that a plan will be issued as much as the decision itself does.
            ended_by=(
                E.REFUSED_TO_ASSESS,
                E.DECIDED_TO_ISSUE,
                E.DRAFT_SENT,
                E.PLAN_ISSUED,
                *STOPPED,
            ),
            allowance=readings.in_weeks(16),
            conditional=True,
            grounds=ALL_GROUNDS,
        ),
        Duty(
            key="first_plan.final_plan",
            name="the final plan",
            citation="SEND Regs 2014 reg 13(2)",
            who=Who.AUTHORITY,
            starts_on=REQUEST,
            met_by=(E.PLAN_ISSUED,),
            ended_by=NO_PLAN,
            allowance=readings.in_weeks(20),
            grounds=ALL_GROUNDS,
        ),
        Duty(
            key="advice.reply",
            name="the advice asked for",
            citation="SEND Regs 2014 reg 8(1)",
            who=Who.ADVISER,
            starts_on=(E.ADVICE_REQUESTED,),
            met_by=(E.ADVICE_RECEIVED,),
            ended_by=ASSESSMENT_OVER,
            allowance=readings.in_weeks(6),
            per_ref=True,
        ),
        Duty(
            key="draft.family_views",
            name="the family's time for views on the draft",
            citation="SEND Regs 2014 reg 13(1)(a)",
            who=Who.FAMILY,
            starts_on=(E.DRAFT_SENT,),
            met_by=(E.VIEWS_RECEIVED,),
            ended_by=ASSESSMENT_OVER,
            allowance=CalendarDays(15, start_counts=True),
        ),
        Duty(
            key="setting.reply",
            name="the reply of the setting consulted",
            citation="SEND Code of Practice 2015 para 9.83",
            who=Who.SETTING,
            starts_on=(E.SETTING_CONSULTED,),
            met_by=(E.SETTING_REPLIED,),
            ended_by=(*ASSESSMENT_OVER, E.PLAN_AMENDED, E.PHASE_PLAN_ISSUED, E.PLAN_CEASED),
            allowance=in_days(15, readings.setting_reply),
            per_ref=True,
            unverified="the paragraph of the Code",
        ),
    )
