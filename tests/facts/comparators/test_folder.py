"""A folder of published files comes back as it was written, or each thing wrong with it is told."""

import gzip
from pathlib import Path

import pytest

from rightplace.facts.comparators import Area, Level, Measure, read_folder
from rightplace.facts.comparators.folder import LICENCE_FILE
from rightplace.facts.comparators.reading import OPEN_GOVERNMENT
from tests.facts.comparators.published import AREAS, FILES, NEIGHBOURS, VALUES, folder, loaded


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "published"
    made.mkdir()
    return made


def faults(place: Path) -> list[str]:
    return list(map(str, read_folder(place).faults))


def test_what_is_written_is_what_is_asked(place: Path, tmp_path: Path) -> None:
    found = loaded(place, tmp_path / "store")
    assert found.periods("Late") == ["2021", "2022"]
    assert found.values("Late", "2021") == {"501": 11.5}
    assert found.measures["Late"] == Measure("Late", "Late work", "low", "%", 1, "Financial Year")
    assert found.measures["Size"].polarity == "none"
    assert found.measures["Good"].decimals is None
    assert found.area("501") == Area("501", "Ayshire", Level.AUTHORITY, "Upper Dale", "E501")
    assert found.area("999") is None
    assert found.nation("Late", "2022") == 15.5
    assert found.region("Late", "2022", "501") == 16.0
    assert found.region("Late", "2022", "999") is None
    assert found.licence == OPEN_GOVERNMENT


def test_a_region_is_found_however_it_is_spelt(place: Path, tmp_path: Path) -> None:
    assert loaded(place, tmp_path / "store").region("Late", "2022", "503") == 17.0


def test_what_is_not_published_is_no_value_and_says_why(place: Path, tmp_path: Path) -> None:
    found = loaded(place, tmp_path / "store")
    assert found.value("Late", "2022", "503") is None
    assert found.flags("Late", "2022") == {"503": "suppressed"}


def test_tiny_authorities_and_those_that_were_replaced_do_not_count(
    place: Path, tmp_path: Path
) -> None:
    found = loaded(place, tmp_path / "store")
    assert found.values("Late", "2022") == {"501": 12.5, "502": 14.0, "505": 30.0}
    assert found.values("Late", "2022", tiny=True) == {
        "501": 12.5,
        "502": 14.0,
        "505": 30.0,
        "201": 50.0,
    }
    assert found.area("504").changed_to == ("505", "503")
    assert found.values("Size", "2022") == {"504": 20.0}


def test_neighbours_are_of_a_model_and_the_nearest_comes_first(place: Path, tmp_path: Path) -> None:
    found = loaded(place, tmp_path / "store")
    assert found.models == [2021, 2025]
    assert found.neighbours("501", 2021) == ["502", "503"]
    assert found.neighbours("501", 2025) == ["503"]
    assert found.neighbours("502", 2021) == []


def test_compressed_files_and_folders_below_are_read(place: Path, tmp_path: Path) -> None:
    (place / "below").mkdir()
    more = gzip.compress(b"measure,period,area_code,value\nGood,2022,501,7\n")
    (place / "below" / "more.csv.gz").write_bytes(more)
    assert loaded(place, tmp_path / "store").values("Good", "2022") == {"501": 7.0}


def test_a_folder_may_state_its_own_licence(place: Path) -> None:
    (place / LICENCE_FILE).write_text("Invented.\n", "utf-8")
    assert read_folder(folder(place)).licence == "Invented."


def test_rows_with_an_authority_and_a_year_are_measures_by_column(
    place: Path, tmp_path: Path
) -> None:
    (place / "plans.csv").write_text(
        "level,la_code,area,year,age_band,plans,pct_late,quality_flag\n"
        "Local authority,501,Ayshire,2022,5-10,40,1.5,\n"
        "Local authority,501,Ayshire,2022,Total,90,x,break in the series\n"
        "Regional,,Upper Dale,2022,Total,400,2.5,\n"
        "National,,England,2022,Total,900,3.5,\n",
        "utf-8",
    )
    found = loaded(place, tmp_path / "store", areas=AREAS.replace("All of it", "England"))
    assert found.values("plans/plans[age_band=5-10]", "2022") == {"501": 40.0}
    assert found.values("plans/plans", "2022") == {"501": 90.0}
    assert found.region("plans/pct_late", "2022", "501") == 2.5
    assert found.nation("plans/plans", "2022") == 900.0
    assert found.flags("plans/plans", "2022") == {"501": "publisher's note: break in the series"}
    assert found.flags("plans/pct_late", "2022") == {"501": "not available"}
    assert found.measures["plans/plans[age_band=5-10]"].title == "plans: 5-10"


