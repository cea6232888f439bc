"""The lists of an area inspection: built from a snapshot, written, read back, held to their rules."""

from datetime import date
from pathlib import Path

import ibis
import pyarrow as pa
import pytest
from openpyxl import Workbook

from rightplace.county.play import build
from rightplace.county.spec import CountySpec
from rightplace.facts.engine import sealed
from rightplace.facts.extract import facts_from
from rightplace.facts.quality import Data, Rule, judge_examples, run
from rightplace.facts.schema import TABLES
from rightplace.returns.annexa import (
    RULES,
    SCHEMAS,
    AnnexAError,
    build_lists,
    read_lists,
    write_csv,
    write_xlsx,
)
from rightplace.returns.annexa.lists import LIST_1, LIST_2, LISTS, NOT_HELD
from rightplace.returns.annexa.rules import EXAMPLE_DAY, NOT_HERE
from rightplace.returns.sen2.findings import Kind
from tests.conftest import HAMLET
from tests.returns.annexa.invented import lists as filled_in

DAY = date(2025, 3, 31)
BY_CODE = {rule.id: rule for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_examples_prove_each_rule(rule: Rule) -> None:
    schemas = {rule.table: SCHEMAS[rule.table]}
    assert judge_examples(rule, schemas, year=2025, reference_date=EXAMPLE_DAY) == []


def test_there_are_29_rules_each_once() -> None:
    assert len(BY_CODE) == len(RULES) == 29


def test_rules_name_columns_that_exist() -> None:
    assert all(set(rule.fields) <= set(SCHEMAS[rule.table].names) for rule in RULES)


def snapshot(**rows: list[dict[str, object]]) -> dict[str, pa.Table]:
    """A snapshot's tables, most of them empty."""
    return {
        name: pa.Table.from_pylist(
            [{**dict.fromkeys(table.arrow.names), **row} for row in rows.get(name, [])],
            schema=table.arrow,
        )
        for name, table in TABLES.items()
    }


def small() -> dict[str, pa.Table]:
    """One with a plan that was amended and a second school; one refused; one whose plan has ended."""
    return snapshot(
        person=[
            {"person_id": n, "upn": f"A{n}", "person_birth_date": date(2012, 1, n), "sex": "F"}
            for n in (1, 2, 3)
        ],
        request=[
            {"request_id": n, "person_id": n, "received_date": date(2020, 1, 1)} for n in (1, 2, 3)
        ],
        assessment=[{"assessment_id": n, "request_id": n} for n in (1, 3)],
        named_plan=[
            {"named_plan_id": 1, "assessment_id": 1, "start_date": date(2020, 6, 1)},
            {"named_plan_id": 2, "assessment_id": 1, "start_date": date(2022, 6, 1)},
            {"named_plan_id": 3, "assessment_id": 3, "start_date": date(2020, 6, 1)},
        ],
        active_plan=[
            {
                "active_plan_id": 1,
                "request_id": 1,
                "held_from": date(2020, 6, 1),
                "review_meeting": date(2024, 5, 1),
                "last_review": date(2023, 5, 1),
            },
            {
                "active_plan_id": 3,
                "request_id": 3,
                "held_from": date(2020, 6, 1),
                "held_to": DAY,
            },
        ],
        placement_detail=[
            {
                "placement_detail_id": n,
                "active_plan_id": 1,
                "urn": urn,
                "placement_rank": rank,
                "entry_date": entered,
                "leaving_date": left,
            }
            for n, urn, rank, entered, left in (
                (1, "100", "1", date(2020, 9, 1), date(2022, 7, 1)),
                (2, "101", "1", date(2022, 9, 1), None),
                (3, "102", "2", date(2022, 9, 1), None),
            )
        ],
        event=[
            {"event_id": n, "person_id": 1, "active_plan_id": 1, "kind": kind, "happened_on": on}
            for n, kind, on in (
                (1, "plan_amended", date(2023, 7, 1)),
                (2, "review_meeting", date(2024, 5, 1)),
                (3, "plan_amended", date(2025, 7, 1)),
            )
        ],
        sen_need=[
            {"sen_need_id": 1, "active_plan_id": 1, "sen_type": "SLD", "sen_type_rank": "2"},
            {"sen_need_id": 2, "active_plan_id": 1, "sen_type": "ASD", "sen_type_rank": "1"},
        ],
        setting=[
            {"setting_id": n, "urn": urn, "setting_type": kind}
            for n, urn, kind in ((1, "101", "Primary"), (2, "102", "Alternative provision"))
        ],
    )


def test_who_has_a_plan_is_in_list_1_and_who_never_had_one_in_list_2() -> None:
    lists = build_lists(small(), as_of=DAY)
    (row,) = lists["list_1"].to_pylist()
    assert {name: value for name, value in row.items() if value is not None} == {
        "row_id": 1,
        "unique_id": "1",
        "upn": "A1",
        "birth_date": date(2012, 1, 1),
        "gender": "F",
        "initial_plan_date": date(2020, 6, 1),
        "updated_plan_date": date(2023, 7, 1),
        "last_review_date": date(2024, 5, 1),
        "primary_need": "ASD",
        "main_urn": "101",
        "main_phase": "Primary",
        "subsidiary_phase": "Alternative provision",
        "home_educated": "No",
    }
    assert lists["list_2"]["unique_id"].to_pylist() == ["2"]


def test_a_plan_is_held_until_the_day_it_ends() -> None:
    lists = build_lists(small(), as_of=date(2025, 3, 30))
    assert lists["list_1"]["unique_id"].to_pylist() == ["1", "3"]


def test_lists_of_the_county() -> None:
    day = HAMLET.until
    tables = facts_from(build(HAMLET).arrow(), as_of=day, authority=HAMLET.la_code)
    lists = build_lists(tables, as_of=day)
    held = [
        row["request_id"]
        for row in tables["active_plan"].to_pylist()
        if row["held_from"] <= day and (row["held_to"] is None or row["held_to"] > day)
    ]
    people = {r["request_id"]: str(r["person_id"]) for r in tables["request"].to_pylist()}
    assert sorted(lists["list_1"]["unique_id"].to_pylist()) == sorted({people[r] for r in held})
    assert lists["list_2"].num_rows > 0
    one, two = (set(lists[name]["unique_id"].to_pylist()) for name in ("list_1", "list_2"))
    assert not one & two
    found = set(checked(lists, day))
    # Two people of the invented county are over 25 and their plans were never ended; of some others the
    # number was left out by mistake (LOC-P09).
    assert found == {"D2I-AX-102b", "D2I-AX-107"}


def checked(lists: dict[str, pa.Table], day: date) -> dict[str, int]:
    """Rule -> rows that fail it."""
    connection = ibis.duckdb.connect(threads=2)
    try:
        given = {name: connection.create_table(name, table) for name, table in lists.items()}
        result = run(RULES, Data(given, day.year, day))
        assert result.broken == ()
        return dict(result.counts())
    finally:
        connection.disconnect()


FAULTS = [
    ("D2I-AX-101b", "list_1", {"gender": None}),
    ("D2I-AX-101c", "list_1", {"ethnicity": ""}),
    ("D2I-AX-101d", "list_1", {"primary_need": None}),
    ("D2I-AX-102b", "list_1", {"birth_date": date(1990, 1, 1)}),
    ("D2I-AX-103", "list_1", {"disability": None}),
    ("D2I-AX-105b", "list_1", {"initial_plan_date": date(2030, 1, 1), "last_review_date": None}),
    ("D2I-AX-105d", "list_1", {"last_review_date": date(2030, 1, 1)}),
    ("D2I-AX-106a", "list_1", {"updated_plan_date": date(2019, 1, 1)}),
    ("D2I-AX-106b", "list_1", {"last_review_date": date(2019, 1, 1)}),
    ("D2I-AX-107", "list_1", {"upn": None}),
    ("D2I-AX-108a", "list_1", {"main_urn": None}),
    ("D2I-AX-108b", "list_1", {"main_urn": None, "subsidiary_phase": "AP"}),
    ("D2I-AX-201a", "list_2", {"birth_date": None}),
    ("D2I-AX-203", "list_2", {"disability": None}),
    ("D2I-AX-205a", "list_2", {"birth_date": date(2030, 1, 1)}),
    ("D2I-AX-208a", "list_2", {"main_urn": None}),
]


@pytest.mark.parametrize(("code", "table", "change"), FAULTS, ids=[f[0] for f in FAULTS])
def test_a_fault_is_found_once_and_nothing_else(
    code: str, table: str, change: dict[str, object]
) -> None:
    lists = filled_in()
    rows = lists[table].to_pylist()
    rows[1] |= change
    lists[table] = pa.Table.from_pylist(rows, schema=SCHEMAS[table])
    assert checked(lists, DAY) == {code: 1}


def test_clean_lists_have_nothing_to_find() -> None:
    assert checked(filled_in(), DAY) == {}


def test_a_child_educated_at_home_needs_no_establishment() -> None:
    lists = filled_in()
    rows = lists["list_1"].to_pylist()
    rows[0] |= {"main_urn": None, "home_educated": "Yes"}
    lists["list_1"] = pa.Table.from_pylist(rows, schema=SCHEMAS["list_1"])
    assert checked(lists, DAY) == {}


def test_workbook_and_csv_come_back_as_they_went(tmp_path: Path) -> None:
    lists = filled_in()
    write_xlsx(lists, tmp_path / "annex.xlsx")
    write_csv(lists, tmp_path / "annex")
    for place in ("annex.xlsx", "annex"):
        back, findings = read_lists(tmp_path / place)
        assert findings == ()
        assert all(back[name].equals(lists[name]) for name in SCHEMAS)


def test_a_workbook_as_people_fill_it_in(tmp_path: Path) -> None:
    book = Workbook()
    notes, sheet = book.active, book.create_sheet("list one final v2")
    notes.append(["Read this first"])
    sheet.append(["Children with a plan"])
    sheet.append([])
    sheet.append(["Notes", *(column.heading.upper() for column in reversed(LIST_1.columns))])
    row = {
        "birth_date": "28/02/2014",
        "main_urn": 100000.0,
        "upn": " A1 ",
        "last_review_date": "soon",
    }
    sheet.append([None, *(row.get(column.name) for column in reversed(LIST_1.columns))])
    sheet.append([None, None, "  "])
    book.save(tmp_path / "annex.xlsx")
    lists, findings = read_lists(tmp_path / "annex.xlsx")
    (read,) = lists["list_1"].to_pylist()
    assert (read["birth_date"], read["main_urn"], read["upn"]) == (
        date(2014, 2, 28),
        "100000",
        "A1",
    )
    assert [(f.kind, f.value) for f in findings] == [
        (Kind.DATE, "text of 4 characters"),
        (Kind.NO_TABLE, LIST_2.sheet),
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"words"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "annex.xlsx"
    path.write_bytes(content)
    with pytest.raises(AnnexAError):
        read_lists(path)


def test_lists_as_spreadsheets_save_them(tmp_path: Path) -> None:
    """Marks, semicolons, spreadsheets' days, columns in another order and more of them, several files."""
    head = "Team;Ethnicity;Gender;Date of birth;UPN;Date initial EHC plan issued"
    texts = {
        "List 1 north 2025.csv": "\ufeffChildren with a plan;;;;;\r\n"
        f"{head}\r\nN;WBRI;F;28/02/2014;A1;43983\r\n",
        "List 1 south 2025.csv": f"{head}\nS;AIND;M;41698;A2;1 June 2020\n;;;;;\n\n",
        "List 1 2024.csv": f"{head}\nS;AIND;M;41698;A3;01/06/2020\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    lists, findings = read_lists(tmp_path)
    items = ["row_id", "upn", "birth_date", "ethnicity", "initial_plan_date"]
    days = (date(2014, 2, 28), date(2020, 6, 1))
    assert [tuple(row.values()) for row in lists["list_1"].select(items).to_pylist()] == [
        (1, "A1", days[0], "WBRI", days[1]),
        (2, "A2", days[0], "AIND", days[1]),
    ]
    said = {(f.kind, f.where.file) for f in findings if f.kind is not Kind.NO_FIELD}
    assert said == {(Kind.YEAR_DIFFERS, "List 1 2024.csv"), (Kind.NO_TABLE, tmp_path.name)}


def test_the_checks_that_are_not_rules_say_why() -> None:
    assert [number for number, *_ in NOT_HERE] == ["D2I-AX-104", "D2I-AX-112"]


@pytest.mark.django_db
def test_the_lists_of_the_clean_county_have_no_error() -> None:
    spec = CountySpec(plans=300, seed=7, mistakes=False)
    facts = facts_from(build(spec).arrow(), as_of=spec.until, authority="990")
    lists = build_lists(facts, as_of=spec.until)
    with sealed(lists) as tables:
        found = run(RULES, Data(tables, 2023, spec.until)).findings.to_pylist()
    assert [f for f in found if f["severity"] == "error"] == []
    for each in LISTS:
        blank = {
            c.name
            for c in each.columns
            if lists[each.name][c.name].null_count == len(lists[each.name])
        }
        assert blank - {"subsidiary_phase"} == NOT_HELD.keys()


def test_who_has_no_number_has_the_reason_in_its_place() -> None:
    tables = small()
    people = tables["person"].to_pylist()
    people[0] |= {"upn": None, "upn_unknown": "UN2"}
    people[1] |= {"upn": None, "unique_learner_number": "1000000043", "upn_unknown": None}
    tables["person"] = pa.Table.from_pylist(people, schema=tables["person"].schema)
    lists = build_lists(tables, as_of=DAY)
    assert lists["list_1"]["upn"].to_pylist() == ["UN2"]
    assert lists["list_2"].select(["upn", "uln"]).to_pylist() == [
        {"upn": None, "uln": "1000000043"}
    ]


def test_without_a_plan_the_need_and_school_are_those_given_with_the_request() -> None:
    tables = small()
    known = {"known_at": "101", "primary_need": "SLCN", "disability": "N"}
    people = [row | known for row in tables["person"].to_pylist()]
    tables["person"] = pa.Table.from_pylist(people, schema=tables["person"].schema)
    lists = build_lists(tables, as_of=DAY)
    items = ["primary_need", "main_urn", "main_phase", "disability"]
    assert lists["list_2"].select(items).to_pylist() == [
        {
            "primary_need": "SLCN",
            "main_urn": "101",
            "main_phase": "Primary",
            "disability": "No",
        }
    ]
    assert lists["list_1"]["primary_need"].to_pylist() == ["ASD"]


def test_a_child_taught_outside_schools_needs_no_establishment() -> None:
    lists = filled_in()
    for name, table in lists.items():
        rows = table.to_pylist()
        rows[0] |= {"main_urn": None, "main_phase": "OLA"}
        lists[name] = pa.Table.from_pylist(rows, schema=SCHEMAS[name])
    assert checked(lists, DAY) == {}
