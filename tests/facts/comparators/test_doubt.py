"""A total that was copied into the rows of a region's authorities is found and left out."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from rightplace.facts.comparators import keep, read_folder
from rightplace.facts.comparators.doubt import COPIED
from tests.facts.comparators.published import NOON

NORTH, SOUTH = ("511", "512", "513", "514", "515"), ("521", "522", "523", "524", "525")
HEAD = "measure,period,area_code,value\n"


def write(place: Path, values: Mapping[str, float]) -> Path:
    areas = [f"{code},Shire {code},North,LA" for code in NORTH]
    areas += [f"{code},Shire {code},South,LA" for code in SOUTH]
    header = "area_code,area,region,level"
    (place / "indicator_areas.csv").write_text("\n".join([header, *areas, "701,North,,region", ""]))
    rows = [f"Plans,2022,{code},{value}\n" for code, value in values.items()]
    (place / "values.csv").write_text(HEAD + "".join(rows) + "Plans,2021,511,5\n")
    return place


def south() -> dict[str, float]:
    return {code: 100.0 + n for n, code in enumerate(SOUTH)}


def test_a_total_in_each_row_of_a_region_is_kept_flagged_and_not_compared(tmp_path: Path) -> None:
    place = write(tmp_path, dict.fromkeys(NORTH, 600) | south())
    kept = keep(read_folder(place), store=tmp_path / "store", loaded_at=NOON)
    assert kept.doubts == [
        "Plans for 2022: 600 stands in each authority of North, which can only be their total."
        " It is left out of every comparison."
    ]
    found = kept.open()
    assert found.values("Plans", "2022") == south()
    assert found.values("Plans", "2021") == {"511": 5.0}
    assert found.flags("Plans", "2022") == dict.fromkeys(NORTH, COPIED)
    assert kept.rows["value"] == 11


@pytest.mark.parametrize(
    "north",
    [
        dict.fromkeys(NORTH, 600) | {"511": 599},
        dict.fromkeys(NORTH, 0),
        dict.fromkeys(NORTH, 104),
        dict.fromkeys(NORTH[:4], 600),
    ],
    ids=["one differs", "all nought", "others have as much", "too few"],
)
def test_likeness_that_may_be_chance_is_no_doubt(tmp_path: Path, north: dict[str, float]) -> None:
    reading = read_folder(write(tmp_path, north | south()))
    assert reading.doubts == []
    assert all(reading.table["sound"].to_pylist())
