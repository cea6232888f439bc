"""How the tables of each return hang together, for putting mistakes into them."""

from collections.abc import Callable, Mapping

from rightplace.returns.annexa import SCHEMAS as ANNEXA
from rightplace.returns.cin import SCHEMAS as CIN
from rightplace.returns.sen2.modules import MODULES
from rightplace.returns.ssda903.fields import MODULES as SSDA903
from tests.returns.inject import BEFORE, Layout, Rows

Link = tuple[str, str | None, str | None]


def _by(column: str, head: str = "") -> Callable[[Rows], None]:
    """Families by a column that every table has; those of `head` by their own key."""

    def write(rows: Rows) -> None:
        for table, each in rows.items():
            for row in each:
                row["_family"] = row["row_id"] if table == head else row.get(column)
        if head:
            for row in rows["header"]:
                row["_family"] = "header"

    return write


def _by_table(rows: Rows) -> None:
    """Each row is a family: nothing hangs together."""
    for table, each in rows.items():
        for row in each:
            row["_family"] = (table, row["row_id"])


def _by_person(rows: Rows) -> None:
    families: dict[str, dict[object, object]] = {}
    for name, module in MODULES.items():
        families[name] = {}
        for row in rows[name]:
            above = row.get(module.parent_key) if module.parent_key else None
            own = row[module.key] if module.key else None
            row["_family"] = (
                own if name == "person" else families.get(module.parent or "", {}).get(above)
            )
            families[name][own] = row["_family"]
    rows["header"][0] |= {"_family": "header", "_row": 1}


def _cin_links() -> Mapping[str, Link]:
    def parent(table: str) -> tuple[str | None, str | None]:
        for above in ("cp_plan", "assessment", "cin", "child"):
            if f"{above}_id" in CIN[table].names:
                return above, f"{above}_id"
        return None, None

    order = sorted(CIN, key=lambda t: len([n for n in CIN[t].names if n.endswith("_id")]))
    first = ("header", "child", "cin", "assessment", "cp_plan")
    tables = [*first, *(table for table in order if table not in first)]
    return {table: ("row_id", *parent(table)) for table in tables}


LAYOUTS = {
    "sen2": Layout(
        {n: (m.key or "_row", m.parent if m.parent_key else None, m.parent_key) for n, m in MODULES.items()},
        _by_person,
        frozenset(k for m in MODULES.values() for k in (m.key, m.parent_key) if k),
    ),
    "903": Layout(
        {p + n: ("row_id", None, None) for p in ("", BEFORE) for n in SSDA903},
        _by("CHILD"),
        frozenset({"CHILD", "row_id"}),
        frozenset({"DOB"}),
    ),
    "cin": Layout(
        _cin_links(),
        _by("child_id", head="child"),
        frozenset({"row_id", "child_id", "cin_id", "assessment_id", "cp_plan_id"}),
    ),
    "annexa": Layout(dict.fromkeys(ANNEXA, ("row_id", None, None)), _by_table, frozenset({"row_id"})),
}  # fmt: skip
