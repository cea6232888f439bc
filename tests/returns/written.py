"""Mistakes that somebody wrote for rules whose examples cannot be laid over a return, by pack."""

from collections.abc import Callable, Iterator

from tests.returns.cin.test_faults import FAULTS as CIN
from tests.returns.cin.test_faults import LATER as CIN_LATER
from tests.returns.inject import Rows

Change = Callable[[Rows], None]


def _shares(item: str) -> Change:
    def change(rows: Rows) -> None:
        one, other = [row for row in rows["child"] if row["upn"]][:2]
        other[item] = one[item]

    return change


MORE_CIN = {"1520": _shares("upn"), "8510": _shares("la_child_id")}


def written(name: str, codes: set[str]) -> Iterator[tuple[str, Change]]:
    """Those for the rules named."""
    if name == "cin":
        yield from (
            (code, do) for code, do in {**CIN, **CIN_LATER, **MORE_CIN}.items() if code in codes
        )
