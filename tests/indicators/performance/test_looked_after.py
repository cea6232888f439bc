"""Looked-after children by placement: the pack's table, its rises, and which of them do not follow."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightplace.facts.engine import over_tables
from rightplace.facts.lists_codes import Placement
from rightplace.facts.schema import TABLES
from rightplace.facts.snapshot import About
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.looked_after import (
    GROUPS,
    OTHER,
    Placed,
    days_up_to,
    first_day,
    held,
    placed,
    printed_rises,
    rises,
)

PACK = Path(__file__).parents[4] / "shared" / "reference" / "committee-pack"
DAY = date(2023, 1, 31)
ABOUT = About("990", DAY, "record", "the record")
COLUMNS = {
    "2016/17": date(2017, 3, 31),
    "2017/18": date(2018, 3, 31),
    "2018/19": date(2019, 3, 31),
    "2019/20": date(2020, 3, 31),
    "2020/21": date(2021, 3, 31),
    "Dec 2022": date(2022, 12, 31),
}
Episode = tuple[str, date, date | None, str | None]


def golden() -> dict[str, list[int]]:
    file = PACK / "looked-after-children-2016-2022.csv"
    if not file.exists():
        pytest.skip("the committee's pack is not here")
    with file.open(encoding="utf-8") as rows:
        return {r["placement"]: [int(r[c]) for c in COLUMNS] for r in csv.DictReader(rows)}


def table(episodes: list[Episode], days: tuple[date, ...]) -> Placed:
    rows = [
        {"looked_after_id": n, "child_ref": child, "started_on": start, "ended_on": end, "placement": p}
        for n, (child, start, end, p) in enumerate(episodes)
    ]  # fmt: skip
    schema = TABLES["looked_after"].arrow
    with over_tables({"looked_after": pa.Table.from_pylist(rows, schema=schema)}) as facts:
        return placed(Picture(facts, ABOUT), days)


def test_episodes_that_make_the_packs_table_give_it_back() -> None:
    printed = golden()
    total = printed.pop("All Looked After Children")
    assert list(printed) == [place.label for place in Placement]
    episodes = [
        (f"{place.value}/{column}/{number}", day, day + timedelta(days=300), place.value)
        for place in Placement
        for column, day in enumerate(COLUMNS.values())
        for number in range(printed[place.label][column])
    ]  # fmt: skip
    found = table(episodes, tuple(COLUMNS.values()))
    assert {name: list(counts) for name, counts in found.counts.items()} == printed
    assert list(found.totals) == total


def test_of_the_packs_rises_one_does_not_follow_from_its_counts() -> None:
    printed = golden()
    del printed["All Looked After Children"]
    counts = {name: tuple(row) for name, row in printed.items()}
    whole = Placed(tuple(COLUMNS.values()), counts)
    _, given_rises = printed_rises()
    found = [
        (h.printed.per_cent, str(h.rise.as_printed), h.follows) for h in held(whole, given_rises)
    ]
    assert found == [
        (17, "17", True),
        (7, "7", True),
        (7, "8", False),
        (7, "7", True),
        (35, "35", True),
        (45, "45", True),
    ]
    yearly = [(each.until.year, str(each.as_printed), each.is_a_year) for each in rises(whole)]
    assert yearly == [
        (2018, "17", True),
        (2019, "7", True),
        (2020, "8", True),
        (2021, "7", True),
        (2022, "3", False),
    ]


def test_a_child_counts_once_by_the_latest_episode_that_has_not_ended_that_day() -> None:
    day = date(2022, 3, 31)
    found = table(
        [
            ("a", date(2021, 1, 1), day, "K2"),  # ended on the day
            ("b", date(2021, 1, 1), date(2022, 4, 1), "K2"),  # ends the day after
            ("c", day, None, "U3"),  # began on the day
            ("d", date(2022, 4, 1), None, "U3"),  # begins the day after
            ("e", date(2020, 1, 1), None, "K2"),  # two open episodes
            ("e", date(2021, 1, 1), None, "Z1"),
            ("f", date(2021, 1, 1), None, "T4"),  # no kind of the council's
            ("g", date(2021, 1, 1), None, None),
        ],
        (day,),
    )
    counts = {name: count for name, (count,) in found.counts.items() if count}
    assert counts == {
        "Connected Foster Carer": 1,
        "Residential Care": 1,
        "Fostering: other": 1,
        OTHER: 2,
    }
    assert found.totals == (5,)
    assert sum(count for (count,) in found.grouped().values()) == 5


def test_every_placement_is_in_one_group() -> None:
    assert sorted(p for group in GROUPS.values() for p in group) == sorted(Placement)


def test_the_days_are_each_march_and_the_last_quarters_end() -> None:
    found = days_up_to(date(2019, 4, 1), DAY)
    assert found == (date(2020, 3, 31), date(2021, 3, 31), date(2022, 3, 31), date(2022, 12, 31))
    assert days_up_to(date(2022, 3, 31), date(2022, 4, 1)) == (date(2022, 3, 31),)


@pytest.mark.parametrize(
    ("ended", "first"),
    [
        ([], None),
        ([None], DAY),
        ([None, date(2017, 4, 1)], date(2017, 3, 31)),
        ([date(2019, 7, 1), date(2018, 3, 31)], date(2017, 3, 31)),
    ],
)
def test_the_list_tells_from_the_year_in_which_its_first_episode_ended(
    ended: list[date | None], first: date | None
) -> None:
    rows = [{"looked_after_id": n, "ended_on": end} for n, end in enumerate(ended)]
    schema = TABLES["looked_after"].arrow
    with over_tables({"looked_after": pa.Table.from_pylist(rows, schema=schema)}) as facts:
        assert first_day(Picture(facts, ABOUT)) == first


_DAYS = st.dates(date(2021, 1, 1), date(2022, 12, 31))
_EPISODES = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        _DAYS,
        st.none() | _DAYS,
        st.sampled_from(["K2", "U3", "U6-I", "XX"]),
    ),
    max_size=8,
)


@given(_EPISODES, _DAYS)
def test_the_total_is_the_children_with_an_open_episode(episodes: list[Episode], day: date) -> None:
    found = table(episodes, (day,))
    children = {c for c, start, end, _ in episodes if start <= day and (end is None or end > day)}
    assert found.totals == (len(children),)
