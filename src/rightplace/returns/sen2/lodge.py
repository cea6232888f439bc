"""Items that stood in another table in the 2023 layout, moved to the placement they describe."""

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from rightplace.returns.sen2.fields import FIRST_YEAR, Field
from rightplace.returns.sen2.findings import Findings, Kind, Where
from rightplace.returns.sen2.gather import LINE, PARENT, Raw
from rightplace.returns.sen2.modules import lodgers


def rehome(raws: dict[str, Raw], layout: int, findings: Findings) -> dict[str, Raw]:
    """RES and WBP of each active plan go to its main placement, unless that has its own."""
    raws = {**raws, "placement_detail": _seen_there(raws["active_plan"], raws["placement_detail"])}
    guests = [f for f in lodgers("active_plan") if _given(raws["active_plan"], f)]
    if not guests:
        return raws
    placements = raws["placement_detail"].table
    mains = main_placements(
        placements[PARENT].to_pylist(),
        [_blank_to_none(text) for text in placements["leaving_date"].to_pylist()],
        [_blank_to_none(text) for text in placements["placement_rank"].to_pylist()],
    )
    for field in guests:
        placements = _moved(raws["active_plan"], placements, mains, field, layout, findings)
    return {**raws, "placement_detail": replace(raws["placement_detail"], table=placements)}


def main_placements(
    plans: list[int], left: list[object | None], ranks: list[str | None]
) -> dict[int, int]:
    """For each active plan the row of its main placement: current before ended, rank 1 before 2."""
    best: dict[int, tuple[bool, bool, int]] = {}
    for row, plan in enumerate(plans):
        merit = (left[row] is not None, ranks[row] != "1", row)
        best[plan] = min(best.get(plan, merit), merit)
    return {plan: merit[2] for plan, merit in best.items()}


def _given(plans: Raw, field: Field) -> bool:
    texts = pc.utf8_trim_whitespace(plans.table[field.column])
    return bool(pc.any(pc.not_equal(texts, "")).as_py())


def _moved(
    plans: Raw,
    placements: pa.Table,
    mains: Mapping[int, int],
    field: Field,
    layout: int,
    findings: Findings,
) -> pa.Table:
    values = placements[field.column].to_pylist()
    lines = plans.table[LINE].to_pylist()
    for plan, text in enumerate(plans.table[field.column].to_pylist(), start=1):
        if _blank_to_none(text) is None:
            continue
        where = Where(plans.file, plans.module.element, lines[plan - 1])
        if plan not in mains:
            findings.add(Kind.NOWHERE_TO_PUT, where, field=field.element, value=text)
            continue
        if layout != FIRST_YEAR:
            findings.add(Kind.WRONG_HOME, where, field=field.element, value=text)
        own = _blank_to_none(values[mains[plan]])
        if own not in (None, text.strip()):
            findings.add(Kind.TWICE, where, field=field.element, value=text)
        values[mains[plan]] = own or text
    at = placements.schema.get_field_index(field.column)
    return placements.set_column(at, field.column, pa.array(values, pa.string()))


def _seen_there(plans: Raw, placements: Raw) -> Raw:
    """A heading on the active plans counts as seen for the placements that it describes."""
    if placements.seen is None or plans.seen is None:
        return placements
    moved = {f.column for f in lodgers("active_plan")} & plans.seen
    return replace(placements, seen=placements.seen | moved)


def _blank_to_none(text: str | None) -> str | None:
    return (text or "").strip() or None
