"""What of the record belongs in the return of 2026: the calendar year 2025, as of 15 January 2026.

Each case is one child's history in a few words, and the rows of the return that follow from it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest

from rightplace.facts import schema
from rightplace.returns.sen2 import SEN2Error, build_return

MADE_AT = datetime(2026, 2, 3, 10, 30, 59, 123)
KEYS = {"person": "person_id", "request": "request_id", "assessment": "assessment_id",
        "named_plan": "named_plan_id", "active_plan": "active_plan_id"}  # fmt: skip


def day(text: str) -> date:
    """A day written as 25-03-01."""
    return date.fromisoformat(f"20{text}")


def row(name: str, **values: Any) -> dict[str, Any]:
    """A row in which days are written short."""
    dates = {c.name for c in schema.TABLES[name].columns if c.kind is schema.Kind.DATE}
    return {k: day(v) if k in dates and v is not None else v for k, v in values.items()}


def record(**rows: dict[str, Any] | list[dict[str, Any]]) -> dict[str, pa.Table]:
    """The snapshot of a record with one person, whose rows hang from one another with key 10."""
    tables: dict[str, list[dict[str, Any]]] = {"person": [{"person_id": 10}]}
    for name, given in rows.items():
        keys = {c.name: 10 for c in schema.TABLES[name].columns if c.kind is schema.Kind.ID}
        given = given if isinstance(given, list) else [given]
        tables[name] = [keys | row(name, **values) for values in given]
    return {n: pa.Table.from_pylist(r, schema.TABLES[n].arrow) for n, r in tables.items()}


def built(tables: Mapping[str, pa.Table], year: int = 2026) -> dict[str, pa.Table]:
    return build_return(tables, year=year, authority="899", made_at=MADE_AT)


def decision(outcome: str, on: str | None, received: str | None = "25-01-10", **more: Any) -> Any:
    return {"received_date": received, "request_outcome": outcome,
            "request_outcome_date": on, **more}  # fmt: skip


def issue(outcome: str, on: str | None) -> Any:
    return {"assessment_outcome": outcome, "assessment_outcome_date": on}


# (request, request's received date, request's decision date): the request's row in the return
REQUESTS: dict[str, tuple[Any, tuple[str, str | None, str | None] | None]] = {
    "decided on the first day of the year": (
        decision("Y", "25-01-01", "24-12-01"), ("Y", "24-12-01", "25-01-01"),
    ),
    "decided on the last day of the year before": (decision("N", "24-12-31", "24-12-01"), None),
    "decided on the last day of the year": (
        decision("N", "25-12-31"), ("N", "25-01-10", "25-12-31"),
    ),
    "decided the day after": (decision("N", "26-01-01"), ("A", "25-01-10", None)),
    "received on the last day, undecided": (
        decision("A", None, "25-12-31"), ("A", "25-12-31", None),
    ),
    "received the day after": (decision("A", None, "26-01-01"), None),
    "undecided for years": (decision("A", None, "23-05-05"), ("A", "23-05-05", None)),
    "withdrawn in the year": (
        decision("W", None, closed_on="25-06-01"), ("W", "25-01-10", None),
    ),
    "withdrawn before it": (decision("W", None, "24-01-01", closed_on="24-06-01"), None),
    "withdrawn after it": (decision("W", None, closed_on="26-01-02"), ("A", "25-01-10", None)),
    "a decision without a date counts when the case closed": (
        decision("N", None, closed_on="25-03-03"), ("N", "25-01-10", None),
    ),
    "historical, and nothing hangs from it": (decision("H", None, None), None),
}  # fmt: skip


@pytest.mark.parametrize("name", REQUESTS)
def test_request(name: str) -> None:
    request, expected = REQUESTS[name]
    columns = ["request_outcome", "received_date", "request_outcome_date"]
    found = [
        tuple(r.values())
        for r in built(record(request=request))["request"].select(columns).to_pylist()
    ]
    if expected is None:
        assert found == []
    else:
        outcome, *days = expected
        assert found == [(outcome, *(day(d) if d else None for d in days))]


BEFORE = decision("Y", "24-10-01", "24-09-01")
# (request, assessment): outcomes of both and the request's received date, or nothing
ASSESSMENTS: dict[str, tuple[Any, Any, tuple[str, str, str | None] | None]] = {
    "begun before, issued in the year: receipt stays for the 20 weeks": (
        BEFORE, issue("Y", "25-01-20"), ("H", "Y", "24-09-01"),
    ),
    "begun before, refused in the year": (
        BEFORE, issue("N", "25-01-20"), ("H", "N", "24-09-01"),
    ),
    "begun before, still open": (BEFORE, issue("A", None), ("H", "A", "24-09-01")),
    "agreed, not yet issued": (BEFORE, issue("Y", None), ("H", "Y", "24-09-01")),
    "issued after the year": (BEFORE, issue("Y", "26-01-05"), ("H", "A", "24-09-01")),
    "refused before the year": (BEFORE, issue("N", "24-12-31"), None),
    "withdrawn in the year": (
        BEFORE | {"closed_on": "25-02-02"}, issue("W", None), ("H", "W", "24-09-01"),
    ),
    "withdrawn before it": (BEFORE | {"closed_on": "24-12-02"}, issue("W", None), None),
    "all within the year": (
        decision("Y", "25-02-10"), issue("Y", "25-05-01"), ("Y", "Y", "25-01-10"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_assessment(name: str) -> None:
    request, assessment, expected = ASSESSMENTS[name]
    found = built(record(request=request, assessment=assessment))
    pairs = zip(found["request"].to_pylist(), found["assessment"].to_pylist(), strict=True)
    seen = [(r["request_outcome"], a["assessment_outcome"], r["received_date"]) for r, a in pairs]
    assert seen == ([(*expected[:2], day(expected[2]))] if expected and expected[2] else [])


def test_nothing_hangs_from_a_request_that_was_undecided_then() -> None:
    found = built(record(request=decision("Y", "26-01-05"), assessment=issue("A", None)))
    assert found["request"]["request_outcome"].to_pylist() == ["A"]
    assert found["assessment"].num_rows == 0


OLD = {
    "request": decision("Y", "22-02-01", "22-01-01"),
    "assessment": issue("Y", "22-05-01"),
    "named_plan": {"start_date": "22-05-01", "pb": "0"},
    "active_plan": {"held_from": "22-05-01"},
}


def old_plan(**changes: Any) -> dict[str, pa.Table]:
    rows = {name: OLD[name] | changes.pop(name, {}) for name in OLD}
    return record(**rows, **changes)


# what the plan's history adds: is the plan in the return, is it live there, its end
PLANS: dict[str, tuple[dict[str, Any], tuple[bool, bool, str | None]]] = {
    "kept": ({}, (True, True, None)),
    "ended in the year": (
        {"named_plan": {"cease_date": "25-12-31"}, "active_plan": {"held_to": "25-12-31"}},
        (True, False, "25-12-31"),
    ),
    "ended before the year": (
        {"named_plan": {"cease_date": "24-12-31"}, "active_plan": {"held_to": "24-12-31"}},
        (False, False, None),
    ),
    "ended between the year and the survey day: in next year's return": (
        {"named_plan": {"cease_date": "26-01-10"}, "active_plan": {"held_to": "26-01-10"}},
        (False, False, None),
    ),
    "ended on the survey day": (
        {"named_plan": {"cease_date": "26-01-15"}, "active_plan": {"held_to": "26-01-15"}},
        (False, False, None),
    ),
    "ended the day after: not yet known": (
        {"named_plan": {"cease_date": "26-01-16"}, "active_plan": {"held_to": "26-01-16"}},
        (True, True, None),
    ),
    "moved in on the survey day": ({"active_plan": {"held_from": "26-01-15"}}, (True, True, None)),
    "moved in the day after": ({"active_plan": {"held_from": "26-01-16"}}, (False, False, None)),
}


@pytest.mark.parametrize("name", PLANS)
def test_plan(name: str) -> None:
    changes, (included, live, ended) = PLANS[name]
    found = built(old_plan(**changes))
    assert found["named_plan"]["cease_date"].to_pylist() == (
        [day(ended) if ended else None] if included else []
    )
    assert found["active_plan"].num_rows == live
    assert found["person"].num_rows == included
    assert found["request"]["request_outcome"].to_pylist() == ["H"] * included
    assert found["assessment"]["assessment_outcome"].to_pylist() == ["H"] * included
    assert found["request"]["received_date"].to_pylist() == [None] * included


def test_issued_in_the_year_and_ended_before_the_survey_day() -> None:
    changes = {
        "request": decision("Y", "25-02-01"),
        "assessment": issue("Y", "25-05-01"),
        "named_plan": {"start_date": "25-05-01", "cease_date": "26-01-10", "cease_reason": "5"},
        "active_plan": {"held_from": "25-05-01", "held_to": "26-01-10"},
    }
    found = built(old_plan(**changes))
    assert found["named_plan"]["cease_reason"].to_pylist() == ["5"]
    assert found["active_plan"].num_rows == 0


@pytest.mark.parametrize(
    ("held_from", "expected"),
    [("24-12-31", None), ("25-01-01", "855"), ("25-12-31", "855"), ("26-01-01", None)],
)
def test_where_a_plan_came_from_is_told_once(held_from: str, expected: str | None) -> None:
    moved = {"held_from": held_from, "transfer_la": "855"}
    found = built(old_plan(request=decision("H", None, None), assessment=issue("H", None),
                           active_plan=moved))  # fmt: skip
    assert found["active_plan"]["transfer_la"].to_pylist() == [expected]


REVIEWS = {
    "over": (("25-11-01", "25-11-20", "A", "25-12-01"), ("25-11-01", "25-11-20", "A", "25-12-01")),
    "met, decided later": (("26-01-10", "26-02-01", "M", None), ("26-01-10", None, None, None)),
    "met later": (("26-01-16", "26-02-01", "M", None), (None, None, None, None)),
    "draft later": (("25-12-01", "25-12-20", "A", "26-02-01"), ("25-12-01", "25-12-20", "A", None)),
    "only a decision": ((None, "25-12-20", "M", None), (None, "25-12-20", "M", None)),
}


@pytest.mark.parametrize("name", REVIEWS)
def test_review_as_it_stood(name: str) -> None:
    names = ("review_meeting", "last_review", "review_outcome", "review_draft")
    given, expected = REVIEWS[name]
    found = built(old_plan(active_plan=dict(zip(names, given, strict=True))))
    shown = found["active_plan"].select(names).to_pylist()[0]
    assert shown == row("active_plan", **dict(zip(names, expected, strict=True)))


# (entry, leaving): whether it is in the return and the leaving date there
PLACEMENTS = {
    "current": (("20-09-01", None), (True, None)),
    "left before the year": (("20-09-01", "24-12-31"), (False, None)),
    "left in the year": (("20-09-01", "25-01-01"), (True, "25-01-01")),
    "left after the survey day": (("20-09-01", "26-01-16"), (True, None)),
    "begins on the survey day": (("26-01-15", None), (True, None)),
    "begins after it": (("26-01-16", None), (False, None)),
}


@pytest.mark.parametrize("name", PLACEMENTS)
def test_placement(name: str) -> None:
    (entry, leaving), (included, left) = PLACEMENTS[name]
    placement = {"entry_date": entry, "leaving_date": leaving}
    found = built(old_plan(placement_detail=placement))
    expected = [day(left) if left else None] if included else []
    assert found["placement_detail"]["leaving_date"].to_pylist() == expected


def test_only_what_the_year_collects_and_nothing_local() -> None:
    tables = old_plan(active_plan={"phase_transfer_due_date": "26-02-15"})
    assert built(tables)["active_plan"]["phase_transfer_due_date"].to_pylist() == [day("26-02-15")]
    assert built(tables, 2024)["active_plan"]["phase_transfer_due_date"].to_pylist() == [None]
    assert built(tables)["active_plan"]["held_from"].to_pylist() == [None]


def test_the_header() -> None:
    own = pa.Table.from_pylist([{"dmo": "Y", "software_code": "x"}], schema.HEADER.arrow)
    header = built({**record(), "header": own})["header"].to_pylist()
    assert header == [
        {
            "collection": "SEN2",
            "year": "2026",
            "reference_date": date(2026, 1, 15),
            "source_level": "L",
            "lea": "899",
            "software_code": "RightPlace",
            "release": None,
            "serial_no": "001",
            "date_time": "2026-02-03T10:30:59",
            "dmo": "Y",
            "dco": None,
            "dsco": None,
        }
    ]


@pytest.mark.parametrize("authority", ["", "89", "8999", "89a", "٨٩٩"])
def test_an_authority_is_three_digits(authority: str) -> None:
    with pytest.raises(SEN2Error, match="is not the three-digit number of a local authority"):
        build_return(record(), year=2026, authority=authority, made_at=MADE_AT)
