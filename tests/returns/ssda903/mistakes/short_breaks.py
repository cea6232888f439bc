"""Mistakes in short breaks (legal status V3 and V4)."""

from datetime import timedelta

from tests.returns.ssda903.mistakes.child import (
    Child,
    Mistake,
    lasts,
    new,
    once,
    short_break,
    still,
    when,
)

_DAY = timedelta(days=1)
_NEW = when(short_break, new, once, still, lasts(120))


def _ends(child: Child, days: int, **values: object) -> None:
    """The break lasts so many days."""
    child.last.update(values, DEC=child.last["DECOM"] + days * _DAY, REC="E8")


def _another(child: Child, days: int, **values: object) -> None:
    """A break some days after the last one, as long as it."""
    long = child.last["DEC"] - child.last["DECOM"]
    began = child.last["DEC"] + days * _DAY
    child.add(
        "episodes", **{**child.last, "DECOM": began, "DEC": began + long, "row_id": None, **values}
    )


def _on_and_on(child: Child) -> None:
    _ends(child, 10, LS="V3")
    last = child.last
    again = child.then(last, last["DEC"], RNE="P", PLACE="U6")
    last.update(REASON_PLACE_CHANGE="CARPL")
    again.update(DEC=again["DECOM"] + 10 * _DAY, REC="E8")


def _many(child: Child) -> None:
    _ends(child, 16, LS="V3")
    for _ in range(4):
        _another(child, 5)


def _both_kinds(child: Child) -> None:
    _ends(child, 10)
    _another(child, 5, LS="V3")


def _in_hospital(child: Child) -> None:
    child.put("episodes", RNE="P", PLACE="T1", PLACE_PROVIDER=None)


def _old(child: Child) -> bool:
    """Carried on from last year: a mistake in both returns is no change."""
    return short_break(child) and still(child) and not new(child)


def _a_girl(child: Child) -> bool:
    return child.header["SEX"] == "F"


MISTAKES = (
    Mistake("365", _NEW, lambda child: _ends(child, 18, LS="V3")),
    Mistake("366", _NEW, _on_and_on),
    Mistake("367", _NEW, _many),
    Mistake("426", _NEW, _both_kinds),
    Mistake("384", _old, lambda child: child.put("episodes", PLACE="U4")),
    Mistake("420", _old, lambda child: child.put("episodes", PL_LA="E06000015")),
    Mistake("382", _old, _in_hospital),
    Mistake("399", when(short_break, _a_girl), lambda child: child.header.update(MOTHER="0")),
)
