"""What an order of the tribunal, or conceding an appeal, obliges (SEND Regs 2014 regs 44, 45)."""

from dataclasses import dataclass
from datetime import date

from rightplace.law.allowances import Allowance, CalendarDays
from rightplace.law.duties.duty import ALL_GROUNDS, SEND_REFORMS, Duty, Who
from rightplace.law.events import AppealKind
from rightplace.law.events import EventKind as E
from rightplace.law.readings import Readings

# Reg 45 set other limits until SI 2015/359 replaced them.
_REG_45_REPLACED = date(2015, 4, 1)
_AT_ONCE = 0


@dataclass(frozen=True, slots=True)
class _Step:
    """One limit: the same weeks after an order and after a concession, if reg 45 has it at all."""

    key: str
    name: str
    about: AppealKind
    weeks: int
    met_by: tuple[E, ...]
    order: str
    ended_by: tuple[E, ...] = ()
    conceded: bool = True
    conditional: bool = False
    unverified: str = ""


_A = AppealKind
_STEPS = (
    _Step(
        "assess.tell_family",
        "the notice that an assessment will be made",
        _A.ASSESS,
        2,
        (E.DECIDED_TO_ASSESS,),
        "(2)(b)",
        ended_by=(E.PLAN_ISSUED, E.DECIDED_NOT_TO_ISSUE),
    ),
    _Step(
        "assess.refuse_to_issue",
        "a decision not to issue a plan (if that is the decision)",
        _A.ASSESS,
        10,
        (E.DECIDED_NOT_TO_ISSUE,),
        "(2)(b)",
        ended_by=(E.DECIDED_TO_ISSUE, E.DRAFT_SENT, E.PLAN_ISSUED),
        conditional=True,
    ),
    _Step(
        "assess.final_plan",
        "the final plan",
        _A.ASSESS,
        14,
        (E.PLAN_ISSUED,),
        "(2)(b)",
        ended_by=(E.DECIDED_NOT_TO_ISSUE,),
    ),
    _Step(
        "reassess.tell_family",
        "the notice that a reassessment will be made",
        _A.REASSESS,
        2,
        (E.DECIDED_TO_REASSESS,),
        "(2)(b)",
        ended_by=(E.REASSESSED_PLAN_ISSUED,),
    ),
    _Step(
        "reassess.final_plan",
        "the final plan after the reassessment",
        _A.REASSESS,
        14,
        (E.REASSESSED_PLAN_ISSUED,),
        "(2)(b)",
    ),
    _Step(
        "make_plan.draft",
        "the draft plan",
        _A.MAKE_PLAN,
        5,
        (E.DRAFT_SENT,),
        "(2)(c)",
        ended_by=(E.PLAN_ISSUED,),
    ),
    _Step("make_plan.final_plan", "the final plan", _A.MAKE_PLAN, 11, (E.PLAN_ISSUED,), "(2)(c)"),
    _Step("amend_plan", "the amended plan", _A.AMEND_PLAN, 5, (E.PLAN_AMENDED,), "(2)(e)"),
    _Step(
        "setting_only",
        "the plan that names the setting ordered",
        _A.SETTING_ONLY,
        2,
        (E.PLAN_AMENDED,),
        "(2)(f)",
    ),
    _Step(
        "maintain_plan",
        "the decision to keep the plan",
        _A.MAINTAIN_PLAN,
        _AT_ONCE,
        (E.DECIDED_TO_MAINTAIN, E.PLAN_AMENDED),
        "",
        conceded=False,
        unverified="the paragraph",
    ),
    _Step(
        "ceasing_dismissed",
        "the end of the plan",
        _A.CEASING_DISMISSED,
        _AT_ONCE,
        (E.PLAN_CEASED,),
        "(2)(a)",
        conceded=False,
    ),
)


def rows(readings: Readings) -> tuple[Duty, ...]:
    """Every step after an order, then every step after a concession."""
    ordered = tuple(_row(step, readings, E.TRIBUNAL_ORDER) for step in _STEPS)
    return ordered + tuple(
        _row(step, readings, E.APPEAL_CONCEDED) for step in _STEPS if step.conceded
    )


def _row(step: _Step, readings: Readings, start: E) -> Duty:
    ordered = start is E.TRIBUNAL_ORDER
    allowance: Allowance = readings.in_weeks(step.weeks) if step.weeks else CalendarDays(_AT_ONCE)
    return Duty(
        key=f"{'order' if ordered else 'conceded'}.{step.key}",
        name=step.name,
        citation=f"SEND Regs 2014 reg {f'44{step.order}' if ordered else '45'}",
        who=Who.AUTHORITY,
        starts_on=(start,),
        met_by=step.met_by,
        ended_by=(*step.ended_by, *_gone(step.met_by)),
        allowance=allowance,
        needs=frozenset({step.about}),
        # Reg 44 points to reg 13(3) for the closures, and asks only two weeks of absence.
        grounds=ALL_GROUNDS if step.weeks else frozenset(),
        absence_weeks=2,
        conditional=step.conditional,
        in_force_from=SEND_REFORMS if ordered else _REG_45_REPLACED,
        unverified=step.unverified if ordered else "the day SI 2015/359 came into force",
    )


def _gone(met_by: tuple[E, ...]) -> tuple[E, ...]:
    """Withdrawal, moving away and the end of the plan stop the step, unless they are the step."""
    return tuple(kind for kind in (E.WITHDRAWN, E.MOVED_OUT, E.PLAN_CEASED) if kind not in met_by)
