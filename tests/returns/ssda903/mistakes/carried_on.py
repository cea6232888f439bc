"""Mistakes that last year's return shows."""

from datetime import timedelta

from tests.returns.ssda903.mistakes.child import (
    BEFORE,
    Child,
    Mistake,
    aged,
    cared_for,
    once,
    said,
    still,
    when,
)

_DAY = timedelta(days=1)


def _carried(child: Child) -> bool:
    """The only episode was open at the end of last year."""
    return cared_for(child) and once(child) and child.first["DECOM"] < child.start


def _another_first_child(child: Child) -> None:
    """A mother in both years, of a child with another date of birth."""
    child.put("header", MOTHER="1", MC_DOB=child.start - 90 * _DAY)
    child[BEFORE + "header"][0].update(MC_DOB=child.start - 91 * _DAY)


def _older_than_her_mother(child: Child) -> None:
    child.put("header", MOTHER="1", MC_DOB=child.header["DOB"])


def _a_girl(child: Child) -> bool:
    return _carried(child) and still(child) and child.header["SEX"] == "F" and aged(15, 17)(child)


def _another_location(child: Child) -> None:
    child.last.update(PL_LOCATION="OUT")
    child[BEFORE + "episodes"][-1].update(PL_LOCATION="IN")


def _another_sex(child: Child) -> None:
    child[BEFORE + "header"][0].update(SEX="U")


def _still_missing(child: Child) -> None:
    """Last year ended with a period that this year's first row does not go on with."""
    child.add(BEFORE + "missing", MISSING="M", MIS_START=child.start - 20 * _DAY)


MISTAKES = (
    Mistake("NoE", when(_carried, still), lambda child: child.drop(BEFORE + "episodes")),
    Mistake(
        "503E",
        when(_carried, still, said("episodes", PLACE_PROVIDER="PR1")),
        lambda child: child[BEFORE + "episodes"][-1].update(PLACE_PROVIDER="PR2"),
    ),
    Mistake("503J", when(_carried, still), _another_location),
    Mistake("202", lambda child: bool(child[BEFORE + "header"]), _another_sex),
    Mistake("621", _a_girl, _older_than_her_mother),
    Mistake("624", _a_girl, _another_first_child),
    Mistake("576", lambda c: _carried(c) and bool(c["missing"]), _still_missing),
    Mistake(
        "706",
        _carried,
        lambda c: c.add(BEFORE + "dolo", DOLO_START=c.start - 20 * _DAY),
    ),
)
