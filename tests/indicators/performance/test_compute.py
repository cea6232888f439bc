"""Each indicator equals its plain twin; what cannot be given says why."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from rightplace.facts.engine import over_tables
from rightplace.facts.schema import TABLES
from rightplace.facts.snapshot import About
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.compute import (
    COUNTINGS,
    compute,
    members,
    over_years,
    sql_of,
)
from rightplace.indicators.performance.definition import (
    Indicator,
    Origin,
    Unit,
    indicators,
    version_on,
)
from rightplace.indicators.performance.figure import Figure, State
from rightplace.indicators.performance.periods import Period, parse
from tests.indicators.invent import arrow
from tests.indicators.performance.invent import ABOUT, ROWS, Facts, facts, loads
from tests.indicators.performance.plain import TWINS, Book, Pair

Q3 = parse("Q3 2022/23")
ONE = date(2022, 6, 1)
TRYING = settings(phases=[Phase.generate], max_examples=2000)


def latest(key: str) -> Indicator:
    return version_on(indicators()[key], Q3.last)


def asked(key: str) -> list[tuple[Indicator, Period]]:
    """The period of the report and those before it that can hold invented rows."""
    each = latest(key)
    period = each.period_in(Q3)
    return [(each, period.moved(-back)) for back in (0, 1, 2, 3)]


@contextmanager
def picture(found: Facts, about: About = ABOUT) -> Iterator[Picture]:
    with over_tables(arrow(found)) as opened:
        yield Picture(opened, about)


def figures(found: Facts, wanted: Sequence[tuple[Indicator, Period]]) -> list[Figure]:
    with picture(found) as opened:
        return compute(opened, wanted)


def one(found: Facts, key: str, period: Period, about: About = ABOUT) -> Figure:
    with picture(found, about) as opened:
        (figure,) = compute(opened, [(latest(key), period)])
    return figure


@pytest.fixture
def blank() -> Facts:
    """Lists that are loaded and hold no row."""
    return {name: [] for name in TABLES} | {"list_load": loads()}


def row(table: str, **values: Any) -> dict[str, Any]:
    return dict.fromkeys(TABLES[table].arrow.names) | values


def told(figure: Figure) -> Pair | None:
    """What a figure is made of; none where nobody is counted."""
    return None if figure.numerator is None else (figure.numerator, figure.denominator)


def test_every_indicator_that_is_computed_has_a_twin_and_no_other() -> None:
    computed = {key for key, (first, *_) in indicators().items() if first.origin is Origin.RECORD}
    assert set(TWINS) == set(COUNTINGS) == computed
    assert len(computed) == 21


@cache
def queries() -> dict[str, str]:
    """The query of each indicator: building it anew for each example is slow."""
    with over_tables({}) as opened:
        empty = Picture(opened, ABOUT)
        return {key: sql_of(empty, latest(key), *(p for _, p in asked(key))) for key in TWINS}


def fast(found: Facts) -> dict[tuple[str, str], Pair]:
    """What the queries give for each indicator and period that has any rows."""
    with over_tables(arrow(found)) as opened:
        run = opened["clock"].get_backend().con.execute
        return {
            (key, period): (numerator, denominator)
            for key, sql in queries().items()
            for period, _, numerator, denominator, _ in run(sql).fetchall()
        }


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(facts())
def test_figures_agree_with_their_twins(found: Facts) -> None:
    book, given_by_query = Book(found, ABOUT), fast(found)
    for key, twin in TWINS.items():
        for indicator, period in asked(key):
            none = (0, None if indicator.unit is Unit.COUNT else 0)
            numerator, denominator = given_by_query.get((key, str(period)), none)
            of = None if indicator.unit is Unit.COUNT else denominator
            assert (numerator, of) == twin(book, period), (key, str(period))


def test_the_list_behind_a_figure_adds_up_to_it() -> None:
    found = find(facts(), lambda it: all(len(it[table]) > 1 for table in ROWS), settings=TRYING)
    with picture(found) as opened:
        for figure in compute(opened, [asked(key)[0] for key in TWINS]):
            behind = members(opened, figure.indicator, figure.period)
            assert sum(each.counted for each in behind) == (figure.numerator or 0)
            if figure.denominator is not None:
                assert sum(each.of or 0 for each in behind) == figure.denominator


@pytest.mark.parametrize("key", TWINS)
def test_what_is_invented_gives_each_something_to_count(key: str) -> None:
    _, period = asked(key)[0]
    find(facts(), lambda it: TWINS[key](Book(it, ABOUT), period)[0] > 0, settings=TRYING)


def test_the_query_of_a_figure_is_the_one_that_gives_it() -> None:
    found = find(facts(), lambda it: len(it["child_protection_plan"]) > 2, settings=TRYING)
    with picture(found) as opened:
        (figure,) = compute(opened, [(latest("cp-second-plan"), Q3)])
        sql = sql_of(opened, latest("cp-second-plan"), Q3)
        rows = opened.facts["clock"].get_backend().con.execute(sql).fetchall()
    assert [r[2:4] for r in rows] == ([told(figure)] if figure.denominator else [])


def test_a_period_that_is_not_over_has_no_figure(blank: Facts) -> None:
    about = replace(ABOUT, as_of=date(2022, 12, 30))
    figure = one(blank, "home-education", Q3, about)
    assert (figure.state, figure.why) == (
        State.NOT_AVAILABLE, "the quarter has not ended on 30 December 2022",
    )  # fmt: skip
    year = one(blank, "ks2-rwm", parse("2022/23", years=latest("ks2-rwm").frequency))
    assert year.why == "the year has not ended on 31 January 2023"


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(facts())
def test_figures_asked_together_are_those_asked_alone(found: Facts) -> None:
    wanted = [each for key in TWINS for each in asked(key)]
    with picture(found) as opened:
        alone = [figure for key in TWINS for figure in compute(opened, asked(key))]
        assert compute(opened, wanted) == alone


@pytest.mark.parametrize(
    ("period", "why"), [("Q4 2017/18", "it is given from 1 April 2018 on"), ("Q1 2018/19", "")]
)
def test_before_its_first_day_an_indicator_has_no_figure(
    blank: Facts, period: str, why: str
) -> None:
    assert one(blank, "home-education", parse(period)).why == why


def test_without_a_list_it_says_so(blank: Facts) -> None:
    figure = one(blank | {"list_load": []}, "home-education", Q3)
    assert figure.why == "no list of home-educated children has been loaded"
    assert (figure.value, figure.numerator) == (None, None)


def test_an_empty_list_makes_nought_and_no_percentage(blank: Facts) -> None:
    assert one(blank, "home-education", Q3).value == 0
    assert one(blank, "cp-two-years", Q3).why == "there is nobody to count it of"
    year = asked("ks2-rwm")[0][1]
    assert one(blank, "ks2-rwm", year).why == "the list holds no results of that year"
    census = one(blank | {"request": began()}, "send-mainstream-support", parse("Autumn 2022"))
    assert census.why == "no school census of the term is recorded"


def began() -> list[dict[str, Any]]:
    return [row("request", request_id=1, received_date=date(2018, 1, 1), request_outcome="N")]


@pytest.mark.parametrize(("as_of", "is_known"), [(date(2022, 12, 30), False), (Q3.last, True)])
def test_a_list_that_ends_before_the_period_does_not_give_its_figure(
    blank: Facts, as_of: date, is_known: bool
) -> None:
    load = row("list_load", list_load_id=1, table_name="home_educated", as_of=as_of)
    figure = one(blank | {"list_load": [load]}, "home-education", Q3)
    assert (figure.state is State.KNOWN) is is_known
    why = (
        "the list of home-educated children is of 30 December 2022,"
        " and the quarter ended on 31 December 2022"
    )
    assert figure.why == ("" if is_known else why)


@pytest.mark.parametrize(("day", "said"), [(27, 0), (26, 1)])
def test_a_list_older_than_it_should_be_is_warned_of(blank: Facts, day: int, said: int) -> None:
    as_of = date(2022, 12, day)
    load = row("list_load", list_load_id=1, table_name="care_leaver", as_of=as_of)
    leaver = row(
        "care_leaver", care_leaver_id=1, child_ref="A", birth_date=date(2002, 1, 1), known_from=ONE
    )
    found = blank | {"list_load": [load], "care_leaver": [leaver]}
    figure = one(found, "leavers-eet", parse("Q2 2022/23"))
    old = (
        "The list of care leavers is of 26 December 2022, 36 days before the snapshot;"
        " it should be no older than 35 days."
    )
    unknown = "Care leavers of whom it is not known what they do: 1."
    assert figure.warnings == (*([old] if said else []), unknown)
    assert told(figure) == (0, 1)


def test_before_the_record_began_there_is_no_figure(blank: Facts) -> None:
    late = began()[0] | {"received_date": date(2020, 1, 1)}
    assert one(blank | {"request": [late]}, "send-mainstream-plans", parse("Autumn 2019")).why == (
        "the record begins on 1 January 2020"
    )
    assert one(blank, "send-mainstream-plans", parse("Autumn 2022")).why == (
        "the record holds no case"
    )


def test_a_return_gives_its_own_day_alone(blank: Facts) -> None:
    about = About("990", date(2023, 1, 19), "return", "a file", 2023)
    figure = one(blank, "send-mainstream-plans", parse("Autumn 2022"), about)
    assert figure.why == "a return shows its own day alone, 19 January 2023"


def entry(key: int, indicator: str, period: str, **values: Any) -> dict[str, Any]:
    about = {"indicator": indicator, "period": period, "state": "known"}
    return row("entered_figure", entered_figure_id=key, **about | values)


def test_what_was_entered_last_is_the_figure(blank: Facts) -> None:
    rows = [
        entry(1, "yj-custody", "Q2 2022/23", numerator=4.0),
        entry(2, "yj-custody", "Q2 2022/23", numerator=0.0),
        entry(3, "yj-custody", "Q1 2022/23", numerator=9.0),
    ]
    found = blank | {"entered_figure": rows}
    assert one(found, "yj-custody", parse("Q2 2022/23")).value == 0
    assert one(found, "yj-custody", Q3).why == "its owner has not entered it yet"
    with picture(found) as opened:
        assert members(opened, latest("yj-custody"), parse("Q2 2022/23")) == []
        assert "yj-custody" in sql_of(opened, latest("yj-custody"), Q3)


def test_an_entered_percentage_is_of_its_denominator(blank: Facts) -> None:
    whole = entry(1, "neet", "Dec-22", numerator=97.0, denominator=13860.0)
    figure = one(blank | {"entered_figure": [whole]}, "neet", parse("Dec-22"))
    assert (str(figure.rounded), figure.denominator) == ("0.7", 13860)
    half = entry(1, "neet", "Dec-22", numerator=97.0)
    figure = one(blank | {"entered_figure": [half]}, "neet", parse("Dec-22"))
    assert figure.why == "it was entered without its denominator"


def test_what_is_said_to_be_not_available_is_not_computed(blank: Facts) -> None:
    said = entry(
        1, "home-education", "Q2 2021/22", state="not available", why="The system changed",
        until=date(2022, 1, 31),
    )  # fmt: skip
    spell = row("home_educated", home_educated_id=1, child_ref="A", started_on=date(2020, 1, 1))
    found = blank | {"entered_figure": [said], "home_educated": [spell]}
    figure = one(found, "home-education", parse("Q2 2021/22"))
    assert (figure.state, figure.why, figure.until) == (
        State.NOT_AVAILABLE, "The system changed", date(2022, 1, 31),
    )  # fmt: skip
    assert one(found, "home-education", parse("Q3 2021/22")).value == 1


def test_what_cannot_be_counted_may_be_entered_and_says_so(blank: Facts) -> None:
    given = entry(1, "home-education", "Q3 2022/23", numerator=900.0)
    without = one(blank | {"entered_figure": [given], "list_load": []}, "home-education", Q3)
    assert (without.value, without.warnings) == (
        900,
        ("It was entered and not counted: no list of home-educated children has been loaded.",),
    )
    assert one(blank | {"entered_figure": [given]}, "home-education", Q3).value == 0


def test_figures_come_in_the_order_asked(blank: Facts) -> None:
    wanted = [
        (latest("home-education"), Q3),
        (latest("cp-two-years"), Q3),
        (latest("home-education"), Q3.before),
    ]
    assert [(f.indicator, f.period) for f in figures(blank, wanted)] == wanted


def test_five_years_are_every_period_of_each_indicator() -> None:
    wanted = over_years(date(2023, 1, 31), years=5)
    assert len(wanted) == len(set(wanted)) == 410
    mine = [(each.version, str(period)) for each, period in wanted if each.key == "cp-two-years"]
    assert mine[:3] == [(2, "Q3 2022/23"), (1, "Q2 2022/23"), (1, "Q1 2022/23")]
    assert (len(mine), mine[-1][1]) == (20, "Q4 2017/18")
    assert [str(p) for each, p in wanted if each.key == "neet"][:2] == ["Dec-22", "Sep-22"]
