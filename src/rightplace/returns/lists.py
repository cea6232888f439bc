"""Lists that a statutory return holds: child protection plans, looked-after children, care leavers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from rightplace.facts.schema import TABLES
from rightplace.returns import cin, ssda903

Tables = Mapping[str, pa.Table]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FromReturn:
    """How a table is made from a return: the return's name, its reader and what makes the rows."""

    collection: str
    open: Callable[[Iterable[Path], int], Tables]
    rows: Callable[[Tables], list[Row]]
    reference_date: Callable[[int], date]


def list_of(table: str, tables: Tables) -> pa.Table:
    """The rows of a list from the tables of the return that holds it; KeyError where none does."""
    name = TABLES[table]
    found = [
        {name.columns[0].name: number, **row}
        for number, row in enumerate(FROM_RETURNS[table].rows(tables), 1)
    ]
    blank = dict.fromkeys(name.arrow.names)
    return pa.Table.from_pylist([{**blank, **row} for row in found], schema=name.arrow)


def _plans(tables: Tables) -> list[Row]:
    """Plans of the children in need census; a number before that is no number is not known."""
    children = {row["row_id"]: row["la_child_id"] for row in tables["child"].to_pylist()}
    return [
        {
            "child_ref": children[row["child_id"]],
            "category": row["latest_category"] or row["initial_category"],
            "started_on": row["start_date"],
            "ended_on": row["end_date"],
            "plans_before": _number(row["previous_plans"]),
        }
        for row in tables["cp_plan"].to_pylist()
    ]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.strip().isdigit() else None


def _episodes(tables: Tables) -> list[Row]:
    """Episodes of SSDA903; respite under one agreement (V3, V4) is not counted as being looked after."""
    alone = {row["CHILD"] for row in tables["header"].to_pylist() if row["UASC"] == "1"}
    return [
        {
            "child_ref": row["CHILD"],
            "started_on": row["DECOM"],
            "ended_on": row["DEC"],
            "placement": row["PLACE"],
            "legal_status": row["LS"],
            "unaccompanied": "1" if row["CHILD"] in alone else "0",
        }
        for row in tables["episodes"].to_pylist()
        if row["LS"] not in ("V3", "V4")
    ]


def _leavers(tables: Tables) -> list[Row]:
    """The care leavers' items of SSDA903.

    They are of the weeks around a birthday and the return does not say the day: what is known is taken to be
    so from the birthday of the collection year on. Who died, went home or needs nothing more is left out.
    """
    rows = tables["oc3"].to_pylist()
    return [
        {
            "child_ref": row["CHILD"],
            "birth_date": row["DOB"],
            "known_from": row["known_from"],
            "accommodation": row["ACCOM"],
            "activity": row["ACTIV"],
        }
        for row in rows
        if row["IN_TOUCH"] not in _NOT_COUNTED
    ]


_NOT_COUNTED: Sequence[str] = ("DIED", "RHOM", "NREQ")


def _open_cin(paths: Iterable[Path], year: int) -> Tables:
    return cin.open_return(paths, year)[0]


def _open_903(paths: Iterable[Path], year: int) -> Tables:
    """The tables, each care leaver with the day from which the items are known."""
    tables = ssda903.open_return(paths, year)[0]
    end = ssda903.reference_date(year)
    known = [_birthday(row["DOB"], end) for row in tables["oc3"].to_pylist()]
    days = pa.array(known, pa.date32())
    return {**tables, "oc3": tables["oc3"].append_column("known_from", days)}


def _birthday(born: date | None, end: date) -> date | None:
    """The last birthday by the end of the collection year."""
    if born is None:
        return None
    day = min(born.day, 28) if born.month == 2 else born.day
    this_year = date(end.year, born.month, day)
    return this_year if this_year <= end else this_year.replace(year=end.year - 1)


def _cin_day(year: int) -> date:
    return cin.COLLECTIONS[year].reference_date


FROM_RETURNS: Mapping[str, FromReturn] = {
    "child_protection_plan": FromReturn("cin", _open_cin, _plans, _cin_day),
    "looked_after": FromReturn("ssda903", _open_903, _episodes, ssda903.reference_date),
    "care_leaver": FromReturn("ssda903", _open_903, _leavers, ssda903.reference_date),
}
"""Table -> the return that holds it."""