def test_what_a_row_is_of_is_told_apart_by_its_column(place: Path, tmp_path: Path) -> None:
    (place / "plans.csv").write_text(
        "la_code,year,age_at_start,age_now,plans\n"
        "501,2022,Unknown,Total,1\n501,2022,Total,Unknown,2\n501,2022,Total,Total,3\n"
    )
    found = loaded(place, tmp_path / "store")
    assert found.values("plans/plans[age_at_start=Unknown]", "2022") == {"501": 1.0}
    assert found.values("plans/plans[age_now=Unknown]", "2022") == {"501": 2.0}
    assert found.values("plans/plans", "2022") == {"501": 3.0}


def test_files_of_no_known_layout_are_left_out_and_told(place: Path) -> None:
    (place / "notes.txt").write_text("about")
    (place / "schools.csv").write_text("urn,la_code,rating\n1,501,2\n")
    (place / "other.csv").write_text("colour\nred\n")
    reading = read_folder(folder(place))
    assert [each.file for each in reading.left_out] == ["notes.txt", "other.csv", "schools.csv"]
    assert reading.left_out[0].why == "it is not a CSV file."
    assert reading.left_out[1].why.startswith("its columns are of no known layout. Known are")
    assert reading.left_out[2].why == (
        "it has authorities and no column of years (year, financial_year, academic_year)."
    )


