"""Mistakes that are one change in one row."""

from collections.abc import Callable
from datetime import date, timedelta

from tests.returns.ssda903.mistakes.child import (
    LONE,
    Child,
    Fits,
    Mistake,
    Row,
    aged,
    cared_for,
    gone,
    leaver,
    new,
)

Change = Callable[[Row], Row]
Where = Callable[[Row], bool]
_DAY = timedelta(days=1)


def _row(
    rule: str,
    table: str,
    change: Change,
    where: Where = lambda row: True,
    *,
    among: Fits = bool,
    also: tuple[str, ...] = (),
    by: str = "",
) -> Mistake:
    """A change in the child's first row of the table of which `where` is true."""

    def fits(child: Child) -> bool:
        return any(where(row) for row in child[table]) and among(child)

    def put_in(child: Child) -> None:
        row = next(row for row in child[table] if where(row))
        row.update(change(row))

    return Mistake(rule, fits, put_in, also, by)


def _put(**values: object) -> Change:
    return lambda row: values


def _of(item: str, *values: object) -> Where:
    return lambda row: row[item] in values


def _filled(*items: str) -> Where:
    return lambda row: all(row[item] is not None for item in items)


def _moved(item: str, other: str, days: int) -> Change:
    return lambda row: {item: row[other] + days * _DAY}


def _is_open(row: Row) -> bool:
    return row["DEC"] is None and row["LS"] not in ("V3", "V4") and row["RNE"] == "S"


def _goes_on(*reasons: str) -> Where:
    """A later episode of a period that began in the same year's rows."""
    return lambda row: row["RNE"] in reasons and row["DECOM"] > date(2026, 5, 1)


def _has_left(row: Row) -> bool:
    return row["REC"] not in (None, "X1", "E11", "E12") and row["LS"] not in ("V3", "V4")


def _left_care(child: Child) -> bool:
    return cared_for(child) and gone(child)


