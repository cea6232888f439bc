"""Mistakes in one episode's placement, its provider and its number."""

from tests.returns.ssda903.mistakes.child import (
    LONE,
    Child,
    Mistake,
    aged,
    cared_for,
    ends,
    gone,
    moved,
    new,
    said,
    when,
)

_OTHER = "LE1 1AA"


def _lone(rule: str, **values: object) -> Mistake:
    return Mistake(rule, when(LONE, aged(4, 17)), lambda child: child.last.update(values))


def _adopted(rule: str, **values: object) -> Mistake:
    """In the placement for adoption."""
    return Mistake(
        rule,
        when(gone, moved, ends(PLACE="A6"), said("ad1")),
        lambda child: child.last.update(values),
    )


def _temporary(rule: str, **values: object) -> Mistake:
    """In a temporary placement that has ended."""

    def change(child: Child) -> None:
        _stay(child).update(values)

    return Mistake(rule, _has_stay, change)


def _stay(child: Child) -> dict[str, object]:
    rows = child["episodes"]
    return next(r for r in rows[1:] if r["PLACE"] == "T1" and r["DECOM"] > child.start and r["DEC"])


def _has_stay(child: Child) -> bool:
    rows = child["episodes"]
    return any(r["PLACE"] == "T1" and r["DECOM"] > child.start and r["DEC"] for r in rows[1:])


def _with_current_carers(child: Child) -> None:
    child.last.update(PLACE="A5")
    child.only("ad1").update(FOSTER_CARE="1")


def _from_a_home(child: Child) -> None:
    """Placed for adoption with consent from a children's home."""
    child.put("episodes", PLACE="K2")
    child.last.update(PLACE="A4")


def _ended_in_hospital(child: Child) -> None:
    child["episodes"][-2].update(REASON_PLACE_CHANGE=None)
    child.last.update(PLACE="T1", PLACE_PROVIDER=None, URN=None)


def _at_home_before(child: Child) -> bool:
    return child["episodes"][-2]["PLACE"] != "T1"


def _into_foster_care(child: Child) -> None:
    child.last.update(PLACE="U5", LS="E1")


MISTAKES = (
    _lone("179", PL_LOCATION="?"),
    _lone("218", URN=None),
    _lone("243", PL_LA="SCO"),
    _lone("526", PLACE_PROVIDER=None),
    _lone("527", PLACE="R2", PLACE_PROVIDER="PR1", URN=None),
    _lone("528", PLACE="R2", PLACE_PROVIDER="PR2", URN=None),
    _lone("530", LS="C1", PLACE="P1", PLACE_PROVIDER="PR4", URN=None),
    _lone("531", LS="C1", PLACE="P1", PLACE_PROVIDER="PR5", URN=None),
    _lone("550", PLACE_PROVIDER="PR0"),
    _lone("380", PLACE="T1", PLACE_PROVIDER=None, URN=None),
    Mistake("451", LONE, lambda child: child.last.update(LS="D1"), by="445"),
    _lone("378", PLACE="P1", PLACE_PROVIDER="PR0", URN=None, LS="V2"),
    _temporary("222", URN="SC123456"),
    _temporary("226", REASON_PLACE_CHANGE="OTHER"),
    _adopted("408", LS="C2", RNE="B"),
    Mistake("217", when(gone, moved, ends(PLACE="A6")), _with_current_carers),
    Mistake("336", when(gone, moved, ends(PLACE="A6")), _from_a_home),
    Mistake("390", when(gone, moved, ends(PLACE="A6")), _into_foster_care),
    Mistake(
        "381",
        when(cared_for, gone, moved, ends(REC="E4A", RNE="P"), aged(4, 17), _at_home_before),
        _ended_in_hospital,
    ),
    Mistake(
        "516",
        when(cared_for, new, gone, ends(PLACE="K2"), aged(4, 16)),
        lambda child: child.last.update(REC="E46"),
    ),
)