MEND_CODE = "Mend the code, or add the area to indicator_areas.csv or la_codes.csv."
WRONG = [
    (
        "values", VALUES + "Late,2022,999,4\n",
        f"indicator_values.csv, line 13, area_code: No list of areas in the folder has the code"
        f" '999'. {MEND_CODE}",
    ),
    (
        "values", VALUES + 'Late,2023,501,"1,250"\n',
        "indicator_values.csv, line 13, value: '1,250' is neither a number nor a symbol. Write"
        " the number without a"
        " comma or sign of currency, or c, z, x, u, k or low where there is none.",
    ),
    (
        "values", VALUES + "Late,2023,501,inf\n",
        "indicator_values.csv, line 13, value: 'inf' is neither a number nor a symbol. Write"
        " the number without a"
        " comma or sign of currency, or c, z, x, u, k or low where there is none.",
    ),
    (
        "values", VALUES + "Late,,501,5\n",
        "indicator_values.csv, line 13, period: The cell is empty. Write the measure's key and"
        " the period in each row.",
    ),
    (
        "values", VALUES + ",2023,501,5\n",
        "indicator_values.csv, line 13, measure: The cell is empty. Write the measure's key and"
        " the period in each row.",
    ),
    (
        "values", VALUES + "Late,2023,501\n",
        "indicator_values.csv, line 13: The row has 3 cells and the header 4. Put a cell that"
        " holds a comma between"
        " quotation marks, and give every cell.",
    ),
    (
        "values", VALUES + "Late,2022,501,13\n",
        "indicator_values.csv, line 13, value: Late of 501 for 2022 is 13, and 12.5 in"
        " indicator_values.csv, line 3."
        " Keep the row that is right.",
    ),
    (
        "values", "",
        "indicator_values.csv, line 1: The file is empty. Fetch the file again.",
    ),
    (
        "values", VALUES.replace("period", "value", 1),
        "indicator_values.csv, line 1, value: There are two columns value. Give each column a"
        " name of its own.",
    ),
    (
        "areas", AREAS + "510,Ward,Upper Dale,ward\n",
        "indicator_areas.csv, line 11, level: 'ward' is no level. Write LA, region or national.",
    ),
    (
        "dictionary", FILES["indicator_dictionary.csv"] + "More,More,Up,%,,1\n",
        "indicator_dictionary.csv, line 5, polarity: 'Up' is no polarity. Write High, Low or nothing.",
    ),
    (
        "dictionary", FILES["indicator_dictionary.csv"] + "More,More,Low,%,,one\n",
        "indicator_dictionary.csv, line 5, decimals: 'one' is no number of decimals. Write 0,"
        " 1, 2 or nothing.",
    ),
    (
        "neighbours", NEIGHBOURS + "2025,501,Ayshire,first,502,Close\n",
        "statistical_neighbours.csv, line 5, rank: 'first' is no whole number. Write the"
        " model's year, and ranks"
        " from 1.",
    ),
    (
        "neighbours", NEIGHBOURS + "2025,501,Ayshire,1,502,Close\n",
        "statistical_neighbours.csv, line 5, rank: 501 has a neighbour of rank 1 on line 4"
        " already. Give each of its"
        " neighbours another rank.",
    ),
    (
        "neighbours", NEIGHBOURS + "2025,501,Ayshire,2,501,Close\n",
        "statistical_neighbours.csv, line 5, neighbour_la_code: 501 is no neighbour of itself."
        " Write another"
        " authority's code.",
    ),
    (
        "neighbours", NEIGHBOURS + "2025,501,Ayshire,2,999,Close\n",
        "statistical_neighbours.csv, line 5, neighbour_la_code: No list of areas in the folder"
        " has the code '999'."
        f" {MEND_CODE}",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("part", "text", "told"), WRONG)
def test_each_fault_says_where_what_and_how_to_mend_it(
    place: Path, part: str, text: str, told: str
) -> None:
    assert faults(folder(place, **{part: text})) == [told]


def test_a_bad_row_leaves_the_others_in(place: Path) -> None:
    reading = read_folder(folder(place, values=VALUES + "Late,2023,501,?\n"))
    assert len(reading.faults) == 1
    assert reading.table.num_rows == len(VALUES.splitlines()) - 1


def test_the_same_value_twice_is_one_value(place: Path) -> None:
    (place / "again.csv").write_text(VALUES)
    reading = read_folder(folder(place))
    assert reading.faults == []
    assert reading.table.num_rows == len(VALUES.splitlines()) - 1


def test_a_number_in_one_file_stands_before_a_blank_in_another(place: Path, tmp_path: Path) -> None:
    (place / "again.csv").write_text("measure,period,area_code,value\nLate,2022,503,18\n")
    assert loaded(place, tmp_path / "store").value("Late", "2022", "503") == 18.0


def test_files_that_are_no_text_are_told(place: Path) -> None:
    folder(place)
    (place / "a.csv").write_bytes(b"measure,period,area_code,value\nLate,2022,501,\xa3\n")
    (place / "b.csv.gz").write_bytes(b"not compressed")
    assert faults(place) == [
        "a.csv, line 2: It is not UTF-8 text. Save it as CSV UTF-8.",
        "b.csv.gz: It cannot be read: Not a gzipped file (b'no'). Fetch the file again.",
    ]


def test_an_authority_that_a_year_file_names_wrongly_is_told(place: Path) -> None:
    (place / "more.csv").write_text(
        "la_code,year,plans\n999,2022,4\n501,last,4\n,2022,4\n501,2022,4O\n501,2021,40\n502,2021,41\n"
    )
    assert faults(folder(place)) == [
        f"more.csv, line 2, la_code: No list of areas in the folder has the code '999'. {MEND_CODE}",
        "more.csv, line 3, year: 'last' is no year. Write it as 2022, 2021/22 or 2021-22.",
        "more.csv, line 4, la_code: The row has no code and is of no region. Give the"
        " authority's three-digit"
        " code, or the region's name and its level.",
        "more.csv, line 5, plans: '4O' is neither a number nor a symbol. Write the number"
        " without a comma or sign"
        " of currency, or c, z, x, u, k or low where there is none.",
    ]


def test_no_folder_and_no_values_are_told(place: Path, tmp_path: Path) -> None:
    assert faults(tmp_path / "none") == [
        f"{tmp_path / 'none'}: There is no such folder. Name the folder that holds the published files."
    ]
    assert faults(place) == [
        f"{place}: There are no values in it. Name the folder that holds the published files, or"
        " fetch them."
    ]
