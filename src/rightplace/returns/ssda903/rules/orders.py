"""Rules on orders that authorise depriving a child of liberty, collected from 2026/27."""

from functools import partial
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.returns.ssda903.rules.look import (
    care,
    end,
    in_table,
    last_year,
    rows_found,
    start,
)
from rightplace.returns.ssda903.rules.write import DFE, UNSURE, date_rule, day, near, of, row

if TYPE_CHECKING:
    from ibis.expr.types import Table

_order = partial(Rule, source=DFE, severity=Severity.ERROR, table="dolo", years=(2027, 2100))
_APRIL, _JUNE, _SEPT = day("2024-04-03"), day("2024-06-03"), day("2024-09-02")


def _overlapping(t: "Table", data: Data) -> "Table":
    """Orders beside the episodes with which they overlap."""
    e = data["episodes"].select("CHILD", "DECOM", "DEC", "PLACE")
    both = t.filter(t.DOLO_START.notnull()).inner_join(e, "CHILD")
    until = both.DOLO_END.coalesce(end(data))
    return both.filter((until >= both.DECOM) & (both.DEC.isnull() | (both.DEC >= both.DOLO_START)))


RULES = (
    date_rule(
        "700", "dolo", "DOLO_START", "first day of the order", needed=True, years=(2027, 2100)
    ),
    date_rule("701", "dolo", "DOLO_END", "last day of the order", years=(2027, 2100)),
    _order(
        id="702",
        fields=("DOLO_START", "DOLO_END"),
        message="The order ended before it began, or on that day",
        hint="Correct one of the two dates.",
        fails=lambda t, d: t.DOLO_END <= t.DOLO_START,
        passing=(of(dolo=[row(DOLO_START=_APRIL, DOLO_END=_JUNE), row(DOLO_START=_APRIL)]),),
        failing=(of(dolo=[row(DOLO_START=_APRIL, DOLO_END=_APRIL)]),),
    ),
    _order(
        id="703",
        fields=("DOLO_START",),
        message="The order began after the end of the year",
        hint="Leave it for next year's return.",
        fails=lambda t, d: end(d) < t.DOLO_START,
        passing=(of(dolo=[row(DOLO_START=day("2025-03-31"))]),),
        failing=(of(dolo=[row(DOLO_START=day("2025-04-01"))]),),
    ),
    _order(
        id="704",
        fields=("DOLO_END",),
        message="The order ended before the year began or after it ended",
        hint="Correct the date, or leave the row out.",
        fails=lambda t, d: (start(d) > t.DOLO_END) | (end(d) < t.DOLO_END),
        passing=(of(dolo=[row(DOLO_END=day("2024-04-01")), row(DOLO_END=day("2025-03-31"))]),),
        failing=(of(dolo=[row(DOLO_END=day("2024-03-31")), row(DOLO_END=day("2025-04-01"))]),),
    ),
    _order(
        id="705",
        source=f"{UNSURE}an order that begins while another lasts is taken to be meant",
        fields=("DOLO_START", "DOLO_END"),
        message="The order begins while the one before it lasts",
        hint="End the earlier order, or correct a date.",
        fails=lambda t, d: rows_found(
            o := t.filter(t.DOLO_START.notnull()).mutate(
                PREV=t.DOLO_END.lag().over(group_by="CHILD", order_by=["DOLO_START", "row_id"]),
                BEFORE=t.DOLO_START.lag().over(group_by="CHILD", order_by=["DOLO_START", "row_id"]),
            ),
            o.BEFORE.notnull() & (o.PREV.isnull() | (o.DOLO_START < o.PREV)),
        ),
        passing=(
            of(
                dolo=[
                    row(CHILD="1", DOLO_START=_APRIL, DOLO_END=_JUNE),
                    row(CHILD="1", DOLO_START=_JUNE),
                ]
            ),
        ),
        failing=(of(dolo=[near(CHILD="1", DOLO_START=_APRIL), row(CHILD="1", DOLO_START=_JUNE)]),),
    ),
    _order(
        id="706",
        source=f"{UNSURE}reported on the child's first order of the year; without one on the header",
        table="header",
        fields=("CHILD",),
        message="An order was open at the end of last year, and it is not in this year's return",
        hint="Load the order with its end.",
        needs_previous=True,
        fails=lambda t, d: in_table(t, _orders_lost(d)),
        passing=(
            of(
                previous_dolo=[row(CHILD="1", DOLO_START=day("2024-03-03"))],
                dolo=[row(CHILD="1", DOLO_START=day("2024-03-03"), DOLO_END=_APRIL)],
                header=[row(CHILD="1")],
            ),
        ),
        failing=(
            of(
                previous_dolo=[row(CHILD="1", DOLO_START=day("2024-03-03"))],
                header=[row(CHILD="1")],
            ),
        ),
    ),
    _order(
        id="707",
        fields=("DOLO_END",),
        message="The child ceased to be looked after, and the order has no end or a later one",
        hint="End it on the day on which the child left care at the latest.",
        fails=lambda t, d: rows_found(
            both := t.inner_join(care(d), "CHILD"),
            both.DOLO_START.between(both.BEGAN, both.CEASED)
            & (both.DOLO_END.isnull() | (both.DOLO_END > both.CEASED))
            & both.unread.isnull(),
        ),
        passing=(
            of(
                dolo=[row(CHILD="1", DOLO_START=_APRIL, DOLO_END=_JUNE)],
                episodes=[row(CHILD="1", DECOM=_APRIL, DEC=_JUNE, REC="E8")],
            ),
        ),
        failing=(
            of(
                dolo=[row(CHILD="1", DOLO_START=_APRIL)],
                episodes=[row(CHILD="1", DECOM=_APRIL, DEC=_JUNE, REC="E8")],
            ),
        ),
    ),
    _order(
        id="708",
        fields=("DOLO_START", "DOLO_END"),
        message="The order began before the child was born, or on that day",
        hint="Correct one of the two dates.",
        fails=lambda t, d: t.DOLO_START <= t.DOB,
        passing=(of(dolo=[row(DOLO_START=_APRIL, DOB=day("2010-06-03"))]),),
        failing=(of(dolo=[row(DOLO_START=_APRIL, DOB=_APRIL)]),),
    ),
    _order(
        id="709",
        severity=Severity.QUERY,
        fields=("DOLO_START",),
        message="The child is in a placement in which an order is not expected",
        hint="Check the placement type: a children's home (K2), Z12 or Z13 is expected.",
        after=("710",),
        fails=lambda t, d: rows_found(
            both := _overlapping(t, d), ~both.PLACE.isin(["K2", "Z12", "Z13"])
        ),
        passing=(
            of(
                dolo=[row(CHILD="1", DOLO_START=_APRIL, DOLO_END=_JUNE)],
                episodes=[row(CHILD="1", DECOM=_APRIL, PLACE="K2")],
            ),
        ),
        failing=(
            of(
                dolo=[row(CHILD="1", DOLO_START=_APRIL, DOLO_END=_JUNE)],
                episodes=[row(CHILD="1", DECOM=_APRIL, PLACE="U4")],
            ),
        ),
    ),
    _order(
        id="710",
        fields=("DOLO_START",),
        message="The child is in a placement to which no such order can apply",
        hint="K1, P1, R5 and K3 need none or allow none: check the placement type.",
        fails=lambda t, d: rows_found(
            both := _overlapping(t, d), both.PLACE.isin(["K1", "P1", "R5", "K3"])
        ),
        passing=(
            of(
                dolo=[row(CHILD="1", DOLO_START=_JUNE, DOLO_END=_SEPT)],
                episodes=[row(CHILD="1", DECOM=_APRIL, DEC=day("2024-06-02"), PLACE="K1")],
            ),
        ),
        failing=(
            of(
                dolo=[row(CHILD="1", DOLO_START=_APRIL, DOLO_END=_JUNE)],
                episodes=[row(CHILD="1", DECOM=_APRIL, PLACE="K1")],
            ),
        ),
    ),
)


def _orders_lost(data: Data) -> "Table":
    before = last_year(data, "dolo")
    still = before.filter(before.DOLO_END.isnull() & before.DOLO_START.notnull())
    return still.anti_join(data["dolo"], ["CHILD", "DOLO_START"])
