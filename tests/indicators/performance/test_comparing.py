"""Quartiles by the Department's rule, neighbours' averages, and the printed ones recomputed."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightplace.facts.comparators import Comparators, keep, read_folder
from rightplace.indicators.performance.comparing import (
    Comparison,
    compare,
    cut_points,
    quartile,
)
from rightplace.indicators.performance.definition import (
    BenchmarkPeriod,
    DefinitionError,
    Indicator,
    Polarity,
    Written,
    indicators,
    read_definitions,
    version_on,
)
from rightplace.indicators.performance.own import OwnValuesError, read_own
from rightplace.indicators.performance.periods import PeriodKind, parse

SHARED = Path(__file__).parents[4] / "shared"
PRINTED = SHARED / "reference" / "committee-pack" / "q3-2022-23-dashboard.csv"
Q3 = parse("Q3 2022/23")
LOW, HIGH, NONE = Polarity.LOW, Polarity.HIGH, Polarity.NONE

published = st.integers(-10_000, 10_000).map(lambda tenths: tenths / 10)


@given(st.lists(published, min_size=1, max_size=200))
def test_cut_points_are_those_of_numpy(values: list[float]) -> None:
    assert list(map(float, cut_points(values))) == pytest.approx(
        np.percentile(values, [25, 50, 75], method="linear")
    )


@given(st.lists(st.integers(-40, 40), min_size=4, max_size=200), st.integers(-41, 41))
def test_quartiles_follow_the_rule(values: list[int], value: int) -> None:
    """On whole numbers NumPy's cut points are exact, so its comparison with a value on one is too."""
    first, second, third = np.percentile(values, [25, 50, 75], method="linear")
    band = 1 if value <= first else 2 if value <= second else 3 if value <= third else 4
    assert quartile(list(map(float, values)), float(value), LOW) == band
    assert quartile(list(map(float, values)), float(value), HIGH) == 5 - band
    assert quartile(list(map(float, values)), float(value), NONE) is None


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [(1, 1, 4), (2, 1, 4), (2.1, 2, 3), (3, 2, 3), (4, 3, 2), (4.1, 4, 1), (9, 4, 1)],
)
def test_a_value_on_a_cut_point_is_on_its_lower_side(value: float, low: int, high: int) -> None:
    values = [1.0, 2.0, 3.0, 4.0, 5.0]
    assert (quartile(values, value, LOW), quartile(values, value, HIGH)) == (low, high)


def test_a_value_on_a_cut_point_between_two_is_known_to_be_on_it() -> None:
    """0.1 + (0.4 - 0.1) * 0.75 is 0.32500000000000007 in binary."""
    assert quartile([0.1, 0.4, 0.5, 0.6], 0.325, LOW) == 1


def test_all_alike_are_the_best_where_low_is_good_and_the_last_where_high_is() -> None:
    assert (quartile([7.0] * 9, 7.0, LOW), quartile([7.0] * 9, 7.0, HIGH)) == (1, 4)


def test_few_authorities_and_no_value_have_no_quartile() -> None:
    assert quartile([1.0, 2.0, 3.0], 2.0, LOW) is None
    assert quartile([1.0, 2.0, 3.0, 4.0], 2.0, LOW) == 2
    assert quartile([1.0, 2.0, 3.0, 4.0], None, LOW) is None
    assert quartile([], 2.0, HIGH) is None


def held() -> list[Indicator]:
    return [version_on(versions, Q3.last) for versions in indicators().values()]


def test_every_benchmark_has_a_rule_for_its_period_and_the_eighteen_have_one() -> None:
    with_benchmark = [each for each in held() if each.benchmark]
    assert len(with_benchmark) == 18
    assert {each.benchmark_period.beside(Q3) for each in with_benchmark} == {"2022"}
    assert [each.key for each in with_benchmark if each.benchmark_unsound] == [
        "schools-primary-good", "schools-secondary-good", "schools-pupils-good",
    ]  # fmt: skip
    assert [each.key for each in held() if each.benchmark_period and not each.benchmark] == []


