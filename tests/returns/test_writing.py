"""The writer's settings, and that a file is there whole or not at all."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from lxml import etree

from rightplace.returns.sen2 import (
    SEN2Error,
    load_layout,
    read,
    write_collect,
    write_template,
    write_xml,
)
from rightplace.returns.sen2.layout import DEFAULT
from tests.returns.invented import invented_return

SETTINGS = """
root = "SEN2"
la_items_inside = "Source"
early_homes = false
[order]
SENneed = ["SENtypeRank", "SENtype"]
ActivePlans = ["PlacementDetail", "SENneed", "TransferLA", "ReviewMeeting", "ReviewOutcome",
  "LastReview", "ReviewDraft", "PhaseTransferDueDate", "PhaseTransferFinalDate", "RES", "WBP"]
"""


def with_value(column: str, table: str, value: str, year: int = 2026) -> dict[str, pa.Table]:
    tables = invented_return(1, year=year)
    found = tables[table]
    at = found.schema.get_field_index(column)
    values = pa.array([value] * found.num_rows, pa.string())
    return {**tables, table: found.set_column(at, column, values)}


def layout_from(text: str, folder: Path) -> Path:
    path = folder / "layout.toml"
    path.write_text(text, "utf-8")
    return path


def test_root_order_and_place_of_the_authoritys_items(tmp_path: Path) -> None:
    path = tmp_path / "return.xml"
    tables = with_value("dmo", "header", "Y")
    write_xml(tables, path, year=2026, layout=load_layout(layout_from(SETTINGS, tmp_path)))
    root = etree.parse(path).getroot()
    assert root.tag == "SEN2"
    assert root.findtext("Header/Source/DMO") == "Y"
    assert [e.tag for e in root.iter("ActivePlans")] != []
    assert next(root.iter("ActivePlans"))[0].tag == "PlacementDetail"
    assert read(path).tables == tables


def test_residence_of_2023_stays_with_the_placement_where_set(tmp_path: Path) -> None:
    tables, path = invented_return(20, year=2023), tmp_path / "return.xml"
    write_xml(tables, path, year=2023, layout=load_layout(layout_from(SETTINGS, tmp_path)))
    parents = {e.getparent().tag for e in etree.parse(path).iter("RES")}
    assert parents == {"PlacementDetail"}
    assert read(path).tables == tables


def test_an_empty_file_of_settings_changes_nothing(tmp_path: Path) -> None:
    assert load_layout(layout_from("", tmp_path)) == DEFAULT


WRONG = {
    "root =": "layout.toml: This is not a TOML file (Invalid value (at end of document))",
    "colour = 1": "layout.toml: colour: no such setting",
    "[order]\nShoe = []": "layout.toml: Shoe: no such record",
    "[order]\nSENneed = ['SENtype']": (
        "layout.toml: SENneed: the order must name each of SENtype, SENtypeRank once"
    ),
}


@pytest.mark.parametrize("text", WRONG)
def test_wrong_settings(text: str, tmp_path: Path) -> None:
    with pytest.raises(SEN2Error) as caught:
        load_layout(layout_from(text, tmp_path))
    assert str(caught.value) == f"{WRONG[text]}. See docs/reference/sen2.md for the settings."


def test_nothing_half_written(tmp_path: Path) -> None:
    path = tmp_path / "return.xml"
    path.write_text("last year's", "utf-8")
    with pytest.raises(SEN2Error) as caught:
        write_xml(with_value("surname", "person", "Ash\x00worth"), path, year=2026)
    assert str(caught.value) == (
        "Person, Surname: 'Ash\\x00worth' holds a character that XML does not allow. "
        "Take the character out of the record."
    )
    assert path.read_text("utf-8") == "last year's"
    assert list(tmp_path.iterdir()) == [path]


def test_a_character_that_excel_does_not_allow(tmp_path: Path) -> None:
    tables = with_value("surname", "person", "Ash\x00worth")
    with pytest.raises(SEN2Error, match="a character that Excel does not allow"):
        write_template(tables, tmp_path / "t.xlsx", year=2026)
    assert list(tmp_path.iterdir()) == []


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    tables = with_value("surname", "person", "=1+1")
    write_template(tables, tmp_path / "t.xlsx", year=2026)
    assert read(tmp_path / "t.xlsx").tables["person"]["surname"].to_pylist() == ["=1+1"]


@pytest.mark.parametrize("write", [write_xml, write_collect, write_template])
@pytest.mark.parametrize(
    ("year", "message"),
    [
        (2025, "the header: The tables are for 2026, not for 2025. Write them for their own year."),
        (2019, "the year: There is no SEN2 layout for 2019. Choose a year from 2023 to 2027."),
    ],
)
def test_another_year(write: Callable[..., None], year: int, message: str, tmp_path: Path) -> None:
    with pytest.raises(SEN2Error) as caught:
        write(invented_return(1, year=2026), tmp_path / "out.xlsx", year=year)
    assert str(caught.value) == message
    assert list(tmp_path.iterdir()) == []


def test_an_export_does_not_mix_with_other_files(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(SEN2Error, match="The folder already holds files"):
        write_collect(invented_return(1, year=2026), tmp_path, year=2026)
