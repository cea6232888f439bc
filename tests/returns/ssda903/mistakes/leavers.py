"""Mistakes about care leavers (OC3) and outcomes (OC2)."""

from datetime import timedelta

from tests.returns.ssda903.mistakes.child import (
    BEFORE,
    LONE,
    Child,
    Mistake,
    aged,
    cared_for,
    lasts,
    leaver,
    new,
    once,
    said,
    still,
    when,
)

_DAY = timedelta(days=1)
_DETAILS = {"IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "U1"}


_LEFT = when(LONE, aged(5, 17), lasts(40))


def _left_at_17(child: Child) -> None:
    """The child left on the 17th birthday, and has care leaver details."""
    day = child.first["DECOM"] + 30 * _DAY
    child.leave(day, "E4A")
    child.born(day.replace(year=day.year - 17))
    child.add("oc3", **_DETAILS)


def _left_as(rule: str, reason: str) -> Mistake:
    """A young person who left so is a care leaver as well."""

    def change(child: Child) -> None:
        _left_at_17(child)
        child.last.update(REC=reason)

    return Mistake(rule, _LEFT, change)


def _with_outcomes(child: Child) -> None:
    _left_at_17(child)
    child.add("oc2", TEETH_CHECK="1")


def _turned_17(child: Child) -> bool:
    return cared_for(child) and child.first["DECOM"] < child.birthday(17) <= child.end


def _at_home_at_17(child: Child) -> None:
    """Looked after from some days after the 17th birthday, and left in the same year."""
    day = child.first["DECOM"] - 9 * _DAY
    child.leave(child.first["DECOM"] + 30 * _DAY, "E4A")
    child.born(day.replace(year=day.year - 17))
    child.add("oc3", **_DETAILS)


def _not_at_once(child: Child) -> bool:
    """The ninth day before the first episode is of the same year."""
    return bool(child.first["DECOM"] - 9 * _DAY >= child.start)


def _at_20(child: Child) -> None:
    """Under section 20 in a children's home since before 18, with care leaver details at 19."""
    day = child.first["DECOM"].replace(year=child.first["DECOM"].year - 18) + 9 * _DAY
    child.born(day)
    child.put("episodes", LS="V2", PLACE="K2")
    child.only("oc2").update(SDQ_SCORE=None, SDQ_REASON=None)
    child.add("oc3", **_DETAILS)


def _long_ago(child: Child) -> bool:
    day = child.end - 800 * _DAY
    return cared_for(child) and once(child) and still(child) and child.first["DECOM"] < day


def _young(child: Child) -> None:
    """A care leaver of 18 who was never in a return."""
    child.born(child.start.replace(year=child.start.year - 18, month=9))


def _no_episodes(child: Child) -> bool:
    return leaver(child) and not child[BEFORE + "episodes"]


def _open_last_year(child: Child) -> None:
    child.add(BEFORE + "episodes", DECOM=child.start - 90 * _DAY, RNE="S", LS="C2")


def _two_numbers(child: Child) -> None:
    """The care leaver is in the return a second time."""
    for table in ("header", "oc3"):
        child.add(table, **{**child.only(table), "CHILD": f"{child.number}B", "row_id": None})


def _not_a_year(child: Child) -> bool:
    return cared_for(child) and new(child) and not child["oc2"] and aged(5, 16)(child)


MISTAKES = (
    _left_as("1000", "E2"),
    _left_as("1011", "E3"),
    Mistake("1002", when(_no_episodes, said("oc3", ACCOM="U1")), _young),
    Mistake("1007", when(new, still, _turned_17), lambda child: child.add("oc3", **_DETAILS)),
    Mistake("1016", when(_LEFT, _not_at_once), _at_home_at_17),
    Mistake(
        "391",
        when(_no_episodes, said("oc3", ACCOM="U1")),
        lambda child: child.born(child.end.replace(year=child.end.year - 16)),
    ),
    Mistake("444", leaver, _two_numbers),
    Mistake("1010", _no_episodes, _open_last_year),
    Mistake(
        "1012",
        leaver,
        lambda child: child.add("reviews", REVIEW=child.start, REVIEW_CODE="PN1"),
    ),
    Mistake("1014", leaver, lambda child: child.add("uasc", SEX=child.header["SEX"])),
    Mistake("187", when(_long_ago, aged(10, 16)), _at_20),
    Mistake("215", _LEFT, _with_outcomes, ("190",)),
    Mistake(
        "157",
        lambda child: any(row["SDQ_SCORE"] for row in child["oc2"]),
        lambda child: child.only("oc2").update(SDQ_SCORE=None, SDQ_REASON="SDQ1"),
    ),
    Mistake("185", _not_a_year, lambda child: child.add("oc2", SDQ_SCORE="9")),
    Mistake("198", _not_a_year, lambda child: child.add("oc2", SDQ_REASON="SDQ2")),
    Mistake(
        "188",
        when(aged(0, 3), lambda child: bool(child["oc2"])),
        lambda child: child.only("oc2").update(SDQ_SCORE="9"),
    ),
)
