"""Returns of invented people: whole and in order, for round trips and for measuring speed."""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from rightplace.returns.sen2.codes import CODE_SETS, UNKNOWN_LETTER
from rightplace.returns.sen2.fields import Field
from rightplace.returns.sen2.modules import MODULES, Module, children
from rightplace.returns.sen2.years import COLLECTIONS

Draw = Callable[[Module, Field], str | date | None]
Rows = dict[str, list[dict[str, Any]]]

SURNAMES = ("Ashworth", "Brontë", "Čapek", "O'Neill", "Płoński", "Quill-Sharp", "van der Meer")
FORENAMES = ("Ada", "Björn", "Chloë", "Dev", "Esmé", "Farid", "Grace", "Zoë")


def invented_return(
    people: int,
    *,
    year: int,
    chance: random.Random | None = None,
    names: Sequence[str] = SURNAMES,
) -> dict[str, pa.Table]:
    """The tables of a return in which every item of that year is filled most of the time."""
    chance = chance or random.Random(1)
    rows: Rows = {name: [] for name in MODULES}
    add_row(rows, "header", {}, year, lambda module, field: header_value(field, year))
    for number in range(people):
        add_person(rows, number, year, chance, names)
    return {name: to_table(name, found) for name, found in rows.items()}


def to_table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=MODULES[name].table.arrow)


def add_row(rows: Rows, name: str, keys: dict[str, int], year: int, draw: Draw) -> int:
    module = MODULES[name]
    number = len(rows[name]) + 1
    row: dict[str, Any] = {module.key: number} if module.key else {}
    layout = COLLECTIONS[year].layout
    row |= {field.column: draw(module, field) for field in module.fields_in(layout)}
    rows[name].append(row | keys)
    return number


def header_value(field: Field, year: int) -> str | date | None:
    fixed: dict[str, str | date] = {
        "collection": "SEN2",
        "year": str(year),
        "reference_date": COLLECTIONS[year].survey_day,
        "source_level": "L",
        "lea": "899",
        "date_time": f"{year}-02-01T09:30:00",
        "serial_no": "001",
    }
    return fixed.get(field.column)


def add_person(
    rows: Rows, number: int, year: int, chance: random.Random, names: Sequence[str]
) -> None:
    """A person with one or two requests, and below them at least one of everything mandatory."""

    def draw(module: Module, field: Field) -> str | date | None:
        if field.column == "surname":
            return chance.choice(names)
        return value_of(module, field, number, year, chance)

    def add_under(parent: str, key: int) -> None:
        for module in children(parent):
            for _ in range(how_many(module.name, chance)):
                below = add_row(rows, module.name, {module.parent_key: key}, year, draw)
                add_under(module.name, below)
        if parent == "active_plan" and year == 2023:
            keep_items_of_main_placement(rows, key)

    add_under("person", add_row(rows, "person", {}, year, draw))


def how_many(name: str, chance: random.Random) -> int:
    two_at_times = name in {"request", "plan_detail", "placement_detail", "sen_need"}
    if two_at_times:
        return 2 if chance.random() < 0.2 else 1
    return 1 if chance.random() < 0.85 else 0


def keep_items_of_main_placement(rows: Rows, plan: int) -> None:
    """In 2023 a plan said RES and WBP once, so no placement but the main one can hold them."""
    placements = [r for r in rows["placement_detail"] if r["active_plan_id"] == plan]
    main = min(
        placements,
        key=lambda r: (r["leaving_date"] is not None, r["placement_rank"] != "1"),
    )
    for row in placements:
        if row is not main:
            row["res"] = row["wbp"] = None


def value_of(
    module: Module, field: Field, number: int, year: int, chance: random.Random
) -> str | date | None:
    named: dict[str, str] = {
        "forename": chance.choice(FORENAMES),
        "upn": f"X{number:012d}",
    }
    if field.column in named:
        return named[field.column]
    if chance.random() < 0.15:
        return None
    if module.table.column(field.column).kind.value == pa.date32():
        return date(year - 1, 1, 1) + timedelta(days=chance.randrange(365))
    if field.codes:
        return chance.choice(codes_of(field, year))
    return {"urn": "100001", "ukprn": "10000001"}.get(field.column, "7")


def codes_of(field: Field, year: int) -> list[str]:
    codes = CODE_SETS[field.codes]
    passing = [c.value for c in codes.codes if c.passes(COLLECTIONS[year].layout)]
    return ["Z"] if codes.doubt or UNKNOWN_LETTER in passing else passing
