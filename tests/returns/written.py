"""Mistakes that somebody wrote for rules whose examples cannot be laid over a return, by pack."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import permutations

from rightplace.returns.cin import COLLECTIONS
from rightplace.returns.cin.years import start_of_year
from tests.returns.cin.test_faults import DAY, Test, dies, has, is_, lacks, pick
from tests.returns.cin.test_faults import FAULTS as CIN
from tests.returns.cin.test_faults import LATER as CIN_LATER
from tests.returns.inject import Row, Rows, again
from tests.returns.layouts import LAYOUTS

Change = Callable[[Rows], None]
_SATURDAY = 5


def _shares(item: str) -> Change:
    def change(rows: Rows) -> None:
        one, other = [row for row in rows["child"] if row["upn"]][:2]
        other[item] = one[item]

    return change


def _twice(table: str, test: Test) -> Change:
    """A row of the census entered a second time, with what hangs from it."""

    def change(rows: Rows) -> None:
        again(rows, LAYOUTS["cin"], table, pick(rows, table, test))

    return change


def _every(table: str, test: Test, **values: object) -> Change:
    def change(rows: Rows) -> None:
        for row in rows[table]:
            if test(row):
                row |= values

    return change


def _no_pre_proceedings(rows: Rows) -> None:
    rows["pre_proceedings"].clear()


def _followed(rows: Rows) -> tuple[Row, Row]:
    """An episode that was closed, and the child's next, which is closed too."""
    closed = [row for row in rows["cin"] if row["closure_date"]]
    for before, later in permutations(closed, 2):
        same = later["child_id"] == before["child_id"]
        if same and before["closure_date"] < later["referral_date"]:
            return before, later
    raise LookupError("no child was referred again")


def _not_closed(rows: Rows) -> None:
    _followed(rows)[0].update(closure_date=None, closure_reason=None)


def _closed_late(rows: Rows) -> None:
    before, later = _followed(rows)
    before["closure_date"] = later["referral_date"] + DAY


def _begun_before_the_year(rows: Rows) -> None:
    """An assessment that is still open began, with its referral, before the census year."""
    row = pick(rows, "assessment", lacks("authorisation_date"))
    start = start_of_year(COLLECTIONS[2027].reference_date)
    row["start_date"] = start - DAY
    rows["cin"][row["cin_id"] - 1]["referral_date"] = start - DAY


def _conference_on_a_saturday(rows: Rows) -> None:
    row = pick(rows, "section47", has("initial_cpc_date"))
    row["initial_cpc_date"] += timedelta((_SATURDAY - row["initial_cpc_date"].weekday()) % 7)


MORE_CIN: dict[str, Change] = {
    "1520": _shares("upn"),
    "8510": _shares("la_child_id"),
    "4004": _twice("cin_plan", lacks("end_date")),
    "8736": _begun_before_the_year,
    "8815": _twice("cin", lambda r: not r["closure_date"] and r["referral_nfa"] == "false"),
    "8816": _not_closed,
    "8820": _closed_late,
    "8839": _twice(
        "section47", lambda r: not r["initial_cpc_date"] and r["icpc_not_required"] == "false"
    ),
    "8875Q": _conference_on_a_saturday,
    "8896": _twice("assessment", lacks("authorisation_date")),
    "8915": dies("cp_plan", "start_date"),
    "8995Q": _no_pre_proceedings,
    "9000Q": _every("pre_proceedings", lambda row: True, start_date=None),
}
SEN2: dict[str, Change] = {
    "LOC-N21": _every("named_plan", has("cease_reason"), cease_reason="9"),
    "MC-112": _every("request", is_(request_id=1), person_id=None),
    "MC-132": _every("active_plan", is_(active_plan_id=1), request_id=None),
}


def written(name: str, codes: set[str]) -> Iterator[tuple[str, Change]]:
    """Those for the rules named."""
    faults = {"cin": {**CIN, **CIN_LATER, **MORE_CIN}, "sen2": SEN2}.get(name, {})
    yield from ((code, do) for code, do in faults.items() if code in codes)
