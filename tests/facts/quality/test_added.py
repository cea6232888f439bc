"""Rules that an authority adds: a condition in SQL on one table, and nothing but that."""

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from rightplace.facts.engine import sealed
from rightplace.facts.quality import Data, read_added, read_changes, run

SCHEMAS = {
    "child": pa.schema([("child_id", pa.int64()), ("name", pa.string()), ("born", pa.date32())]),
    "secret": pa.schema([("secret_id", pa.int64()), ("word", pa.string())]),
    "header": pa.schema([("collection", pa.string())]),
}
DAY = date(2025, 1, 16)


def written(path: Path, **entries: str) -> Path:
    given = {
        "id": "OWN-1", "table": "child", "severity": "query", "message": "Odd", "where": "name = 'X'",
    } | entries  # fmt: skip
    lines = [f"{name} = '''{text}'''" for name, text in given.items() if text]
    file = path / "rules.toml"
    file.write_text("[[add]]\n" + "\n".join(lines) + "\n")
    return file


def found(file: Path) -> list[int]:
    rows = [
        {"child_id": 4, "name": "X", "born": DAY},
        {"child_id": 7, "name": None, "born": date(2010, 2, 28)},
    ]
    tables = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
    tables["child"] = pa.Table.from_pylist(rows, schema=SCHEMAS["child"])
    with sealed(tables) as facts:
        result = run(read_added(file, SCHEMAS), Data(facts, 2025, DAY))
    assert result.broken == ()
    keys: list[int] = result.findings["row"].to_pylist()
    return keys


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ("name = 'X'", [4]),
        ("name is null or born = DATE '2025-01-16'", [4, 7]),
        ("born < DATE '2010-03-01' -- leap years", [7]),
        ("regexp_matches(name, '^[A-Z]$')", [4]),
        ("null::boolean", []),
    ],
)
def test_rows_that_meet_the_condition_fail(tmp_path: Path, where: str, rows: list[int]) -> None:
    assert found(written(tmp_path, where=where)) == rows


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"where": "name = "}, "cannot be understood as a condition on child"),
        ({"where": "nothing = 1"}, "cannot be understood"),
        ({"where": "name"}, "a condition is true or false"),
        ({"where": "true) union select 1 from (select true"}, "cannot be understood"),
        ({"where": "true; drop table child"}, "cannot be understood"),
        ({"where": "exists (select * from secret)"}, "cannot be understood"),
        ({"where": "exists (select * from read_text('/etc/hostname'))"}, "cannot be understood"),
        ({"where": "exists (select * from 'some.csv')"}, "cannot be understood"),
        ({"table": "header"}, "table can be child, secret, not 'header'"),
        ({"table": "parent"}, "not 'parent'"),
        ({"severity": "grave"}, "not 'grave'"),
        ({"message": ""}, "needs message"),
        ({"id": "T-1"}, "there is a rule T-1 already"),
        ({"colour": "red"}, "may hold"),
    ],
)
def test_what_cannot_stand_is_refused_with_words(
    tmp_path: Path, entries: dict[str, str], words: str
) -> None:
    with pytest.raises(ValueError, match="number 1") as refused:
        read_added(written(tmp_path, **entries), SCHEMAS, taken=["T-1"])
    assert words in str(refused.value)


def test_added_rules_are_no_changes_of_others(tmp_path: Path) -> None:
    assert read_changes(written(tmp_path)) == {}


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_text('/etc/hostname')",
        "copy (select 1) to '/tmp/x.csv'",
        "attach '/tmp/x.db'",
    ],
)
def test_a_sealed_connection_reads_and_writes_no_file(query: str) -> None:
    with sealed({"child": SCHEMAS["child"].empty_table()}) as facts:
        with pytest.raises(duckdb.PermissionException):
            facts["child"].get_backend().con.execute(query)
        with pytest.raises(duckdb.Error):
            facts["child"].get_backend().con.execute("set enable_external_access = true")
