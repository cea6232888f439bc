"""Mistakes that somebody wrote for rules whose examples cannot be laid over a return, by pack."""

from collections.abc import Callable, Iterator

from rightplace.returns.ssda903.fields import MODULES
from tests.returns.cin.test_faults import FAULTS as CIN
from tests.returns.cin.test_faults import LATER as CIN_LATER
from tests.returns.inject import Rows
from tests.returns.ssda903.faults import FAULTS as SSDA903
from tests.returns.ssda903.faults import Fault

Change = Callable[[Rows], None]


def _ssda903(fault: Fault) -> Change:
    def change(rows: Rows) -> None:
        row = next(row for row in rows[fault.table] if fault.where(row))
        row |= fault.change(row)

    return change


def _shares(item: str) -> Change:
    def change(rows: Rows) -> None:
        one, other = [row for row in rows["child"] if row["upn"]][:2]
        other[item] = one[item]

    return change


def _unknown(table: str) -> Change:
    """A row of a child who is in no header."""

    def change(rows: Rows) -> None:
        rows[table].append({**rows[table][0], "row_id": 1_000_000, "CHILD": "NOBODY"})

    return change


MORE_CIN = {"1520": _shares("upn"), "8510": _shares("la_child_id")}


def written(name: str, codes: set[str]) -> Iterator[tuple[str, Change]]:
    """Those for the rules named."""
    if name == "cin":
        yield from (
            (code, do) for code, do in {**CIN, **CIN_LATER, **MORE_CIN}.items() if code in codes
        )
    if name == "903":
        tables = {f"RP-HEADER-{module.file.upper()}": table for table, module in MODULES.items()}
        yield from ((code, _unknown(tables[code])) for code in sorted(codes & set(tables)))
        yield from ((each.rule, _ssda903(each)) for each in SSDA903 if each.rule in codes)
