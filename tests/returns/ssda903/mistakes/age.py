"""Mistakes that a child's age shows, and legal statuses that last too long."""

from datetime import timedelta

from tests.returns.ssda903.mistakes.child import (
    LONE,
    Child,
    Mistake,
    aged,
    cared_for,
    gone,
    lasts,
    when,
)

_DAY = timedelta(days=1)


def _lone(rule: str, youngest: int, oldest: int, **values: object) -> Mistake:
    return Mistake(
        rule,
        when(LONE, aged(youngest, oldest), lasts(40)),
        lambda child: child.last.update(values),
    )


def _an_adult(child: Child) -> None:
    """On starting to be looked after, and gone again."""
    began = child.first["DECOM"]
    child.leave(began + 30 * _DAY, "E4A")
    child.born(began.replace(year=began.year - 18) - _DAY)


def _left_as(rule: str, reason: str) -> Mistake:
    """A child of 5 to 12 leaves so after some weeks."""
    return Mistake(
        rule,
        when(LONE, aged(5, 12), lasts(40)),
        lambda child: child.leave(child.first["DECOM"] + 30 * _DAY, reason),
    )


def _goes_on_at_18(child: Child) -> None:
    """Neither the episode nor the social worker's ends on the 18th birthday."""
    child.last.update(DEC=None, REC=None)
    for row in child["sw_episodes"]:
        if row["SW_DEC"] == child.birthday(18):
            row.update(SW_DEC=None)


def _left_at_18(child: Child) -> bool:
    return child.last["DEC"] == child.birthday(18) < child.end and child.last["PLACE"] != "K2"


MISTAKES = (
    Mistake("352", when(LONE, aged(5, 17), lasts(40)), _an_adult),
    Mistake("359", when(cared_for, gone, _left_at_18), _goes_on_at_18, ("RP-OC2",)),
    _left_as("387", "E5"),
    _left_as("389", "E7"),
    _lone("358", 4, 9, LS="J1"),
    _lone("361", 4, 17, LS="L1"),
    _lone("362", 4, 17, LS="L2"),
    _lone("363", 4, 17, LS="L3"),
    _lone("364", 12, 17, LS="J2"),
    _lone("372", 4, 9, PLACE="R5", PLACE_PROVIDER="PR4", URN=None),
    _lone("374", 4, 13, PLACE="P3", URN=None),
)
