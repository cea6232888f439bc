"""What a list would change, in any order of its rows."""

from datetime import date

import pyarrow as pa
import pytest

from rightplace.facts.lists_compare import Changes, compare
from rightplace.facts.lists_rules import LIST_RULES
from rightplace.facts.schema import LIST_TABLES, TABLES, empty

Row = tuple[str, int, int | None]


def of(*rows: Row) -> pa.Table:
    """Children educated at home: who, the month that it began, and the month that it ended."""
    made = [
        {
            "home_educated_id": number,
            "child_ref": child,
            "started_on": date(2022, first, 1),
            "ended_on": last and date(2022, last, 28),
        }
        for number, (child, first, last) in enumerate(rows, 1)
    ]
    return pa.Table.from_pylist(made, schema=TABLES["home_educated"].arrow)


A: Row = ("A", 1, None)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([], [A], Changes(1, 0, 0, 0)),
        ([A, ("B", 2, None)], [("B", 2, None), A], Changes(0, 0, 0, 2)),
        ([A], [("A", 1, 6)], Changes(0, 1, 0, 0)),
        ([A], [("A", 2, None)], Changes(1, 0, 1, 0)),
        ([A, A], [A], Changes(0, 0, 1, 1)),
        ([A, A], [A, ("A", 1, 6), ("A", 1, 7)], Changes(1, 1, 0, 1)),
        ([A, ("B", 2, None)], [], Changes(0, 0, 2, 0)),
    ],
)
def test_rows_are_the_same_new_changed_or_gone(
    before: list[Row], after: list[Row], found: Changes
) -> None:
    assert compare("home_educated", of(*before), of(*after)) == found


def test_results_tell_no_pupil_so_none_is_changed() -> None:
    schema = TABLES["key_stage_result"].arrow
    rows = [
        pa.Table.from_pylist(
            [{"key_stage_result_id": 1, "stage": "KS4", "score": s}], schema=schema
        )
        for s in (0.1, 0.2)
    ]
    assert compare("key_stage_result", *rows) == Changes(1, 0, 1, 0)


def test_a_row_is_told_by_columns_that_the_list_has() -> None:
    for table in LIST_TABLES:
        assert set(LIST_RULES[table.name].told_by) <= set(table.arrow.names)
        assert compare(table.name, empty(table.name), empty(table.name)) == Changes(0, 0, 0, 0)
