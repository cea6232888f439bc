"""Nothing that was published, old and new together, gives a small number back: every world is tried.

The reader of these tests has no part of the product: they go through all numbers of people that there could
be, keep those that fit what was published, and look at what is still possible.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightplace.indicators.performance.definition import Indicator, Unit, indicators
from rightplace.indicators.performance.periods import Period, PeriodKind, parse
from rightplace.indicators.performance.withholding import (
    FEWEST,
    SMALL_ITSELF,
    Cell,
    Key,
    Release,
    held_back,
)

World = Mapping[str, int]
"""How many people there are of each kind that cannot be told apart further."""
MOST = 10


def first(key: str, **other: object) -> Indicator:
    return replace(indicators()[key][0], **other)


@dataclass(frozen=True, eq=False)
class Case:
    """What could be published of a world, and what must not be known of it.

    `counts` gives the counts that a figure is made of; `secrets` all counts of people that follow from them.
    """

    kinds: tuple[str, ...]
    cells: Mapping[str, tuple[Indicator, Period]]
    counts: Callable[[str, World], tuple[int, ...]]
    secrets: Callable[[World], Mapping[str, int]]

    def cell(self, name: str, world: World) -> Cell:
        indicator, period = self.cells[name]
        counts = self.counts(name, world)
        match indicator.unit:
            case Unit.COUNT:
                return Cell(indicator, period, counts[0], None)
            case Unit.SCORE:
                return Cell(indicator, period, 7.5, counts[0])
        return Cell(indicator, period, counts[0], sum(counts))


QUARTERS = [parse(f"Q{n} 2022/23") for n in (1, 2, 3, 4)]
ENTRANTS = first("yj-first-time")


def to_date(name: str, world: World) -> tuple[int, ...]:
    return (sum(world[f"q{n}"] for n in range(1, int(name[1]) + 1)),)


def between(world: World) -> Mapping[str, int]:
    """Every quarter and every run of quarters."""
    return {
        f"{a}-{b}": sum(world[f"q{n}"] for n in range(a, b + 1))
        for a in range(1, 5)
        for b in range(a, 5)
    }


YEAR = Case(
    ("q1", "q2", "q3", "q4"),
    {f"Q{n}": (ENTRANTS, QUARTERS[n - 1]) for n in (1, 2, 3, 4)},
    to_date,
    between,
)

SCORES = {
    "all": first("ks4-p8"),
    "ehcp": first("ks4-p8-ehcp"),
    "support": first("ks4-p8-support"),
    "fsm": first("ks4-p8-fsm"),
}
PUPILS = parse("2021/22", years=PeriodKind.ACADEMIC_YEAR)
_OF = {
    "all": ("plan", "support", "meals", "other"),
    "ehcp": ("plan",),
    "support": ("support",),
    "fsm": ("meals",),
}
SCHOOL = Case(
    ("plan", "support", "meals", "other"),
    {name: (each, PUPILS) for name, each in SCORES.items()},
    lambda name, world: (sum(world[kind] for kind in _OF[name]),),
    lambda world: {
        "all": sum(world.values()),
        "with a plan": world["plan"],
        "on support": world["support"],
        "with either": world["plan"] + world["support"],
        "with neither": world["meals"] + world["other"],
        "on support or neither": sum(world.values()) - world["plan"],
        "with meals": world["meals"],
        "without meals": sum(world.values()) - world["meals"],
    },
)

TERMS = [parse("Spring 2022").moved(n) for n in range(3)]
ROLLING = first("yj-custody", rolling_year=True, frequency=PeriodKind.TERM)
ROLLS = Case(
    tuple(f"t{n}" for n in range(1, 6)),
    {f"to {n}": (ROLLING, TERMS[n - 3]) for n in (3, 4, 5)},
    lambda name, world: (sum(world[f"t{n}"] for n in range(int(name[3]) - 2, int(name[3]) + 1)),),
    lambda world: {
        f"{a}-{b}": sum(world[f"t{n}"] for n in range(a, b + 1))
        for a in range(1, 6)
        for b in range(a, 6)
    },
)

LEAVERS = Case(
    ("both", "housed", "busy", "neither"),
    {
        "housed": (first("leavers-accommodation"), QUARTERS[2]),
        "busy": (first("leavers-eet"), QUARTERS[2]),
    },
    lambda name, world: (
        world["both"] + world[name],
        world["neither"] + world["busy" if name == "housed" else "housed"],
    ),
    lambda world: {
        "housed": world["both"] + world["housed"],
        "not housed": world["neither"] + world["busy"],
        "busy": world["both"] + world["busy"],
        "not busy": world["neither"] + world["housed"],
    },
)


CASES = {"year": YEAR, "rolling year": ROLLS, "school": SCHOOL, "leavers": LEAVERS}


@cache
def worlds(case: Case) -> list[tuple[World, Mapping[str, tuple[int, ...]]]]:
    """Every world, with what could be published of it."""
    found = []
    most = MOST if len(case.kinds) == 4 else MOST - 3
    for numbers in product(range(most + 1), repeat=len(case.kinds)):
        world = dict(zip(case.kinds, numbers, strict=True))
        found.append((world, {name: case.counts(name, world) for name in case.cells}))
    return found


def shown_of(case: Case, world: World, order: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """What is held back and what is shown when figures come out one after another."""
    published: list[Release] = []
    held: dict[Key, str] = {}
    for name in order:
        release = [case.cell(name, world)]
        held |= held_back(published, release)
        published.append(release)
    keys = {name: case.cell(name, world).key for name in order}
    hidden = {name: held[key] for name, key in keys.items() if key in held}
    return hidden, [name for name in order if name not in hidden]


def possible(case: Case, world: World, shown: Sequence[str]) -> list[World]:
    """The worlds that a reader cannot tell from this one."""
    said = [(name, case.counts(name, world)) for name in shown]
    return [each for each, told in worlds(case) if all(told[n] == counts for n, counts in said)]


def numbers(case: Case) -> st.SearchStrategy[World]:
    some = st.integers(0, 7) if len(case.kinds) == 4 else st.sampled_from([0, 0, 1, 2, 5])
    return st.fixed_dictionaries(dict.fromkeys(case.kinds, some))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_reader_can_tell_how_many_a_few_are(case: Case, data: st.DataObject) -> None:
    world = data.draw(numbers(case))
    order = data.draw(st.permutations(list(case.cells)))
    hidden, shown = shown_of(case, world, order)
    found = possible(case, world, shown)
    assert world in found
    for secret, count in case.secrets(world).items():
        if 1 <= count <= 4:
            values = {case.secrets(each)[secret] for each in found}
            assert len(values) >= FEWEST, (secret, values, shown)
    for name in hidden:
        values = {case.counts(name, each) for each in found}
        assert len(values) >= FEWEST, (name, values, shown)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_where_nothing_is_small_nothing_is_held_back(case: Case, data: st.DataObject) -> None:
    some = st.one_of(st.just(0), st.integers(5, 30))
    world = data.draw(st.fixed_dictionaries(dict.fromkeys(case.kinds, some)))
    order = data.draw(st.permutations(list(case.cells)))
    assert shown_of(case, world, order) == ({}, order)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_held_back_of_a_year_would_have_given_a_few_away(data: st.DataObject) -> None:
    world = data.draw(numbers(YEAR))
    order = data.draw(st.permutations(list(YEAR.cells)))
    hidden, _ = shown_of(YEAR, world, order)
    if len(hidden) == 1:
        found = possible(YEAR, world, order)
        few = {secret: {YEAR.secrets(each)[secret] for each in found} for secret in between(world)}
        assert any(v & {1, 2, 3, 4} and len(v) < FEWEST for v in few.values())


def of(
    indicator: Indicator, period: Period, numerator: int, denominator: int | None = None
) -> Cell:
    return Cell(indicator, period, numerator, denominator)


def why(*releases: Release) -> list[str]:
    """Why each figure of the last release is held back; empty where it is not."""
    *published, last = releases
    held = held_back(published, last)
    return [held.get(cell.key, "") for cell in last]


def test_a_small_number_is_held_back_whatever_was_published() -> None:
    assert why([of(ENTRANTS, QUARTERS[0], 3)]) == [SMALL_ITSELF]
    assert why([of(ENTRANTS, QUARTERS[0], 0)]) == [""]


def test_a_quarter_that_would_be_told_by_the_year_to_date_names_the_other_figure() -> None:
    first_quarter = [of(ENTRANTS, QUARTERS[0], 20)]
    said = "with the figure of Q1 2022/23 it would give a small number back"
    assert why(first_quarter, [of(ENTRANTS, QUARTERS[1], 23)]) == [said]
    assert why(first_quarter, [of(ENTRANTS, QUARTERS[1], 25)]) == [""]
    assert why(first_quarter, [of(ENTRANTS, QUARTERS[1], 20)]) == [""]


def test_what_is_held_back_now_does_not_come_out_with_the_year_after() -> None:
    year = [[of(ENTRANTS, quarter, n)] for quarter, n in zip(QUARTERS, (20, 23, 40), strict=False)]
    again = [of(ENTRANTS, QUARTERS[1], 23)]
    assert why(*year, again) == why(*year[:2])


def test_a_rolling_year_is_held_back_where_the_quarter_that_it_drops_is_known() -> None:
    year = [[of(ROLLING, term, n)] for term, n in zip(TERMS, (0, 5, 8), strict=True)]
    said = "with the figure of Summer 2022 it would give a small number back"
    assert why(*year) == [said]
    assert why([of(ROLLING, TERMS[0], 30)], [of(ROLLING, TERMS[1], 33)]) == [""]


def test_a_part_is_held_back_where_few_of_the_whole_are_not_in_it() -> None:
    whole, part = first("ks2-rwm"), first("ks2-rwm-fsm")
    released = [of(whole, PUPILS, 60, 100), of(part, PUPILS, 57, 80)]
    said = f"with “{whole.name}” it would give a small number back"
    assert why(released) == ["", said]
    assert why([released[1]], [released[0]])[0].startswith(f"with “{part.name}”")
    assert why([of(whole, PUPILS, 60, 100), of(part, PUPILS, 40, 60)]) == ["", ""]


def test_the_children_of_two_ages_are_those_of_whom_the_quality_is_counted() -> None:
    term = parse("Autumn 2022")
    two, three, quality = (
        first(key) for key in ("ey-two-take-up", "ey-three-take-up", "ey-high-quality")
    )
    hidden = [of(two, term, 3, 40)]
    assert why(hidden, [of(three, term, 900, 950)], [of(quality, term, 800, 903)])[0]
    assert why(
        [of(two, term, 30, 40)], [of(three, term, 900, 950)], [of(quality, term, 800, 930)]
    ) == [""]


@pytest.mark.parametrize(
    ("corrected", "hidden"), [(60, False), (53, True), (50, False), (46, True)]
)
def test_a_corrected_figure_is_held_back_where_it_differs_by_a_few(
    corrected: int, hidden: bool
) -> None:
    plans = first("cp-second-plan")
    found = why([of(plans, QUARTERS[2], 50, 200)], [of(plans, QUARTERS[2], corrected, 200)])
    said = "beside the figure that was published first it would give a small number back"
    assert found == [said if hidden else ""]


def test_numbers_that_contradict_each_other_by_much_are_of_other_people() -> None:
    later = [of(ENTRANTS, QUARTERS[1], 12)]
    assert why([of(ENTRANTS, QUARTERS[0], 20)], later) == [""]
    assert why([of(ENTRANTS, QUARTERS[0], 14)], later)[0]


def test_what_was_given_away_before_cannot_be_recalled_and_holds_nothing_else_back() -> None:
    together = [of(ENTRANTS, QUARTERS[n], count) for n, count in enumerate((20, 40, 60, 80))]
    assert why(together) == [""] * 4
    assert why(together, together) == [""] * 4
