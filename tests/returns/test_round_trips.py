"""Read, write, read again: the same tables, for every year and layout."""

import random
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZipFile

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightplace.returns.sen2 import Layout, read, write_collect, write_template, write_xml
from rightplace.returns.sen2.years import COLLECTIONS
from tests.returns.invented import invented_return

Tables = Mapping[str, pa.Table]
WRITERS: dict[Layout, tuple[str, Callable[..., None]]] = {
    Layout.XML: ("return.xml", write_xml),
    Layout.COLLECT: ("export", write_collect),
    Layout.TEMPLATE: ("template.xlsx", write_template),
}
NAMES = st.text(
    st.characters(categories=("L", "M", "N", "P", "S"), max_codepoint=0xFFFF),
    min_size=1,
    max_size=12,
)


def there_and_back(tables: Tables, layout: Layout, year: int, folder: Path) -> Tables:
    name, write = WRITERS[layout]
    write(tables, folder / name, year=year)
    result = read(folder / name)
    assert (result.layout, result.year) == (layout, year)
    return result.tables


@pytest.mark.parametrize("layout", WRITERS)
@pytest.mark.parametrize("year", COLLECTIONS)
def test_each_year_and_layout(year: int, layout: Layout, tmp_path: Path) -> None:
    tables = invented_return(60, year=year)
    assert there_and_back(tables, layout, year, tmp_path) == tables


@pytest.mark.parametrize("layout", WRITERS)
@settings(max_examples=25)
@given(
    year=st.sampled_from(list(COLLECTIONS)),
    people=st.integers(0, 4),
    chance=st.randoms(use_true_random=False),
    names=st.lists(NAMES, min_size=1, max_size=4),
)
def test_whatever_the_people(
    layout: Layout, year: int, people: int, chance: random.Random, names: list[str]
) -> None:
    tables = invented_return(people, year=year, chance=chance, names=names)
    with tempfile.TemporaryDirectory() as folder:
        assert there_and_back(tables, layout, year, Path(folder)) == tables


def test_the_layouts_agree(tmp_path: Path) -> None:
    tables = invented_return(40, year=2026)
    read_back = [there_and_back(tables, layout, 2026, tmp_path) for layout in WRITERS]
    assert read_back == [tables] * 3


def test_an_export_may_be_zipped(tmp_path: Path) -> None:
    tables = invented_return(20, year=2025)
    write_collect(tables, tmp_path / "export", year=2025)
    with ZipFile(tmp_path / "export.zip", "w") as archive:
        for path in (tmp_path / "export").iterdir():
            archive.write(path, f"from COLLECT/{path.name}")
    result = read(tmp_path / "export.zip")
    assert result.tables == tables
    assert result.findings == ()


def test_a_whole_return_has_nothing_to_find(tmp_path: Path) -> None:
    write_xml(invented_return(60, year=2026), tmp_path / "return.xml", year=2026)
    result = read(tmp_path / "return.xml")
    assert result.findings == ()
    assert result.counts == {}


def test_2023_asks_gender_where_the_record_has_sex(tmp_path: Path) -> None:
    tables = invented_return(3, year=2023)
    person = tables["person"]
    for column, values in (("sex", ["F", "M", None]), ("gender_current", [None, None, "9"])):
        at = person.schema.get_field_index(column)
        person = person.set_column(at, column, pa.array(values, pa.string()))
    written = there_and_back({**tables, "person": person}, Layout.XML, 2023, tmp_path)
    assert written["person"]["gender_current"].to_pylist() == ["2", "1", "9"]
    assert written["person"]["sex"].to_pylist() == [None, None, None]


def test_2023_put_residence_on_the_active_plan(tmp_path: Path) -> None:
    write_xml(invented_return(30, year=2023), tmp_path / "return.xml", year=2023)
    text = (tmp_path / "return.xml").read_text("utf-8")
    placements = text.split("<PlacementDetail>")[1:]
    assert "<RES>" in text
    assert all("<RES>" not in p.split("</PlacementDetail>")[0] for p in placements)
