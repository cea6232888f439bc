"""The invented nation: the county stands in it as its dashboard prints, and nothing in it is real."""

import csv
import re
from pathlib import Path

import pytest

from rightplace.county.nation import LICENCE, write_nation
from rightplace.county.nation.standing import STANDINGS
from rightplace.county.spec import CountySpec
from rightplace.facts.comparators import Comparators, Level, read_folder
from rightplace.indicators.performance.comparing import compare
from rightplace.indicators.performance.definition import indicators, version_on
from rightplace.indicators.performance.periods import PeriodKind, parse
from tests.facts.comparators.published import kept_open

SHARED = Path(__file__).parents[3] / "shared"
PRINTED = SHARED / "reference" / "committee-pack" / "q3-2022-23-dashboard.csv"
MARLSHIRE = CountySpec()
Q3 = parse("Q3 2022/23")
HELD = [version_on(versions, Q3.last) for versions in indicators().values()]


@pytest.fixture(scope="module", params=[1, 7])
def nation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Comparators:
    place = tmp_path_factory.mktemp("nation")
    return kept_open(
        write_nation(CountySpec(seed=request.param), place / "nation"), place / "store"
    )


def test_all_eighteen_quartiles_and_averages_are_the_printed_ones(nation: Comparators) -> None:
    own = {key: standing.value for key, standing in STANDINGS.items()}
    for values in (own, {}):
        found = compare(nation, HELD, MARLSHIRE.la_code, Q3, own=values)
        assert {c.indicator.key: c.national_quartile for c in found} == {
            key: standing.quartile for key, standing in STANDINGS.items()
        }
        assert {c.indicator.key: float(c.average_as_printed) for c in found} == {
            key: standing.neighbours for key, standing in STANDINGS.items()
        }
        assert {c.comparator_period for c in found} == {"2022"}
        assert {c.authorities for c in found} == {153}
        assert {len(c.neighbours_with_value) for c in found} == {10}
        assert [c.why for c in found if c.why] == []
        assert all(c.region is not None and c.england is not None for c in found)


def test_the_standings_are_those_that_the_dashboard_prints() -> None:
    if not PRINTED.exists():
        pytest.skip("the printed dashboard is not on this machine")
    with PRINTED.open(encoding="utf-8", newline="") as file:
        rows = {row["indicator"]: row for row in csv.DictReader(file) if row["national_quartile"]}
    held = {each.name: each.key for each in HELD}
    assert {
        held[name]: (
            float(row["latest_value"]),
            int(row["national_quartile"]),
            float(row["statistical_neighbour_average"]),
        )
        for name, row in rows.items()
    } == {key: (s.value, s.quartile, s.neighbours) for key, s in STANDINGS.items()}


def test_each_benchmark_has_five_years_or_more_and_its_register_s_polarity(
    nation: Comparators,
) -> None:
    for each in (each for each in HELD if each.benchmark):
        years = nation.periods(each.benchmark)
        by_april = each.benchmark_period.years is PeriodKind.FINANCIAL_YEAR
        assert years == (
            ["2016", "2017", "2018", "2019", "2020", "2021", "2022"]
            if by_april
            else ["2016", "2017", "2018", "2019", "2022"]
        )
        assert nation.measures[each.benchmark].polarity == each.polarity.value
        assert all(len(nation.values(each.benchmark, year)) == 153 for year in years)


def test_no_authority_can_be_taken_for_a_real_one(nation: Comparators) -> None:
    codes = {a.code for a in nation.areas.values() if a.level is Level.AUTHORITY}
    assert codes == {MARLSHIRE.la_code, *map(str, range(501, 653))}
    assert len({a.name for a in nation.areas.values()}) == len(nation.areas)
    assert nation.licence == LICENCE
    assert all(re.fullmatch(r"[A-Z][a-z]+shire", nation.area(code).name) for code in codes)


def test_every_authority_has_ten_neighbours_in_each_model(nation: Comparators) -> None:
    codes = [a.code for a in nation.areas.values() if a.level is Level.AUTHORITY]
    for model in nation.models:
        for code in codes:
            near = nation.neighbours(code, model)
            assert len(set(near) - {code}) == 10


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    one, two = (write_nation(MARLSHIRE, tmp_path / name) for name in ("one", "two"))
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes()


def test_the_files_are_read_without_fault_doubt_or_anything_left_out(tmp_path: Path) -> None:
    reading = read_folder(write_nation(MARLSHIRE, tmp_path / "nation"))
    assert (reading.faults, reading.doubts, reading.left_out) == ([], [], [])
