"""Plans: those brought in, those made here, those moved in, and when they cease.

From one survey day to the next the stock must come to the published one in each age band. What
was made in between is known by then; who moves in and who ceases makes up the difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from rightplace.county import published
from rightplace.county.calibration import Quotas, share_out, survey_day
from rightplace.county.lives import Ask, Child, Held
from rightplace.county.spec import CountySpec
from rightplace.county.terms import DAY, academic_age, months_on, working_day, working_day_before

_REFORMS = date(2014, 9, 1)
_OLDEST = 25
"""The age on 31 August from which a plan should have ceased: its 25th birthday's year is over."""
_FORGOTTEN = 2
"""Plans that should have ceased by age and were left."""
_MOVES_BY_BAND = (2, 36, 42, 17, 3)
_STARTS_BY_YEAR = {2014: 4, 2015: 18, 2016: 33, 2017: 45}
_CEASES_IN_MONTH = (0, 3, 4, 3, 4, 5, 24, 26, 16, 7, 5, 3)


def plan_stock(asks: Sequence[Ask], spec: CountySpec, quotas: Quotas) -> list[Held]:
    """Every plan that is held between `since` and the end of the last year."""
    draws = spec.stream("stock")
    made = [
        Held(ask.child, ask.ended, ask.ended, ask)
        for ask in asks
        if ask.ending == "issued" and ask.ended is not None
    ]
    plans = _brought_in(made, spec, quotas, draws) + made
    forgotten: set[Held] = set()
    for year in range(spec.since.year, spec.until.year + 1):
        may_forget = _FORGOTTEN if spec.mistakes and year >= spec.until.year - 2 else 0
        plans += _one_year(_Year(year, plans, quotas, draws, may_forget), forgotten)
    return sorted(plans, key=lambda plan: plan.held_from)


def band_of(plan: Held, day: date) -> int:
    """The age band of a plan's child on a day, as a position in `published.BANDS`."""
    age = academic_age(plan.child.birth, day)
    return next((i for i, (_, last) in enumerate(published.BANDS) if age <= last), 4)


def _by_band(plans: Sequence[Held], day: date) -> list[list[Held]]:
    bands: list[list[Held]] = [[] for _ in published.BANDS]
    for plan in plans:
        bands[band_of(plan, day)].append(plan)
    return bands


def _brought_in(made: list[Held], spec: CountySpec, quotas: Quotas, draws: Random) -> list[Held]:
    """The plans that an older system held when the record starts."""
    survey = survey_day(spec.since.year)
    already = _by_band([plan for plan in made if plan.held_from <= survey], survey)
    plans = []
    for band, target in enumerate(quotas.bands(spec.since.year)):
        for _ in range(max(0, target - len(already[band]))):
            child = Child(_born_in(band, survey, draws), spec.since)
            starts = _start_of(child, spec.since, draws)
            plans.append(Held(child, starts, starts))
    return plans


def _born_in(band: int, day: date, draws: Random) -> date:
    """A birth date in an age band, the ages within it as in the stock of 2024."""
    first, last = published.BANDS[band]
    ages = [age for age in published.BY_AGE_AND_GROUP if first <= age <= last and age < _OLDEST]
    age = draws.choices(ages, [sum(published.BY_AGE_AND_GROUP[age]) for age in ages])[0]
    end = date(day.year - 1, 8, 31)
    return date(end.year - age, 8, 31) - draws.randrange(365) * DAY


def _start_of(child: Child, since: date, draws: Random) -> date:
    """When a plan that is brought in was first made: not before the reforms, or the age of two."""
    ago = since.year - 2018
    year = draws.choices(list(_STARTS_BY_YEAR), list(_STARTS_BY_YEAR.values()))[0] + ago
    earliest = max(_REFORMS, child.birth + timedelta(days=800))
    day = max(date(year, 1, 1) + draws.randrange(365) * DAY, earliest)
    return working_day_before(min(day, since - 3 * DAY))


@dataclass(frozen=True, slots=True)
class _Year:
    """From the survey day of one year to that of the next."""

    year: int
    plans: list[Held]
    quotas: Quotas
    draws: Random
    may_forget: int

    @property
    def first(self) -> date:
        return survey_day(self.year) + DAY

    @property
    def last(self) -> date:
        return survey_day(self.year + 1)


