"""Rules on the decisions that a child should be placed for adoption."""

from functools import partial
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.returns.ssda903.rules.look import (
    ADOPTED,
    FOR_ADOPTION,
    SHORT_BREAKS,
    births,
    chain,
    end,
    in_table,
    last_year,
    left,
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

if TYPE_CHECKING:
    from ibis.expr.types import Table

_error = partial(Rule, source=DFE, severity=Severity.ERROR, table="placed_adoption")
_before = partial(_error, needs_previous=True)
_JAN, _APRIL, _JUNE, _SEPT = (
    day("2024-01-03"),
    day("2024-04-03"),
    day("2024-06-03"),
    day("2024-09-02"),
)


def first_of(of_interest: "Table") -> "Table":
    """CHILD and THEN: the first of those episodes."""
    return of_interest.group_by("CHILD").agg(THEN=of_interest.DECOM.min())


def _too_late(number: str, what: str, placed: bool, *after: str) -> Rule:
    """The first decision comes after what it must come before."""
    episode = row(CHILD="1", DECOM=_JUNE, PLACE="A6" if placed else "U4", LS="E1")

    def fails(t: "Table", d: Data) -> "Table":
        e = d["episodes"]
        that = e.filter(e.PLACE.isin(FOR_ADOPTION) if placed else e.LS == "E1")
        first = t.mutate(N=t.DATE_PLACED.min().over(group_by="CHILD"))
        both = first.inner_join(first_of(that), "CHILD")
        return rows_found(both, (both.DATE_PLACED == both.N) & (both.DATE_PLACED > both.THEN))

    return _error(
        id=number,
        source=f"{UNSURE}the child's first decision is set beside the first such episode",
        fields=("DATE_PLACED",),
        message=f"The decision was taken after the child {what}",
        hint="Correct the date, or add the earlier decision.",
        after=after,
        fails=fails,
        passing=(of(placed_adoption=[row(CHILD="1", DATE_PLACED=_JUNE)], episodes=[episode]),),
        failing=(
            of(
                placed_adoption=[row(CHILD="1", DATE_PLACED=day("2024-06-04"))],
                episodes=[episode],
            ),
        ),
    )


def _decisions(data: Data) -> "Table":
    """Last year's last decision of each child: WAS_PLACED, WAS_CEASED."""
    p = last_year(data, "placed_adoption")
    last = p.mutate(N=p.DATE_PLACED.max().over(group_by="CHILD"))
    return last.filter(last.DATE_PLACED == last.N).select(
        "CHILD", WAS_PLACED=last.DATE_PLACED, WAS_CEASED=last.DATE_PLACED_CEASED
    )


RULES = (
    date_rule("115", "placed_adoption", "DATE_PLACED", "date of the decision to place"),
    date_rule("116", "placed_adoption", "DATE_PLACED_CEASED", "date of the reversal"),
    code_rule(
        "120",
        "placed_adoption",
        "REASON_PLACED_CEASED",
        "REASON_PLACED_CEASED",
        "RD1",
        "the reason of the reversal",
    ),
    _error(
        id="117",
        fields=("DATE_PLACED", "DATE_PLACED_CEASED"),
        message="A decision is dated after the end of the year or after the child left care",
        hint="Correct the date.",
        fails=lambda t, d: rows_found(
            both := t.left_join(left(d), "CHILD"),
            (end(d) < both.DATE_PLACED).fill_null(False)
            | (end(d) < both.DATE_PLACED_CEASED).fill_null(False)
            | (both.DATE_PLACED > both.LEFT).fill_null(False)
            | (both.DATE_PLACED_CEASED > both.LEFT).fill_null(False),
        ),
        passing=(
            of(
                placed_adoption=[row(CHILD="1", DATE_PLACED=_JUNE)],
                episodes=[row(CHILD="1", DECOM=_JAN, DEC=_JUNE, REC="E8")],
            ),
        ),
        failing=(
            of(placed_adoption=[row(CHILD="1", DATE_PLACED=day("2025-04-01"))]),
            of(
                placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN, DATE_PLACED_CEASED=_SEPT)],
                episodes=[row(CHILD="1", DECOM=_JAN, DEC=_JUNE, REC="E8")],
            ),
        ),
    ),
    _error(
        id="118",
        fields=("DATE_PLACED_CEASED",),
        message="The reversal is dated before the year or before the child was looked after",
        hint="Correct the date; a reversal of an earlier year was reported then.",
        fails=lambda t, d: rows_found(
            both := t.left_join(_earliest(d), "CHILD"),
            (start(d) > both.DATE_PLACED_CEASED)
            | (both.DATE_PLACED_CEASED < both.THEN).fill_null(False),
        ),
        passing=(
            of(placed_adoption=[row(CHILD="1", DATE_PLACED_CEASED=day("2024-04-01")), row()]),
        ),
        failing=(
            of(placed_adoption=[row(CHILD="1", DATE_PLACED_CEASED=day("2024-03-31"))]),
            of(
                placed_adoption=[row(CHILD="1", DATE_PLACED_CEASED=_APRIL)],
                episodes=[row(CHILD="1", DECOM=_JUNE, LS="C2")],
            ),
        ),
    ),
    _error(
        id="119",
        fields=("DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
        message="Of the reversal's date and reason only one is filled",
        hint="Fill both, or neither.",
        after=("116",),
        fails=lambda t, d: t.DATE_PLACED_CEASED.isnull() != t.REASON_PLACED_CEASED.isnull(),
        passing=(
            of(placed_adoption=[row(DATE_PLACED_CEASED=_JUNE, REASON_PLACED_CEASED="RD1"), row()]),
        ),
        failing=(
            of(
                placed_adoption=[
                    row(DATE_PLACED_CEASED=_JUNE),
                    row(REASON_PLACED_CEASED="RD1"),
                ]
            ),
        ),
    ),
    _error(
        id="184",
        fields=("DATE_PLACED",),
        message="The decision was taken before the child was born",
        hint="Correct one of the two dates.",
        fails=lambda t, d: rows_found(
            both := t.inner_join(births(d), "CHILD"), both.DATE_PLACED < both.BORN
        ),
        passing=(
            of(
                header=[row(CHILD="1", DOB=_JUNE)],
                placed_adoption=[row(CHILD="1", DATE_PLACED=_JUNE)],
            ),
        ),
        failing=(
            of(
                header=[row(CHILD="1", DOB=_JUNE)],
                placed_adoption=[row(CHILD="1", DATE_PLACED=_APRIL)],
            ),
        ),
    ),
    _error(
        id="522",
        fields=("DATE_PLACED", "DATE_PLACED_CEASED"),
        message="The decision was reversed before it was taken",
        hint="Correct one of the two dates.",
        fails=lambda t, d: t.DATE_PLACED_CEASED < t.DATE_PLACED,
        passing=(of(placed_adoption=[row(DATE_PLACED=_JUNE, DATE_PLACED_CEASED=_JUNE)]),),
        failing=(of(placed_adoption=[row(DATE_PLACED=_JUNE, DATE_PLACED_CEASED=_APRIL)]),),
    ),
    _too_late("552", "was placed for adoption", True),
    _too_late("554", "had a placement order", False, "552"),
    _error(
        id="558",
        source=f"{UNSURE}the child's last decision is looked at",
        fields=("DATE_PLACED_CEASED",),
        message="The child was adopted, and the decision is recorded as reversed",
        hint="Take the reversal out.",
        fails=lambda t, d: rows_found(
            p := t.mutate(N=t.DATE_PLACED.max().over(group_by="CHILD")),
            (p.DATE_PLACED == p.N)
            & p.DATE_PLACED_CEASED.notnull()
            & in_table(p, d["episodes"].filter(d["episodes"].REC.isin(ADOPTED))),
        ),
        passing=(
            of(
                placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN)],
                episodes=[row(CHILD="1", REC="E11")],
            ),
        ),
        failing=(
            of(
                placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN, DATE_PLACED_CEASED=_JUNE)],
                episodes=[row(CHILD="1", REC="E11")],
            ),
        ),
    ),
    _error(
        id="563",
        fields=("DATE_PLACED", "DATE_PLACED_CEASED"),
        message="A reversal is recorded without the decision that it reverses",
        hint="Enter the date of the decision.",
        after=("115",),
        fails=lambda t, d: (
            t.DATE_PLACED.isnull()
            & t.DATE_PLACED_CEASED.notnull()
            & t.REASON_PLACED_CEASED.notnull()
        ),
        passing=(of(placed_adoption=[row(DATE_PLACED=_JAN), row()]),),
        failing=(of(placed_adoption=[row(DATE_PLACED_CEASED=_JUNE, REASON_PLACED_CEASED="RD1")]),),
    ),
    _error(
        id="579",
        fields=("DATE_PLACED",),
        message="A new decision was taken before the one before it was reversed",
        hint="Correct the dates: decisions must not overlap.",
        after=("583",),
        fails=lambda t, d: rows_found(
            p := t.filter(t.DATE_PLACED.notnull()).mutate(
                PREV=t.DATE_PLACED_CEASED.lag().over(
                    group_by="CHILD", order_by=["DATE_PLACED", "row_id"]
                )
            ),
            p.DATE_PLACED < p.PREV,
        ),
        passing=(
            of(
                placed_adoption=[
                    row(CHILD="1", DATE_PLACED=_JAN, DATE_PLACED_CEASED=_APRIL),
                    row(CHILD="1", DATE_PLACED=_APRIL),
                ]
            ),
        ),
        failing=(
            of(
                placed_adoption=[
                    near(CHILD="1", DATE_PLACED=_JAN, DATE_PLACED_CEASED=_JUNE),
                    row(CHILD="1", DATE_PLACED=_APRIL),
                ]
            ),
        ),
    ),
    _error(
        id="583",
        fields=("DATE_PLACED", "DATE_PLACED_CEASED"),
        message="There is a later decision, and this one has not been reversed",
        hint="Enter the reversal, or take the decision out.",
        fails=lambda t, d: rows_found(
            p := t.mutate(N=t.DATE_PLACED.max().over(group_by="CHILD")),
            (p.DATE_PLACED < p.N) & p.DATE_PLACED_CEASED.isnull(),
        ),
        passing=(
            of(
                placed_adoption=[
                    row(CHILD="1", DATE_PLACED=_JAN, DATE_PLACED_CEASED=_APRIL),
                    row(CHILD="1", DATE_PLACED=_APRIL),
                ]
            ),
        ),
        failing=(
            of(
                placed_adoption=[
                    row(CHILD="1", DATE_PLACED=_JAN),
                    near(CHILD="1", DATE_PLACED=_APRIL),
                ]
            ),
        ),
    ),
    _error(
        id="1003",
        fields=("DATE_PLACED",),
        message="The decision was taken before the child started to be looked after",
        hint="Correct the date, or the episode.",
        after=("184",),
        fails=lambda t, d: rows_found(
            both := t.inner_join(
                chain(d)
                .filter(lambda e: e.FIRST & (e.RNE == "S"))
                .select("CHILD", THEN=lambda e: e.DECOM),
                "CHILD",
            ),
            both.DATE_PLACED < both.THEN,
        ),
        passing=(
            of(
                placed_adoption=[row(CHILD="1", DATE_PLACED=_JUNE)],
                episodes=[row(CHILD="1", DECOM=_JUNE, RNE="S")],
            ),
        ),
        failing=(
            of(
                placed_adoption=[row(CHILD="1", DATE_PLACED=_APRIL)],
                episodes=[row(CHILD="1", DECOM=_JUNE, RNE="S")],
            ),
        ),
    ),
    _before(
        id="559",
        fields=("DATE_PLACED",),
        message="The decision was taken before this year, and last year's return did not have it",
        hint="Check both years.",
        after=("RP-HEADER-PLACEDADOPTION", "184", "1003"),
        fails=lambda t, d: (start(d) > t.DATE_PLACED) & ~in_table(t, _decisions(d)),
        passing=(
            of(
                previous_placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN)],
                placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN)],
            ),
        ),
        failing=(
            of(
                previous_placed_adoption=[row(CHILD="2", DATE_PLACED=_JAN)],
                placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN)],
            ),
        ),
    ),
    _before(
        id="560",
        fields=("DATE_PLACED",),
        message="The decision stood at the end of last year, and its date is another this year",
        hint="Correct whichever return is wrong.",
        after=("184", "1003", "552", "554"),
        fails=lambda t, d: rows_found(
            both := t.inner_join(_decisions(d), "CHILD").mutate(
                FIRST=lambda b: b.DATE_PLACED.min().over(group_by="CHILD")
            ),
            both.WAS_CEASED.isnull()
            & (both.DATE_PLACED == both.FIRST)
            & (both.DATE_PLACED != both.WAS_PLACED),
        ),
        passing=(
            of(
                previous_placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN)],
                placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN)],
            ),
        ),
        failing=(
            of(
                previous_placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN)],
                placed_adoption=[row(CHILD="1", DATE_PLACED=day("2024-01-04"))],
            ),
        ),
    ),
    _before(
        id="561",
        fields=("DATE_PLACED",),
        message="The decision was reversed last year and is reported again",
        hint="Take it out.",
        fails=lambda t, d: rows_found(
            both := t.inner_join(_decisions(d), "CHILD"),
            both.WAS_CEASED.notnull() & (both.DATE_PLACED == both.WAS_PLACED),
        ),
        passing=(
            of(
                previous_placed_adoption=[
                    row(CHILD="1", DATE_PLACED=_JAN, DATE_PLACED_CEASED=day("2024-02-03"))
                ],
                placed_adoption=[row(CHILD="1", DATE_PLACED=_JUNE)],
            ),
        ),
        failing=(
            of(
                previous_placed_adoption=[
                    row(CHILD="1", DATE_PLACED=_JAN, DATE_PLACED_CEASED=day("2024-02-03"))
                ],
                placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN)],
            ),
        ),
    ),
)


def _earliest(data: Data) -> "Table":
    episodes = data["episodes"]
    return first_of(episodes.filter(~episodes.LS.isin(SHORT_BREAKS)))
