"""Loads are kept, good and failed; a snapshot takes in the latest good one that is not of a later day."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rightplace.casework import vault
from rightplace.casework.models import Role, SourceLoad
from rightplace.county.in_need import NeedSpec, census
from rightplace.county.looked_after import invent, tables_for
from rightplace.facts.lists import ListRefused
from rightplace.facts.lists_load import load_list
from rightplace.facts.schema import TABLES
from rightplace.facts.services import ENTERED, LOADS, service_facts
from rightplace.governance.actions.lists import record_load
from rightplace.governance.models import Act, EnteredFigure, ListLoad
from rightplace.ops.main import main
from rightplace.refusals import ActionRefused
from rightplace.returns import cin, ssda903
from tests.casework.record import a_user

pytestmark = pytest.mark.django_db

NOON = datetime(2023, 1, 31, 12, tzinfo=UTC)
GOOD = b"child_ref,started_on\nA1,2022-01-01\nA2,2022-02-01\n"
DAY = date(2023, 1, 16)
Said = pytest.CaptureFixture[str]


def load(content: bytes = GOOD, as_of: date = DAY, table: str = "home_educated") -> ListLoad:
    by = a_user(f"loader-{ListLoad.objects.count()}-{as_of}", Role.ANALYST)
    return load_list(
        table, content, file_name="register.csv", as_of=as_of, source="Register", by=by, at=NOON
    )


def noted() -> list[tuple[str, str, int, str]]:
    """The loads on the map of sources."""
    return list(SourceLoad.objects.values_list("source__key", "name", "rows", "failure"))


def test_a_good_list_is_kept_as_it_came_and_as_rows(empty_record: None) -> None:
    found = load()
    assert vault.read(found.original) == GOOD
    assert (found.rows, found.said, found.as_of) == (2, "", DAY)
    act = Act.objects.get()
    assert (act.action, act.about, act.detail["rows"]) == ("lists.load", "list:home_educated", 2)
    assert noted() == [("home_education", "register.csv", 2, "")]


def test_a_list_that_is_refused_is_kept_with_what_was_wrong(empty_record: None) -> None:
    with pytest.raises(ListRefused):
        load(b"child_ref,started_on\nA1,never\n")
    failed = ListLoad.objects.get()
    assert (failed.digest, failed.rows) == ("", 0)
    assert failed.said.startswith('row 2, started_on: "never" cannot stand there')
    assert Act.objects.get().action == "lists.refuse"
    assert noted() == [("home_education", "register.csv", 0, failed.said)]


def test_a_list_of_a_day_to_come_is_refused(empty_record: None) -> None:
    with pytest.raises(ActionRefused, match="A list cannot be of a day to come"):
        load(as_of=date(2023, 2, 1))
    assert not ListLoad.objects.exists()
    assert noted() == []


def test_a_load_is_good_or_says_what_was_wrong(empty_record: None) -> None:
    by = a_user("loader", Role.ANALYST)
    with pytest.raises(ActionRefused, match="either good or says"):
        record_load(
            table="home_educated", as_of=DAY, source="", file_name="a", original="", digest="",
            rows=0, said="", by=by, at=NOON,
        )  # fmt: skip


_MOMENT = pa.timestamp("us", tz="UTC")
SCHEMAS = {
    LOADS: (ListLoad, pa.schema([
        ("id", pa.int64()), ("table", pa.string()), ("as_of", pa.date32()), ("source", pa.string()),
        ("file_name", pa.string()), ("digest", pa.string()), ("rows", pa.int32()), ("at", _MOMENT),
    ])),
    ENTERED: (EnteredFigure, pa.schema([
        ("id", pa.int64()), ("indicator", pa.string()), ("period", pa.string()),
        ("numerator", pa.float64()), ("denominator", pa.float64()), ("evidence", pa.string()),
        ("state", pa.string()), ("why", pa.string()), ("until", pa.date32()), ("at", _MOMENT),
    ])),
}  # fmt: skip


def raw() -> dict[str, pa.Table]:
    """The two tables as they are read from the database."""
    return {
        name: pa.Table.from_pylist(list(model.objects.values(*schema.names)), schema=schema)
        for name, (model, schema) in SCHEMAS.items()
    }


def test_the_latest_good_list_by_the_day_is_taken_in(empty_record: None) -> None:
    load(as_of=date(2022, 12, 31))
    load(b"child_ref,started_on\nA3,2022-03-01\n", as_of=DAY)
    with pytest.raises(ListRefused):
        load(b"child_ref,started_on\nA4,never\n", as_of=date(2023, 1, 30))
    assert refs(date(2023, 1, 31)) == ["A3"]
    assert refs(DAY) == ["A3"]
    assert refs(date(2023, 1, 15)) == ["A1", "A2"]
    assert refs(date(2022, 12, 30)) == []


def refs(as_of: date) -> list[str]:
    found = service_facts(raw(), as_of=as_of, kept=vault.read)
    if "home_educated" not in found:
        return []
    return found["home_educated"]["child_ref"].to_pylist()


def test_of_two_lists_of_one_day_the_later_load_is_taken(empty_record: None) -> None:
    load()
    load(b"child_ref,started_on\nA9,2022-03-01\n")
    assert refs(DAY) == ["A9"]


def test_what_was_entered_last_is_taken_in(empty_record: None) -> None:
    by = a_user("owner", Role.HEAD_OF_SERVICE)
    for number, hour in ((4.0, 9), (5.0, 11), (6.0, 10)):
        EnteredFigure.objects.create(
            indicator="yj-custody", period="Q2 2022/23", state="known", numerator=number,
            evidence="Court results", at=NOON.replace(hour=hour), by=by,
        )  # fmt: skip
    found = service_facts(raw(), as_of=DAY, kept=vault.read)["entered_figure"]
    assert found["numerator"].to_pylist() == [5.0]


def test_without_lists_nothing_but_two_empty_tables_is_added(empty_record: None) -> None:
    found = service_facts(raw(), as_of=DAY, kept=vault.read)
    assert {name: table.num_rows for name, table in found.items()} == {
        "list_load": 0,
        "entered_figure": 0,
    }


def test_the_command_loads_and_shows(empty_record: None, tmp_path: Path, capsys: Said) -> None:
    a_user("chief", Role.ADMINISTRATOR)
    file = tmp_path / "register.csv"
    file.write_bytes(GOOD)
    assert main(["lists", "load", "home_educated", str(file), "--as-of", "2023-01-16"]) == 0
    assert capsys.readouterr().out == "home_educated: 2 rows as of 16 January 2023 are loaded.\n"
    file.write_bytes(b"child_ref,started_on\nA1,never\n")
    assert main(["lists", "load", "home_educated", str(file), "--as-of", "2023-01-16"]) == 1
    assert capsys.readouterr().err.startswith('row 2, started_on: "never" cannot stand there')
    assert main(["lists", "show", "--format", "json"]) == 0
    assert '"wrong": "row 2, started_on' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["home_educated", "no-such-file.csv"], "There is no no-such-file.csv."),
        (["home_educated", __file__], "Say which day the list is of: --as-of 2023-01-16"),
        (["nonsense", __file__, "--as-of", "2023-01-16"], "There is no list nonsense."),
        (["home_educated", __file__, "--year", "2025"], "No return holds a list home_educated."),
    ],
)
def test_what_cannot_be_tried_says_so(
    empty_record: None, capsys: Said, arguments: list[str], said: str
) -> None:
    a_user("chief", Role.ADMINISTRATOR)
    assert main(["lists", "load", *arguments]) == 2
    assert capsys.readouterr().err.startswith(said)
    assert not ListLoad.objects.exists()


@pytest.mark.parametrize("table", ["looked_after", "care_leaver"])
def test_ssda903_gives_its_lists(
    empty_record: None, settings: Any, tmp_path: Path, table: str
) -> None:
    a_user("chief", Role.ADMINISTRATOR)
    tables = tables_for(invent(120, year=2025), 2025)
    ssda903.write_csv(tables, tmp_path / "ssda903", year=2025)
    settings.TODAY = date(2025, 6, 1)
    assert main(["lists", "load", table, str(tmp_path / "ssda903"), "--year", "2025"]) == 0
    found = ListLoad.objects.get()
    kept = vault.read(found.digest)
    assert (found.as_of, found.rows > 0, len(kept) > 0) == (date(2025, 3, 31), True, True)


def test_the_census_gives_child_protection_plans(
    empty_record: None, settings: Any, tmp_path: Path
) -> None:
    a_user("chief", Role.ADMINISTRATOR)
    tables = census(NeedSpec(year=2025, children=150))
    cin.write_xml(tables, tmp_path / "cin-2025.xml")
    settings.TODAY = date(2025, 6, 1)
    assert (
        main(
            [
                "lists",
                "load",
                "child_protection_plan",
                str(tmp_path / "cin-2025.xml"),
                "--year",
                "2025",
            ]
        )
        == 0
    )
    found = pq.read_table(vault.proved(ListLoad.objects.get().digest)).to_pylist()
    children = {row["row_id"]: row["la_child_id"] for row in tables["child"].to_pylist()}
    assert [(r["child_ref"], r["started_on"], r["ended_on"]) for r in found] == [
        (children[row["child_id"]], row["start_date"], row["end_date"])
        for row in tables["cp_plan"].to_pylist()
    ]
    assert set(found[0]) == set(TABLES["child_protection_plan"].arrow.names)