def _one_year(span: _Year, forgotten: set[Held]) -> list[Held]:
    """Cease the year's plans; give those that move in."""
    there = _by_band([plan for plan in span.plans if plan.live_on(span.last)], span.last)
    surplus = [
        len(plans) - target
        for plans, target in zip(there, span.quotas.bands(span.year + 1), strict=True)
    ]
    ceasing, moving = _balance(surplus, span.quotas.year(span.year).ceased)
    leavers = [
        plan
        for plans, number in zip(there, ceasing, strict=True)
        for plan in _who_ceases(plans, number, span, forgotten)
    ]
    _cease(leavers, span)
    return [_moved_in(band, span) for band, number in enumerate(moving) for _ in range(number)]


def _balance(surplus: list[int], ceased: int) -> tuple[list[int], list[int]]:
    """How many cease and how many move in, by band: their difference is the surplus.

    The number that cease is kept to even where a band cannot then come out as published.
    """
    moving = share_out(max(0, ceased - sum(surplus)), _MOVES_BY_BAND)
    ceasing = [more + moved for more, moved in zip(surplus, moving, strict=True)]
    lacking = -sum(number for number in ceasing if number < 0)
    for band, number in enumerate(ceasing):
        if number < 0:
            moving[band], ceasing[band] = moving[band] - number, 0
    for band in sorted(range(len(ceasing)), key=lambda b: -ceasing[b]):
        less = min(lacking, moving[band], ceasing[band])
        moving[band], ceasing[band] = moving[band] - less, ceasing[band] - less
        lacking -= less
    _take(ceasing, lacking)
    _take(moving, lacking)
    return ceasing, moving


def _take(parts: list[int], amount: int) -> None:
    """Take `amount` away, from the largest part at each step."""
    for _ in range(amount):
        parts[parts.index(max(parts))] -= 1


def _who_ceases(plans: list[Held], number: int, span: _Year, forgotten: set[Held]) -> list[Held]:
    """So many of one band, the older the likelier; those too old go first."""
    able = [p for p in plans if p.held_from + timedelta(days=90) < date(span.year, 12, 1)]
    ages = {plan: academic_age(plan.child.birth, span.last) for plan in able}
    too_old = [plan for plan in able if ages[plan] >= _OLDEST and plan not in forgotten]
    forgotten.update(too_old[: max(0, span.may_forget - len(forgotten))])
    weighed = sorted(
        (plan for plan in able if plan not in forgotten),
        key=lambda plan: _readiness(ages[plan], span.draws),
        reverse=True,
    )
    return weighed[:number]


def _readiness(age: int, draws: Random) -> float:
    """A draw that is high for those likely to leave; above 1 where the law's age has passed."""
    weight = 1.0 if age < 16 else 1.5 ** (age - 15)
    return float(draws.random() ** (1 / weight)) + (age >= _OLDEST)


def _cease(leavers: list[Held], span: _Year) -> None:
    """Set the day and the reason: the oldest by age, the youngest by moving or managing without."""
    reasons = span.quotas.ceased_reasons(span.year, len(leavers))
    oldest_first = sorted(leavers, key=lambda plan: plan.child.birth)
    young = [code for code in ("5", "2", "7", "8") for _ in range(reasons[code])]
    middle = [code for code in ("6", "3", "4") for _ in range(reasons[code])]
    span.draws.shuffle(young)
    span.draws.shuffle(middle)
    for plan, reason in zip(oldest_first, ["1"] * reasons["1"] + middle + young, strict=True):
        plan.reason = reason
        plan.ceased = _cease_day(plan, reason, span)


def _cease_day(plan: Held, reason: str, span: _Year) -> date:
    earliest = max(span.first, plan.held_from + timedelta(days=70))
    latest = date(span.year, 12, 22)
    for _ in range(30):
        month = span.draws.choices(range(1, 13), _CEASES_IN_MONTH)[0]
        day = date(span.year, month, 1) + span.draws.randrange(28) * DAY
        if reason in "578":
            day = span.first + span.draws.randrange((latest - span.first).days) * DAY
        if earliest <= working_day(day) <= latest and day.day != 31:
            return working_day(day)
    return working_day(max(earliest, latest - 20 * DAY))


def _moved_in(band: int, span: _Year) -> Held:
    draws = span.draws
    moved = working_day(span.first + draws.randrange(320) * DAY)
    child = Child(_born_in(band, span.last, draws), moved)
    earliest = max(_REFORMS, child.birth + timedelta(days=900))
    starts = max(earliest, moved - draws.randint(150, 1500) * DAY)
    told = months_on(moved, 14, 60, draws) if draws.random() < 0.85 else None
    return Held(
        child,
        starts=min(working_day_before(starts), moved),
        held_from=moved,
        moved_from=str(draws.randint(501, 653)),
        told_of_move=told,
    )
