"""Where each child with a plan is, from one school year to the next."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from rightplace.county import published
from rightplace.county.calibration import Quotas
from rightplace.county.lives import Held, Move, Stay
from rightplace.county.places import Map, School
from rightplace.county.spec import CountySpec
from rightplace.county.terms import DAY, academic_age, working_day, year_start
from rightplace.law.events import PhaseTransfer

_BUDGETS = 0.03
_RESIDENTIAL = {"": 88, "A": 9, "B": 3}
_MAY_BE_RESIDENTIAL = (
    "Special - Independent",
    "Special - Non-maintained",
    "Specialist post-16 institutions",
)
_INFANT_SCHOOL = 0.12
_IN_WORDS = {"OTH": "Home tuition by the county", "NIEO": "Waiting for a place at a school"}
"""What it is, where the return's code says only that it is something else."""

# The age at which a phase starts -> the move that leads to it.
_PHASES = {
    4: PhaseTransfer.EARLY_YEARS_TO_SCHOOL,
    11: PhaseTransfer.PRIMARY_TO_SECONDARY,
    16: PhaseTransfer.SECONDARY_TO_POST_16,
    19: PhaseTransfer.BETWEEN_POST_16,
}
# (age reached, group left) -> the groups gone to. Staying in an all-age special school is no move.
_PHASE_MOVES: dict[tuple[int, str], dict[str, float]] = {
    (4, "nm_early_years"): {"mainstream": 70, "special": 27, "elsewhere": 3},
    (4, "mainstream"): {"mainstream": 80, "special": 20},
    (4, "elsewhere"): {"mainstream": 70, "special": 30},
    (11, "mainstream"): {"mainstream": 79, "special": 19, "elsewhere": 2},
    (11, "special"): {"special": 40, "": 60},
    (11, "elsewhere"): {"elsewhere": 60, "special": 40},
    (16, "mainstream"): {"further_education": 76, "mainstream": 14, "elsewhere": 10},
    (16, "special"): {"": 60, "further_education": 32, "elsewhere": 8},
    (16, "elsewhere"): {"elsewhere": 60, "further_education": 40},
    (16, "ap_pru"): {"further_education": 70, "elsewhere": 30},
    (19, "special"): {"further_education": 60, "elsewhere": 40},
    (19, "mainstream"): {"further_education": 100},
    (19, "further_education"): {"": 60, "further_education": 20, "elsewhere": 20},
}
# Moves within a year: (first age, last age, group left) -> (group gone to, chance in a year).
_OTHER_MOVES = (
    (5, 15, "mainstream", "special", 0.020),
    (5, 15, "mainstream", "mainstream", 0.020),
    (5, 15, "mainstream", "elsewhere", 0.006),
    (5, 15, "special", "special", 0.012),
    (9, 15, "mainstream", "ap_pru", 0.001),
    (8, 15, "ap_pru", "special", 0.5),
    (17, 25, "further_education", "elsewhere", 0.11),
    (17, 23, "elsewhere", "further_education", 0.12),
)
_STARTS_TERM = {9: 0.5, 1: 0.3, 4: 0.2}


def plan_placements(plans: Sequence[Held], spec: CountySpec, quotas: Quotas) -> None:
    """Set where each child is for as long as the plan is held, and the moves between phases."""
    draws = spec.stream("placements")
    end = date(spec.until.year, 12, 31)
    for plan in plans:
        plan.stays = [_first_stay(plan, spec.since, draws)]
        _move_on(plan, max(plan.held_from, spec.since), end, draws)
    _steer(plans, quotas.mainstream(spec.since.year, spec.until.year), draws)


def _first_stay(plan: Held, since: date, draws: Random) -> Stay:
    """The group by age as in the stock; one brought in has been there since its phase began."""
    age = academic_age(plan.child.birth, max(plan.held_from, since))
    weights = published.BY_AGE_AND_GROUP[min(max(age, 2), 24)]
    group = draws.choices(published.GROUPS, weights)[0]
    return Stay(max(plan.held_from, _phase_began(age, since)), group)


def _phase_began(age: int, day: date) -> date:
    """The first day of the phase of education that somebody of that age is in on a day."""
    began = max((first for first in _PHASES if first <= age), default=0)
    return date(year_start(day).year - (age - began), 9, 1)


def _move_on(plan: Held, first: date, end: date, draws: Random) -> None:
    """Add the stays that follow the one of the first day, one school year after another."""
    september = year_start(first)
    while september <= min(end, plan.ceased or end):
        age = academic_age(plan.child.birth, september)
        if september > first:
            _change_phase(plan, age, september, draws)
        _change_otherwise(plan, age, september, (first, min(end, plan.ceased or end)), draws)
        september = date(september.year + 1, 9, 1)


def _change_phase(plan: Held, age: int, september: date, draws: Random) -> None:
    choices = _PHASE_MOVES.get((age, plan.stays[-1].group))
    if choices is None:
        return
    group = draws.choices(list(choices), list(choices.values()))[0]
    if group:
        plan.stays.append(Stay(september, group, _PHASES[age]))


def _change_otherwise(
    plan: Held, age: int, september: date, within: tuple[date, date], draws: Random
) -> None:
    for first, last, left, gone_to, chance in _OTHER_MOVES:
        if plan.stays[-1].group == left and first <= age <= last and draws.random() < chance:
            month = draws.choices(list(_STARTS_TERM), list(_STARTS_TERM.values()))[0]
            year = september.year + (month < 9)
            day = working_day(date(year, month, 5) + draws.randrange(20) * DAY)
            if max(within[0], plan.stays[-1].on + timedelta(days=60)) < day < within[1]:
                plan.stays.append(Stay(day, gone_to))
            return


