"""Rules on OC2: the outcomes of children looked after for twelve months at 31 March.

Whether a child has been is read from the episodes. One who started on 1 April may be counted either way,
so such a child is neither asked for outcomes nor told to leave them out.
"""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import ibis

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.facts.quality.rule import Rows
from rightplace.returns.ssda903.rules.look import (
    aged_at,
    blank,
    end,
    filled,
    in_table,
    looked_after,
    start,
)
from rightplace.returns.ssda903.rules.write import DFE, OURS, UNSURE, Row, code_rule, day, of, row

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

_error = partial(Rule, source=DFE, severity=Severity.ERROR, table="oc2")
_FLAGS = (
    "CONVICTED",
    "HEALTH_CHECK",
    "IMMUNISATIONS",
    "TEETH_CHECK",
    "HEALTH_ASSESSMENT",
    "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
)
_FOUR = ("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")
_DONE = dict.fromkeys(_FOUR, "0")
_LONG = row(CHILD="1", DECOM=day("2023-06-01"), LS="C2", RNE="S")
_SHORT = row(CHILD="1", DECOM=day("2024-06-03"), LS="C2", RNE="S")


def _surely(t: "Table", d: Data) -> "BooleanValue":
    return in_table(t, looked_after(d, start(d) - timedelta(days=1)))


def _not(t: "Table", d: Data) -> "BooleanValue":
    return in_table(t, d["episodes"]) & ~in_table(t, looked_after(d, start(d)))


def _child(episode: Row, **values: str | None) -> Rows:
    """A child of 12 with that episode and those outcomes."""
    return of(oc2=[{"CHILD": "1", "DOB": day("2012-06-01"), **values}], episodes=[episode])


def _aged(born: str, episode: Row = _LONG, **values: str | None) -> Rows:
    return of(oc2=[{"CHILD": "1", "DOB": day(born), **values}], episodes=[episode])


