"""Rules on the items of one episode: codes, dates, what must and must not be filled."""

from functools import partial
from typing import TYPE_CHECKING

import ibis

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.returns.ssda903.rules.look import SHORT_BREAKS, end, last_year, rows_found, start
from rightplace.returns.ssda903.rules.write import DFE, UNSURE, code_rule, date_rule, day, of, row

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, FloatingValue, StringValue, Table

_error = partial(Rule, source=DFE, severity=Severity.ERROR, table="episodes")
_query = partial(Rule, source=DFE, severity=Severity.QUERY, table="episodes")
_POSTCODE = r"^(GIR ?0AA|[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2})$"
_NUMBER = r"^-?[0-9]{1,9}(\.[0-9]{0,9})?$"
_JUNE = day("2024-06-03")


def _miles(text: "StringValue") -> "FloatingValue":
    """A number where it is written as one; engines differ in what else they take for a number."""
    return ibis.ifelse(text.re_search(_NUMBER), text, ibis.null("string")).cast("float64")


RULES = (
    date_rule("141", "episodes", "DECOM", "date the episode began", needed=True),
    code_rule("143", "episodes", "RNE", "RNE", "S", "the reason for the new episode", needed=True),
    code_rule("144", "episodes", "LS", "LS", "C2", "legal status", needed=True),
    code_rule("145", "episodes", "CIN", "CIN", "N1", "category of need", needed=True),
    code_rule("146", "episodes", "PLACE", "PLACE", "U4", "the placement type", needed=True),
    date_rule("147", "episodes", "DEC", "date the episode ceased"),
    code_rule("149", "episodes", "REC", "REC", "X1", "the reason the episode ceased"),
    code_rule(
        "178", "episodes", "PLACE_PROVIDER", "PLACE_PROVIDER", "PR1", "the placement provider"
    ),
    code_rule(
        "1009",
        "episodes",
        "REASON_PLACE_CHANGE",
        "REASON_PLACE_CHANGE",
        "CARPL",
        "the reason the placement changed",
    ),
    code_rule("179", "episodes", "PL_LOCATION", "PL_LOCATION", "IN", "the placement's location"),
    _error(
        id="148",
        fields=("DEC", "REC"),
        message="The episode has a date of ceasing without a reason, or the other way round",
        hint="Fill both, or leave both blank while the episode lasts.",
        after=("147",),
        fails=lambda t, d: t.DEC.isnull() != t.REC.isnull(),
        passing=(of(episodes=[row(DEC=_JUNE, REC="X1"), row()]),),
        failing=(of(episodes=[row(DEC=_JUNE), row(REC="X1")]),),
    ),
    _error(
        id="164",
        source=f"{UNSURE}it asks that the distance be a number from 0 to 999.9",
        fields=("PL_DISTANCE",),
        message="The distance is not a number of miles from 0 to 999.9",
        hint="Check the two postcodes.",
        fails=lambda t, d: (
            t.PL_DISTANCE.notnull() & ~_miles(t.PL_DISTANCE).between(0, 1000).fill_null(False)
        ),
        passing=(of(episodes=[row(PL_DISTANCE="0.0"), row(PL_DISTANCE="999.9"), row()]),),
        failing=(of(episodes=[row(PL_DISTANCE="FAR"), row(PL_DISTANCE="-1")]),),
    ),
    _error(
        id="214",
        fields=("PL_POST", "URN"),
        message="A short break carries a placement postcode or a provider's number",
        hint="Leave both blank under legal status V3 or V4.",
        fails=lambda t, d: t.LS.isin(SHORT_BREAKS) & (t.PL_POST.notnull() | t.URN.notnull()),
        passing=(of(episodes=[row(LS="V3"), row(LS="C2", URN="SC123456")]),),
        failing=(of(episodes=[row(LS="V3", URN="SC123456"), row(LS="V4", PL_POST="LE1 1AA")]),),
    ),
    _error(
        id="353",
        fields=("DECOM",),
        message="The episode began before 14 October 1991, when the Children Act came into force",
        hint="Correct the date.",
        fails=lambda t, d: day("1991-10-14") > t.DECOM,
        passing=(of(episodes=[row(DECOM=day("1991-10-14"))]),),
        failing=(of(episodes=[row(DECOM=day("1987-10-13"))]),),
    ),
    _error(
        id="354",
        fields=("DECOM",),
        message="The episode began after the end of the year",
        hint="Correct the date, or leave the episode for next year.",
        fails=lambda t, d: end(d) < t.DECOM,
        passing=(of(episodes=[row(DECOM=day("2025-03-31"))]),),
        failing=(of(episodes=[row(DECOM=day("2025-04-01"))]),),
    ),
    _query(
        id="355",
        fields=("DECOM", "DEC"),
        message="The episode began and ceased on the same day",
        hint="Leave out an episode of less than a day, or correct a date.",
        fails=lambda t, d: t.DECOM == t.DEC,
        passing=(of(episodes=[row(DECOM=_JUNE, DEC=day("2024-06-04")), row(DECOM=_JUNE)]),),
        failing=(of(episodes=[row(DECOM=_JUNE, DEC=_JUNE)]),),
    ),
    _error(
        id="356",
        fields=("DECOM", "DEC"),
        message="The episode ceased before it began",
        hint="Correct one of the two dates.",
        fails=lambda t, d: t.DEC < t.DECOM,
        passing=(of(episodes=[row(DECOM=_JUNE, DEC=_JUNE), row(DECOM=_JUNE)]),),
        failing=(of(episodes=[row(DECOM=_JUNE, DEC=day("2024-06-02"))]),),
    ),
    _error(
        id="385",
        fields=("DEC",),
        message="The episode ceased after the end of the year",
        hint="Leave the end blank: it is for next year's return.",
        fails=lambda t, d: end(d) < t.DEC,
        passing=(of(episodes=[row(DEC=day("2025-03-31"))]),),
        failing=(of(episodes=[row(DEC=day("2025-04-01"))]),),
    ),
    _query(
        id="392B",
        fields=("HOME_POST", "PL_POST"),
        message="A home or placement postcode is blank for a child who is no asylum-seeking child",
        hint="Enter both. A child who was one within two years may be left blank.",
        fails=lambda t, d: (
            ~t.LS.isin(SHORT_BREAKS)
            & (t.HOME_POST.isnull() | t.PL_POST.isnull())
            & ~t.CHILD.isin(d["uasc"].filter(d["uasc"].CHILD.notnull()).CHILD)
            & (~_was_uasc(t, d) if d.previous is not None else True)
        ),
        passing=(
            of(episodes=[row(CHILD="1", LS="C2", HOME_POST="LE1 1AA", PL_POST="LE1 1AB")]),
            of(episodes=[row(CHILD="1", LS="V3")]),
            of(episodes=[row(CHILD="1", LS="C2")], uasc=[row(CHILD="1")]),
            of(episodes=[row(CHILD="1", LS="C2")], previous_uasc=[row(CHILD="1")]),
        ),
        failing=(of(episodes=[row(CHILD="1", LS="C2", HOME_POST="LE1 1AA")]),),
    ),
    _error(
        id="392C",
        source=f"{DFE}; only the pattern of a postcode is looked at",
        fields=("HOME_POST", "PL_POST"),
        message="A postcode is not built like one",
        hint="Correct the postcode.",
        fails=lambda t, d: (
            ~t.HOME_POST.re_search(_POSTCODE).fill_null(True)
            | ~t.PL_POST.re_search(_POSTCODE).fill_null(True)
        ),
        passing=(of(episodes=[row(HOME_POST="LE1 1AA", PL_POST="EC1A1BB"), row()]),),
        failing=(of(episodes=[row(HOME_POST="LE1"), row(PL_POST="NONE KNOWN")]),),
    ),
    _query(
        id="392D",
        fields=("HOME_POST", "PL_POST", "PLACE"),
        message="Home and placement have the same postcode, and the child is not placed with parents",
        hint="Check both postcodes.",
        fails=lambda t, d: (t.HOME_POST == t.PL_POST) & (t.PLACE != "P1"),
        passing=(
            of(
                episodes=[
                    row(HOME_POST="LE1 1AA", PL_POST="LE1 1AA", PLACE="P1"),
                    row(HOME_POST="LE1 1AA", PL_POST="LE1 1AB", PLACE="U4"),
                ]
            ),
        ),
        failing=(of(episodes=[row(HOME_POST="LE1 1AA", PL_POST="LE1 1AA", PLACE="U4")]),),
    ),
    _error(
        id="398",
        fields=("HOME_POST", "PL_POST"),
        message="A short break carries a home or placement postcode",
        hint="Leave both blank under legal status V3 or V4.",
        after=("214",),
        fails=lambda t, d: t.LS.isin(SHORT_BREAKS) & (t.HOME_POST.notnull() | t.PL_POST.notnull()),
        passing=(of(episodes=[row(LS="V4"), row(LS="C2", HOME_POST="LE1 1AA")]),),
        failing=(of(episodes=[row(LS="V4", HOME_POST="LE1 1AA")]),),
    ),
    _error(
        id="406",
        fields=("PL_DISTANCE",),
        message="A distance is given for an unaccompanied asylum-seeking child",
        hint="Leave the distance and the home postcode blank.",
        fails=lambda t, d: (
            t.PL_DISTANCE.notnull()
            & t.CHILD.isin(d["header"].filter(d["header"].UASC == "1").CHILD)
        ),
        passing=(
            of(
                header=[row(CHILD="1", UASC="0")],
                episodes=[row(CHILD="1", PL_DISTANCE="2.0")],
            ),
        ),
        failing=(
            of(
                header=[row(CHILD="1", UASC="1")],
                episodes=[row(CHILD="1", PL_DISTANCE="2.0")],
            ),
        ),
    ),
    _error(
        id="420",
        fields=("PL_LA",),
        message="A short break carries an authority of placement",
        hint="Leave it blank under legal status V3 or V4.",
        fails=lambda t, d: t.LS.isin(SHORT_BREAKS) & t.PL_LA.notnull(),
        passing=(of(episodes=[row(LS="V4"), row(LS="C2", PL_LA="E06000015")]),),
        failing=(of(episodes=[row(LS="V4", PL_LA="E06000015")]),),
    ),
    _query(
        id="454",
        fields=("PL_DISTANCE",),
        message="The placement is more than 350 miles from home",
        hint="Check the two postcodes.",
        years=(2026, 2100),
        fails=lambda t, d: rows_found(
            far := t.mutate(MILES=_miles(t.PL_DISTANCE)),
            (far.MILES > 350) & (far.MILES != 999.9),
        ),
        passing=(of(episodes=[row(PL_DISTANCE="350"), row(PL_DISTANCE="999.9"), row()]),),
        failing=(of(episodes=[row(PL_DISTANCE="350.1")]),),
    ),
    _error(
        id="426",
        fields=("LS",),
        message="The child has short breaks of both kinds, V3 and V4, in one year",
        hint="Record the year's short breaks under one of the two.",
        fails=lambda t, d: rows_found(
            both := t.filter(
                t.LS.isin(SHORT_BREAKS) & (t.DEC.isnull() | (start(d) <= t.DEC))
            ).mutate(
                ONE=t.LS.min().over(group_by=t.CHILD), OTHER=t.LS.max().over(group_by=t.CHILD)
            ),
            both.ONE != both.OTHER,
        ),
        passing=(of(episodes=[row(CHILD="1", LS="V3"), row(CHILD="1", LS="C2")]),),
        failing=(of(episodes=[row(CHILD="1", LS="V3"), row(CHILD="1", LS="V4")]),),
    ),
)


def _was_uasc(t: "Table", d: Data) -> "BooleanValue":
    before = last_year(d, "uasc")
    return t.CHILD.isin(before.filter(before.CHILD.notnull()).CHILD)
