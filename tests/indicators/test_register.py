"""The register itself: its words, its columns, its answers, its page of the manual."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rightplace.facts.engine import over_tables
from rightplace.facts.snapshot import About, freeze
from rightplace.indicators import REGISTER, Grain, Unit, evaluate, headline, manual
from rightplace.indicators.days import census_day, month_ends, review_days, stock_days, year_of
from rightplace.indicators.evaluate import answer
from rightplace.indicators.measure import Picture
from rightplace.indicators.written import written
from tests.indicators import national

ROOT = Path(__file__).parents[2]
RECORD = About("990", date(2023, 1, 31), "record", "the record")
RETURN = About("990", date(2023, 1, 19), "return", "sen2.xml", 2023)


def picture(about: About) -> Picture:
    return Picture({}, about)


def test_the_manual_page_is_current() -> None:
    assert (ROOT / "docs/reference/measures.md").read_text() == manual.render(), "run: make docs"


@pytest.mark.parametrize("measure", REGISTER.values(), ids=REGISTER)
def test_a_measure_is_explained(measure: object) -> None:
    for name in ("name", "question", "definition", "numerator", "denominator", "source"):
        assert getattr(measure, name).strip(), name


@pytest.mark.parametrize("about", [RECORD, RETURN], ids=["record", "return"])
@pytest.mark.parametrize("key", REGISTER)
def test_nothing_to_count_is_no_row_and_not_a_row_of_zeros(key: str, about: About) -> None:
    with over_tables({}) as facts:
        assert answer(Picture(facts, about), key, snapshot="").rows == ()


@pytest.mark.parametrize("year", range(2022, 2028))
def test_the_census_day_is_the_published_one(year: int) -> None:
    published = {2022: 20, 2023: 19, 2024: 18, 2025: 16, 2026: 15, 2027: 21}
    assert census_day(year) == date(year, 1, published[year])


def test_the_days_that_a_return_can_speak_of() -> None:
    assert stock_days(picture(RETURN)) == [date(2023, 1, 19)]
    assert review_days(picture(RETURN)) == [date(2023, 1, 19)]
    ends = month_ends(picture(RETURN))
    assert (len(ends), ends[0], ends[-1]) == (13, date(2022, 1, 31), date(2023, 1, 19))


def test_the_days_that_the_record_can_speak_of() -> None:
    assert stock_days(picture(RECORD))[-3:] == [
        date(2022, 1, 20), date(2023, 1, 19), date(2023, 1, 31),
    ]  # fmt: skip
    early = About("990", date(2023, 1, 10), "record", "")
    assert review_days(picture(early))[-2:] == [date(2022, 1, 20), date(2023, 1, 10)]
    ends = month_ends(picture(RECORD))
    assert (len(ends), ends[0], ends[-1]) == (25, date(2021, 1, 31), date(2023, 1, 31))


@pytest.mark.parametrize(
    ("about", "year"),
    [
        (RECORD, 2022),
        (About("990", date(2022, 12, 31), "record", ""), 2022),
        (About("990", date(2022, 12, 30), "record", ""), 2021),
        (RETURN, 2022),
    ],
)
def test_the_year_that_is_reported_on(about: About, year: int) -> None:
    assert year_of(about) == year


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, Unit.COUNT, "not known"),
        (0, Unit.COUNT, "0"),
        (90_392, Unit.COUNT, "90,392"),
        (41_448 / 90_392, Unit.SHARE, "45.9%"),
        (21.44, Unit.WEEKS, "21.4"),
        (date(2023, 1, 19), Unit.DAY, "19 January 2023"),
        ("2022", Unit.TEXT, "2022"),
    ],
)
def test_how_a_value_is_written(value: object, unit: Unit, text: str) -> None:
    assert written(value, unit) == text  # type: ignore[arg-type]


def test_headline_figures_of_a_return() -> None:
    shown = {f.key: f.shown for f in headline(national.requests_2024(), national.ENGLAND)}
    assert shown["requests.outcomes.received"] == "154,489"
    assert shown["requests.outcomes.share"] == "25.2%"
    assert shown["timeliness.within_6_weeks.share"] == "84.8%"
    assert shown["timeliness.within_20_weeks.share"] == "not known"


def test_a_snapshot_is_asked_once_and_by_its_content(tmp_path: Path) -> None:
    tables = national.refused_2024()
    made = [
        freeze(
            tables, name=name, about=national.ENGLAND, taken_at=datetime.now(UTC), store=tmp_path
        )
        for name in ("first", "second")
    ]
    first, second = (evaluate(each, "timeliness.within_16_weeks") for each in made)
    assert first is second
    assert (first.snapshot, first.as_of) == (made[0].id, national.SURVEY)
    assert re.match(r"SELECT\b", first.sql)


def test_what_cannot_be_asked_is_refused(tmp_path: Path) -> None:
    made = freeze({}, name="a", about=RECORD, taken_at=datetime.now(UTC), store=tmp_path)
    with pytest.raises(ValueError, match=re.escape("there is no measure 'no.such'")):
        evaluate(made, "no.such")
    with pytest.raises(ValueError, match=re.escape("plans.caseload cannot be asked by month")):
        evaluate(made, "plans.caseload", by=Grain.MONTH)


def test_words_are_no_numbers() -> None:
    with over_tables(national.refused_2024()) as facts:
        key = "timeliness.within_16_weeks"
        result = answer(Picture(facts, national.ENGLAND), key, snapshot="")
    with pytest.raises(TypeError, match="holds '2024'"):
        result.numbers("period")
