"""Rules on episodes and their neighbours: they follow without a gap, and say truly what changed."""

from functools import partial
from typing import TYPE_CHECKING

import ibis

from rightplace.facts.quality import Rule, Severity
from rightplace.returns.ssda903.rules.look import (
    PLACE_ITEMS,
    TEMPORARY,
    chain,
    rows_found,
    start,
)
from rightplace.returns.ssda903.rules.write import DFE, UNSURE, Row, day, near, of, row

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

_error = partial(Rule, source=DFE, severity=Severity.ERROR, table="episodes")
_query = partial(Rule, source=DFE, severity=Severity.QUERY, table="episodes")
_MARCH, _JUNE, _SEPT = day("2024-05-01"), day("2024-06-03"), day("2024-09-02")
_FIRST = near(CHILD="1", DECOM=_MARCH, DEC=_JUNE, REC="X1", LS="C2", PLACE="U4", CIN="N1")
_GOES_ON = ("P", "L", "T", "U", "B")


def _then(**values: str | None) -> Row:
    """The episode that follows at once, the same but for what is said."""
    return row(**{**dict(CHILD="1", DECOM=_JUNE, LS="C2", PLACE="U4", CIN="N1"), **values})  # type: ignore[arg-type] # noqa: C408


def _same_place(c: "Table") -> "BooleanValue":
    return ibis.and_(*(c[item].identical_to(c[f"PREV_{item}"]) for item in PLACE_ITEMS))


def _goes_on(c: "Table") -> "BooleanValue":
    return c.PREV_DEC == c.DECOM


