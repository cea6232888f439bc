"""Facts with exactly the counts that England published for calendar 2024 and 2019."""

from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa

from rightplace.facts.schema import TABLES
from rightplace.facts.snapshot import About

SURVEY = date(2025, 1, 16)
ENGLAND = About("England", SURVEY, "return", "published counts", 2025)


@dataclass(frozen=True)
class Alike:
    """So many rows that are the same."""

    count: int
    values: dict[str, object]


def column(parts: list[Alike], name: str, kind: pa.DataType) -> pa.Array:
    return pa.concat_arrays(
        [pa.repeat(pa.scalar(p.values.get(name), kind), p.count) for p in parts]
    )


def table(name: str, parts: list[Alike]) -> pa.Table:
    """The rows of a table; those whose key is not given are numbered from 1."""
    schema = TABLES[name].arrow
    total = sum(part.count for part in parts)
    numbers = pa.array(range(1, total + 1), pa.int64())
    return pa.table(
        [numbers if f.name.endswith("_id") else column(parts, f.name, f.type) for f in schema],
        schema=schema,
    )


def issued(year: int, bands: list[tuple[int, int | None, str]]) -> dict[str, pa.Table]:
    """Plans issued on the last day of a year: how many, after how many days, with what Week20."""
    on = date(year, 12, 31)
    start = [None if days is None else on - timedelta(days) for _, days, _ in bands]
    counts = [count for count, _, _ in bands]
    requests = [
        Alike(n, {"received_date": day, "request_outcome": "Y"})
        for n, day in zip(counts, start, strict=True)
    ]
    done = {"assessment_outcome": "Y", "assessment_outcome_date": on}
    assessments = [Alike(n, done | {"week20": flag}) for n, _, flag in bands]
    return {"request": table("request", requests), "assessment": table("assessment", assessments)}


def requests_2024() -> dict[str, pa.Table]:
    """154,489 requests; 8,819 of the undecided are late, so that the six-week base is as published."""

    def asked(outcome: str, on: date, taken: int | None = None) -> dict[str, object]:
        decided = None if taken is None else on + timedelta(taken)
        return {
            "received_date": on,
            "request_outcome": outcome,
            "request_outcome_date": decided,
        }

    march, december = date(2024, 3, 1), date(2024, 12, 31)
    parts = [
        Alike(101_045, asked("Y", march, 42)),
        Alike(126_160 - 101_045, asked("N", march, 42)),
        Alike(38_889 - (126_160 - 101_045), asked("N", march, 43)),
        Alike(8_819, asked("A", SURVEY - timedelta(43))),
        Alike(12_038 - 8_819, asked("A", december)),
        Alike(2_517, asked("W", march)),
    ]
    return {"request": table("request", parts)}


def refused_2024() -> dict[str, pa.Table]:
    """6,404 decisions not to issue, 13 without a known time."""
    on = date(2024, 10, 1)
    bands = [(2_179, on - timedelta(112)), (4_212, on - timedelta(113)), (13, None)]
    requests = [Alike(n, {"received_date": day, "request_outcome": "Y"}) for n, day in bands]
    done = {"assessment_outcome": "N", "assessment_outcome_date": on}
    return {
        "request": table("request", requests),
        "assessment": table("assessment", [Alike(n, done) for n, _ in bands]),
    }


def reviews_2024() -> dict[str, pa.Table]:
    """638,745 plans, by what came of their reviews."""
    june, late = date(2024, 6, 3), SURVEY - timedelta(20)

    def old(meeting: date | None, decided: int | None, outcome: str | None) -> dict[str, object]:
        written = None if decided is None or meeting is None else meeting + timedelta(decided)
        return {"review_meeting": meeting, "last_review": written, "review_outcome": outcome}

    plans = [
        Alike(154_924, old(june, 28, "M")),
        Alike(193_832, old(june, 29, "A")),
        Alike(15_767, old(late, None, None)),
        Alike(89_238, old(june, None, None)),
        Alike(70_893, old(None, None, None)),
        Alike(114_091, old(june, 10, "M")),
    ]
    made = [
        Alike(638_745 - 114_091, {"start_date": date(2023, 12, 31)}),
        Alike(114_091, {"start_date": date(2024, 1, 1)}),
    ]
    everyone = [Alike(638_745, {"assessment_outcome": "H"})]
    return {
        "active_plan": table("active_plan", plans),
        "assessment": table("assessment", everyone),
        "named_plan": table("named_plan", made),
    }
