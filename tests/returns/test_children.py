"""Which child a row is about, in each return; and what its file says of the child."""

from collections.abc import Mapping

import pyarrow as pa
import pytest

from rightplace.returns.children import Child
from rightplace.returns.packs import PACKS

Rows = Mapping[str, list[dict[str, object]]]


def tables(name: str, rows: Rows) -> dict[str, pa.Table]:
    return {
        table: pa.Table.from_pylist(rows.get(table, []), schema=schema)
        for table, schema in PACKS[name].schemas.items()
    }


SEN2: Rows = {
    "person": [{"person_id": 7, "upn": "X801200000001"}, {"person_id": 8}],
    "request": [{"request_id": 1, "person_id": 7}, {"request_id": 2, "person_id": 99}],
    "assessment": [{"assessment_id": 1, "request_id": 1}],
    "named_plan": [{"named_plan_id": 1, "assessment_id": 1}],
    "plan_detail": [{"plan_detail_id": 5, "named_plan_id": 1, "urn": "100001"}],
    "active_plan": [{"active_plan_id": 3, "request_id": 1}],
    "placement_detail": [
        {"placement_detail_id": 6, "active_plan_id": 3, "urn": "100002"},
        {"placement_detail_id": 9, "active_plan_id": 4, "urn": "100003"},
    ],
    "sen_need": [{"sen_need_id": 2, "active_plan_id": 3}],
}
LOOKED_AFTER: Rows = {
    "header": [{"row_id": 1, "CHILD": "007", "UPN": "X801200000001"}],
    "episodes": [
        {"row_id": 1, "CHILD": "007", "URN": "SC000001"},
        {"row_id": 2, "CHILD": "007", "URN": None},
    ],
}
IN_NEED: Rows = {
    "child": [{"row_id": 4, "la_child_id": "A-1", "upn": "X801200000001"}],
    "cin": [{"row_id": 1, "child_id": 4}],
    "factor": [{"row_id": 2, "child_id": 4, "cin_id": 1, "assessment_id": 1}],
}
LISTS: Rows = {
    "list_1": [{"row_id": 1, "unique_id": "U1", "upn": "X801200000001", "main_urn": "100001"}],
    "list_2": [{"row_id": 1, "unique_id": "U2"}, {"row_id": 2}],
}
FIRST, SECOND = Child("7", "X801200000001", "100002"), Child("8")


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        (
            "sen2",
            SEN2,
            {
                "person": {7: FIRST, 8: SECOND},
                "request": {1: FIRST},
                "assessment": {1: FIRST},
                "named_plan": {1: FIRST},
                "plan_detail": {5: FIRST},
                "active_plan": {3: FIRST},
                "placement_detail": {6: FIRST},
                "sen_need": {2: FIRST},
            },
        ),
        (
            "903",
            LOOKED_AFTER,
            {
                "header": {1: Child("007", "X801200000001", "SC000001")},
                "episodes": {
                    1: Child("007", "X801200000001", "SC000001"),
                    2: Child("007", "X801200000001", "SC000001"),
                },
            },
        ),
        (
            "cin",
            IN_NEED,
            {
                "child": {4: Child("A-1", "X801200000001")},
                "cin": {1: Child("A-1", "X801200000001")},
                "factor": {2: Child("A-1", "X801200000001")},
            },
        ),
        (
            "annexa",
            LISTS,
            {
                "list_1": {1: Child("U1", "X801200000001", "100001")},
                "list_2": {1: Child("U2")},
            },
        ),
    ],
)
def test_each_row_leads_to_its_child(
    name: str, rows: Rows, expected: dict[str, dict[int, Child]]
) -> None:
    found = PACKS[name].children.of(tables(name, rows))
    assert {table: about for table, about in found.items() if about} == expected
