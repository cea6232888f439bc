"""Files of explore-education-statistics, with and without their list of columns."""

from pathlib import Path

import pytest

from rightplace.facts.comparators import read_folder
from tests.facts.comparators.published import folder, kept_open

HEAD = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
    "old_la_code,new_la_code,la_name,sex,plans,late_percent\n"
)
ENGLAND = "E92000001,England"
DALE = f"{ENGLAND},E12000099,Upper Dale"
DATA = HEAD + (
    f"202122,Academic year,National,{ENGLAND},,,,,,Total,900,9.5\n"
    f"202122,Academic year,Regional,{DALE},,,,Total,400,8.5\n"
    f"202122,Academic year,Local authority,{DALE},501,E06000991,Ayshire,Total,90,7.5\n"
    f"202122,Academic year,Local authority,{DALE},501,E06000991,Ayshire,Female,40,c\n"
    f"202122,Academic year,Local authority,{DALE},502,E06000992,Beeshire,Total,low,z\n"
    f"202122,Academic year,School,{DALE},501,E06000991,Ayshire,Total,9,1\n"
)
META = (
    "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,"
    "filter_grouping_column\n"
    "sex,Filter,Sex,,,,,\n"
    "plans,Indicator,Number of plans,,,0,,\n"
    "late_percent,Indicator,Percentage late,,%,1,,\n"
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "published"
    made.mkdir()
    (made / "plans.csv").write_text(DATA, "utf-8-sig")
    return made


@pytest.mark.parametrize("meta", [False, True])
def test_values_by_measure_period_and_area(place: Path, tmp_path: Path, meta: bool) -> None:
    if meta:
        (place / "plans.meta.csv").write_text(META)
    found = kept_open(place, tmp_path / "store")
    assert set(found.measures) == {
        "plans/plans", "plans/plans[sex=Female]", "plans/late_percent", "plans/late_percent[sex=Female]",
    }  # fmt: skip
    assert found.values("plans/plans", "2021/22") == {"501": 90.0}
    assert found.values("plans/plans[sex=Female]", "2021/22") == {"501": 40.0}
    assert found.nation("plans/late_percent", "2021/22") == 9.5
    assert found.region("plans/late_percent", "2021/22", "501") == 8.5
    assert found.flags("plans/plans", "2021/22") == {"502": "rounds to nought"}
    assert found.flags("plans/late_percent", "2021/22") == {"502": "not applicable"}
    assert found.flags("plans/late_percent[sex=Female]", "2021/22") == {"501": "suppressed"}
    assert found.area("501").ons_code == "E06000991"


def test_the_list_of_columns_gives_title_unit_and_decimals(place: Path, tmp_path: Path) -> None:
    (place / "plans.meta.csv").write_text(META)
    late = kept_open(place, tmp_path / "store").measures["plans/late_percent"]
    assert (late.title, late.unit, late.decimals) == ("Percentage late", "%", 1)
    assert late.year_type == "Academic year"


def test_rows_of_schools_are_left_out_and_told(place: Path) -> None:
    left = [(each.file, each.why) for each in read_folder(place).left_out]
    assert left == [
        ("plans.csv", "1 row of level 'School': not authorities, regions or the nation.")
    ]


def test_regions_and_the_nation_are_one_with_those_of_the_other_layout(
    place: Path, tmp_path: Path
) -> None:
    found = kept_open(folder(place), tmp_path / "store")
    assert found.region("plans/plans", "2021/22", "501") == 400.0
    assert found.value("plans/plans", "2021/22", "701") == 400.0


@pytest.mark.parametrize(
    ("period", "identifier", "written"),
    [
        ("2022", "Calendar year", "2022"),
        ("202223", "Financial year", "2022/23"),
        ("199900", "Academic year", "1999/00"),
        ("2024", "January", "January 2024"),
        ("202122", "Spring term", "Spring term 2021/22"),
    ],
)
def test_periods_are_written_so_that_they_can_be_told_apart(
    place: Path, tmp_path: Path, period: str, identifier: str, written: str
) -> None:
    row = f"{period},{identifier},Local authority,{DALE},501,E06000991,Ayshire,Total,90,7.5\n"
    (place / "plans.csv").write_text(HEAD + row)
    assert kept_open(place, tmp_path / "store").periods("plans/plans") == [written]


def test_each_fault_says_where_what_and_how_to_mend_it(place: Path) -> None:
    (place / "plans.csv").write_text(
        HEAD
        + f"202122,Academic year,Local authority,{DALE},501,E06000991,Ayshire,Total,90,7.5\n"
        + f"202123,Academic year,Local authority,{DALE},501,E06000991,Ayshire,Total,90,7.5\n"
        + f"202122,Academic year,Local authority,{DALE},E09,E06000998,Ceeshire,Total,90,7.5\n"
        + f"202122,Academic year,Regional,{ENGLAND},,,,,,Total,90,7.5\n"
        + f"202122,Academic year,Local authority,{DALE},502,E06000992,Beeshire,Total,90,7.5%\n"
    )
    assert list(map(str, read_folder(place).faults)) == [
        "plans.csv, line 3, time_period: '202123' is no period. Write a year as 2022, or two as 202122.",
        "plans.csv, line 4, old_la_code: 'E09' is no three-digit code of an authority. Write"
        " the code, or add"
        " la_codes.csv with the authority's new_la_code to the folder.",
        "plans.csv, line 5, region_name: The row is of a region and does not name it. Write its"
        " name and code.",
        "plans.csv, line 6, late_percent: '7.5%' is neither a number nor a symbol. Write the"
        " number without a"
        " comma or sign of currency, or c, z, x, u, k or low where there is none.",
    ]


def test_a_missing_code_is_found_by_the_nine_character_one(place: Path, tmp_path: Path) -> None:
    (place / "plans.csv").write_text(
        HEAD + f"202122,Academic year,Local authority,{DALE},x,E501,Ayshire,Total,90,7.5\n"
    )
    found = kept_open(folder(place), tmp_path / "store")
    assert found.values("plans/plans", "2021/22") == {"501": 90.0}


def test_a_column_that_the_list_does_not_know_is_told(place: Path) -> None:
    (place / "plans.meta.csv").write_text(META.replace("late_percent", "other"))
    assert list(map(str, read_folder(place).faults)) == [
        "plans.csv, line 1, late_percent: The file's .meta.csv does not say what the column is."
        " Add the column to"
        " the file's .meta.csv as Filter or Indicator."
    ]
