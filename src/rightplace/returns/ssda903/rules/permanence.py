"""Rules on the arrangements for permanence that a child had before being looked after."""

from functools import partial
from typing import TYPE_CHECKING

import ibis

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.returns.ssda903.rules.look import (
    SHORT_BREAKS,
    end,
    filled,
    in_table,
    rows_found,
    start,
)
from rightplace.returns.ssda903.rules.write import DFE, UNSURE, code_rule, day, of, row

if TYPE_CHECKING:
    from ibis.expr.types import StringValue, Table

_perm = partial(Rule, source=DFE, severity=Severity.ERROR, table="prev_perm")
_JUNE = day("2024-06-03")
_PERM = ("PREV_PERM", "LA_PERM", "DATE_PERM")
_LOOSE = (
    "^(ZZ/ZZ/ZZZZ|ZZ/ZZ/[0-9]{4}|ZZ/[0-9]{2}/[0-9]{4}"
    "|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}.*)$"
)


def _written_year(text: "StringValue") -> "StringValue":
    """The year, of a date that ends with it."""
    return ibis.ifelse(text.re_search("[0-9]{4}$"), text.right(4), ibis.null("string"))


def _written_day(text: "StringValue") -> "StringValue":
    """A whole date as ccyymmdd, as text: one that is no day is compared as it is written."""
    turned = text.substr(6, 4) + text.substr(3, 2) + text.substr(0, 2)
    straight = text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2)
    return ibis.cases(
        (text.re_search("^[0-9]{2}/[0-9]{2}/[0-9]{4}$"), turned),
        (text.re_search("^[0-9]{4}-[0-9]{2}-[0-9]{2}"), straight),
        else_=ibis.null("string"),
    )


RULES = (
    code_rule("631", "prev_perm", "PREV_PERM", "PREV_PERM", "Z1", "the earlier arrangement"),
    Rule(
        id="630",
        source=DFE,
        severity=Severity.ERROR,
        table="episodes",
        fields=("RNE",),
        message="The child started to be looked after in the year, and earlier arrangements are not complete",
        hint="Add a row to PrevPerm; Z1 if there was none, else with authority and date.",
        after=("RP-HEADER-EPISODES",),
        fails=lambda t, d: (
            (t.RNE == "S")
            & t.DECOM.between(start(d), end(d))
            & ~t.LS.isin(SHORT_BREAKS).fill_null(False)
            & ~in_table(t, _complete(d))
        ),
        passing=(
            of(
                episodes=[row(CHILD="1", DECOM=_JUNE, RNE="S")],
                prev_perm=[row(CHILD="1", PREV_PERM="Z1")],
            ),
            of(episodes=[row(CHILD="1", DECOM=_JUNE, RNE="S", LS="V4")]),
        ),
        failing=(
            of(episodes=[row(CHILD="1", DECOM=_JUNE, RNE="S")]),
            of(
                episodes=[row(CHILD="1", DECOM=_JUNE, RNE="S")],
                prev_perm=[row(CHILD="1", PREV_PERM="P1")],
            ),
        ),
    ),
    _perm(
        id="632",
        source=f"{UNSURE}the pattern of the date is looked at, and a whole date beside the first episode",
        fields=("DATE_PERM",),
        message="The date of the order is not built like one, or not before the child was looked after",
        hint="Write dd/mm/yyyy, with ZZ or ZZZZ for what is not known.",
        fails=lambda t, d: rows_found(
            both := t.left_join(_started(d), "CHILD"),
            (both.DATE_PERM.notnull() & ~both.DATE_PERM.re_search(_LOOSE))
            | (_written_day(both.DATE_PERM) >= both.THEN.strftime("%Y%m%d")).fill_null(False)
            | (_written_year(both.DATE_PERM) > both.THEN.strftime("%Y")).fill_null(False),
        ),
        passing=(
            of(
                prev_perm=[
                    row(CHILD="1", DATE_PERM="ZZ/ZZ/ZZZZ"),
                    row(CHILD="1", DATE_PERM="ZZ/06/2012"),
                    row(CHILD="1", DATE_PERM="01/06/2012"),
                    row(CHILD="1"),
                ],
                episodes=[row(CHILD="1", DECOM=_JUNE)],
            ),
        ),
        failing=(
            of(
                prev_perm=[
                    row(CHILD="1", DATE_PERM="LONG AGO"),
                    row(CHILD="1", DATE_PERM="01/06/2031"),
                    {"CHILD": "1", "DATE_PERM": lambda year, _: f"04/06/{year - 1}"},
                    {"CHILD": "1", "DATE_PERM": lambda year, _: f"{year - 1}-06-03"},
                ],
                episodes=[row(CHILD="1", DECOM=_JUNE)],
            ),
        ),
    ),
    _perm(
        id="634",
        fields=_PERM,
        message="Earlier arrangements are given for a child looked after since before April 2016",
        hint="Take the row out.",
        fails=lambda t, d: filled(t, _PERM) & in_table(t, _all_old(d)),
        passing=(
            of(prev_perm=[row(CHILD="1", PREV_PERM="Z1")], episodes=[row(CHILD="1", DECOM=_JUNE)]),
        ),
        failing=(
            of(
                prev_perm=[row(CHILD="1", PREV_PERM="Z1")],
                episodes=[row(CHILD="1", DECOM=day("2012-03-31"))],
            ),
        ),
    ),
    _perm(
        id="635",
        fields=_PERM,
        message="An authority or a date of an order is given, and there was no earlier arrangement",
        hint="Enter P1 to P4, or take the other two out.",
        fails=lambda t, d: (
            (t.PREV_PERM.isnull() | (t.PREV_PERM == "Z1"))
            & (t.LA_PERM.notnull() | t.DATE_PERM.notnull())
        ),
        passing=(of(prev_perm=[row(PREV_PERM="P1", LA_PERM="839"), row(PREV_PERM="Z1")]),),
        failing=(of(prev_perm=[row(PREV_PERM="Z1", LA_PERM="839"), row(DATE_PERM="ZZ/ZZ/ZZZZ")]),),
    ),
)


def _started(data: Data) -> "Table":
    """CHILD and THEN: the child's first day."""
    episodes = data["episodes"]
    return episodes.group_by("CHILD").agg(THEN=episodes.DECOM.min())


def _complete(data: Data) -> "Table":
    """Rows of earlier arrangements that say all that is asked."""
    p = data["prev_perm"]
    return p.filter(
        (p.PREV_PERM == "Z1")
        | (p.PREV_PERM.notnull() & p.LA_PERM.notnull() & p.DATE_PERM.notnull())
    )


def _all_old(data: Data) -> "Table":
    episodes = data["episodes"]
    last = episodes.group_by("CHILD").agg(LAST=episodes.DECOM.max())
    return last.filter(day("2016-04-01") > last.LAST)
