"""Invented children looked after: their time in care chains, and where they live is as published."""

from collections import Counter
from datetime import date

from rightplace.county.looked_after import invent, tables_for


def test_episodes_chain_without_gaps_or_overlaps() -> None:
    for life in invent(300, year=2026):
        for before, after in zip(life.episodes, life.episodes[1:], strict=False):
            assert before.ceased == after.began
            assert before.ended_by == "X1"
            assert before.began < after.began
        assert life.episodes[-1].ended_by != "X1"
        assert life.episodes[0].reason == "S"


def test_the_same_seed_gives_the_same_return() -> None:
    one, other = (tables_for(invent(50, year=2026, seed=4), 2026) for _ in range(2))
    assert one == other
    assert one != tables_for(invent(50, year=2026, seed=5), 2026)


def test_nothing_is_told_of_what_comes_later() -> None:
    tables = tables_for(invent(300, year=2026), 2026)
    days = [
        day
        for table in tables.values()
        for column in table.columns
        for day in column.to_pylist()
        if isinstance(day, date)
    ]
    assert max(days) <= date(2026, 3, 31)


def test_where_children_live_is_as_the_committee_paper_counts_them() -> None:
    """Of 699 children in December 2022 some 49 in 70 were in foster care and one in ten in a home."""
    episodes = tables_for(invent(2000, year=2026), 2026)["episodes"].to_pylist()
    now = [row for row in episodes if row["DEC"] is None and row["LS"] not in ("V4", "E1")]
    shares = Counter(row["PLACE"][0] for row in now)
    total = sum(shares.values())
    assert 0.65 < shares["U"] / total < 0.88
    homes = Counter(row["PLACE"] for row in now)
    assert 0.04 < homes["K2"] / total < 0.15
    assert 0.05 < homes["K3"] / total < 0.22
    connected = homes["U3"] / shares["U"]
    assert 0.2 < connected < 0.4
