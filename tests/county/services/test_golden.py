"""The county's record gives the printed dashboard, and the pack's table of looked-after children."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from rightplace.facts.engine import over
from rightplace.facts.lists_codes import Placement
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.compute import Wanted, compute, members
from rightplace.indicators.performance.definition import Indicator, indicators, version_on
from rightplace.indicators.performance.figure import Figure, State
from rightplace.indicators.performance.periods import parse
from tests.conftest import County
from tests.indicators.performance.plain import TWINS, Book

PACK = Path(__file__).parents[4] / "shared" / "reference" / "committee-pack"
Q3 = parse("Q3 2022/23")
# The record's own two are calibrated at the county's full size alone: tests/county/test_marlshire.py.
OF_ANY_SIZE = {"send-mainstream-plans", "send-mainstream-support"}

pytestmark = pytest.mark.django_db


def printed(name: str) -> list[dict[str, str]]:
    path = PACK / name
    if not path.exists():
        pytest.skip(f"{name} is not on this machine")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def latest(key: str) -> Indicator:
    return version_on(indicators()[key], Q3.last)


def before(indicator: Indicator) -> Wanted | None:
    """The earlier figure as it was given then."""
    period = indicator.compared_with(indicator.period_in(Q3))
    return (
        None if period is None else (version_on(indicators()[indicator.key], period.last), period)
    )


def figures(county: County, wanted: list[Wanted]) -> dict[str, Figure]:
    with over(county.snapshot) as facts:
        found = compute(Picture(facts, county.snapshot.about), wanted)
    return {figure.indicator.key: figure for figure in found}


def test_all_thirty_are_the_printed_ones_and_so_are_those_they_are_compared_with(
    county: County,
) -> None:
    golden = printed("q3-2022-23-dashboard.csv")
    keys = list(indicators())
    now = figures(county, [(latest(key), latest(key).period_in(Q3)) for key in keys])
    then = figures(county, [pair for key in keys if (pair := before(latest(key)))])
    found = {
        now[key].indicator.name: (
            str(now[key].rounded),
            str(then[key].rounded) if key in then else "",
        )
        for key in keys
        if key not in OF_ANY_SIZE
    }
    expected = {
        row["indicator"]: (row["latest_value"], row["previous_value"])
        for key, row in zip(keys, golden, strict=True)
        if key not in OF_ANY_SIZE
    }
    assert found == expected
    assert len(found) == 28


@pytest.mark.parametrize(
    ("key", "numerator", "denominator"),
    [
        ("leavers-accommodation", 233, 248),
        ("leavers-eet", 160, 248),
        ("cp-two-years", 10, 549),
        ("cp-second-plan", 63, 277),
    ],
)
def test_the_numbers_behind_what_is_printed(
    county: County, key: str, numerator: int, denominator: int
) -> None:
    with over(county.snapshot) as facts:
        picture = Picture(facts, county.snapshot.about)
        (figure,) = compute(picture, [(latest(key), Q3)])
        behind = members(picture, latest(key), Q3)
    assert (figure.numerator, figure.denominator) == (numerator, denominator)
    assert sum(each.counted for each in behind) == numerator
    assert len({each.row_id for each in behind}) == len(behind) == denominator


def test_five_years_agree_with_the_twins(county: County) -> None:
    wanted = [
        (latest(key), latest(key).period_in(Q3).moved(-latest(key).step * back))
        for key in TWINS
        for back in (0, 1, 2, 5)
    ]
    book = Book(
        {name: t.to_pylist() for name, t in county.snapshot.tables().items()}, county.snapshot.about
    )
    with over(county.snapshot) as facts:
        found = compute(Picture(facts, county.snapshot.about), wanted)
    for figure in found:
        if figure.state is State.KNOWN:
            told = TWINS[figure.indicator.key](book, figure.period)
            given = pytest.approx(figure.numerator, abs=1e-6), figure.denominator
            assert told == given, (figure.indicator.key, str(figure.period))


def test_what_was_lost_while_the_system_changed_says_why_and_until_when(county: County) -> None:
    quarters = [parse(f"Q{n} 2021/22") for n in (1, 2, 3, 4)]
    with over(county.snapshot) as facts:
        found = compute(
            Picture(facts, county.snapshot.about), [(latest("leavers-eet"), q) for q in quarters]
        )
    assert [f.state is State.KNOWN for f in found] == [True, False, False, True]
    assert {(f.value, f.until) for f in found[1:3]} == {(None, date(2022, 1, 1))}
    assert all(
        f.why.startswith("Children's social care moved to a new case system") for f in found[1:3]
    )


def test_looked_after_children_by_placement_are_the_packs_table(county: County) -> None:
    table = printed("looked-after-children-2016-2022.csv")
    days = {
        **{f"{y}/{(y + 1) % 100}": date(y + 1, 3, 31) for y in range(2016, 2021)},
        "Dec 2022": date(2022, 12, 31),
    }
    episodes = county.snapshot.table("looked_after").to_pylist()
    labels = {code.value: code.label for code in Placement}

    def count(day: date, placement: str) -> int:
        there = [
            e
            for e in episodes
            if e["started_on"] <= day and not (e["ended_on"] and e["ended_on"] <= day)
        ]
        assert len({e["child_ref"] for e in there}) == len(there)
        every = placement == "All Looked After Children"
        return sum(every or labels[e["placement"]] == placement for e in there)

    for row in table:
        assert {name: int(row[name]) for name in days} == {
            name: count(day, row["placement"]) for name, day in days.items()
        }


def test_the_snapshot_says_which_lists_it_took_in(county: County) -> None:
    loads = county.snapshot.table("list_load").to_pylist()
    assert {load["table_name"]: load["rows"] for load in loads} == {
        load["table_name"]: county.snapshot.rows[load["table_name"]] for load in loads
    }
    assert len(loads) == 6
    assert {load["as_of"] for load in loads} == {date(2023, 1, 16)}
    assert date(2023, 1, 31) == settings.TODAY
