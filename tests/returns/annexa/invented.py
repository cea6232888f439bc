"""Lists of an invented authority with nothing to find in them."""

from datetime import date

import pyarrow as pa

from rightplace.returns.annexa import SCHEMAS


def lists(people: int = 3) -> dict[str, pa.Table]:
    """So many people in each list, as they stood on 31 March 2025."""
    who = {
        "gender": "F",
        "ethnicity": "WBRI",
        "primary_need": "ASD",
        "main_urn": "100000",
        "disability": "No",
    }
    plan = {"initial_plan_date": date(2020, 6, 1), "last_review_date": date(2024, 6, 1)}
    rows = {
        "list_1": [{**who, **plan, "upn": f"A{n}", "unique_id": f"={n}"} for n in range(people)],
        "list_2": [{**who, "upn": f"B{n}", "unique_id": f"{n}"} for n in range(people)],
    }
    return {name: _table(name, each) for name, each in rows.items()}


def _table(name: str, rows: list[dict[str, object]]) -> pa.Table:
    blank = dict.fromkeys(SCHEMAS[name].names)
    born = [date(2014 + n % 4 - 2, 1 + n % 12, 28) for n in range(len(rows))]
    complete = [
        {**blank, **row, "row_id": number, "birth_date": born[number - 1]}
        for number, row in enumerate(rows, 1)
    ]
    return pa.Table.from_pylist(complete, schema=SCHEMAS[name])
