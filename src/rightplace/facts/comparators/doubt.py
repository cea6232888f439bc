"""Values that are published and cannot be true, and rows that disagree: found after all is read."""

from collections import defaultdict
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rightplace.facts.comparators.reading import Fault, Reading
from rightplace.facts.comparators.tables import SCHEMAS, Level

FEWEST_COPIES = 5
"""In how many authorities of a region the same value stands before it can be a total that was copied."""
COPIED = "the region's total, copied into each of its authorities"
_KEYS = ["measure", "period", "area_code"]
_BETWEEN = "\x1f"


def settle(reading: Reading) -> None:
    """Fill in the table of values: each once, the doubtful marked; rows that disagree become faults."""
    given = reading.values
    table = pa.table(
        {
            "measure": pa.array(given.measure, pa.string()).dictionary_encode(),
            "period": pa.array(given.period, pa.string()).dictionary_encode(),
            "area_code": pa.array(given.area_code, pa.string()).dictionary_encode(),
            "value": pa.array(given.value, pa.float64()),
            "flag": pa.array(given.flag, pa.string()),
            "sound": pa.array(given.sound, pa.bool_()),
            "row": pa.array(range(len(given)), pa.int64()),
        }
    )
    once = _once(table, reading)
    marked = _mark_copies(once, reading)
    schema = SCHEMAS["value"]
    order = [(key, "ascending") for key in _KEYS]
    reading.table = marked.select(schema.names).cast(schema).sort_by(order)


def _once(table: pa.Table, reading: Reading) -> pa.Table:
    """Each value once. A number stands before a blank; two numbers that differ are a fault."""
    given = table.append_column("rank", pc.is_null(table["value"]).cast(pa.int8()))
    rows = given.sort_by([("rank", "ascending"), ("row", "ascending")])
    first = rows.group_by(_KEYS, use_threads=False).aggregate(
        [("row", "first"), ("value", "min"), ("value", "max"), ("row", "max")]
    )
    differ = first.filter(pc.not_equal(first["value_min"], first["value_max"]))
    for group in differ.to_pylist():
        reading.faults.append(_disagreement(group["row_first"], group["row_max"], reading))
    kept = pc.is_in(table["row"], value_set=first["row_first"].combine_chunks())
    return table.filter(kept)


def _disagreement(first: int, second: int, reading: Reading) -> Fault:
    given = reading.values
    what = (
        f"{given.measure[second]} of {given.area_code[second]} for {given.period[second]} is"
        f" {given.value[second]:g}, and {given.value[first]:g} in {given.file[first]},"
        f" line {given.line[first]}."
    )
    mend = "Keep the row that is right."
    return Fault(given.file[second], given.line[second], "value", what, mend)


def _mark_copies(table: pa.Table, reading: Reading) -> pa.Table:
    """Mark a region's total that stands in each of its authorities, as happened in calendar year 2022."""
    bad: list[str] = []
    for measure, period, region, value in _copies(table, reading):
        within = [a.code for a in reading.areas.values() if a.region == region]
        bad += (_BETWEEN.join((measure, period, code)) for code in within)
        reading.doubts.append(
            f"{measure} for {period}: {value:g} stands in each authority of {region}, which can only be"
            " their total. It is left out of every comparison."
        )
    if not bad:
        return table
    names = pc.binary_join_element_wise(*(table[k].cast(pa.string()) for k in _KEYS), _BETWEEN)
    copied = pc.and_(pc.is_in(names, value_set=pa.array(bad)), pc.is_valid(table["value"]))
    flags, sound = pc.if_else(copied, COPIED, table["flag"]), pc.invert(copied)
    return (
        table.drop_columns(["flag", "sound"])
        .append_column("flag", flags)
        .append_column("sound", sound)
    )


def _copies(table: pa.Table, reading: Reading) -> list[tuple[str, str, str, float]]:
    """Measure, period, region and value where all of a region carry one value above all others'."""
    regions = {a.code: a.region for a in reading.areas.values() if a.level is Level.AUTHORITY}
    within = _by_region(table, regions)
    highest: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
    for group in within:
        highest[group["measure"], group["period"]].append((group["value_max"], group["region"]))
    found = []
    for group in within:
        if group["value_count"] < FEWEST_COPIES or group["value_min"] != group["value_max"]:
            continue
        measure, period, region = group["measure"], group["period"], group["region"]
        others = [value for value, other in highest[measure, period] if other != region]
        if others and group["value_max"] > max(others):
            found.append((measure, period, region, group["value_max"]))
    return found


def _by_region(table: pa.Table, regions: dict[str, str]) -> list[dict[str, Any]]:
    """The count, lowest and highest value of each region's authorities, by measure and period."""
    codes = table["area_code"].cast(pa.string())
    known = pa.array(list(regions), pa.string())
    position = pc.index_in(codes, value_set=known)
    names = pc.take(pa.array(list(regions.values()), pa.string()), position)
    placed = table.append_column("region", names)
    placed = placed.filter(
        pc.and_(pc.is_valid(placed["value"]), pc.greater(pc.fill_null(pc.utf8_length(names), 0), 0))
    )
    groups = placed.group_by(["measure", "period", "region"], use_threads=False).aggregate(
        [("value", "count"), ("value", "min"), ("value", "max")]
    )
    rows: list[dict[str, Any]] = groups.to_pylist()
    return rows
