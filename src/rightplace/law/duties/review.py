"""Reviews, amendments and moves between phases (CFA 2014 s44; SEND Regs 2014 regs 18 to 22)."""

from rightplace.law.allowances import Allowance, CalendarDays, Months, MonthsBefore, WeeksBefore
from rightplace.law.duties.duty import Duty, Who
from rightplace.law.events import EventKind as E
from rightplace.law.events import PhaseTransfer
from rightplace.law.readings import Readings, ReviewFinished

DECISIONS = (E.DECIDED_TO_MAINTAIN, E.DECIDED_TO_AMEND, E.DECIDED_TO_CEASE)
FINAL = (E.PLAN_AMENDED, E.PHASE_PLAN_ISSUED, E.DECIDED_NOT_TO_AMEND)
PLAN_GONE = (E.PLAN_CEASED, E.MOVED_OUT)

_POST_16 = {PhaseTransfer.SECONDARY_TO_POST_16, PhaseTransfer.BETWEEN_POST_16}
_BY_FEBRUARY = frozenset(PhaseTransfer) - _POST_16


def finished_by(readings: Readings) -> tuple[E, ...]:
    """The events that finish a review, under the reading chosen."""
    meeting = readings.review_finished is ReviewFinished.MEETING
    return (E.REVIEW_MEETING,) if meeting else DECISIONS


def rows(readings: Readings) -> tuple[Duty, ...]:
    """The yearly review, its meeting, what follows the meeting, and phase transfers."""
    return (
        _annual(readings),
        *_before_meeting(),
        *_after_meeting(readings),
        *_amendment(readings),
        *_phase_transfers(readings),
    )


def _annual(readings: Readings) -> Duty:
    finished = finished_by(readings)
    return Duty(
        key="review.annual",
        name="the review of the plan",
        citation="CFA 2014 s44(1)",
        who=Who.AUTHORITY,
        starts_on=(E.PLAN_ISSUED, *finished),
        met_by=finished,
        # A plan that moves in gets the later of two dates instead (reg 15(5)).
        ended_by=(E.PLAN_MOVED_IN, *PLAN_GONE),
        # The period starts with the day itself, so it ends the day before a year on.
        allowance=Months(12, start_counts=True),
    )


def _before_meeting() -> tuple[Duty, ...]:
    return tuple(
        Duty(
            key=key,
            name=name,
            citation=f"SEND Regs 2014 {paragraphs}",
            who=Who.ARRANGER,
            starts_on=(E.REVIEW_MEETING,),
            met_by=(met_by,),
            ended_by=(E.REVIEW_MEETING, *PLAN_GONE),
            allowance=WeeksBefore(2),
            planned=True,
        )
        for key, name, met_by, paragraphs in (
            (
                "review.invite",
                "the invitation to the review meeting",
                E.REVIEW_INVITED,
                "regs 20(3) and 21(3)",
            ),
            (
                "review.papers",
                "the advice to those invited",
                E.REVIEW_PAPERS_SENT,
                "regs 20(4) and 21(4)",
            ),
        )
    )


def _after_meeting(readings: Readings) -> tuple[Duty, ...]:
    return (
        Duty(
            key="review.report",
            name="the report of the review meeting",
            citation="SEND Regs 2014 regs 20 and 21(7)",
            who=Who.ARRANGER,
            starts_on=(E.REVIEW_MEETING,),
            met_by=(E.REVIEW_REPORT,),
            ended_by=PLAN_GONE,
            allowance=readings.in_weeks(2),
            unverified="the paragraph of reg 20",
        ),
        Duty(
            key="review.decide",
            name="the decision to keep, amend or cease the plan",
            citation="SEND Regs 2014 reg 20(10)",
            who=Who.AUTHORITY,
            starts_on=(E.REVIEW_MEETING,),
            met_by=DECISIONS,
            ended_by=PLAN_GONE,
            allowance=readings.in_weeks(4),
            unverified="the paragraph",
        ),
    )


def _amendment(readings: Readings) -> tuple[Duty, ...]:
    return (
        Duty(
            key="review.amendment_notice",
            name="the notice of the amendments proposed",
            citation="SEND Regs 2014 reg 22(2); R (L, M and P) v Devon [2022] EWHC 493 (Admin)",
            who=Who.AUTHORITY,
            starts_on=(E.REVIEW_MEETING,),
            met_by=(E.AMENDMENT_NOTICE,),
            ended_by=(E.DECIDED_TO_MAINTAIN, E.DECIDED_TO_CEASE, *PLAN_GONE),
            applies_if=(E.DECIDED_TO_AMEND,),
            allowance=readings.in_weeks(4),
        ),
        Duty(
            key="amendment.family_views",
            name="the family's time for views on the amendments",
            citation="SEND Regs 2014 reg 22(2)(c)",
            who=Who.FAMILY,
            starts_on=(E.AMENDMENT_NOTICE,),
            met_by=(E.VIEWS_RECEIVED,),
            ended_by=(*FINAL, *PLAN_GONE),
            allowance=CalendarDays(15, start_counts=True),
        ),
        _final(readings, "review.final_from_meeting", E.REVIEW_MEETING, 12),
        _final(readings, "review.final_from_notice", E.AMENDMENT_NOTICE, 8),
    )


def _final(readings: Readings, key: str, start: E, weeks: int) -> Duty:
    from_meeting = start is E.REVIEW_MEETING
    devon = "; R (L, M and P) v Devon [2022] EWHC 493 (Admin)" if from_meeting else ""
    return Duty(
        key=key,
        name="the final amended plan",
        citation=f"SEND Regs 2014 reg 22(3){devon}",
        who=Who.AUTHORITY,
        starts_on=(start,),
        met_by=FINAL,
        ended_by=(E.DECIDED_TO_MAINTAIN, E.DECIDED_TO_CEASE, *PLAN_GONE),
        applies_if=(E.DECIDED_TO_AMEND, E.AMENDMENT_NOTICE) if from_meeting else (),
        allowance=readings.in_weeks(weeks),
        unverified="that reg 22(4) gives a decision not to amend after all the same limit",
    )


def _phase_transfers(readings: Readings) -> tuple[Duty, ...]:
    february, march = readings.fixed_day(2, 15), readings.fixed_day(3, 31)
    table: tuple[tuple[str, str, frozenset[PhaseTransfer], Allowance], ...] = (
        ("school", "18(1)(b)", _BY_FEBRUARY, february),
        ("post_16", "18(1)(a)", frozenset({PhaseTransfer.SECONDARY_TO_POST_16}), march),
        ("between_post_16", "18(2)", frozenset({PhaseTransfer.BETWEEN_POST_16}), MonthsBefore(5)),
    )
    return tuple(
        Duty(
            key=f"phase_transfer.{key}",
            name="the plan that names the next setting",
            citation=f"SEND Regs 2014 reg {paragraph}",
            who=Who.AUTHORITY,
            starts_on=(E.PHASE_TRANSFER_EXPECTED,),
            met_by=(E.PHASE_PLAN_ISSUED,),
            ended_by=PLAN_GONE,
            allowance=allowance,
            # A plan first made after that day names the next setting from the start.
            presumes=(E.PLAN_ISSUED, E.PLAN_MOVED_IN),
            planned=True,
            needs=frozenset(moves),
        )
        for key, paragraph, moves, allowance in table
    )
