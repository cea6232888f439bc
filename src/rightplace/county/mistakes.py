"""Mistakes of entry that the demonstration county holds on purpose, and the rule that is to find each.

They are made last, from draws of their own, so that the county is otherwise the same without them; each child
has one at most. None moves a published figure.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rightplace.county.calibration import survey_day
from rightplace.county.lives import Child, Held
from rightplace.county.spec import CountySpec
from rightplace.county.terms import academic_age
from rightplace.law.codes import upn_check_letter

_EACH = 6
_PLANS_FOR_EACH = 100
"""A small county has fewer of each kind: one for so many plans."""
_LONG_HELD = timedelta(days=500)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One kind of mistake: what an officer did, the SEN2 rule that is to find it, where it can be made."""

    what: str
    rule: str
    can: Callable[[Held, date], bool]
    make: Callable[[Held], None]


@dataclass(frozen=True, slots=True)
class Mistaken:
    """One mistake that was made, about that child."""

    rule: str
    child: Child


def make_mistakes(plans: Sequence[Held], spec: CountySpec) -> tuple[Mistaken, ...]:
    """Make each kind a few times, in plans that are live on the last survey day."""
    day = _last_survey_day(spec.until)
    draws = spec.stream("mistakes")
    live = draws.sample(able := [p for p in plans if p.live_on(day)], len(able))
    free = {plan.child: plan for plan in live if academic_age(plan.child.birth, day) < 25}
    return tuple(
        Mistaken(mistake.rule, plan.child)
        for mistake in MISTAKES
        for plan in _chosen(mistake, free, day, min(_EACH, spec.plans // _PLANS_FOR_EACH))
    )


def _last_survey_day(until: date) -> date:
    day = survey_day(until.year)
    return day if day <= until else survey_day(until.year - 1)


def _chosen(mistake: Mistake, free: dict[Child, Held], day: date, number: int) -> Iterable[Held]:
    able = [plan for plan in free.values() if mistake.can(plan, day)][:number]
    for plan in able:
        del free[plan.child]
        mistake.make(plan)
        yield plan


def _has_upn(plan: Held, day: date) -> bool:
    return bool(plan.child.upn)


def _has_zero(plan: Held, day: date) -> bool:
    return "0" in plan.child.upn[4:12]


def _only_upn(plan: Held, day: date) -> bool:
    return bool(plan.child.upn) and not plan.child.learner_number


def _at_school(plan: Held, day: date) -> bool:
    return _only_upn(plan, day) and 7 <= academic_age(plan.child.birth, day) < 15


def _has_learner_number(plan: Held, day: date) -> bool:
    return bool(plan.child.learner_number)


def _has_postcode(plan: Held, day: date) -> bool:
    return bool(plan.child.postcode)


def _has_two_needs(plan: Held, day: date) -> bool:
    return len(plan.needs) == 2


def _no_budget(plan: Held, day: date) -> bool:
    return plan.budget_from is None and plan.held_from + _LONG_HELD < day


def _never_moved(plan: Held, day: date) -> bool:
    school = plan.stays[0].school
    return len(plan.stays) == 1 and school is not None and bool(school.urn)


def _mistype_upn(plan: Held) -> None:
    """The last digit one too high; the check letter is that of the right number."""
    upn = plan.child.upn
    plan.child.upn = upn[:-1] + str((int(upn[-1]) + 1) % 10)
    assert upn[0] != upn_check_letter(plan.child.upn[1:])


def _letter_for_digit(plan: Held) -> None:
    upn = plan.child.upn
    plan.child.upn = upn[:4] + upn[4:12].replace("0", "O") + upn[12:]


def _without_identifier(plan: Held) -> None:
    plan.child.upn = plan.child.learner_number = plan.child.upn_unknown = ""


def _reason(code: str) -> Callable[[Held], None]:
    def make(plan: Held) -> None:
        plan.child.upn, plan.child.upn_unknown = "", code

    return make


def _mistype_number(plan: Held) -> None:
    number = plan.child.learner_number
    plan.child.learner_number = number[:-1] + str((int(number[-1]) + 1) % 10)


def _cut_postcode(plan: Held) -> None:
    plan.child.postcode = plan.child.postcode[:-1]


def _same_need_twice(plan: Held) -> None:
    plan.needs = (plan.needs[0], plan.needs[0])


def _budget_without_way(plan: Held) -> None:
    plan.budget_from = plan.held_from + timedelta(days=120)
    plan.budget_arranged = False


def _unit_and_provision(plan: Held) -> None:
    plan.stays[0].in_sen_unit = plan.stays[0].in_resourced_provision = True


# A table reads as one: the formatter would give each value its own line.
# fmt: off
MISTAKES = (
    Mistake("the last digit of the UPN mistyped", "LOC-P16", _has_upn, _mistype_upn),
    Mistake("the letter O for the digit 0 in the UPN", "LOC-P18", _has_zero, _letter_for_digit),
    Mistake("no identifier, and no reason", "LOC-P09", _only_upn, _without_identifier),
    Mistake("the UPN never asked for since the child was under six", "LOC-P12", _at_school, _reason("UN1")),
    Mistake("a reason for requests that came to nothing", "LOC-P13", _only_upn, _reason("UN10")),
    Mistake("a reason for young people given for a child", "LOC-P14", _at_school, _reason("UN9")),
    Mistake("a digit of the learner number mistyped", "LOC-P21", _has_learner_number, _mistype_number),
    Mistake("the last letter of the postcode left out", "LOC-P08", _has_postcode, _cut_postcode),
    Mistake("the same type of need entered twice", "LOC-SN05", _has_two_needs, _same_need_twice),
    Mistake("a personal budget, and not how it is taken up", "LOC-N14", _no_budget, _budget_without_way),
    Mistake("both the SEN unit and resourced provision ticked", "LOC-N12", _never_moved, _unit_and_provision),
)
# fmt: on