@pytest.mark.parametrize(
    ("report", "financial", "academic"),
    [
        ("Q2 2022/23", "2021", "2022"),
        ("Q3 2022/23", "2022", "2022"),
        ("Q1 2023/24", "2022", "2022"),
        ("Q2 2023/24", "2022", "2023"),
        ("Q3 2023/24", "2023", "2023"),
    ],
)
def test_the_year_beside_a_report(report: str, financial: str, academic: str) -> None:
    by_april = BenchmarkPeriod(PeriodKind.FINANCIAL_YEAR, Written.ENDS, 8)
    by_september = BenchmarkPeriod(PeriodKind.ACADEMIC_YEAR, Written.ENDS)
    assert by_april.beside(parse(report)) == financial
    assert by_september.beside(parse(report)) == academic


@pytest.mark.parametrize(
    ("written", "period"),
    [(Written.ENDS, "2022"), (Written.SPLIT, "2021/22"), (Written.DASHED, "2021-22")],
)
def test_a_year_is_written_as_its_publisher_writes_it(written: Written, period: str) -> None:
    assert BenchmarkPeriod(PeriodKind.FINANCIAL_YEAR, written).beside(Q3) == period


def test_a_rule_that_cannot_stand_is_refused() -> None:
    with pytest.raises(DefinitionError, match="mine"):
        read_definitions('[mine]\nbenchmark_period = { years = "term" }\n', named="a.toml")


AREAS = "area_code,area,region,level\n" + "".join(
    f"{code},Shire {code},Vale,LA\n" for code in range(501, 509)
)
VALUES = "measure,period,area_code,value\n" + "".join(
    f"CareLeaverEET,2022,{code},{value}\n"
    for code, value in zip(range(501, 508), (50, 52, 54, 56, 58, 60, 62), strict=True)
)
NEIGHBOURS = "model,la_code,rank,neighbour_la_code\n" + "".join(
    f"{model},501,{rank},{code}\n"
    for model, codes in {2021: (502, 503, 508), 2025: (507,)}.items()
    for rank, code in enumerate(codes, start=1)
)


@pytest.fixture
def few(tmp_path: Path) -> Comparators:
    """Eight invented authorities, seven of which have one published value."""
    place = tmp_path / "few"
    place.mkdir()
    (place / "areas.csv").write_text(AREAS + "701,Vale,,region\n700,All,,national\n")
    (place / "values.csv").write_text(
        VALUES + "CareLeaverEET,2022,701,55\nCareLeaverEET,2022,700,57\nCareLeaverAcc,2019,501,90\n"
    )
    (place / "neighbours.csv").write_text(NEIGHBOURS)
    return keep(
        read_folder(place), store=tmp_path / "store", loaded_at=datetime(2023, 1, 31, tzinfo=UTC)
    ).open()


def only(found: list[Comparison], key: str) -> Comparison:
    return next(each for each in found if each.indicator.key == key)


def test_a_comparison_says_all_that_it_rests_on(few: Comparators) -> None:
    found = only(compare(few, held(), "501", Q3, 2021, {"leavers-eet": 60.449}), "leavers-eet")
    assert (found.value, found.own, found.published) == (60.4, True, 50.0)
    assert (found.comparator_period, found.authorities, found.national_quartile) == ("2022", 7, 1)
    assert (found.statistical_neighbour_average, str(found.average_as_printed)) == (53.0, "53.0")
    assert (found.region, found.england) == (55.0, 57.0)
    assert found.neighbours == ("502", "503", "508")
    assert found.neighbours_with_value == ("502", "503")
    assert found.why == ""


def test_without_own_values_the_published_one_is_placed(few: Comparators) -> None:
    found = only(compare(few, held(), "501", Q3), "leavers-eet")
    assert (found.value, found.own, found.national_quartile) == (50.0, False, 4)
    assert found.neighbours == ("502", "503", "508")


def test_neighbours_of_another_model_may_be_asked_for(few: Comparators) -> None:
    found = only(compare(few, held(), "501", Q3, 2025), "leavers-eet")
    assert (found.neighbours, found.statistical_neighbour_average) == (("507",), 62.0)
    later = only(compare(few, held(), "501", parse("Q3 2024/25")), "leavers-eet")
    assert later.neighbours == ("502", "503", "508")