RULES = (
    _error(
        id="142",
        fields=("DEC", "REC"),
        message="A later episode has begun, and this one has not ended",
        hint="Enter the date and the reason with which it ceased.",
        fails=lambda t, d: rows_found(
            c := chain(d),
            ~c.LATEST
            & (c.DEC.isnull() | c.REC.isnull())
            & ~c.unread.contains(";DEC;").fill_null(False),
        ),
        passing=(of(episodes=[_FIRST, _then()]),),
        failing=(
            of(
                episodes=[
                    row(CHILD="1", DECOM=_MARCH),
                    near(CHILD="1", DECOM=_JUNE),
                ]
            ),
        ),
    ),
    _error(
        id="225",
        fields=("REASON_PLACE_CHANGE",),
        message="The placement changed after this episode, and the reason is blank",
        hint="Enter why the placement changed.",
        fails=lambda t, d: rows_found(
            c := chain(d),
            (c.REC == "X1")
            & c.REASON_PLACE_CHANGE.isnull()
            & ~c.PLACE.isin(TEMPORARY)
            & c.NEXT_RNE.isin(["P", "B", "T", "U"])
            & ~c.NEXT_PLACE.isin(TEMPORARY),
        ),
        passing=(
            of(
                episodes=[
                    {**_FIRST, "REASON_PLACE_CHANGE": "CARPL"},
                    _then(RNE="P", PLACE="K2"),
                ]
            ),
            of(episodes=[_FIRST, _then(RNE="P", PLACE="T1")]),
            of(episodes=[_FIRST, _then(RNE="L", LS="E1")]),
        ),
        failing=(
            of(
                episodes=[
                    row(CHILD="1", DECOM=_MARCH, DEC=_JUNE, REC="X1", PLACE="U4"),
                    near(CHILD="1", DECOM=_JUNE, RNE="P", PLACE="K2"),
                ]
            ),
        ),
    ),
    _error(
        id="226",
        fields=("REASON_PLACE_CHANGE", "PLACE"),
        message="A reason for change stands on a temporary placement or on the episode before it",
        hint="Leave it blank: a temporary placement is no change.",
        fails=lambda t, d: rows_found(
            c := chain(d),
            c.PLACE.isin(TEMPORARY)
            & (
                c.REASON_PLACE_CHANGE.notnull()
                | (c.PREV_REASON_PLACE_CHANGE.notnull() & _goes_on(c)).fill_null(False)
            ),
        ),
        passing=(of(episodes=[_FIRST, _then(RNE="P", PLACE="T1")]),),
        failing=(
            of(
                episodes=[
                    {**_FIRST, "REASON_PLACE_CHANGE": "CARPL"},
                    _then(RNE="P", PLACE="T1"),
                ]
            ),
            of(episodes=[row(CHILD="1", DECOM=_JUNE, PLACE="T1", REASON_PLACE_CHANGE="OTHER")]),
        ),
    ),
    _error(
        id="233",
        fields=("REASON_PLACE_CHANGE", "DEC"),
        message="A reason for changing placement is given, and the episode has not ceased",
        hint="Leave it blank until the placement changes.",
        years=(2026, 2100),
        after=("142",),
        fails=lambda t, d: t.DEC.isnull() & t.REASON_PLACE_CHANGE.notnull(),
        passing=(of(episodes=[row(DEC=_JUNE, REASON_PLACE_CHANGE="CARPL"), row()]),),
        failing=(of(episodes=[row(REASON_PLACE_CHANGE="CARPL")]),),
    ),
    _error(
        id="357",
        fields=("RNE",),
        message="The child's first episode begins in the year and is not a start (S)",
        hint="Load the episode before it, or set the reason to S.",
        after=("143",),
        fails=lambda t, d: rows_found(
            c := chain(d), c.FIRST & (start(d) <= c.DECOM) & (c.RNE != "S")
        ),
        passing=(
            of(episodes=[row(CHILD="1", DECOM=_JUNE, RNE="S")]),
            of(episodes=[row(CHILD="1", DECOM=day("2024-03-31"), RNE="P")]),
        ),
        failing=(of(episodes=[row(CHILD="1", DECOM=day("2024-04-01"), RNE="P")]),),
    ),
    _error(
        id="383",
        source=f"{DFE}; the placement postcode is looked at from 2025/26",
        fields=("PLACE", "RNE"),
        message="After a temporary placement the child did not go back to the usual placement",
        hint="Give reason P and the placement that the child had before.",
        fails=lambda t, d: rows_found(
            c := chain(d),
            c.PREV_PLACE.isin(TEMPORARY)
            & _goes_on(c)
            & c.PREV2_PLACE.notnull()
            & (
                (c.RNE != "P")
                | (c.PLACE != c.PREV2_PLACE)
                | (~c.PL_POST.identical_to(c.PREV2_PL_POST) if d.year >= 2026 else False)
            ),
        ),
        passing=(
            of(
                episodes=[
                    _FIRST,
                    _then(RNE="P", PLACE="T1") | {"DEC": _SEPT},
                    _then(RNE="P", PLACE="U4") | {"DECOM": _SEPT},
                ]
            ),
        ),
        failing=(
            of(
                episodes=[
                    _FIRST,
                    near(CHILD="1", DECOM=_JUNE, DEC=_SEPT, PLACE="T1", RNE="P"),
                    row(CHILD="1", DECOM=_SEPT, PLACE="K2", RNE="P"),
                ]
            ),
        ),
    ),
    _error(
        id="388",
        fields=("REC", "DEC"),
        message="X1 and a next episode that begins on the same day do not go together here",
        hint="Use X1 where, and only where, the next episode begins that day.",
        after=("149",),
        fails=lambda t, d: rows_found(
            c := chain(d),
            c.DEC.notnull()
            & (
                ((c.REC == "X1") & (c.LATEST | (c.NEXT_DECOM != c.DEC).fill_null(False)))
                | ((c.REC != "X1") & (c.NEXT_DECOM == c.DEC).fill_null(False))
            ),
        ),
        passing=(
            of(episodes=[_FIRST, _then()]),
            of(episodes=[row(CHILD="1", DECOM=_MARCH, DEC=_JUNE, REC="E8")]),
        ),
        failing=(
            of(episodes=[row(CHILD="1", DECOM=_MARCH, DEC=_JUNE, REC="X1")]),
            of(
                episodes=[
                    row(CHILD="1", DECOM=_MARCH, DEC=_JUNE, REC="X1"),
                    near(CHILD="1", DECOM=_SEPT),
                    row(CHILD="2", DECOM=_MARCH, DEC=_JUNE, REC="E8"),
                    near(CHILD="2", DECOM=_JUNE),
                ]
            ),
        ),
    ),
    _error(
        id="431",
        fields=("RNE", "DECOM"),
        message="The child starts to be looked after (S) by the day on which the episode before ended",
        hint="Use the reason for what changed, or correct a date.",
        fails=lambda t, d: rows_found(c := chain(d), (c.RNE == "S") & (c.DECOM <= c.PREV_DEC)),
        passing=(of(episodes=[_FIRST, row(CHILD="1", DECOM=_SEPT, RNE="S")]),),
        failing=(of(episodes=[_FIRST, _then(RNE="S")]),),
    ),
    _error(
        id="432",
        fields=("RNE",),
        message="The child had ceased to be looked after, and the next episode is no start (S)",
        hint="Set the reason to S, or correct how the episode before ceased.",
        after=("143",),
        fails=lambda t, d: rows_found(
            c := chain(d), c.PREV_REC.notnull() & (c.PREV_REC != "X1") & (c.RNE != "S")
        ),
        passing=(of(episodes=[{**_FIRST, "REC": "E8"}, row(CHILD="1", DECOM=_SEPT, RNE="S")]),),
        failing=(of(episodes=[{**_FIRST, "REC": "E8"}, row(CHILD="1", DECOM=_SEPT, RNE="P")]),),
    ),
    _error(
        id="433",
        source=f"{DFE}; where the episode before has no end, 142 or 147 says so",
        fields=("RNE", "DECOM"),
        message="The episode goes on from another, and does not begin on the day that one ended",
        hint="Correct a date, or load the episode between.",
        after=("501",),
        fails=lambda t, d: rows_found(
            c := chain(d),
            c.RNE.isin(_GOES_ON)
            & ~c.FIRST
            & (c.PREV_DEC != c.DECOM)
            & (c.PREV_REC.isnull() | (c.PREV_REC == "X1")),
        ),
        passing=(of(episodes=[_FIRST, _then(RNE="P")]),),
        failing=(of(episodes=[_FIRST, row(CHILD="1", DECOM=_SEPT, RNE="L")]),),
    ),
    _error(
        id="434",
        fields=("RNE", "LS", *PLACE_ITEMS),
        message="Only the legal status is said to have changed (L), and it did not, or the placement did",
        hint="Correct the reason, or what did not change.",
        fails=lambda t, d: rows_found(
            c := chain(d),
            (c.RNE == "L") & _goes_on(c) & (c.LS.identical_to(c.PREV_LS) | ~_same_place(c)),
        ),
        passing=(of(episodes=[_FIRST, _then(RNE="L", LS="E1")]),),
        failing=(
            of(episodes=[_FIRST, _then(RNE="L")]),
            of(episodes=[_FIRST, _then(RNE="L", LS="E1", PLACE="K2")]),
        ),
    ),
    _error(
        id="435",
        fields=("RNE", "LS", *PLACE_ITEMS),
        message="Only the placement is said to have changed (P, T), and it did not, or the legal status did",
        hint="Correct the reason, or what did not change.",
        fails=lambda t, d: rows_found(
            c := chain(d),
            c.RNE.isin(["P", "T"]) & _goes_on(c) & (~c.LS.identical_to(c.PREV_LS) | _same_place(c)),
        ),
        passing=(of(episodes=[_FIRST, _then(RNE="P", PLACE="K2")]),),
        failing=(
            of(episodes=[_FIRST, _then(RNE="P")]),
            of(episodes=[_FIRST, _then(RNE="T", LS="E1", PLACE="K2")]),
        ),
    ),
    _error(
        id="436",
        fields=("RNE", "LS", *PLACE_ITEMS),
        message="Legal status and placement are said to have changed (B, U), and one of them did not",
        hint="Use L where only the legal status changed, P or T where only the placement did.",
        fails=lambda t, d: rows_found(
            c := chain(d),
            c.RNE.isin(["B", "U"]) & _goes_on(c) & (c.LS.identical_to(c.PREV_LS) | _same_place(c)),
        ),
        passing=(of(episodes=[_FIRST, _then(RNE="B", LS="E1", PLACE="A6")]),),
        failing=(
            of(episodes=[_FIRST, _then(RNE="B", LS="E1")]),
            of(episodes=[_FIRST, _then(RNE="U", PLACE="A6")]),
        ),
    ),
    _error(
        id="437",
        fields=("REC",),
        message="The child died or was found to be an adult, and there are later episodes",
        hint="Correct the reason, or take the later episodes out.",
        fails=lambda t, d: rows_found(c := chain(d), c.REC.isin(["E2", "E15"]) & ~c.LATEST),
        passing=(of(episodes=[row(CHILD="1", DECOM=_JUNE, DEC=_SEPT, REC="E2")]),),
        failing=(
            of(
                episodes=[
                    row(CHILD="1", DECOM=_MARCH, DEC=_JUNE, REC="E15"),
                    near(CHILD="1", DECOM=_SEPT),
                ]
            ),
        ),
    ),
    _error(
        id="501",
        fields=("DECOM",),
        message="The episode begins before the one before it ended",
        hint="Correct a date: episodes must not overlap.",
        after=("431",),
        fails=lambda t, d: rows_found(c := chain(d), c.DECOM < c.PREV_DEC),
        passing=(of(episodes=[_FIRST, _then(RNE="P")]),),
        failing=(of(episodes=[_FIRST, row(CHILD="1", DECOM=day("2024-06-02"), RNE="P")]),),
    ),
    _query(
        id="504",
        fields=("CIN",),
        message="The category of need differs from the one at the start of this period of care",
        hint="Keep the category with which the child started to be looked after.",
        fails=lambda t, d: rows_found(
            c := chain(d),
            (c.PREV_REC == "X1") & _goes_on(c) & ~c.CIN.identical_to(c.PREV_CIN),
        ),
        passing=(of(episodes=[_FIRST, _then(RNE="P")]),),
        failing=(of(episodes=[_FIRST, _then(CIN="N5")]),),
    ),
    _error(
        id="377",
        source=f"{UNSURE}it allows two in twelve months; those of the year are counted",
        fields=("PLACE",),
        message="More than two temporary placements for the carer's holiday (T3) in the year",
        hint="Check the placement types.",
        fails=lambda t, d: rows_found(
            c := t.filter((t.PLACE == "T3") & (start(d) <= t.DECOM)).mutate(
                N=ibis._.row_id.count().over(group_by="CHILD")
            ),
            c.N > 2,
        ),
        passing=(
            of(
                episodes=[
                    row(CHILD="1", DECOM=_MARCH, PLACE="T3"),
                    row(CHILD="1", DECOM=_JUNE, PLACE="T3"),
                ]
            ),
        ),
        failing=(
            of(
                episodes=[
                    row(CHILD="1", DECOM=_MARCH, PLACE="T3"),
                    row(CHILD="1", DECOM=_JUNE, PLACE="T3"),
                    row(CHILD="1", DECOM=_SEPT, PLACE="T3"),
                ]
            ),
        ),
    ),
)
