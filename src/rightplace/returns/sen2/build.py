"""The return of a year, selected from a snapshot of the record."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from rightplace.facts import schema
from rightplace.returns.sen2.findings import SEN2Error
from rightplace.returns.sen2.modules import MODULES, Module
from rightplace.returns.sen2.selection import STATEMENTS
from rightplace.returns.sen2.shape import collection_of, prepared
from rightplace.returns.sen2.years import Collection

_OWN_ITEMS = ("dmo", "dco", "dsco")


@dataclass(frozen=True, slots=True)
class Built:
    """A return; `origins` gives table -> number of a row in the return -> its key in the record."""

    tables: dict[str, pa.Table]
    origins: dict[str, dict[int, int]]


def build_return(
    tables: Mapping[str, pa.Table], *, year: int, authority: str, made_at: datetime
) -> dict[str, pa.Table]:
    """The tables of that year's return, from a snapshot of the record with its whole history.

    `authority` is the three-digit number of the local authority. Ids count from 1 in the order of
    the return; local columns and items that the year does not collect are null. See `selection`
    for what is chosen. Raises SEN2Error for a year with no known layout.
    """
    return build_traced(tables, year=year, authority=authority, made_at=made_at).tables


def build_traced(
    tables: Mapping[str, pa.Table], *, year: int, authority: str, made_at: datetime
) -> Built:
    """The same return, with the key in the record of each of its rows."""
    _check_authority(authority)
    collection = collection_of(year)
    kept = [module for module in MODULES.values() if module.key]
    with selected(tables, collection) as database:
        chosen = {module.name: _fetch(database, module) for module in kept}
        origins = {module.name: _origins(database, module) for module in kept}
    header = _header(tables, collection, authority, made_at)
    finished, _ = prepared({"header": header, **chosen}, year)
    return Built(finished, origins)


def _origins(database: duckdb.DuckDBPyConnection, module: Module) -> dict[int, int]:
    found = database.table(f"{module.name}_out").select(f"number, {module.key}").fetchall()
    return dict(found)


@contextmanager
def selected(
    tables: Mapping[str, pa.Table], collection: Collection
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The record's tables, and beside each what is chosen from it, as `<table>_out`."""
    with duckdb.connect() as database:
        _load(database, tables, collection)
        for statement in STATEMENTS:
            database.execute(statement)
        yield database


def _check_authority(authority: str) -> None:
    if not (len(authority) == 3 and authority.isascii() and authority.isdigit()):
        raise SEN2Error(
            f"{authority!r} is not the three-digit number of a local authority",
            where="the authority",
            mend="Use the number that the Department for Education gives it.",
        )


def _load(
    database: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table], collection: Collection
) -> None:
    for name, module in MODULES.items():
        if module.key:
            database.register(name, tables.get(name, schema.empty(name)))
    first, last = collection.period
    days = {"first_day": first, "last_day": last, "survey_day": collection.survey_day}
    for variable, day in days.items():
        database.execute(f"SET VARIABLE {variable} = DATE '{day.isoformat()}'")
    apart = any(
        f.column == "review_outcome" for f in MODULES["active_plan"].fields_in(collection.layout)
    )
    database.execute(f"SET VARIABLE meeting_apart = {str(apart).lower()}")


def _fetch(database: duckdb.DuckDBPyConnection, module: Module) -> pa.Table:
    """One selected table in its snapshot form: new numbers for keys, local columns null."""
    found = database.table(f"{module.name}_out").order("number").to_arrow_table()
    renamed = {module.key: "number", module.parent_key: "parent"}
    arrays = [
        pa.nulls(found.num_rows, column.kind.value)
        if column.local
        else found[renamed.get(column.name, column.name)].cast(column.kind.value)
        for column in module.table.columns
    ]
    return pa.Table.from_arrays(arrays, schema=module.table.arrow).combine_chunks()


def _header(
    tables: Mapping[str, pa.Table], collection: Collection, authority: str, made_at: datetime
) -> pa.Table:
    """The header; the authority's own items (DMO, DCO, DSCO) come from the record."""
    held = tables.get("header", schema.empty("header")).to_pylist()
    own: dict[str, Any] = {name: held[0][name] if held else None for name in _OWN_ITEMS}
    row = own | {
        "collection": "SEN2",
        "year": str(collection.year),
        "reference_date": collection.survey_day,
        "source_level": "L",
        "lea": authority,
        "software_code": "RightPlace",
        "serial_no": "001",
        "date_time": made_at.replace(tzinfo=None).isoformat(timespec="seconds"),
    }
    return pa.Table.from_pylist([row], schema=schema.HEADER.arrow)
