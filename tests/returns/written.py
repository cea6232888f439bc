"""Mistakes that somebody wrote for rules whose examples cannot be laid over a return, by pack."""

from collections.abc import Callable, Iterator

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


def written(name: str, codes: set[str]) -> Iterator[tuple[str, Change]]:
    """Those for the rules named."""
    if name == "cin":
        yield from ((code, do) for code, do in {**CIN, **CIN_LATER}.items() if code in codes)
    if name == "903":
        yield from ((each.rule, _ssda903(each)) for each in SSDA903 if each.rule in codes)