def test_what_is_missing_is_said(few: Comparators) -> None:
    found = compare(few, held(), "508", Q3, 2021)
    assert only(found, "leavers-eet").why == "The authority has no value for the period."
    assert only(found, "leavers-eet").national_quartile is None
    assert only(found, "leavers-accommodation").why == (
        "The comparators have no values for 2022; they have 2019 to 2019."
    )
    assert only(found, "ks4-p8").why == "The comparators have no measure AVG_Prog8_Score."
    assert only(found, "schools-pupils-good").why == (
        "There is no sound published series of schools' judgements by authority."
    )
    assert only(found, "ks4-p8").comparator_period == ""


def test_a_report_gives_its_own_values_by_name_or_key(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("indicator,value\nCare leavers EET,64.5\nks4-p8,-0.2\ncp-two-years,\n")
    assert read_own(path, held()) == {"leavers-eet": 64.5, "ks4-p8": -0.2}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,value\nx,1\n", "line 1: there must be the columns indicator and value."),
        ("indicator,value\nEET,1\n", "line 2, indicator: there is no indicator 'EET'."),
        ("indicator,value\nleavers-eet,64%\n", "line 2, value: '64%' is no number."),
    ],
)
def test_a_report_that_cannot_be_read_says_where(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "report.csv"
    path.write_text(text)
    with pytest.raises(OwnValuesError) as raised:
        read_own(path, held())
    assert f"{path}, {told}" in str(raised.value)
    with pytest.raises(OwnValuesError, match="cannot be read"):
        read_own(tmp_path / "none.csv", held())


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Comparators:
    """The published figures, where they are on this machine; of the eighteen measures only."""
    if not (SHARED / "data" / "indicator_values.csv").exists() or not PRINTED.exists():
        pytest.skip("the published figures are not on this machine")
    place = tmp_path_factory.mktemp("published")
    for name in (
        "indicator_values.csv", "indicator_areas.csv", "statistical_neighbours.csv", "la_codes.csv",
        "dashboard_indicators.csv",
    ):  # fmt: skip
        (place / name).symlink_to(SHARED / "data" / name)
    reading = read_folder(place)
    assert reading.faults == []
    store = tmp_path_factory.mktemp("store")
    return keep(reading, store=store, loaded_at=datetime(2023, 1, 31, tzinfo=UTC)).open()


@pytest.fixture
def printed(nation: Comparators) -> dict[str, dict[str, str]]:
    with PRINTED.open(encoding="utf-8", newline="") as file:
        return {row["indicator"]: row for row in csv.DictReader(file)}


def test_fifteen_printed_quartiles_and_averages_follow_and_three_cannot(
    nation: Comparators, printed: dict[str, dict[str, str]]
) -> None:
    found = compare(nation, held(), "855", Q3, 2021, read_own(PRINTED, held()))
    assert len(found) == 18
    sound = [each for each in found if each.national_quartile is not None]
    rows = [printed[each.indicator.name] for each in sound]
    assert len(sound) == 15
    assert [each.national_quartile for each in sound] == [
        int(row["national_quartile"]) for row in rows
    ]
    for each, row in zip(sound, rows, strict=True):
        average = float(row["statistical_neighbour_average"])
        assert float(each.average_as_printed) == pytest.approx(average, abs=0.2001)
    assert [each.indicator.key for each in found if each.why] == [
        "schools-primary-good", "schools-secondary-good", "schools-pupils-good",
    ]  # fmt: skip


def test_the_published_values_of_the_county_give_ten_of_the_fifteen(
    nation: Comparators, printed: dict[str, dict[str, str]]
) -> None:
    """So the printed quartile is that of the printed value."""
    found = [each for each in compare(nation, held(), "855", Q3, 2021) if each.national_quartile]
    agree = [
        each
        for each in found
        if each.national_quartile == int(printed[each.indicator.name]["national_quartile"])
    ]
    assert (len(found), len(agree)) == (15, 10)


def test_city_of_london_and_scilly_do_not_count(nation: Comparators) -> None:
    values = nation.values("AVG_Prog8_Score", "2022")
    assert len(values) == 150
    assert not {"201", "420"} & set(values)
