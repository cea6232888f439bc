"""The SQL and its plain twin choose the same return from any record."""

import random
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from rightplace.facts.schema import Kind
from rightplace.returns.sen2 import build_return, read, write_xml
from rightplace.returns.sen2.modules import MODULES
from rightplace.returns.sen2.years import COLLECTIONS
from tests.returns.invented import invented_return
from tests.returns.plain_build import plain_return

MADE_AT = datetime(2026, 2, 3)
EDGES = [d for c in COLLECTIONS.values() for d in (*c.period, c.survey_day)]


def invented_record(people: int, chance: random.Random) -> dict[str, pa.Table]:
    """A record whose dates crowd round the edges of the periods, with local columns filled."""
    tables = invented_return(people, year=2026, chance=chance)
    return {name: shaken(name, table, chance) for name, table in tables.items()}


def shaken(name: str, table: pa.Table, chance: random.Random) -> pa.Table:
    rows = table.to_pylist()
    columns = [c for c in MODULES[name].table.columns if c.kind is Kind.DATE]
    for row in rows:
        row |= {c.name: any_day(chance) for c in columns}
    return pa.Table.from_pylist(rows, table.schema)


def any_day(chance: random.Random) -> date | None:
    if chance.random() < 0.3:
        return None
    return chance.choice(EDGES) + timedelta(days=chance.choice([-400, -1, 0, 1]))


def given_items(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if v is not None} for row in rows]


@settings(max_examples=120)
@given(
    year=st.sampled_from(list(COLLECTIONS)),
    people=st.integers(0, 6),
    chance=st.randoms(use_true_random=True),
)
def test_the_twins_agree(year: int, people: int, chance: random.Random) -> None:
    record = invented_record(people, chance)
    built = build_return(record, year=year, authority="899", made_at=MADE_AT)
    for name, rows in plain_return(record, year).items():
        found = built[name]
        if name == "person":
            found = found.drop_columns(["gender_current"])  # the builder derives it from sex
            rows = [{k: v for k, v in row.items() if k != "gender_current"} for row in rows]
        assert given_items(found.to_pylist()) == given_items(rows), name


@settings(max_examples=20)
@given(year=st.sampled_from([2024, 2025, 2026]), chance=st.randoms(use_true_random=True))
def test_what_is_built_survives_being_written(year: int, chance: random.Random) -> None:
    record = invented_record(5, chance)
    built = build_return(record, year=year, authority="899", made_at=MADE_AT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "return.xml"
        write_xml(built, path, year=year)
        assert read(path).tables == built
