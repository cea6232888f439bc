"""Mistakes in dates of episodes, and in how one follows another."""

from datetime import date, timedelta

from tests.returns.ssda903.mistakes.child import (
    LONE,
    Child,
    Mistake,
    aged,
    cared_for,
    ends,
    gone,
    lasts,
    moved,
    new,
    once,
    still,
    when,
)

_DAY = timedelta(days=1)
_HOSPITAL = {"PLACE": "T1", "PLACE_PROVIDER": None, "URN": None, "RNE": "P"}


def _after_a_stay(child: Child) -> bool:
    """The last episode is the return from a temporary placement of the year."""
    rows = child["episodes"]
    return len(rows) > 2 and rows[-2]["PLACE"] == "T1" and rows[-2]["DECOM"] > child.start


def _stay(child: Child, day: date, days: int, place: str) -> None:
    """A stay in a temporary placement, and back."""
    usual = dict(child.last)
    child.then(child.last, day, **_HOSPITAL | {"PLACE": place})
    back = {item: usual[item] for item in ("PLACE", "PLACE_PROVIDER", "URN")}
    child.then(child.last, day + days * _DAY, **back, RNE="P")
    child.last.update(DEC=None, REC=None)


def _three_holidays(child: Child) -> None:
    for months in (1, 2, 3):
        _stay(child, child.first["DECOM"] + months * 30 * _DAY, 7, "T3")


def _long_stay(rule: str, days: int, place: str) -> Mistake:
    def change(child: Child) -> None:
        _stay(child, child.first["DECOM"] + 20 * _DAY, days, place)

    return Mistake(rule, when(LONE, aged(4, 17), lasts(150)), change)


def _overlaps(child: Child) -> None:
    child.last.update(DECOM=child.last["DECOM"] - _DAY)


def _goes_on(rule: str, reason: str, **values: object) -> Mistake:
    def change(child: Child) -> None:
        child.last.update(values)

    fits = when(cared_for, moved, still, ends(RNE=reason), lambda c: not _after_a_stay(c))
    return Mistake(rule, fits, change)


MISTAKES = (
    Mistake("354", when(LONE, aged(4, 15)), lambda c: c.last.update(DECOM=c.end + _DAY)),
    Mistake("385", when(LONE, aged(4, 15)), lambda c: c.last.update(DEC=c.end + _DAY, REC="E8")),
    Mistake(
        "353",
        when(cared_for, once, still, lambda c: c.first["DECOM"] < c.start),
        lambda c: c.last.update(DECOM=date(1990, 1, 1)),
    ),
    Mistake(
        "302",
        when(cared_for, once, gone, lambda c: c.first["DECOM"] > c.start),
        lambda c: c.last.update(DECOM=c.header["DOB"] - _DAY),
    ),
    Mistake(
        "446",
        when(moved, ends(PLACE="A6"), lambda child: child.first["PLACE"] != "A6"),
        lambda child: child.first.update(LS="E1", DECOM=date(2005, 11, 30)),
        ("554",),
        by="302",
    ),
    Mistake("431", when(cared_for, new, moved, ends(RNE="P")), lambda c: c.last.update(RNE="S")),
    Mistake("357", when(LONE, aged(4, 15)), lambda child: child.last.update(RNE="P")),
    Mistake("504", when(cared_for, moved, still), lambda child: child.last.update(CIN="N7")),
    Mistake("383", when(_after_a_stay, still), lambda c: c.last.update(PL_POST="LE1 1AA")),
    _goes_on("434", "P", RNE="L"),
    _goes_on("435", "P", LS="C1"),
    _goes_on("436", "P", RNE="B"),
    Mistake("501", when(cared_for, moved, still, ends(RNE="L")), _overlaps, ("388",)),
    Mistake("377", when(LONE, aged(4, 17), lasts(150)), _three_holidays),
    _long_stay("375", 43, "T1"),
    _long_stay("376", 22, "T3"),
    _long_stay("379", 8, "T4"),
)
