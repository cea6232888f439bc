"""Faults put into a clean return: each is one change in one row, and the rule that is to find it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

Row = Mapping[str, object]
Change = Callable[[Row], Row]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Fault:
    rule: str
    table: str
    change: Change
    where: Callable[[Row], bool] = lambda row: True
    year: int = 2026


def put(**values: object) -> Change:
    return lambda row: values


def of(item: str, *values: object) -> Callable[[Row], bool]:
    return lambda row: row[item] in values


def filled(*items: str) -> Callable[[Row], bool]:
    return lambda row: all(row[item] is not None for item in items)


def moved(item: str, other: str, days: int) -> Change:
    return lambda row: {item: row[other] + timedelta(days=days)}  # type: ignore[operator]


def is_open(row: Row) -> bool:
    return row["DEC"] is None and row["LS"] not in ("V3", "V4") and row["RNE"] == "S"


def goes_on(*reasons: str) -> Callable[[Row], bool]:
    """A later episode of a period that began in the same year's rows."""
    return lambda row: row["RNE"] in reasons and row["DECOM"] > date(2025, 5, 1)  # type: ignore[operator]


def has_left(row: Row) -> bool:
    return row["REC"] not in (None, "X1", "E11", "E12") and row["LS"] not in ("V3", "V4")