def _steer(plans: Sequence[Held], days: list[tuple[date, int]], draws: Random) -> None:
    """Change which stays are in mainstream until each day has its number of them.

    Only stays that began since the day before are changed, so that what was settled stays so.
    """
    settled = date.min
    for day, target in days:
        current = [stay for plan in plans if (stay := plan.stay_on(day)) is not None]
        surplus = sum(stay.group == "mainstream" for stay in current) - target
        able = [
            stay
            for plan in plans
            if (stay := plan.stay_on(day)) is not None
            and stay.on > settled
            and 4 <= academic_age(plan.child.birth, day) <= 15
        ]
        give, take = ("mainstream", "special") if surplus > 0 else ("special", "mainstream")
        changing = [stay for stay in able if stay.group == give]
        for stay in draws.sample(changing, min(abs(surplus), len(changing))):
            stay.group = take
        settled = day


def choose_schools(plans: Sequence[Held], schools: Map, spec: CountySpec) -> None:
    """Name a school, or the return's code, for each stay; settle the moves between phases."""
    draws = spec.stream("school choice")
    for plan in plans:
        _through_junior_school(plan, schools, spec.since, draws)
        plan.stays = [stay for stay in plan.stays if plan.ceased is None or stay.on < plan.ceased]
        plan.moves = [move for stay in plan.stays if (move := _move(plan, stay, draws))]
        if draws.random() < _BUDGETS:
            plan.budget_from = plan.held_from + timedelta(days=draws.randint(20, 300))
            draws.random()  # a draw without a use keeps the schools that a seed gives as they were


def _through_junior_school(plan: Held, schools: Map, since: date, draws: Random) -> None:
    """Choose for every stay; a child at an infant school gets one more, at a junior school."""
    for stay in list(plan.stays):
        _choose(plan, stay, academic_age(plan.child.birth, max(stay.on, since)), schools, draws)
        if stay.school is not None and stay.school.kind.name == "infant":
            _add_junior(plan, stay, schools, draws)


def _add_junior(plan: Held, infant: Stay, schools: Map, draws: Random) -> None:
    born = plan.child.birth
    leaves = date(born.year + 7 + (born.month >= 9), 9, 1)
    following = [stay.on for stay in plan.stays if stay.on > infant.on]
    if leaves <= infant.on or any(on <= leaves for on in following):
        return
    junior = schools.choose({"junior": 1}, plan.child.district, draws)
    stay = Stay(leaves, "mainstream", PhaseTransfer.INFANT_TO_JUNIOR, junior)
    plan.stays.insert(plan.stays.index(infant) + 1, stay)


_SPECIAL: dict[str, float] = {"special": 82, "independent special": 7, "special outside": 11}


def _kinds(group: str, age: int, draws: Random) -> dict[str, float]:
    """The kinds of school for a group at an age, by weight."""
    if group == "special":
        return _SPECIAL
    if group == "further_education":
        return {"college": 78, "specialist college": 20, "training": 2}
    if group == "mainstream":
        if age >= 16:
            return {"upper": 1}
        if age >= 11:
            return {"secondary": 58, "upper": 36, "independent": 3, "school outside": 3}
        if age <= 6 and draws.random() < _INFANT_SCHOOL:
            return {"infant": 1}
        return {"primary": 98, "independent": 2}
    return {"nm_early_years": {"nursery": 1.0}, "ap_pru": {"unit": 1.0}}[group]


def _choose(plan: Held, stay: Stay, age: int, schools: Map, draws: Random) -> None:
    if stay.group == "elsewhere":
        codes = published.ELSEWHERE[age >= 16]
        stay.code = draws.choices(list(codes), list(codes.values()))[0]
        stay.words = _IN_WORDS.get(stay.code, "")
        return
    stay.school = schools.choose(_kinds(stay.group, age, draws), plan.child.district, draws)
    if stay.group == "mainstream":
        _special_provision(stay, stay.school, draws)
    elif stay.school.setting_type in _MAY_BE_RESIDENTIAL:
        stay.residential = draws.choices(list(_RESIDENTIAL), list(_RESIDENTIAL.values()))[0]


def _special_provision(stay: Stay, school: School, draws: Random) -> None:
    """Whether the place is in the school's SEN unit or its resourced provision."""
    if school.has_sen_unit:
        stay.in_sen_unit = draws.random() < published.IN_SEN_UNIT * 10
    elif school.has_resourced_provision:
        stay.in_resourced_provision = draws.random() < published.IN_RESOURCED_PROVISION * 7


def _move(plan: Held, stay: Stay, draws: Random) -> Move | None:
    """The review and amendment before a move between phases; none where the plan is too new."""
    if stay.phase is None:
        return None
    moves_on = date(stay.on.year, 9, 1)
    expected = max(
        working_day(date(stay.on.year - 1, 10, 1) + draws.randrange(50) * DAY),
        working_day(plan.held_from + 10 * DAY),
    )
    if expected >= date(stay.on.year, 3, 1):
        return None
    return Move(stay.phase, moves_on, expected, _phase_plan_day(stay.phase, expected, draws))


def _phase_plan_day(kind: PhaseTransfer, expected: date, draws: Random) -> date | None:
    """Three in four in time for 15 February (31 March after 16); a few never."""
    year = expected.year + (expected.month >= 9)
    limit = date(year, 2, 14)
    if kind in (PhaseTransfer.SECONDARY_TO_POST_16, PhaseTransfer.BETWEEN_POST_16):
        limit = date(year, 3, 30)
    luck = draws.random()
    if luck > 0.97:
        return None
    late = draws.randint(2, 80) if luck > 0.76 else -4 - round(draws.triangular(0, 60, 4))
    return working_day(max(expected + 14 * DAY, limit + late * DAY))
