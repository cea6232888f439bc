"""Snapshots are named, immutable, listed and proved."""

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rightplace.facts import engine
from rightplace.facts.schema import PERSON, TABLES
from rightplace.facts.snapshot import (
    About,
    Snapshot,
    SnapshotError,
    freeze,
    list_snapshots,
    open_snapshot,
)

ABOUT = About("990", date(2023, 1, 31), "record", "the record")
EVENING = datetime(2023, 1, 31, 18, tzinfo=UTC)


def people(*surnames: str) -> dict[str, pa.Table]:
    rows = [dict.fromkeys(PERSON.arrow.names) | {"surname": surname} for surname in surnames]
    return {"person": pa.Table.from_pylist(rows, schema=PERSON.arrow)}


def frozen(store: Path, name: str = "a", *surnames: str, taken_at: datetime = EVENING) -> Snapshot:
    return freeze(people(*surnames), name=name, about=ABOUT, taken_at=taken_at, store=store)


def test_what_is_frozen_is_what_is_opened(tmp_path: Path) -> None:
    made = frozen(tmp_path, "january-2023", "O'Dell", "Zoë")
    opened = open_snapshot("january-2023", store=tmp_path)
    assert opened == made
    assert (opened.about, opened.taken_at, opened.rows["person"]) == (ABOUT, EVENING, 2)
    assert opened.table("person")["surname"].to_pylist() == ["O'Dell", "Zoë"]
    assert set(opened.tables()) == set(TABLES)
    assert opened.changed_files() == []


def test_equal_content_has_an_equal_id_whatever_its_name(tmp_path: Path) -> None:
    ids = {frozen(tmp_path, name, "O'Dell").id for name in ("a", "b")}
    assert ids != {frozen(tmp_path, "c", "ODell").id}
    assert len(ids) == 1


def test_a_column_that_is_younger_than_a_snapshot_is_null_in_it(tmp_path: Path) -> None:
    made = frozen(tmp_path, "a", "O'Dell")
    older = made.table("person").drop_columns(["known_at"])
    made.path("person").chmod(0o600)
    pq.write_table(older, made.path("person"))
    with engine.over(made) as facts:
        asked = facts["person"].to_pyarrow()
    for found in (made.table("person"), asked):
        assert found.schema.names == PERSON.arrow.names
        assert found.select(["surname", "known_at"]).to_pylist() == [
            {"surname": "O'Dell", "known_at": None}
        ]


def test_a_snapshot_never_changes(tmp_path: Path) -> None:
    made = frozen(tmp_path)
    with pytest.raises(SnapshotError, match="There is a snapshot 'a' already"):
        frozen(tmp_path, "a", "another")
    assert oct(made.path("person").stat().st_mode)[-3:] == "400"
    made.path("person").chmod(0o600)
    made.path("person").write_bytes(b"tampered")
    assert made.changed_files() == ["person"]


@pytest.mark.parametrize("name", ["", "Has Space", "../up", "a" * 64, "-a", "é"])
def test_a_name_that_cannot_be_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SnapshotError, match="Use small letters, digits and hyphens"):
        frozen(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_a_snapshot_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    frozen(tmp_path, "a")
    with pytest.raises(SnapshotError, match=r"no snapshot 'b'. There are: a\."):
        open_snapshot("b", store=tmp_path)


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="has no table nonsense"):
        freeze(
            {"nonsense": pa.table({"a": [1]})},
            name="a", about=ABOUT, taken_at=EVENING, store=tmp_path,
        )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_the_newest_is_listed_first(tmp_path: Path) -> None:
    frozen(tmp_path, "old", taken_at=EVENING)
    frozen(tmp_path, "new", taken_at=EVENING.replace(hour=19))
    assert [s.name for s in list_snapshots(store=tmp_path)] == ["new", "old"]


def test_the_engine_reads_a_snapshot_and_tables_alike(tmp_path: Path) -> None:
    made = frozen(tmp_path, "a", "O'Dell", "Zoë")
    with engine.over(made) as from_disk, engine.over_tables(people("O'Dell", "Zoë")) as in_memory:
        for facts in (from_disk, in_memory):
            assert facts["person"].count().execute() == 2
            assert facts["clock"].count().execute() == 0