NEXT_YEAR = date(2026, 4, 1)
FAULTS = (
    Fault("101", "header", put(SEX="X"), of("SEX", "M")),
    Fault("102", "header", put(DOB=None)),
    Fault("103", "header", put(ETHNIC="XXXX")),
    Fault("105", "header", put(UASC="2"), of("UASC", "0")),
    Fault("165", "header", put(MOTHER="1"), of("SEX", "M")),
    Fault("168", "header", put(UPN="123")),
    Fault("174", "header", put(MC_DOB=date(2025, 6, 1)), of("SEX", "M")),
    Fault("232", "header", put(SEX="U"), of("SEX", "M")),
    Fault("301", "header", put(DOB=NEXT_YEAR)),
    Fault("351", "header", put(DOB=date(1990, 1, 1))),
    Fault("393", "header", put(MOTHER=None), of("MOTHER", "0")),
    Fault("442", "header", put(UPN=None), of("MOTHER", "0")),
    Fault("611", "header", put(MOTHER="1"), of("MOTHER", "0")),
    Fault("612", "header", put(MC_DOB=date(2025, 6, 1)), of("MOTHER", "0")),
    Fault("141", "episodes", put(DECOM=None)),
    Fault("143", "episodes", put(RNE="Q"), is_open),
    Fault("144", "episodes", put(LS="Q1"), is_open),
    Fault("145", "episodes", put(CIN="N9"), is_open),
    Fault("146", "episodes", put(PLACE="H5"), is_open),
    Fault("147", "episodes", put(unread=";DEC;"), is_open),
    Fault("148", "episodes", put(REC="E8"), is_open),
    Fault("149", "episodes", put(REC="E99"), has_left),
    Fault("178", "episodes", put(PLACE_PROVIDER="PR9"), is_open),
    Fault("1009", "episodes", put(REASON_PLACE_CHANGE="WHY"), filled("REASON_PLACE_CHANGE")),
    Fault("214", "episodes", put(URN="SC123456"), of("LS", "V4")),
    Fault("353", "episodes", put(DECOM=date(1990, 1, 1)), is_open),
    Fault("354", "episodes", put(DECOM=NEXT_YEAR), is_open),
    Fault("355", "episodes", moved("DEC", "DECOM", 0), has_left),
    Fault("356", "episodes", moved("DEC", "DECOM", -1), has_left),
    Fault("385", "episodes", put(DEC=NEXT_YEAR), has_left),
    Fault("392B", "episodes", put(PL_POST=None), of("PLACE", "U3")),
    Fault("392C", "episodes", put(PL_POST="NONE"), of("PLACE", "U3")),
    Fault("392D", "episodes", lambda row: {"PL_POST": row["HOME_POST"]}, filled("HOME_POST")),
    Fault("213", "episodes", put(PLACE_PROVIDER="PR1"), of("PLACE", "T1")),
    Fault("526", "episodes", put(PLACE_PROVIDER=None), is_open),
    Fault("530", "episodes", put(PLACE="P1"), of("PLACE_PROVIDER", "PR4")),
    Fault("550", "episodes", put(PLACE_PROVIDER="PR0"), is_open),
    Fault("218", "episodes", put(URN=None), is_open),
    Fault("222", "episodes", put(PLACE="P1"), is_open),
    Fault("242", "episodes", put(URN="XXXXXXX"), of("PLACE", "K2")),
    Fault("378", "episodes", put(PLACE="P1", LS="V2"), is_open),
    Fault("380", "episodes", put(RNE="S"), of("PLACE", "T1")),
    Fault("382", "episodes", put(PLACE="T1"), of("LS", "V4")),
    Fault("384", "episodes", put(PLACE="U4"), of("LS", "V4")),
    Fault("390", "episodes", put(REC="E11"), has_left),
    Fault("408", "episodes", put(PLACE="A6"), of("LS", "V2")),
    Fault("516", "episodes", put(REC="E45"), of("PLACE", "K3")),
    Fault("142", "episodes", put(DEC=None, REC=None), of("REC", "X1")),
    Fault("225", "episodes", put(REASON_PLACE_CHANGE=None), filled("REASON_PLACE_CHANGE")),
    Fault("233", "episodes", put(REASON_PLACE_CHANGE="OTHER"), is_open),
    Fault("388", "episodes", put(REC="X1"), has_left),
    Fault("433", "episodes", lambda row: {"DECOM": row["DECOM"] + DAY}, goes_on("L")),  # type: ignore[operator]
    Fault("434", "episodes", put(RNE="L"), goes_on("P")),
    Fault("501", "episodes", lambda row: {"DECOM": row["DECOM"] - DAY}, goes_on("L")),  # type: ignore[operator]
    Fault("504", "episodes", put(CIN="N7"), lambda row: row["RNE"] == "L" and row["DEC"] is None),
    Fault("166", "reviews", put(REVIEW=None)),
    Fault("167", "reviews", put(REVIEW_CODE="PN9")),
    Fault("440", "reviews", put(REVIEW_CODE="PN0"), of("REVIEW_CODE", "PN7")),
    Fault("304", "uasc", put(DUC=date(2026, 3, 1), DOB=date(2008, 1, 1))),
    Fault("180", "oc2", put(SDQ_SCORE="41"), filled("SDQ_SCORE")),
    Fault("181", "oc2", put(TEETH_CHECK="Y")),
    Fault("182", "oc2", put(TEETH_CHECK=None), filled("CONVICTED")),
    Fault("186", "oc2", put(SDQ_SCORE=None), filled("SDQ_SCORE")),
    Fault("191", "oc2", put(TEETH_CHECK=None), lambda row: row["CONVICTED"] is None),
    Fault("192", "oc2", put(SUBSTANCE_MISUSE="1"), of("SUBSTANCE_MISUSE", "0")),
    Fault("196", "oc2", put(SDQ_REASON="SDQ9"), filled("SDQ_REASON")),
    Fault("197a", "oc2", put(SDQ_REASON="SDQ2"), filled("SDQ_SCORE")),
    Fault("543", "oc2", put(CONVICTED=None), filled("CONVICTED")),
    Fault("545", "oc2", put(HEALTH_CHECK=None), filled("HEALTH_CHECK")),
    Fault("131", "oc3", put(IN_TOUCH="?")),
    Fault("153", "oc3", put(ACTIV=None)),
    Fault("345", "oc3", put(ACTIV="0"), of("IN_TOUCH", "YES")),
    Fault("391", "oc3", put(DOB=date(2009, 4, 1))),
    Fault("151", "ad1", put(NB_ADOPTR=None)),
    Fault("175", "ad1", put(NB_ADOPTR="3")),
    Fault("333", "ad1", moved("DATE_INT", "DATE_MATCH", 1)),
    Fault("514", "ad1", put(SEX_ADOPTR="MM"), of("LS_ADOPTR", "L0")),
    Fault("523", "ad1", lambda row: {"DATE_INT": row["DATE_INT"] + DAY}),  # type: ignore[operator]
    Fault("117", "placed_adoption", put(DATE_PLACED=NEXT_YEAR)),
    Fault(
        "119", "placed_adoption", put(REASON_PLACED_CEASED="RD1"), of("DATE_PLACED_CEASED", None)
    ),
    Fault("631", "prev_perm", put(PREV_PERM="P9")),
    Fault("635", "prev_perm", put(LA_PERM="839"), of("PREV_PERM", "Z1")),
    Fault("1006", "missing", put(MISSING="X")),
    Fault("567", "missing", moved("MIS_END", "MIS_START", -1)),
    Fault("571", "missing", put(MIS_END=NEXT_YEAR)),
    Fault("SW02STG1", "sw_episodes", put(SW_ID="12345")),
    Fault("SW13STG1", "sw_episodes", put(SW_REASON="?")),
    Fault("SW18STG2", "sw_episodes", moved("SW_DEC", "SW_DECOM", -1)),
    Fault(
        "503C",
        "episodes",
        put(CIN="N7"),
        lambda row: is_open(row) and row["DECOM"] < date(2025, 4, 1),
    ),  # type: ignore[operator]
    Fault("RP-HEADER-EPISODES", "episodes", put(CHILD="1"), is_open),
    Fault("RP-DOB-OC2", "oc2", lambda row: {"DOB": row["DOB"] - DAY}),  # type: ignore[operator]
    Fault("702", "dolo", moved("DOLO_END", "DOLO_START", -1), year=2027),
    Fault("708", "dolo", moved("DOB", "DOLO_START", 1), year=2027),
)
