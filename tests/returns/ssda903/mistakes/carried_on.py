"""Mistakes that last year's return shows."""

from datetime import timedelta

from tests.returns.ssda903.mistakes.child import (
    BEFORE,
    Child,
    Fits,
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


def _another(rule: str, item: str, was: str, now: str) -> Mistake:
    """An item of the open episode that the county leaves to the department."""

    def change(child: Child) -> None:
        child.last[item] = now
        child[BEFORE + "episodes"][-1][item] = was

    return Mistake(rule, when(_carried, still), change)


def _another_sex(child: Child) -> None:
    child[BEFORE + "header"][0].update(SEX="U")


def _still_missing(child: Child) -> None:
    """Last year ended with a period that this year's first row does not go on with."""
    child.add(BEFORE + "missing", MISSING="M", MIS_START=child.start - 20 * _DAY)


def _back_unseen(child: Child) -> None:
    """The child had left and came back before this year; last year's return does not have that."""
    day = child.start - 30 * _DAY
    child[BEFORE + "episodes"][-1].update(DEC=day - 30 * _DAY, REC="E8")
    child.last.update(DECOM=day)


def _last_year(rule: str, fits: Fits, **was: str) -> Mistake:
    """The open episode said something else of one item."""
    return Mistake(
        rule,
        when(_carried, still, fits),
        lambda child: child[BEFORE + "episodes"][-1].update(was),
    )


def _a_mother_before(child: Child) -> None:
    """Her child was born last year, and the return said that she was no mother."""
    child.header.update(MOTHER="1", MC_DOB=child.start - 90 * _DAY)


MISTAKES = (
    Mistake(
        "562", when(_carried, still, lambda c: c.first["DECOM"].year < c.end.year - 1), _back_unseen
    ),
    _last_year("503D", said("episodes", PLACE="U6"), PLACE="U1"),
    _last_year("503F", said("episodes", PLACE="U6"), URN="SC999999"),
    _last_year("503E", said("episodes", PLACE_PROVIDER="PR1"), PLACE_PROVIDER="PR2"),
    Mistake("626", _a_girl, _a_mother_before),
    Mistake(
        "625",
        _a_girl,
        lambda child: child.header.update(MOTHER="1", MC_DOB=child.end + _DAY),
    ),
    Mistake("NoE", when(_carried, still), lambda child: child.drop(BEFORE + "episodes")),
    _another("503H", "PL_LA", "E06000015", "E06000016"),
    _another("503J", "PL_LOCATION", "IN", "OUT"),
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
