"""Rules on OC3: care leavers around their 17th to 21st birthday."""

from functools import partial, reduce
from operator import or_
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.returns.ssda903.rules.look import (
    aged_at,
    birthday,
    blank,
    chain,
    chain_before,
    end,
    filled,
    given,
    in_table,
    last_year,
    latest,
    looked_after,
    rows_found,
    start,
)
from rightplace.returns.ssda903.rules.write import DFE, UNSURE, code_rule, day, of, row

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

_error = partial(Rule, source=DFE, severity=Severity.ERROR, table="oc3")
_ITEMS = ("IN_TOUCH", "ACTIV", "ACCOM")
_IN = row(CHILD="1", IN_TOUCH="YES", ACTIV="F2", ACCOM="U1")
_OTHERS = ("placed_adoption", "missing", "reviews", "ad1", "prev_perm", "oc2")
_JUNE = day("2024-06-03")


def _some(t: "Table") -> "BooleanValue":
    return filled(t, _ITEMS)


def _on_birthday(t: "Table", d: Data) -> "Table":
    """Young people of 17 or 18 beside their episodes, with the birthday that fell in the year."""
    young = t.filter(_some(t) & aged_at(t.DOB, 17, end(d)) & ~aged_at(t.DOB, 19, end(d)))
    dated = young.mutate(
        DAY=aged_at(young.DOB, 18, end(d)).ifelse(birthday(young.DOB, 18), birthday(young.DOB, 17))
    )
    episodes = chain(d)
    return dated.inner_join(episodes.select("CHILD", "DECOM", "DEC", "LATEST"), "CHILD")


