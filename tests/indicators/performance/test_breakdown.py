"""The parts of a figure add up to it."""

from datetime import date

import pyarrow as pa

from rightplace.facts.engine import over_tables
from rightplace.facts.schema import TABLES
from rightplace.facts.snapshot import About
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.breakdown import BREAKDOWNS, UNKNOWN, broken_down
from rightplace.indicators.performance.compute import compute
from rightplace.indicators.performance.definition import indicators
from rightplace.indicators.performance.periods import parse

DAY = date(2023, 1, 31)
Q3 = parse("Q3 2022/23")


def table(name: str, *rows: dict[str, object]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=TABLES[name].arrow)


def plan(number: int, category: str | None, before: int) -> dict[str, object]:
    return {
        "child_protection_plan_id": number,
        "child_ref": f"c{number}",
        "category": category,
        "started_on": date(2022, 11, 1),
        "plans_before": before,
    }


def test_the_parts_of_a_share_add_up_to_its_numerator_and_denominator() -> None:
    plans = (plan(1, "NEG", 1), plan(2, "NEG", 0), plan(3, "PHY", 2), plan(4, None, 0))
    tables = {
        "child_protection_plan": table("child_protection_plan", *plans),
        "list_load": table(
            "list_load",
            {"list_load_id": 1, "table_name": "child_protection_plan", "as_of": DAY, "source": "x"},
        ),
    }
    indicator = indicators()["cp-second-plan"][1]
    with over_tables(tables) as facts:
        picture = Picture(facts, About("990", DAY, "record", "the record"))
        ((by, parts),) = broken_down(picture, indicator, Q3)
        (figure,) = compute(picture, [(indicator, Q3)])
    assert by.title == "Category of abuse"
    assert [(p.name, p.numerator, p.denominator) for p in parts] == [
        ("Neglect", 1.0, 2.0),
        (UNKNOWN, 0.0, 1.0),
        ("Physical abuse", 1.0, 1.0),
    ]
    assert sum(p.numerator for p in parts) == figure.numerator
    assert sum(p.denominator or 0 for p in parts) == figure.denominator


def test_what_is_broken_down_is_in_the_register() -> None:
    assert set(BREAKDOWNS) <= set(indicators())