RULES = (
    _error(
        id="180",
        fields=("SDQ_SCORE",),
        message="The strengths and difficulties score is not a whole number from 0 to 40",
        hint="Enter the total score.",
        fails=lambda t, d: (
            t.SDQ_SCORE.notnull() & ~t.SDQ_SCORE.re_search(r"^0*([0-9]|[1-3][0-9]|40)(\.0+)?$")
        ),
        passing=(of(oc2=[row(SDQ_SCORE="0"), row(SDQ_SCORE="40"), row()]),),
        failing=(of(oc2=[row(SDQ_SCORE="41"), row(SDQ_SCORE="-1"), row(SDQ_SCORE="HIGH")]),),
    ),
    _error(
        id="181",
        fields=_FLAGS,
        message="An outcome is neither 0 nor 1",
        hint="Use 0 for no and 1 for yes.",
        fails=lambda t, d: ibis.or_(*(t[f].notnull() & ~t[f].isin(["0", "1"]) for f in _FLAGS)),
        passing=(of(oc2=[row(CONVICTED="0", TEETH_CHECK="1"), row()]),),
        failing=(of(oc2=[row(CONVICTED="2"), row(TEETH_CHECK="Y")]),),
    ),
    _error(
        id="182",
        fields=_FLAGS,
        message="Some outcomes are filled, and one of the four that everyone needs is blank",
        hint="Fill immunisations, teeth, health assessment and substance misuse, or leave all blank.",
        fails=lambda t, d: blank(t, _FOUR) & filled(t, [f for f in _FLAGS if f not in _FOUR]),
        passing=(of(oc2=[{**_DONE, "CONVICTED": "0"}, row()]),),
        failing=(of(oc2=[row(CONVICTED="0"), {**_DONE, "CONVICTED": "0", "TEETH_CHECK": None}]),),
    ),
    code_rule("196", "oc2", "SDQ_REASON", "SDQ_REASON", "SDQ2", "the reason for no score"),
    _error(
        id="197a",
        fields=("SDQ_SCORE", "SDQ_REASON"),
        message="There is a score and a reason for having none",
        hint="Take one of them out.",
        fails=lambda t, d: t.SDQ_SCORE.notnull() & t.SDQ_REASON.notnull(),
        passing=(of(oc2=[row(SDQ_SCORE="9"), row(SDQ_REASON="SDQ2")]),),
        failing=(of(oc2=[row(SDQ_SCORE="9", SDQ_REASON="SDQ2")]),),
    ),
    _error(
        id="157",
        fields=("SDQ_REASON", "DOB"),
        message="Age is given as the reason for no score, and the child is of the age for one",
        hint="Enter the score, or another reason.",
        fails=lambda t, d: (
            (t.SDQ_REASON == "SDQ1")
            & t.SDQ_SCORE.isnull()
            & aged_at(t.DOB, 4, start(d))
            & ~aged_at(t.DOB, 17, end(d))
            & _surely(t, d)
        ),
        passing=(_aged("2021-06-01", SDQ_REASON="SDQ1"),),
        failing=(_child(_LONG, SDQ_REASON="SDQ1"),),
    ),
    _error(
        id="158",
        fields=("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"),
        message="An intervention was received, and whether one was offered is filled as well",
        hint="Leave offered blank.",
        fails=lambda t, d: (t.INTERVENTION_RECEIVED == "1") & t.INTERVENTION_OFFERED.notnull(),
        passing=(of(oc2=[row(INTERVENTION_RECEIVED="1")]),),
        failing=(of(oc2=[row(INTERVENTION_RECEIVED="1", INTERVENTION_OFFERED="1")]),),
    ),
    _error(
        id="159",
        fields=("SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"),
        message="No intervention was received for substance misuse, and whether one was offered is blank",
        hint="Enter 0 or 1.",
        fails=lambda t, d: (
            (t.SUBSTANCE_MISUSE == "1")
            & (t.INTERVENTION_RECEIVED == "0")
            & t.INTERVENTION_OFFERED.isnull()
        ),
        passing=(
            of(
                oc2=[
                    row(
                        SUBSTANCE_MISUSE="1",
                        INTERVENTION_RECEIVED="0",
                        INTERVENTION_OFFERED="0",
                    )
                ]
            ),
        ),
        failing=(of(oc2=[row(SUBSTANCE_MISUSE="1", INTERVENTION_RECEIVED="0")]),),
    ),
    _error(
        id="192",
        fields=("SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED"),
        message="A substance misuse problem was found, and whether an intervention was received is blank",
        hint="Enter 0 or 1.",
        fails=lambda t, d: (t.SUBSTANCE_MISUSE == "1") & t.INTERVENTION_RECEIVED.isnull(),
        passing=(of(oc2=[row(SUBSTANCE_MISUSE="0"), row()]),),
        failing=(of(oc2=[row(SUBSTANCE_MISUSE="1")]),),
    ),
    _error(
        id="193",
        fields=("SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"),
        message="No substance misuse problem was found, and an intervention item is filled",
        hint="Leave both intervention items blank.",
        fails=lambda t, d: (
            (t.SUBSTANCE_MISUSE.isnull() | (t.SUBSTANCE_MISUSE == "0"))
            & filled(t, ("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"))
        ),
        passing=(of(oc2=[row(SUBSTANCE_MISUSE="1", INTERVENTION_RECEIVED="1"), row()]),),
        failing=(of(oc2=[row(SUBSTANCE_MISUSE="0", INTERVENTION_RECEIVED="0")]),),
    ),
    _error(
        id="185",
        fields=("SDQ_SCORE",),
        message="There is a score for a child not looked after for twelve months",
        hint="Take it out, or correct the episodes.",
        after=("188", "190"),
        fails=lambda t, d: t.SDQ_SCORE.notnull() & _not(t, d),
        passing=(_child(_LONG, SDQ_SCORE="9"), _child(_SHORT)),
        failing=(_child(_SHORT, SDQ_SCORE="9"),),
    ),
    _error(
        id="198",
        fields=("SDQ_REASON",),
        message="There is a reason for no score for a child not looked after for twelve months",
        hint="Take it out, or correct the episodes.",
        after=("188", "190"),
        fails=lambda t, d: t.SDQ_REASON.notnull() & _not(t, d),
        passing=(_child(_LONG, SDQ_REASON="SDQ2"), _child(_SHORT)),
        failing=(_child(_SHORT, SDQ_REASON="SDQ2"),),
    ),
    _error(
        id="186",
        source=f"{UNSURE}a reason for no score is taken for an answer",
        fields=("SDQ_SCORE",),
        message="A child of 4 to 16 looked after for twelve months has neither a score nor a reason",
        hint="Enter the score, or why there is none.",
        fails=lambda t, d: (
            t.SDQ_SCORE.isnull()
            & t.SDQ_REASON.isnull()
            & aged_at(t.DOB, 4, start(d))
            & ~aged_at(t.DOB, 17, end(d))
            & _surely(t, d)
        ),
        passing=(
            _child(_LONG, SDQ_REASON="SDQ2"),
            _aged("2008-03-31"),
            _aged("2020-04-02"),
            _child(_SHORT),
        ),
        failing=(_aged("2008-04-01"), _aged("2020-04-01")),
    ),
    _error(
        id="188",
        fields=("SDQ_SCORE", "SDQ_REASON"),
        message="A child under 4 at the end of the year has a score or a reason for none",
        hint="Leave both blank.",
        fails=lambda t, d: ~aged_at(t.DOB, 4, end(d)) & filled(t, ("SDQ_SCORE", "SDQ_REASON")),
        passing=(of(oc2=[row(DOB=day("2021-03-31"), SDQ_REASON="SDQ1")]),),
        failing=(of(oc2=[row(DOB=day("2021-04-01"), SDQ_REASON="SDQ1")]),),
    ),
    _error(
        id="189",
        fields=("SDQ_SCORE", "SDQ_REASON"),
        message="A young person of 17 or more at the start of the year has a score or a reason for none",
        hint="Leave both blank.",
        fails=lambda t, d: aged_at(t.DOB, 17, start(d)) & filled(t, ("SDQ_SCORE", "SDQ_REASON")),
        passing=(of(oc2=[row(DOB=day("2007-04-02"), SDQ_SCORE="9")]),),
        failing=(of(oc2=[row(DOB=day("2007-04-01"), SDQ_SCORE="9")]),),
    ),
    _error(
        id="190",
        fields=_FLAGS,
        message="Outcomes are filled for a child not looked after for twelve months",
        hint="Take them out, or correct the episodes.",
        fails=lambda t, d: filled(t, _FLAGS) & _not(t, d),
        passing=(_child(_LONG, TEETH_CHECK="1"), _child(_SHORT)),
        failing=(_child(_SHORT, TEETH_CHECK="1"),),
    ),
    _error(
        id="191",
        fields=_FOUR,
        message="A child looked after for twelve months lacks one of the four outcomes that all need",
        hint="Enter 0 or 1 for immunisations, teeth, health assessment and substance misuse.",
        after=("182",),
        fails=lambda t, d: blank(t, _FOUR) & _surely(t, d),
        passing=(_child(_LONG, **_DONE), _child(_SHORT)),
        failing=(_child(_LONG, TEETH_CHECK="1"), _child(_LONG)),
    ),
    _error(
        id="542",
        fields=("CONVICTED", "DOB"),
        message="Conviction is filled for a child under 10",
        hint="Leave it blank.",
        fails=lambda t, d: t.CONVICTED.notnull() & ~aged_at(t.DOB, 10, end(d)),
        passing=(of(oc2=[row(DOB=day("2015-03-31"), CONVICTED="0")]),),
        failing=(of(oc2=[row(DOB=day("2015-04-01"), CONVICTED="0")]),),
    ),
    _error(
        id="543",
        fields=("CONVICTED", "DOB"),
        message="Conviction is blank for a child of 10 or more looked after for twelve months",
        hint="Enter 0 or 1.",
        fails=lambda t, d: t.CONVICTED.isnull() & aged_at(t.DOB, 10, end(d)) & _surely(t, d),
        passing=(_child(_LONG, CONVICTED="0"), _aged("2015-04-01")),
        failing=(_aged("2015-03-31"),),
    ),
    _error(
        id="544",
        source=f"{DFE}; 182 already asks this of whatever is filled",
        fields=("CONVICTED", *_FOUR),
        message="The child was convicted, and one of the four outcomes that all need is blank",
        hint="Fill the four.",
        after=("182", "191"),
        fails=lambda t, d: (t.CONVICTED == "1") & blank(t, _FOUR),
        passing=(of(oc2=[{**_DONE, "CONVICTED": "1"}]),),
        failing=(of(oc2=[row(CONVICTED="1")]),),
    ),
    _error(
        id="545",
        fields=("HEALTH_CHECK", "DOB"),
        message="Development checks are blank for a child under 5 looked after for twelve months",
        hint="Enter 0 or 1.",
        fails=lambda t, d: t.HEALTH_CHECK.isnull() & ~aged_at(t.DOB, 5, end(d)) & _surely(t, d),
        passing=(_aged("2021-06-01", HEALTH_CHECK="1"), _aged("2020-03-31")),
        failing=(_aged("2020-04-01"),),
    ),
    _error(
        id="546",
        fields=("HEALTH_CHECK", "DOB"),
        message="Development checks are filled for a child of 5 or more",
        hint="Leave them blank.",
        fails=lambda t, d: t.HEALTH_CHECK.notnull() & aged_at(t.DOB, 5, end(d)),
        passing=(of(oc2=[row(DOB=day("2020-04-01"), HEALTH_CHECK="1")]),),
        failing=(of(oc2=[row(DOB=day("2020-03-31"), HEALTH_CHECK="1")]),),
    ),
    _error(
        id="547",
        source=f"{DFE}; 182 already asks this of whatever is filled",
        fields=("HEALTH_CHECK", *_FOUR),
        message="Development checks are up to date, and one of the four outcomes that all need is blank",
        hint="Fill the four.",
        after=("182", "191"),
        fails=lambda t, d: (t.HEALTH_CHECK == "1") & blank(t, _FOUR),
        passing=(of(oc2=[{**_DONE, "HEALTH_CHECK": "1"}]),),
        failing=(of(oc2=[row(HEALTH_CHECK="1")]),),
    ),
    Rule(
        id="RP-OC2",
        source=f"{OURS}; the published rule 191 asks it of children who are in OC2 only",
        severity=Severity.ERROR,
        table="header",
        fields=("CHILD",),
        message="A child looked after for twelve months is not in OC2",
        hint="Add the child's outcomes.",
        fails=lambda t, d: _surely(t, d) & ~in_table(t, d["oc2"]),
        passing=(
            of(header=[row(CHILD="1")], episodes=[_LONG], oc2=[row(CHILD="1")]),
            of(header=[row(CHILD="1")], episodes=[_SHORT]),
        ),
        failing=(of(header=[row(CHILD="1")], episodes=[_LONG]),),
    ),
)
