"""Rules on one episode's placement: with which provider, legal status and reasons it can go together."""

from functools import partial
from typing import TYPE_CHECKING

from rightplace.facts.quality import Rule, Severity
from rightplace.returns.ssda903.rules.look import (
    ADOPTED,
    FOR_ADOPTION,
    FOSTER,
    OTHER_PLACES,
    SHORT_BREAKS,
    TEMPORARY,
    chain,
    end,
    rows_found,
    start,
)
from rightplace.returns.ssda903.rules.write import DFE, UNSURE, day, near, of, row

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

_error = partial(Rule, source=DFE, severity=Severity.ERROR, table="episodes")
_query = partial(Rule, source=DFE, severity=Severity.QUERY, table="episodes")
_NO_PROVIDER = (*TEMPORARY, *OTHER_PLACES)
_NO_URN = ("P1", "P3", "R1", "R2", "R5", *_NO_PROVIDER)
_OUTSIDE = ("CON", "NIR", "SCO", "WAL", "NUK")
_NONE = "XXXXXXX"
# Postcode areas that lie outside England in whole or in part.
_AREAS = "AB|BT|CF|CH|DD|DG|EH|FK|G|GY|HR|HS|IM|IV|JE|KA|KW|KY|LD|LL|ML|NP|PA|PH|SA|SY|TD|ZE"
_BORDERS = rf"^({_AREAS})[0-9]"
_JUNE = day("2024-06-03")


def _provider(number: str, provider: str, places: tuple[str, ...], fine: str) -> Rule:
    return _error(
        id=number,
        fields=("PLACE", "PLACE_PROVIDER"),
        message=f"Provider {provider} cannot go with placement {' or '.join(places)}",
        hint="Correct the placement type or the provider.",
        fails=lambda t, d: t.PLACE.isin(places) & (provider == t.PLACE_PROVIDER),
        passing=(of(episodes=[row(PLACE=fine, PLACE_PROVIDER=provider), row(PLACE=places[0])]),),
        failing=(of(episodes=[row(PLACE=p, PLACE_PROVIDER=provider) for p in places]),),
    )


def _may_be_abroad(rows: "Table") -> "BooleanValue":
    """Ofsted registers providers in England only; without an authority the postcode may tell."""
    return rows.PL_LA.isin(_OUTSIDE).fill_null(False) | rows.PL_POST.re_search(_BORDERS).fill_null(
        False
    )


