"""Every row of the reference is in our tables, and nothing in them contradicts it."""

import csv
from pathlib import Path

import pytest

from rightplace.returns.sen2.codes import CODE_SETS
from rightplace.returns.sen2.fields import YEARS, Field
from rightplace.returns.sen2.modules import MODULES

REFERENCE = Path(__file__).parents[2] / "../shared/reference"
FIELDS = {f.item: f for module in MODULES.values() for f in module.fields}
# The reference has no exact wording for these two headings.
LOOSE_HEADINGS = {"5.4a", "5.4c"}
SURE = {"Y": "yes", "N": "no"}


def rows(name: str) -> list[dict[str, str]]:
    path = REFERENCE / name
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_item_is_there_and_no_other() -> None:
    expected = {row["field_id"] for row in rows("sen2-fields.csv")} - {"K1"}
    assert set(FIELDS) == expected


def described(field: Field) -> dict[str, str]:
    years = {f"y{year}": "Y" if field.in_force(year) else "N" for year in YEARS}
    heading = "" if field.item in LOOSE_HEADINGS else field.heading
    return years | {
        "xml_element": field.element,
        "blade_csv_column": field.csv,
        "excel_template_column": heading,
        "cbds_number": field.cbds,
        "certain": "no" if field.doubt else "yes",
    }


def test_items_are_as_the_reference_says() -> None:
    for row in rows("sen2-fields.csv"):
        if row["field_id"] == "K1":
            continue
        row["certain"] = "yes" if row["status"] == "VERIFIED" else "no"
        if row["field_id"] in LOOSE_HEADINGS:
            row["excel_template_column"] = ""
        ours = described(FIELDS[row["field_id"]])
        # Our heading for ReviewMeeting is a guess, and is marked as one.
        if row["field_id"] == "5.4a":
            row["certain"] = "no"
        assert {key: row[key] for key in ours} == ours


def test_codes_are_as_the_reference_says() -> None:
    expected = set()
    for row in rows("sen2-codes.csv"):
        name = row["code_set"].removesuffix("_EXTENDED")
        answers = tuple(SURE.get(row[f"y{year}"], "unsure") for year in YEARS)
        expected.add((name, row["code"], row["label_own_words"], answers))
    assert {row for row in our_codes() if row[0] != "ATTENDANCE"} == expected


def our_codes() -> set[tuple[str, str, str, tuple[str, ...]]]:
    found = set()
    for code_set in CODE_SETS.values():
        for code in code_set.codes:
            answers = tuple(
                "unsure" if year in code.unsure else "yes" if code.passes(year) else "no"
                for year in YEARS
            )
            found.add((code_set.name, code.value, code.label, answers))
    return found


def test_letters_that_no_source_shows_are_left_open() -> None:
    unknown = {row["code_set"] for row in rows("sen2-codes.csv") if row["code"] == "?"}
    assert {name for name, s in CODE_SETS.items() if s.doubt} == unknown | {"ATTENDANCE"}


def test_every_item_with_codes_names_a_set_and_every_column_has_an_item() -> None:
    for module in MODULES.values():
        items = {field.column for field in module.fields}
        keys = {module.key, module.parent_key}
        assert items == {c.name for c in module.table.columns if not c.local} - keys
        assert {f.codes for f in module.fields if f.codes} <= CODE_SETS.keys()
