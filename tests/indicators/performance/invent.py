"""Lists of services for Hypothesis to invent: a few rows each, with the gaps that real lists have."""

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from rightplace.facts.lists_codes import ACCOMMODATION, Activity
from rightplace.facts.schema import LIST_LOAD, LIST_TABLES, TABLES
from rightplace.facts.snapshot import About

Facts = dict[str, list[dict[str, Any]]]
AS_OF = date(2023, 1, 31)
ABOUT = About("990", AS_OF, "record", "invented")

# The ends of quarters and terms and their neighbours, where an error of one day shows.
_EDGES = [
    date(year, month, day)
    for year in (2020, 2021, 2022)
    for month, day in ((9, 30), (10, 1), (12, 30), (12, 31), (7, 31), (8, 31), (9, 1), (3, 31))
]
_DAYS = st.sampled_from([*_EDGES, date(2020, 2, 29)]) | st.dates(date(2020, 6, 1), AS_OF)
_OPEN = st.none() | _DAYS
_BIRTHS = (
    st.sampled_from(
        [
            date(2003, 12, 31),
            date(2004, 1, 1),
            date(2000, 12, 31),
            date(2001, 1, 1),
            date(2004, 2, 29),
        ]
    )
    | st.dates(date(1999, 1, 1), date(2006, 1, 1))
    | st.none()
)
_CHILD = st.sampled_from(["A1", "A2", "A3"])
_URN = st.sampled_from(["100001", "100002", "100003"])
_FLAG = st.sampled_from(["0", "1", "1", None])
_SCORES = st.integers(-96, 96).map(lambda n: n / 32) | st.none()

ROWS = {
    "child_protection_plan": {
        "child_ref": _CHILD,
        "category": st.sampled_from(["NEG", None]),
        "started_on": _DAYS,
        "ended_on": _OPEN,
        "plans_before": st.sampled_from([0, 0, 1, 3, None]),
    },
    "care_leaver": {
        "child_ref": _CHILD,
        "birth_date": _BIRTHS,
        "known_from": _DAYS,
        "known_to": _OPEN,
        "accommodation": st.sampled_from([*ACCOMMODATION, None, "S1", "U1", "U1"]),
        "activity": st.sampled_from([*(c.value for c in Activity), None, "F9"]),
    },
    "home_educated": {"child_ref": _CHILD, "started_on": _DAYS, "ended_on": _OPEN},
    "school_judgement": {
        "urn": _URN,
        "phase": st.sampled_from(["primary", "secondary", "special", None]),
        "judgement": st.sampled_from(["1", "2", "3", "4", None]),
        "in_force_from": _DAYS,
        "in_force_to": _OPEN,
        "pupils": st.integers(0, 900) | st.none(),
    },
    "key_stage_result": {
        "stage": st.sampled_from(["EYFS", "KS2", "KS4"]),
        "academic_year": st.sampled_from([2018, 2021, 2021, 2021]),
        "free_school_meals": _FLAG,
        "sen": st.sampled_from(["N", "K", "E", None]),
        "expected": _FLAG,
        "score": _SCORES,
    },
}


def loads() -> list[dict[str, Any]]:
    """A list of each table, as it stood on the snapshot's day."""
    blank = dict.fromkeys(LIST_LOAD.arrow.names)
    return [
        {**blank, "list_load_id": n, "table_name": table.name, "as_of": AS_OF, "source": "invented"}
        for n, table in enumerate(LIST_TABLES, 1)
    ]


@st.composite
def facts(draw: Callable[..., Any]) -> Facts:
    """The lists of a snapshot, with a record of a few plans and schools beside them."""
    found: Facts = {name: [] for name in TABLES}
    for table, columns in ROWS.items():
        drawn = draw(
            st.lists(st.fixed_dictionaries(columns), max_size=10 if "stage" in columns else 5)
        )
        found[table] = [{f"{table}_id": n, **row} for n, row in enumerate(drawn, 1)]
    _record(draw, found)
    found["list_load"] = loads()
    return {
        name: [dict.fromkeys(TABLES[name].arrow.names) | row for row in rows]
        for name, rows in found.items()
    }


def _record(draw: Callable[..., Any], found: Facts) -> None:
    groups = st.sampled_from(["mainstream", "mainstream", "special"])
    found["setting"] = [
        {"setting_id": n, "urn": f"10000{n}", "setting_group": draw(groups)} for n in (1, 2, 3)
    ]
    terms = [date(2022, 5, 16), date(2022, 10, 3), date(2022, 10, 4)]
    pairs = st.tuples(st.integers(1, 3), st.sampled_from(terms))
    found["school_count"] = [
        {
            "setting_id": school,
            "census_date": day,
            "pupils": 90,
            "sen_support": draw(st.integers(0, 30)),
        }
        for school, day in sorted(draw(st.sets(pairs, max_size=5)))
    ]
    found["request"] = [
        # The first closed case says since when the record is whole.
        {"request_id": 1, "person_id": 1, "received_date": date(2018, 1, 1), "request_outcome": "N"}
    ]
    for key in range(1, 1 + draw(st.integers(0, 3))):
        found["request"].append({"request_id": -key, "person_id": key, "request_outcome": "H"})
        found["active_plan"].append(
            {
                "active_plan_id": key,
                "request_id": -key,
                "held_from": draw(_DAYS),
                "held_to": draw(_OPEN),
            }
        )
        for _ in range(draw(st.integers(0, 2))):
            found["placement_detail"].append(
                {
                    "placement_detail_id": 1 + len(found["placement_detail"]),
                    "active_plan_id": key,
                    "urn": draw(_URN | st.none()),
                    "placement_rank": draw(st.sampled_from(["1", "1", "2"])),
                    "entry_date": draw(_OPEN),
                    "leaving_date": draw(_OPEN),
                }
            )