RULES = (
    _error(
        id="213",
        fields=("PLACE_PROVIDER",),
        message="A temporary or other placement carries a provider",
        hint="Leave the provider blank.",
        fails=lambda t, d: t.PLACE.isin(_NO_PROVIDER) & t.PLACE_PROVIDER.notnull(),
        passing=(of(episodes=[row(PLACE="T1"), row(PLACE="U4", PLACE_PROVIDER="PR1")]),),
        failing=(of(episodes=[row(PLACE="T1", PLACE_PROVIDER="PR1")]),),
    ),
    _error(
        id="526",
        fields=("PLACE_PROVIDER",),
        message="The provider of the placement is blank",
        hint="Enter PR0 to PR5.",
        fails=lambda t, d: (
            t.PLACE.notnull() & ~t.PLACE.isin(_NO_PROVIDER) & t.PLACE_PROVIDER.isnull()
        ),
        passing=(of(episodes=[row(PLACE="T1"), row(PLACE="U4", PLACE_PROVIDER="PR1"), row()]),),
        failing=(of(episodes=[row(PLACE="U4")]),),
    ),
    _provider("527", "PR1", ("P1", "R2", "R5"), "U4"),
    _provider("528", "PR2", ("P1", "R2", "R5"), "U4"),
    _provider("529", "PR3", ("P1", *FOR_ADOPTION, "K1", "K2", *FOSTER), "R2"),
    _provider("530", "PR4", ("P1",), "K2"),
    _provider("531", "PR5", ("P1",), "K2"),
    _error(
        id="550",
        fields=("PLACE", "PLACE_PROVIDER"),
        message="Provider PR0, a parent, goes with placement P1 only",
        hint="Correct the placement type or the provider.",
        fails=lambda t, d: (t.PLACE != "P1") & (t.PLACE_PROVIDER == "PR0"),
        passing=(of(episodes=[row(PLACE="P1", PLACE_PROVIDER="PR0")]),),
        failing=(of(episodes=[row(PLACE="U3", PLACE_PROVIDER="PR0")]),),
    ),
    _error(
        id="217",
        fields=("PLACE", "RNE"),
        message="A placement for adoption with current foster carers begins as if the carers had changed",
        hint="Use reason S, T or U for placement A3 or A5.",
        after=("143",),
        fails=lambda t, d: (
            t.PLACE.isin(["A3", "A5"])
            & (day("2015-04-01") <= t.DECOM)
            & ~t.RNE.isin(["S", "T", "U"])
        ),
        passing=(
            of(
                episodes=[
                    row(PLACE="A5", RNE="U", DECOM=_JUNE),
                    row(PLACE="A5", RNE="P", DECOM=day("2011-03-31")),
                ]
            ),
        ),
        failing=(of(episodes=[row(PLACE="A5", RNE="P", DECOM=_JUNE)]),),
    ),
    _error(
        id="218",
        source=f"{DFE}; short breaks, where 214 forbids the number, and placements that the postcode "
        "does not clearly put in England are left out",
        fields=("URN",),
        message="The provider's number is blank for a placement that Ofsted registers",
        hint="Enter Ofsted's number.",
        fails=lambda t, d: (
            t.PLACE.notnull()
            & ~t.PLACE.isin(_NO_URN)
            & ~t.LS.isin(SHORT_BREAKS).fill_null(False)
            & t.URN.isnull()
            & (t.DEC.isnull() | (start(d) <= t.DEC))
            & ~_may_be_abroad(t)
        ),
        passing=(
            of(
                episodes=[
                    row(PLACE="U4", URN="SC123456"),
                    row(PLACE="P1"),
                    row(PLACE="K2", PL_LA="WAL"),
                    row(PLACE="K2", PL_POST="CF10 1AA"),
                    row(PLACE="U4", LS="V4"),
                    row(PLACE="U4", DEC=day("2024-03-31")),
                ]
            ),
        ),
        failing=(of(episodes=[row(PLACE="U4"), row(PLACE="K2", DEC=day("2024-04-01"))]),),
    ),
    _error(
        id="222",
        fields=("PLACE", "URN"),
        message="A provider's number is given for a kind of placement that has none",
        hint="Take the number out.",
        fails=lambda t, d: t.PLACE.isin(_NO_URN) & t.URN.notnull() & (t.URN != _NONE),
        passing=(of(episodes=[row(PLACE="P1"), row(PLACE="P1", URN=_NONE)]),),
        failing=(of(episodes=[row(PLACE="P1", URN="SC123456")]),),
    ),
    _error(
        id="242",
        fields=("PLACE", "URN"),
        message="XXXXXXX stands for a provider's number where only adoption and fostering may use it",
        hint="Enter Ofsted's number.",
        years=(2026, 2100),
        after=("146",),
        fails=lambda t, d: (t.URN == _NONE) & ~t.PLACE.isin([*FOR_ADOPTION, *FOSTER]),
        passing=(of(episodes=[row(PLACE="A6", URN=_NONE)]),),
        failing=(of(episodes=[row(PLACE="K3", URN=_NONE)]),),
    ),
    _error(
        id="243",
        fields=("PL_LA", "URN"),
        message="A provider's number is given for a placement outside England",
        hint="Take it out: Ofsted registers providers in England only.",
        years=(2026, 2100),
        fails=lambda t, d: t.PL_LA.isin(_OUTSIDE) & t.URN.notnull(),
        passing=(of(episodes=[row(PL_LA="WAL"), row(PL_LA="E06000015", URN="SC123456")]),),
        failing=(of(episodes=[row(PL_LA="SCO", URN="SC123456")]),),
    ),
    _error(
        id="366",
        fields=("RNE",),
        message="A single short break (V3) goes on from another episode",
        hint="Each short break starts anew: use reason S.",
        after=("143",),
        fails=lambda t, d: (t.LS == "V3") & (t.RNE != "S"),
        passing=(of(episodes=[row(LS="V3", RNE="S")]),),
        failing=(of(episodes=[row(LS="V3", RNE="P")]),),
    ),
    _error(
        id="378",
        fields=("PLACE", "LS"),
        message="A child placed with parents is accommodated under section 20",
        hint="Correct the placement or the legal status.",
        fails=lambda t, d: (t.PLACE == "P1") & (t.LS == "V2"),
        passing=(of(episodes=[row(PLACE="P1", LS="C2")]),),
        failing=(of(episodes=[row(PLACE="P1", LS="V2")]),),
    ),
    _error(
        id="380",
        fields=("PLACE", "RNE"),
        message="A temporary placement does not begin as a change of placement",
        hint="A period of care cannot start with one; use reason P or B.",
        after=("143",),
        fails=lambda t, d: t.PLACE.isin(TEMPORARY) & ~t.RNE.isin(["P", "B"]),
        passing=(of(episodes=[row(PLACE="T1", RNE="P")]),),
        failing=(of(episodes=[row(PLACE="T1", RNE="S")]),),
    ),
    _error(
        id="381",
        fields=("PLACE", "REC"),
        message="A period of care ends with a temporary placement",
        hint="Record the return to the usual placement, or correct the reason.",
        after=("149",),
        fails=lambda t, d: t.PLACE.isin(TEMPORARY) & (t.REC != "X1"),
        passing=(of(episodes=[row(PLACE="T1", REC="X1"), row(PLACE="T1")]),),
        failing=(of(episodes=[row(PLACE="T1", REC="E8")]),),
    ),
    _error(
        id="382",
        fields=("PLACE", "LS"),
        message="A child in short breaks is in a temporary placement",
        hint="Correct the placement or the legal status.",
        fails=lambda t, d: t.LS.isin(SHORT_BREAKS) & t.PLACE.isin(TEMPORARY),
        passing=(of(episodes=[row(LS="C2", PLACE="T1")]),),
        failing=(of(episodes=[row(LS="V4", PLACE="T1")]),),
    ),
    _error(
        id="384",
        fields=("PLACE", "LS"),
        message="A child in short breaks is in a long-term foster placement",
        hint="Correct the placement or the legal status.",
        fails=lambda t, d: t.LS.isin(SHORT_BREAKS) & t.PLACE.isin(["U1", "U4"]),
        passing=(of(episodes=[row(LS="V4", PLACE="U6")]),),
        failing=(of(episodes=[row(LS="V4", PLACE="U4")]),),
    ),
    _error(
        id="390",
        fields=("PLACE", "REC"),
        message="The child is adopted without having been placed for adoption",
        hint="Record the placement for adoption (A3 to A6) before the adoption.",
        after=("146",),
        fails=lambda t, d: t.REC.isin(ADOPTED) & ~t.PLACE.isin(FOR_ADOPTION),
        passing=(of(episodes=[row(REC="E11", PLACE="A3")]),),
        failing=(of(episodes=[row(REC="E12", PLACE="U5")]),),
    ),
    _error(
        id="408",
        fields=("PLACE", "LS"),
        message="Placed for adoption under an order (A5, A6) without a placement order",
        hint="Set the legal status to E1, or use A3 or A4.",
        after=("144",),
        fails=lambda t, d: t.PLACE.isin(["A5", "A6"]) & (t.LS != "E1"),
        passing=(of(episodes=[row(PLACE="A6", LS="E1")]),),
        failing=(of(episodes=[row(PLACE="A6", LS="C2")]),),
    ),
    _error(
        id="445",
        fields=("LS", "DECOM"),
        message="A freeing order (D1) begins after 2005, when they could no longer be made",
        hint="Correct the legal status.",
        fails=lambda t, d: (t.LS == "D1") & (day("2005-12-31") < t.DECOM),
        passing=(of(episodes=[row(LS="D1", DECOM=day("2001-12-31"))]),),
        failing=(of(episodes=[row(LS="D1", DECOM=_JUNE)]),),
    ),
    _error(
        id="446",
        fields=("LS", "DECOM"),
        message="A placement order (E1) begins before December 2005, when there were none",
        hint="Correct the legal status or the date.",
        after=("353", "302"),
        fails=lambda t, d: (t.LS == "E1") & (day("2005-12-01") > t.DECOM),
        passing=(of(episodes=[row(LS="E1", DECOM=day("2005-12-01"))]),),
        failing=(of(episodes=[row(LS="E1", DECOM=day("2001-11-30"))]),),
    ),
    _error(
        id="451",
        fields=("LS", "DEC"),
        message="The child is still freed for adoption",
        hint="Correct the legal status: freeing orders have long ended.",
        after=("445",),
        fails=lambda t, d: t.DEC.isnull() & t.REC.isnull() & (t.LS == "D1"),
        passing=(of(episodes=[row(LS="D1", DEC=_JUNE, REC="X1"), row(LS="C2")]),),
        failing=(of(episodes=[row(LS="D1")]),),
    ),
    _error(
        id="516",
        fields=("PLACE", "REC"),
        message="Special guardianship to former foster carers, and the child was not fostered",
        hint="Use E47 or E48, or correct the placement.",
        after=("146",),
        fails=lambda t, d: t.REC.isin(["E45", "E46"]) & ~t.PLACE.isin(FOSTER),
        passing=(of(episodes=[row(REC="E45", PLACE="U3")]),),
        failing=(of(episodes=[row(REC="E46", PLACE="P1")]),),
    ),
    _query(
        id="365",
        fields=("LS", "DECOM", "DEC"),
        message="A single short break (V3) lasts more than 17 days",
        hint="Check the dates; a longer stay is section 20 accommodation.",
        fails=lambda t, d: (
            (t.LS == "V3") & (t.DEC.coalesce(end(d)).delta(t.DECOM, unit="day") > 17)
        ),
        passing=(of(episodes=[row(LS="V3", DECOM=_JUNE, DEC=day("2024-06-20"))]),),
        failing=(
            of(
                episodes=[
                    row(LS="V3", DECOM=_JUNE, DEC=day("2024-06-21")),
                    row(LS="V3", DECOM=day("2024-09-02")),
                ]
            ),
        ),
    ),
    _query(
        id="336",
        source=f"{UNSURE}placements A3 and A4 follow a foster placement",
        fields=("PLACE",),
        message="The child was not in a foster placement right before being placed for adoption",
        hint="Check that no episode is missing.",
        fails=lambda t, d: rows_found(
            c := chain(d),
            c.PLACE.isin(["A3", "A4"])
            & c.PREV_PLACE.notnull()
            & (c.PREV_DEC == c.DECOM)
            & ~c.PREV_PLACE.isin([*FOR_ADOPTION, *FOSTER]),
        ),
        passing=(
            of(
                episodes=[
                    row(CHILD="1", DECOM=day("2024-01-01"), DEC=_JUNE, PLACE="U5"),
                    row(CHILD="1", DECOM=_JUNE, PLACE="A3"),
                ]
            ),
            of(episodes=[row(CHILD="1", DECOM=_JUNE, PLACE="A3")]),
        ),
        failing=(
            of(
                episodes=[
                    near(CHILD="1", DECOM=day("2024-01-01"), DEC=_JUNE, PLACE="K2"),
                    row(CHILD="1", DECOM=_JUNE, PLACE="A4"),
                ]
            ),
        ),
    ),
)
