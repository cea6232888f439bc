"""Mistakes in the tables beside the episodes: periods missing, social workers, orders, permanence."""

from datetime import date, timedelta

from rightplace.returns.ssda903.fields import MODULES
from tests.returns.ssda903.mistakes.child import (
    LONE,
    Child,
    Mistake,
    aged,
    cared_for,
    gone,
    new,
    once,
    still,
    when,
)

_DAY = timedelta(days=1)


def _was_missing(child: Child) -> bool:
    return cared_for(child) and len(child["missing"]) == 1


def _not_yet_missing(child: Child) -> None:
    child.only("missing").update(MIS_START=child.end + _DAY, MIS_END=None)


def _missing_after_care(child: Child) -> None:
    left = child.last["DEC"]
    child.only("missing").update(MIS_START=left + _DAY, MIS_END=left + 3 * _DAY)


def _one_worker(child: Child) -> bool:
    return cared_for(child) and still(child) and len(child["sw_episodes"]) == 1


def _ended(child: Child) -> None:
    row = child.only("sw_episodes")
    row.update(SW_DEC=row["SW_DECOM"] + 9 * _DAY)


def _two_at_once(child: Child) -> None:
    one, other = child["sw_episodes"]
    other.update(SW_DECOM=one["SW_DECOM"])


def _since_2015(child: Child) -> None:
    child.put("episodes", DECOM=date(2015, 6, 1))
    child.add("prev_perm", PREV_PERM="Z1")


def _missing_again(child: Child) -> None:
    child.add("missing", **{**child.only("missing"), "row_id": None})


def _unknown(table: str) -> Mistake:
    """A row with a number that no child in the header has."""

    def change(child: Child) -> None:
        child.add(table, **{**child[table][0], "CHILD": f"NOBODY{child.number}", "row_id": None})

    rule = f"RP-HEADER-{MODULES[table].file.upper()}"
    return Mistake(
        rule, lambda child: bool(child[table]) and (LONE(child) or table != "episodes"), change
    )


def _twice(table: str) -> Mistake:
    def change(child: Child) -> None:
        child.add(table, **{**child.only(table), "row_id": None})

    return Mistake(f"RP-ONCE-{MODULES[table].file.upper()}", lambda c: bool(c[table]), change)


def _order_of_next_year(child: Child) -> None:
    child.only("dolo").update(DOLO_START=child.end + _DAY, DOLO_END=None)


MISTAKES = (
    *(_unknown(table) for table in MODULES if table != "header"),
    *(_twice(table) for table in ("header", "uasc", "oc2", "oc3", "ad1", "prev_perm")),
    Mistake("630", when(LONE, aged(4, 15)), lambda child: child.drop("prev_perm")),
    Mistake(
        "571",
        when(_was_missing, still),
        lambda child: child.only("missing").update(MIS_END=child.end + _DAY),
    ),
    Mistake("574", when(_was_missing, still), _missing_again),
    Mistake(
        "304",
        lambda child: any(row["DUC"] for row in child["uasc"]),
        lambda child: child.only("uasc").update(DUC=child.birthday(18) + _DAY),
    ),
    Mistake("570", when(_was_missing, still), _not_yet_missing),
    Mistake(
        "578",
        when(_was_missing, gone, lambda c: c.last["DEC"] + 9 * _DAY < c.end),
        _missing_after_care,
    ),
    Mistake("SW01STG1", _one_worker, lambda child: child.drop("sw_episodes")),
    Mistake(
        "SW06STG2",
        when(_one_worker, new),
        lambda child: child.only("sw_episodes").update(SW_DECOM=child.end + _DAY),
    ),
    Mistake("SW17STG2", _one_worker, _ended),
    Mistake(
        "SW19STG2",
        when(cared_for, lambda child: len(child["sw_episodes"]) == 2),
        _two_at_once,
    ),
    Mistake(
        "634",
        when(cared_for, once, still, aged(13, 17), lambda c: c.first["DECOM"] < c.start),
        _since_2015,
    ),
    Mistake("703", lambda child: bool(child["dolo"]), _order_of_next_year),
)
