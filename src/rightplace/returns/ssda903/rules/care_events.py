"""Rules on reviews, unaccompanied asylum-seeking children, and children who were missing."""

from functools import partial

from rightplace.facts.quality import Rule, Severity
from rightplace.returns.ssda903.rules.look import (
    birthday,
    care,
    chain,
    end,
    filled,
    in_table,
    last_year,
    rows_found,
    start,
)
from rightplace.returns.ssda903.rules.write import (
    DFE,
    UNSURE,
    code_rule,
    date_rule,
    day,
    near,
    of,
    row,
)

_review = partial(Rule, source=DFE, severity=Severity.ERROR, table="reviews")
_uasc = partial(Rule, source=DFE, severity=Severity.ERROR, table="uasc")
_missing = partial(Rule, source=DFE, severity=Severity.ERROR, table="missing")
_APRIL, _JUNE, _SEPT = day("2024-04-03"), day("2024-06-03"), day("2024-09-02")
_LEFT = row(CHILD="1", DECOM=day("2023-06-03"), DEC=_JUNE, REC="E8", LS="C2")

RULES = (
    date_rule("166", "reviews", "REVIEW", "date of the review", needed=True),
    code_rule("167", "reviews", "REVIEW_CODE", "REVIEW_CODE", "PN1", "participation", needed=True),
    _review(
        id="440",
        fields=("REVIEW", "REVIEW_CODE"),
        message="Participation says that the child was under 4, and the child was older",
        hint="Enter how the child took part (PN1 to PN7).",
        fails=lambda t, d: (t.REVIEW_CODE == "PN0") & (birthday(t.DOB, 4) < t.REVIEW),
        passing=(of(reviews=[row(REVIEW_CODE="PN0", REVIEW=_JUNE, DOB=day("2020-06-03"))]),),
        failing=(of(reviews=[row(REVIEW_CODE="PN0", REVIEW=_JUNE, DOB=day("2020-06-02"))]),),
    ),
    _review(
        id="441",
        fields=("REVIEW", "REVIEW_CODE"),
        message="Participation says that the child was 4 or more, and the child was younger",
        hint="Use PN0.",
        fails=lambda t, d: (
            t.REVIEW_CODE.isin([f"PN{n}" for n in range(1, 8)]) & (birthday(t.DOB, 4) > t.REVIEW)
        ),
        passing=(of(reviews=[row(REVIEW_CODE="PN1", REVIEW=_JUNE, DOB=day("2020-06-03"))]),),
        failing=(of(reviews=[row(REVIEW_CODE="PN1", REVIEW=_JUNE, DOB=day("2020-06-04"))]),),
    ),
    _uasc(
        id="104",
        source=f"{UNSURE}it asks for a date that is not before the year",
        fields=("DUC",),
        message="The date on which the status ceased is not a date, or lies before the year",
        hint="Correct the date, or take the child out of the table.",
        fails=lambda t, d: t.unread.contains(";DUC;").fill_null(False) | (start(d) > t.DUC),
        passing=(of(uasc=[row(DUC=day("2024-04-01")), row()]),),
        failing=(of(uasc=[row(unread=";DUC;"), row(DUC=day("2024-03-31"))]),),
    ),
    _uasc(
        id="303",
        fields=("DUC",),
        message="A date is given, and the header says that the child was no asylum-seeking child",
        hint="Set UASC in the header to 1, or take the date out.",
        fails=lambda t, d: (
            t.DUC.notnull() & in_table(t, d["header"].filter(d["header"].UASC == "0"))
        ),
        passing=(of(uasc=[row(CHILD="1", DUC=_JUNE)], header=[row(CHILD="1", UASC="1")]),),
        failing=(of(uasc=[row(CHILD="1", DUC=_JUNE)], header=[row(CHILD="1", UASC="0")]),),
    ),
    _uasc(
        id="304",
        fields=("DUC", "DOB"),
        message="The status ceased after the 18th birthday",
        hint="It ends on that day at the latest.",
        fails=lambda t, d: birthday(t.DOB, 18) < t.DUC,
        passing=(of(uasc=[row(DUC=_JUNE, DOB=day("2006-06-03"))]),),
        failing=(of(uasc=[row(DUC=_JUNE, DOB=day("2006-06-02"))]),),
    ),
    _uasc(
        id="1014",
        fields=("CHILD",),
        message="A care leaver without episodes this year is in the asylum-seeking table",
        hint="Take the row out.",
        fails=lambda t, d: (
            ~in_table(t, d["episodes"])
            & in_table(t, d["oc3"].filter(filled(d["oc3"], ("IN_TOUCH", "ACTIV", "ACCOM"))))
        ),
        passing=(
            of(
                uasc=[row(CHILD="1")],
                oc3=[row(CHILD="1", IN_TOUCH="YES")],
                episodes=[row(CHILD="1")],
            ),
        ),
        failing=(of(uasc=[row(CHILD="1")], oc3=[row(CHILD="1", IN_TOUCH="YES")]),),
    ),
    date_rule("1004", "missing", "MIS_START", "first day missing"),
    date_rule("1005", "missing", "MIS_END", "last day missing"),
    code_rule("1006", "missing", "MISSING", "MISSING", "M", "missing or away"),
    _missing(
        id="564",
        fields=("MISSING", "MIS_START"),
        message="The child was missing or away, and the first day is blank",
        hint="Enter the day.",
        after=("1004",),
        fails=lambda t, d: t.MISSING.isin(["M", "A"]) & t.MIS_START.isnull(),
        passing=(of(missing=[row(MISSING="M", MIS_START=_JUNE), row()]),),
        failing=(of(missing=[row(MISSING="A")]),),
    ),
    _missing(
        id="565",
        fields=("MISSING", "MIS_START"),
        message="A first day is given, and whether the child was missing or away is blank",
        hint="Enter M or A.",
        fails=lambda t, d: t.MISSING.isnull() & t.MIS_START.notnull(),
        passing=(of(missing=[row(MISSING="M", MIS_START=_JUNE)]),),
        failing=(of(missing=[row(MIS_START=_JUNE)]),),
    ),
    _missing(
        id="566",
        fields=("MISSING", "MIS_END"),
        message="A last day is given, and whether the child was missing or away is blank",
        hint="Enter M or A.",
        after=("565",),
        fails=lambda t, d: t.MISSING.isnull() & t.MIS_END.notnull(),
        passing=(of(missing=[row(MISSING="M", MIS_START=_JUNE, MIS_END=_JUNE)]),),
        failing=(of(missing=[row(MIS_END=_JUNE)]),),
    ),
    _missing(
        id="567",
        fields=("MIS_START", "MIS_END"),
        message="The period ended before it began",
        hint="Correct one of the two dates.",
        fails=lambda t, d: t.MIS_END < t.MIS_START,
        passing=(of(missing=[row(MIS_START=_JUNE, MIS_END=_JUNE), row(MIS_START=_JUNE)]),),
        failing=(of(missing=[row(MIS_START=_JUNE, MIS_END=_APRIL)]),),
    ),
    _missing(
        id="570",
        fields=("MIS_START",),
        message="The period began after the end of the year",
        hint="Leave it for next year's return.",
        fails=lambda t, d: end(d) < t.MIS_START,
        passing=(of(missing=[row(MIS_START=day("2025-03-31"))]),),
        failing=(of(missing=[row(MIS_START=day("2025-04-01"))]),),
    ),
    _missing(
        id="571",
        fields=("MIS_END",),
        message="The period ended before the year began or after it ended",
        hint="Correct the date, or leave the row out.",
        fails=lambda t, d: (start(d) > t.MIS_END) | (end(d) < t.MIS_END),
        passing=(of(missing=[row(MIS_END=day("2024-04-01")), row(MIS_END=day("2025-03-31"))]),),
        failing=(of(missing=[row(MIS_END=day("2024-03-31")), row(MIS_END=day("2025-04-01"))]),),
    ),
    _missing(
        id="574",
        fields=("MIS_START", "MIS_END"),
        message="The period begins while the one before it lasts",
        hint="End the earlier period, or join the two.",
        fails=lambda t, d: rows_found(
            m := t.filter(t.MIS_START.notnull()).mutate(
                PREV=t.MIS_END.lag().over(group_by="CHILD", order_by=["MIS_START", "row_id"]),
                N=t.row_id.count().over(
                    group_by="CHILD", order_by=["MIS_START", "row_id"], rows=(None, 0)
                ),
            ),
            (m.N > 1) & (m.PREV.isnull() | (m.MIS_START < m.PREV)),
        ),
        passing=(
            of(
                missing=[
                    row(CHILD="1", MIS_START=_APRIL, MIS_END=_JUNE),
                    row(CHILD="1", MIS_START=_JUNE),
                ]
            ),
        ),
        failing=(
            of(
                missing=[
                    near(CHILD="1", MIS_START=_APRIL),
                    row(CHILD="1", MIS_START=_JUNE),
                    near(CHILD="2", MIS_START=_APRIL, MIS_END=_SEPT),
                    row(CHILD="2", MIS_START=_JUNE),
                ]
            ),
        ),
    ),
    _missing(
        id="575",
        source=f"{UNSURE}an episode that ends only because the legal status changes is left out",
        fields=("MIS_END",),
        message="The placement from which the child went missing has ended, and the period is still open",
        hint="Enter the day on which the period ended.",
        after=("577",),
        fails=lambda t, d: rows_found(
            both := t.filter(
                t.MIS_END.isnull() & ~t.unread.contains(";MIS_END;").fill_null(False)
            ).inner_join(chain(d).drop("unread", "row_id"), "CHILD"),
            both.MIS_START.between(both.DECOM, both.DEC) & (both.NEXT_RNE != "L").fill_null(True),
        ),
        passing=(
            of(
                missing=[row(CHILD="1", MIS_START=_APRIL)],
                episodes=[
                    row(CHILD="1", DECOM=day("2024-01-03"), DEC=_JUNE, REC="X1"),
                    row(CHILD="1", DECOM=_JUNE, RNE="L"),
                ],
            ),
        ),
        failing=(
            of(
                missing=[row(CHILD="1", MIS_START=_APRIL)],
                episodes=[
                    row(CHILD="1", DECOM=day("2024-01-03"), DEC=_JUNE, REC="X1"),
                    row(CHILD="1", DECOM=_JUNE, RNE="P"),
                ],
            ),
        ),
    ),
    _missing(
        id="576",
        source=f"{UNSURE}it is asked of children who are in the table this year",
        fields=("MIS_START",),
        message="Last year ended with an open period, and this year's first is another",
        hint="Load the open period with its end.",
        needs_previous=True,
        fails=lambda t, d: rows_found(
            m := t.mutate(N=t.MIS_START.min().over(group_by="CHILD")).inner_join(
                last_year(d, "missing")
                .filter(lambda b: b.MIS_END.isnull() & b.MIS_START.notnull())
                .select("CHILD", WAS=lambda b: b.MIS_START),
                "CHILD",
            ),
            (m.MIS_START == m.N) & (m.MIS_START != m.WAS),
        ),
        passing=(
            of(
                previous_missing=[row(CHILD="1", MIS_START=day("2024-03-03"))],
                missing=[row(CHILD="1", MIS_START=day("2024-03-03"), MIS_END=_APRIL)],
            ),
        ),
        failing=(
            of(
                previous_missing=[row(CHILD="1", MIS_START=day("2024-03-03"))],
                missing=[row(CHILD="1", MIS_START=_JUNE)],
            ),
        ),
    ),
    _missing(
        id="577",
        fields=("MIS_END",),
        message="The child ceased to be looked after, and the period has no end or a later one",
        hint="End it on the day on which the child left care at the latest.",
        fails=lambda t, d: rows_found(
            both := t.inner_join(care(d), "CHILD"),
            both.MIS_START.between(both.BEGAN, both.CEASED)
            & (both.MIS_END.isnull() | (both.MIS_END > both.CEASED))
            & ~both.unread.contains(";MIS_END;").fill_null(False),
        ),
        passing=(
            of(
                missing=[row(CHILD="1", MIS_START=_APRIL, MIS_END=_JUNE)],
                episodes=[_LEFT],
            ),
        ),
        failing=(
            of(
                missing=[
                    row(CHILD="1", MIS_START=_APRIL),
                    row(CHILD="1", MIS_START=_APRIL, MIS_END=_SEPT),
                ],
                episodes=[_LEFT],
            ),
        ),
    ),
    _missing(
        id="578",
        fields=("MIS_START",),
        message="The period began after the child had ceased to be looked after",
        hint="Take it out, or correct a date.",
        fails=lambda t, d: rows_found(
            both := t.inner_join(
                care(d)
                .group_by("CHILD")
                .agg(OPEN=lambda c: c.CEASED.isnull().any(), LAST=lambda c: c.CEASED.max()),
                "CHILD",
            ),
            ~both.OPEN & (both.MIS_START > both.LAST),
        ),
        passing=(of(missing=[row(CHILD="1", MIS_START=_JUNE)], episodes=[_LEFT]),),
        failing=(of(missing=[row(CHILD="1", MIS_START=_SEPT)], episodes=[_LEFT]),),
    ),
    Rule(
        id="580",
        source=DFE,
        severity=Severity.ERROR,
        table="episodes",
        fields=("REC",),
        message="The child was missing up to the 18th birthday and left care that day otherwise than by E8",
        hint="Use E8.",
        fails=lambda t, d: rows_found(
            both := t.inner_join(
                d["missing"].select("CHILD", ENDED=d["missing"].MIS_END, BORN=d["missing"].DOB),
                "CHILD",
            ),
            (both.ENDED == both.DEC) & (birthday(both.BORN, 18) == both.DEC) & (both.REC != "E8"),
        ),
        passing=(
            of(
                missing=[row(CHILD="1", DOB=day("2006-06-03"), MIS_END=_JUNE)],
                episodes=[row(CHILD="1", DEC=_JUNE, REC="E8")],
            ),
        ),
        failing=(
            of(
                missing=[row(CHILD="1", DOB=day("2006-06-03"), MIS_END=_JUNE)],
                episodes=[row(CHILD="1", DEC=_JUNE, REC="E5")],
            ),
        ),
    ),
    _missing(
        id="581",
        source=f"{UNSURE}it is asked of a period before the child's first episode",
        fields=("MIS_START",),
        message="The period began before the child started to be looked after",
        hint="Take it out, or correct a date.",
        fails=lambda t, d: rows_found(
            both := t.inner_join(
                care(d).group_by("CHILD").agg(THEN=lambda c: c.BEGAN.min()), "CHILD"
            ),
            both.MIS_START < both.THEN,
        ),
        passing=(
            of(
                missing=[row(CHILD="1", MIS_START=_JUNE)],
                episodes=[row(CHILD="1", DECOM=_JUNE)],
            ),
        ),
        failing=(
            of(
                missing=[row(CHILD="1", MIS_START=_APRIL)],
                episodes=[row(CHILD="1", DECOM=_JUNE)],
            ),
        ),
    ),
    _missing(
        id="586",
        fields=("MIS_START", "DOB"),
        message="The period began before the child was born, or on that day",
        hint="Correct one of the two dates.",
        fails=lambda t, d: t.MIS_START <= t.DOB,
        passing=(of(missing=[row(MIS_START=_JUNE, DOB=day("2010-06-03"))]),),
        failing=(of(missing=[row(MIS_START=_JUNE, DOB=_JUNE)]),),
    ),
)
