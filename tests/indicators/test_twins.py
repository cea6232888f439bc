"""Every measure agrees with its plain twin on whatever Hypothesis invents.

The query that a page shows is the one that is run: building it anew for each example is slow.
"""

from collections.abc import Mapping
from functools import cache

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from rightplace.facts.engine import over_tables
from rightplace.facts.snapshot import About
from rightplace.indicators.evaluate import answer
from rightplace.indicators.measure import Grain, Picture
from rightplace.indicators.register import REGISTER
from tests.indicators import twin
from tests.indicators.invent import Facts, arrow, facts

Rows = dict[tuple[str, Grain], list[tuple[object, ...]]]
QUESTIONS = [(key, by) for key, m in REGISTER.items() for by in m.grains or (Grain.YEAR,)]


@cache
def queries(about: About) -> dict[tuple[str, Grain], str]:
    with over_tables({}) as opened:
        picture = Picture(opened, about)
        return {(key, by): answer(picture, key, by, snapshot="").sql for key, by in QUESTIONS}


def fast(tables: Mapping[str, pa.Table], about: About) -> Rows:
    with over_tables(tables) as opened:
        run = opened["header"].get_backend().con.execute
        return {question: run(sql).fetchall() for question, sql in queries(about).items()}


def slow(invented: Facts, about: About) -> Rows:
    return {(key, by): twin.answer(key, invented, about, by) for key, by in QUESTIONS}


def test_every_measure_has_a_twin() -> None:
    assert set(twin.TWINS) == set(REGISTER)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(facts())
def test_measures_agree_with_their_twins(invented: tuple[Facts, About]) -> None:
    found, about = invented
    assert fast(arrow(found), about) == slow(found, about)


@pytest.mark.parametrize("key", REGISTER)
def test_what_is_invented_gives_each_measure_something_to_count(key: str) -> None:
    found = settings(phases=[Phase.generate], max_examples=1000)
    find(facts(), lambda it: bool(twin.answer(key, *it, Grain.YEAR)), settings=found)