MISTAKES = (
    _row("101", "header", _put(SEX="X"), _of("SEX", "M")),
    _row("102", "header", _put(DOB=None)),
    _row("103", "header", _put(ETHNIC="XXXX")),
    _row("105", "header", _put(UASC="2"), _of("UASC", "0")),
    _row("165", "header", _put(MOTHER="1"), _of("SEX", "M"), among=cared_for),
    _row("168", "header", _put(UPN="123")),
    _row("174", "header", _put(MC_DOB=date(2026, 6, 1)), _of("SEX", "M")),
    _row("232", "header", _put(SEX="U"), _of("SEX", "M")),
    _row("393", "header", _put(MOTHER=None), _of("MOTHER", "0")),
    _row("607", "header", _put(MOTHER=None), _filled("MOTHER"), among=_left_care, by="393"),
    _row("628", "header", _put(MOTHER="0"), _of("SEX", "F"), among=leaver),
    _row("442", "header", _put(UPN=None), _of("MOTHER", "0")),
    _row("611", "header", _put(MOTHER="1"), _of("MOTHER", "0"), among=aged(13, 17)),
    _row("612", "header", _put(MC_DOB=date(2026, 6, 1)), _of("MOTHER", "0")),
    _row("141", "episodes", _put(DECOM=None), among=LONE),
    _row("143", "episodes", _put(RNE="Q"), _is_open),
    _row("144", "episodes", _put(LS="Q1"), _is_open),
    _row("145", "episodes", _put(CIN="N9"), _is_open),
    _row("146", "episodes", _put(PLACE="H5"), _is_open),
    _row("147", "episodes", _put(unread=";DEC;"), _is_open),
    _row("148", "episodes", _put(REC="E8"), _is_open),
    _row("149", "episodes", _put(REC="E99"), _has_left),
    _row("178", "episodes", _put(PLACE_PROVIDER="PR9"), _is_open),
    _row("1009", "episodes", _put(REASON_PLACE_CHANGE="WHY"), _filled("REASON_PLACE_CHANGE")),
    _row("214", "episodes", _put(URN="SC123456"), _of("LS", "V4")),
    _row("355", "episodes", _moved("DEC", "DECOM", 0), _has_left),
    _row("356", "episodes", _moved("DEC", "DECOM", -1), _has_left),
    _row("392B", "episodes", _put(PL_POST=None), _of("PLACE", "U3"), among=LONE),
    _row("392C", "episodes", _put(PL_POST="NONE"), _of("PLACE", "U3"), among=LONE),
    _row(
        "392D",
        "episodes",
        lambda row: {"PL_POST": row["HOME_POST"]},
        _filled("HOME_POST"),
        among=LONE,
    ),
    _row("213", "episodes", _put(PLACE_PROVIDER="PR1"), _of("PLACE", "T1")),
    _row("242", "episodes", _put(URN="XXXXXXX"), _of("PLACE", "K2")),
    _row("142", "episodes", _put(DEC=None, REC=None), _of("REC", "X1")),
    _row("225", "episodes", _put(REASON_PLACE_CHANGE=None), _filled("REASON_PLACE_CHANGE")),
    _row("233", "episodes", _put(REASON_PLACE_CHANGE="OTHER"), _is_open),
    _row("388", "episodes", _put(REC="X1"), _has_left),
    _row(
        "433",
        "episodes",
        lambda row: {"DECOM": row["DECOM"] + _DAY},
        _goes_on("L"),
        among=new,
        also=("388",),
    ),
    _row("166", "reviews", _put(REVIEW=None)),
    _row("167", "reviews", _put(REVIEW_CODE="PN9")),
    _row("440", "reviews", _put(REVIEW_CODE="PN0"), _of("REVIEW_CODE", "PN7")),
    _row("180", "oc2", _put(SDQ_SCORE="41"), _filled("SDQ_SCORE")),
    _row("181", "oc2", _put(TEETH_CHECK="Y")),
    _row("182", "oc2", _put(TEETH_CHECK=None), _filled("CONVICTED")),
    _row("186", "oc2", _put(SDQ_SCORE=None), _filled("SDQ_SCORE")),
    _row("191", "oc2", _put(TEETH_CHECK=None), lambda row: row["CONVICTED"] is None),
    _row("544", "oc2", _put(CONVICTED="1", TEETH_CHECK=None), _filled("CONVICTED"), by="182"),
    _row("547", "oc2", _put(HEALTH_CHECK="1", TEETH_CHECK=None), _filled("HEALTH_CHECK"), by="182"),
    _row("192", "oc2", _put(SUBSTANCE_MISUSE="1"), _of("SUBSTANCE_MISUSE", "0")),
    _row("196", "oc2", _put(SDQ_REASON="SDQ9"), _filled("SDQ_REASON")),
    _row("197a", "oc2", _put(SDQ_REASON="SDQ2"), _filled("SDQ_SCORE")),
    _row("543", "oc2", _put(CONVICTED=None), _filled("CONVICTED")),
    _row("545", "oc2", _put(HEALTH_CHECK=None), _filled("HEALTH_CHECK")),
    _row("131", "oc3", _put(IN_TOUCH="?")),
    _row("153", "oc3", _put(ACTIV=None)),
    _row("345", "oc3", _put(ACTIV="0"), _of("IN_TOUCH", "YES")),
    _row("151", "ad1", _put(NB_ADOPTR=None), also=("601",)),
    _row("175", "ad1", _put(NB_ADOPTR="3")),
    _row("333", "ad1", _moved("DATE_INT", "DATE_MATCH", 1)),
    _row("514", "ad1", _put(SEX_ADOPTR="MM"), _of("LS_ADOPTR", "L0")),
    _row("523", "ad1", lambda row: {"DATE_INT": row["DATE_INT"] + _DAY}),
    _row(
        "119", "placed_adoption", _put(REASON_PLACED_CEASED="RD1"), _of("DATE_PLACED_CEASED", None)
    ),
    _row("631", "prev_perm", _put(PREV_PERM="P9"), _filled("LA_PERM")),
    _row("635", "prev_perm", _put(LA_PERM="839"), _of("PREV_PERM", "Z1")),
    _row("566", "missing", _put(MISSING=None, MIS_START=None)),
    _row("1006", "missing", _put(MISSING="X")),
    _row("567", "missing", _moved("MIS_END", "MIS_START", -1)),
    _row("SW02STG1", "sw_episodes", _put(SW_ID="12345")),
    _row("SW13STG1", "sw_episodes", _put(SW_REASON="?")),
    _row(
        "503C",
        "episodes",
        _put(CIN="N7"),
        lambda row: _is_open(row) and row["DECOM"] < date(2026, 4, 1),
    ),
    _row("RP-DOB-OC2", "oc2", lambda row: {"DOB": row["DOB"] - _DAY}),
    _row("702", "dolo", _moved("DOLO_END", "DOLO_START", -1)),
)
