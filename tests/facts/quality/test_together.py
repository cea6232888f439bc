"""Rules that give the keys of the rows that fail them: those of one relation are asked in one query."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import ibis
import pyarrow as pa
import pytest

from rightplace.facts.engine import sealed
from rightplace.facts.quality.together import joined

if TYPE_CHECKING:
    from ibis.expr.types import Table

DAY = date(2026, 1, 31)
ROWS = pa.table(
    {
        "row_id": pa.array([1, 2, 3, 4], pa.int64()),
        "child": ["a", "a", "b", None],
        "began": [DAY, None, date(2025, 1, 1), DAY],
        "code": ["X", "Y", None, "X"],
    }
)
CHILDREN = pa.table({"child": ["a", "b"], "sex": ["1", "2"]})


@pytest.fixture
def tables() -> Iterator[tuple["Table", "Table"]]:
    with sealed({"episode": ROWS, "child": CHILDREN}) as facts:
        yield facts["episode"], facts["child"]


def answered(found: dict[str, "Table"]) -> dict[str, list[int]]:
    keys = {}
    for question in joined(found):
        rows = question.query.to_pyarrow().to_pylist()
        for rule, column in question.columns.items():
            keys[rule] = sorted({r["row"] for r in rows if column is None or r[column]})
    return keys


def test_rules_that_choose_rows_of_one_relation_are_one_question(
    tables: tuple["Table", "Table"],
) -> None:
    episode, child = tables
    beside = episode.inner_join(child, "child")
    found = {
        "code": beside.filter(beside.code == "X").select("row_id"),
        "twice": beside.filter(beside.began == DAY).filter(beside.sex == "1").select("row_id"),
        "both": beside.filter(beside.began == DAY, beside.code == "X").select("row_id"),
        "unselected": beside.filter(beside.code.isnull()),
    }
    assert [len(question.columns) for question in joined(found)] == [3, 1]
    alone = {rule: sorted(t.to_pyarrow()["row_id"].to_pylist()) for rule, t in found.items()}
    assert answered(found) == alone
    assert alone == {"code": [1], "twice": [1], "both": [1], "unselected": [3]}


def test_rules_of_other_rows_or_other_keys_are_asked_apart(
    tables: tuple["Table", "Table"],
) -> None:
    episode, _ = tables
    counted = episode.group_by("child").agg(row_id=episode.row_id.max(), n=episode.count())
    found = {
        "plain": episode.filter(episode.code == "X").select("row_id"),
        "grouped": counted.filter(counted.n > 1).select("row_id"),
        "every": episode.select("row_id"),
        "other key": episode.filter(episode.code == "X").select(row_id=episode.row_id + 10),
        "last": episode.order_by("row_id").limit(1).select("row_id"),
    }
    assert [len(question.columns) for question in joined(found)] == [1] * 5
    assert answered(found) == {
        "plain": [1, 4],
        "grouped": [2],
        "every": [1, 2, 3, 4],
        "other key": [11, 14],
        "last": [1],
    }


def test_a_condition_that_is_not_known_is_no_failure(tables: tuple["Table", "Table"]) -> None:
    episode, _ = tables
    found = {
        "began": episode.filter(episode.began < DAY).select("row_id"),
        "code": episode.filter(ibis.or_(episode.code == "X", episode.began < DAY)).select("row_id"),
    }
    assert [len(question.columns) for question in joined(found)] == [2]
    assert answered(found) == {"began": [3], "code": [1, 3, 4]}