RULES = (
    code_rule("131", "oc3", "IN_TOUCH", "IN_TOUCH", "YES", "being in touch"),
    code_rule("132", "oc3", "ACTIV", "ACTIV", "F2", "activity"),
    code_rule("133", "oc3", "ACCOM", "ACCOM", "U1", "accommodation"),
    _error(
        id="153",
        fields=_ITEMS,
        message="Being in touch, activity and accommodation are filled only in part",
        hint="Fill all three (0 where one does not apply), or leave all blank.",
        fails=lambda t, d: filled(t, _ITEMS) & blank(t, _ITEMS),
        passing=(of(oc3=[_IN, row(CHILD="2")]),),
        failing=(of(oc3=[row(IN_TOUCH="YES", ACTIV="F2")]),),
    ),
    _error(
        id="344",
        source=f"{UNSURE}0 is taken to say nothing, or 153 could not be kept",
        fields=_ITEMS,
        message="The young person died or returned home, and activity or accommodation is filled",
        hint="Enter 0 for both.",
        fails=lambda t, d: t.IN_TOUCH.isin(["DIED", "RHOM"]) & (given(t.ACTIV) | given(t.ACCOM)),
        passing=(of(oc3=[row(IN_TOUCH="DIED", ACTIV="0", ACCOM="0"), row(IN_TOUCH="RHOM")]),),
        failing=(of(oc3=[row(IN_TOUCH="RHOM", ACTIV="F2", ACCOM="0")]),),
    ),
    _error(
        id="345",
        fields=_ITEMS,
        message="The authority is in touch, and activity or accommodation says nothing",
        hint="Enter both.",
        after=("153",),
        fails=lambda t, d: (t.IN_TOUCH == "YES") & (~given(t.ACTIV) | ~given(t.ACCOM)),
        passing=(of(oc3=[_IN, row(IN_TOUCH="NO", ACTIV="0", ACCOM="0")]),),
        failing=(of(oc3=[row(IN_TOUCH="YES", ACTIV="0", ACCOM="U1")]),),
    ),
    _error(
        id="347",
        source=f"{UNSURE}a foyer is T1 or T2",
        fields=("ACCOM", "DOB"),
        message="A care leaver who was under 18 at the start of the year lives in a foyer",
        hint="Check the accommodation and the date of birth.",
        fails=lambda t, d: t.ACCOM.isin(["T1", "T2"]) & ~aged_at(t.DOB, 18, start(d)),
        passing=(of(oc3=[row(ACCOM="T1", DOB=day("2006-04-01"))]),),
        failing=(of(oc3=[row(ACCOM="T1", DOB=day("2006-04-02"))]),),
    ),
    _error(
        id="348",
        fields=("IN_TOUCH",),
        message="The care leaver was reported as having died last year",
        hint="Check last year's return.",
        years=(2026, 2100),
        needs_previous=True,
        fails=lambda t, d: (
            (t.IN_TOUCH != "DIED")
            & in_table(t, last_year(d, "oc3").filter(last_year(d, "oc3").IN_TOUCH == "DIED"))
        ),
        passing=(of(previous_oc3=[row(CHILD="1", IN_TOUCH="NO")], oc3=[_IN]),),
        failing=(of(previous_oc3=[row(CHILD="1", IN_TOUCH="DIED")], oc3=[_IN]),),
    ),
    _error(
        id="391",
        fields=("DOB", *_ITEMS),
        message="The young person had not reached 17 by the end of the year",
        hint="Leave the care leaver details blank.",
        fails=lambda t, d: _some(t) & ~aged_at(t.DOB, 17, end(d)),
        passing=(of(oc3=[{**_IN, "DOB": day("2008-03-31")}]),),
        failing=(of(oc3=[{**_IN, "DOB": day("2008-04-01")}]),),
    ),
    _error(
        id="3001",
        fields=("ACCOM", "DOB"),
        message="A young person of 17 lives with former foster carers",
        hint="Z1 and Z2 are for those who stayed on at 18.",
        fails=lambda t, d: (
            t.ACCOM.isin(["Z1", "Z2"]) & birthday(t.DOB, 17).between(start(d), end(d))
        ),
        passing=(of(oc3=[row(ACCOM="Z1", DOB=day("2007-03-31"))]),),
        failing=(of(oc3=[row(ACCOM="Z1", DOB=day("2007-04-01"))]),),
    ),
    _error(
        id="1000",
        fields=_ITEMS,
        message="The child died in care and has care leaver details",
        hint="Leave them blank, or correct how the episode ceased.",
        fails=lambda t, d: _some(t) & in_table(t, d["episodes"].filter(d["episodes"].REC == "E2")),
        passing=(of(oc3=[_IN], episodes=[row(CHILD="1", REC="E8")]),),
        failing=(of(oc3=[_IN], episodes=[row(CHILD="1", REC="E2")]),),
    ),
    _error(
        id="1002",
        source=f"{UNSURE}only this year's and last year's episodes can be seen, so it asks of those under 19",
        severity=Severity.QUERY,
        fields=_ITEMS,
        message="A care leaver under 19 has no episodes this year or last",
        hint="Check that the child was looked after, and the child's number.",
        needs_previous=True,
        fails=lambda t, d: (
            _some(t)
            & ~aged_at(t.DOB, 18, start(d))
            & ~in_table(t, d["episodes"])
            & ~in_table(t, last_year(d, "episodes"))
        ),
        passing=(
            of(
                oc3=[{**_IN, "DOB": day("2006-06-03")}],
                previous_episodes=[row(CHILD="1")],
            ),
            of(oc3=[{**_IN, "DOB": day("2005-06-03")}], previous_episodes=[row(CHILD="2")]),
        ),
        failing=(of(oc3=[{**_IN, "DOB": day("2006-06-03")}], previous_episodes=[row(CHILD="2")]),),
    ),
    _error(
        id="1007",
        source=f"{UNSURE}looked after on the birthday itself is what is asked",
        fields=_ITEMS,
        message="A young person of 17 or 18 was looked after on the birthday and has care leaver details",
        hint="Leave them blank until the birthday after leaving care.",
        fails=lambda t, d: rows_found(
            both := _on_birthday(t, d),
            (both.DECOM <= both.DAY) & (both.DEC.isnull() | (both.DEC > both.DAY)),
        ),
        passing=(
            of(
                oc3=[{**_IN, "DOB": day("2007-06-03")}],
                episodes=[row(CHILD="1", DECOM=day("2023-06-03"), DEC=_JUNE, REC="E8")],
            ),
        ),
        failing=(
            of(
                oc3=[{**_IN, "DOB": day("2007-06-03")}],
                episodes=[row(CHILD="1", DECOM=day("2023-06-03"))],
            ),
        ),
    ),
    _error(
        id="1016",
        source=f"{UNSURE}it is taken to ask whether care ceased after the birthday in the year",
        fields=_ITEMS,
        message="A young person of 17 or 18 ceased to be looked after only after the birthday",
        hint="Leave the care leaver details blank this year.",
        after=("1007",),
        fails=lambda t, d: rows_found(
            both := _on_birthday(t, d), both.LATEST & (both.DEC > both.DAY)
        ),
        passing=(
            of(
                oc3=[{**_IN, "DOB": day("2007-06-03")}],
                episodes=[row(CHILD="1", DECOM=day("2023-06-03"), DEC=_JUNE, REC="E8")],
            ),
        ),
        failing=(
            of(
                oc3=[{**_IN, "DOB": day("2007-06-03")}],
                episodes=[row(CHILD="1", DECOM=day("2024-06-10"), DEC=day("2024-07-03"))],
            ),
        ),
    ),
    _error(
        id="1010",
        fields=_ITEMS,
        message="Last year ended with an open episode, and there is none this year",
        hint="Load the episode with its end.",
        needs_previous=True,
        fails=lambda t, d: _some(t) & ~in_table(t, d["episodes"]) & in_table(t, _open_before(d)),
        passing=(
            of(
                oc3=[_IN],
                previous_episodes=[row(CHILD="1", DECOM=day("2023-06-03"), DEC=day("2024-01-03"))],
            ),
        ),
        failing=(of(oc3=[_IN], previous_episodes=[row(CHILD="1", DECOM=day("2023-06-03"))]),),
    ),
    _error(
        id="1011",
        fields=_ITEMS,
        message="Care was transferred to another authority, and there are care leaver details",
        hint="The other authority reports the care leaver.",
        fails=lambda t, d: _some(t) & in_table(t, latest(d).filter(latest(d).REC == "E3")),
        passing=(of(oc3=[_IN], episodes=[row(CHILD="1", DECOM=_JUNE, REC="E8")]),),
        failing=(of(oc3=[_IN], episodes=[row(CHILD="1", DECOM=_JUNE, REC="E3")]),),
    ),
    _error(
        id="1012",
        fields=("CHILD",),
        message="A care leaver without episodes this year appears in other tables",
        hint="Take the rows out of those tables, or load the episodes.",
        fails=lambda t, d: (
            ~in_table(t, d["episodes"]) & reduce(or_, [in_table(t, d[name]) for name in _OTHERS])
        ),
        passing=(of(oc3=[_IN]), of(oc3=[_IN], episodes=[row(CHILD="1")], oc2=[row(CHILD="1")])),
        failing=(of(oc3=[_IN], reviews=[row(CHILD="1")]),),
    ),
    _error(
        id="187",
        fields=_ITEMS,
        message="A child looked after for twelve months at 31 March has care leaver details",
        hint="Leave them blank.",
        after=("1007", "391"),
        fails=lambda t, d: _some(t) & in_table(t, looked_after(d, start(d))),
        passing=(
            of(oc3=[_IN], episodes=[row(CHILD="1", DECOM=day("2023-06-03"), DEC=_JUNE, LS="C2")]),
        ),
        failing=(of(oc3=[_IN], episodes=[row(CHILD="1", DECOM=day("2023-06-03"), LS="C2")]),),
    ),
    _error(
        id="215",
        fields=_ITEMS,
        message="A care leaver has outcomes of children looked after for twelve months",
        hint="Fill one of the two tables.",
        after=("187", "1012"),
        fails=lambda t, d: _some(t) & in_table(t, _with_outcomes(d)),
        passing=(of(oc3=[_IN], oc2=[row(CHILD="1"), row(CHILD="2", TEETH_CHECK="1")]),),
        failing=(of(oc3=[_IN], oc2=[row(CHILD="1", TEETH_CHECK="1")]),),
    ),
)


def _open_before(data: Data) -> "Table":
    episodes = chain_before(data)
    return episodes.filter(episodes.LATEST & episodes.DEC.isnull())


def _with_outcomes(data: Data) -> "Table":
    oc2 = data["oc2"]
    return oc2.filter(filled(oc2, [c for c in oc2.columns if c.isupper()][4:]))
