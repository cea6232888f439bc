"""A year's form of the tables: what a writer of any layout may put down, as text."""

from collections.abc import Mapping
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from rightplace.facts import schema
from rightplace.returns.sen2.fields import FIRST_YEAR, Field
from rightplace.returns.sen2.findings import SEN2Error
from rightplace.returns.sen2.lodge import main_placements
from rightplace.returns.sen2.modules import MODULES, Module, lodgers
from rightplace.returns.sen2.years import COLLECTIONS, Collection

Texts = list[str | None]
Tables = Mapping[str, pa.Table]

_GENDER_OF_SEX = {"M": "1", "F": "2"}


def prepared(tables: Tables, year: int) -> tuple[dict[str, pa.Table], Collection]:
    """Every table in that year's form: what the year does not collect is blank.

    SEN2Error where no layout is known for the year or the header is for another.
    """
    collection = collection_of(year)
    shaped = {name: tables.get(name, schema.empty(name)) for name in MODULES}
    _check_year(shaped["header"], year)
    if collection.layout == FIRST_YEAR:
        shaped["person"] = _with_gender(shaped["person"])
        shaped["placement_detail"] = _said_once(shaped["placement_detail"], collection.layout)
    blanked = {n: _blanked(MODULES[n], t, collection.layout) for n, t in shaped.items()}
    return blanked, collection


def collection_of(year: int) -> Collection:
    """That year's collection; SEN2Error for a year that no layout is known for."""
    if year not in COLLECTIONS:
        raise SEN2Error(
            f"There is no SEN2 layout for {year}",
            where="the year",
            mend=f"Choose a year from {min(COLLECTIONS)} to {max(COLLECTIONS)}.",
        )
    return COLLECTIONS[year]


def _check_year(header: pa.Table, year: int) -> None:
    for stated in header["year"].to_pylist():
        if stated not in (None, str(year)):
            raise SEN2Error(
                f"The tables are for {stated}, not for {year}",
                where="the header",
                mend="Write them for their own year.",
            )


def items(
    tables: Tables, name: str, layout: int, *, early_homes: bool
) -> list[tuple[Field, Texts]]:
    """The items that a file of that year has in that table, each with its texts row by row.

    With `early_homes` RES and WBP of 2023 stand with the active plan, not with the placement.
    """
    module = MODULES[name]
    at_home = [f for f in module.fields_in(layout) if not (early_homes and f.home(layout))]
    found = [(f, _texts(tables[name][f.column])) for f in at_home]
    return found + (_guests(tables, name, layout) if early_homes else [])


def _guests(tables: Tables, home: str, layout: int) -> list[tuple[Field, Texts]]:
    """The items that stood in that table that year, from each plan's main placement."""
    visiting = lodgers(home, layout)
    if not visiting:
        return []
    placements = tables["placement_detail"]
    mains = _mains(placements)
    keys = tables[home][MODULES[home].key].to_pylist()
    return [(f, _at(mains, keys, _texts(placements[f.column]))) for f in visiting]


def _said_once(placements: pa.Table, layout: int) -> pa.Table:
    """RES and WBP of 2023 are the plan's: only its main placement has them, whatever the file."""
    mains = set(_mains(placements).values())
    is_main = pa.array([row in mains for row in range(placements.num_rows)], pa.bool_())
    for field in lodgers("active_plan", layout):
        kept = pc.if_else(is_main, placements[field.column], pa.scalar(None, pa.string()))
        placements = _replaced(placements, field.column, kept)
    return placements


def _mains(placements: pa.Table) -> dict[int, int]:
    """For each active plan the row of its main placement."""
    return main_placements(
        placements["active_plan_id"].to_pylist(),
        placements["leaving_date"].to_pylist(),
        placements["placement_rank"].to_pylist(),
    )


def _at(mains: dict[int, int], keys: list[int], values: Texts) -> Texts:
    return [values[mains[key]] if key in mains else None for key in keys]


def _texts(column: pa.ChunkedArray) -> Texts:
    return [_written(value) for value in column.to_pylist()]


def _with_gender(person: pa.Table) -> pa.Table:
    """2023 asked for GenderCurrent; a record that holds only sex can still answer it."""
    given = person["gender_current"].to_pylist()
    derived = [_GENDER_OF_SEX.get(sex or "") for sex in person["sex"].to_pylist()]
    values = [own or other for own, other in zip(given, derived, strict=True)]
    return _replaced(person, "gender_current", pa.array(values, pa.string()))


def _blanked(module: Module, table: pa.Table, layout: int) -> pa.Table:
    for field in module.fields:
        if not field.in_force(layout):
            kind = module.table.column(field.column).kind.value
            table = _replaced(table, field.column, pa.nulls(table.num_rows, kind))
    return table


def _replaced(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, values)


def _written(value: object) -> str | None:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if value is not None and str(value).strip() else None
