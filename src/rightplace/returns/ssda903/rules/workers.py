"""Rules on social worker episodes."""

from functools import partial
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.returns.ssda903.rules.look import (
    SHORT_BREAKS,
    end,
    in_table,
    last_year,
    latest,
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
from rightplace.returns.ssda903.years import years_before

if TYPE_CHECKING:
    from ibis.expr.types import Table

_error = partial(Rule, source=DFE, severity=Severity.ERROR, table="sw_episodes")
_APRIL, _JUNE, _SEPT = day("2024-04-03"), day("2024-06-03"), day("2024-09-02")
_NEW = day("2023-04-01")  # reasons are asked of social worker episodes that began from this day


def _after_each(t: "Table") -> "Table":
    """Social worker episodes with the one before (PREV_...) and whether they are the last (LATEST)."""
    dated = t.filter(t.SW_DECOM.notnull() & t.CHILD.notnull())
    order = ["SW_DECOM", "SW_DEC", "row_id"]
    return dated.mutate(
        PREV_DEC=dated.SW_DEC.lag().over(group_by="CHILD", order_by=order),
        PREV_DECOM=dated.SW_DECOM.lag().over(group_by="CHILD", order_by=order),
        LATEST=dated.row_id.lead().over(group_by="CHILD", order_by=order).isnull(),
    )


def _looked_after_now(data: Data) -> "Table":
    """Children whose last episode is open and no short break."""
    episodes = latest(data)
    return episodes.filter(episodes.DEC.isnull() & ~episodes.LS.isin(SHORT_BREAKS))


RULES = (
    Rule(
        id="SW01STG1",
        source=DFE,
        severity=Severity.ERROR,
        table="episodes",
        fields=("CHILD",),
        message="A child looked after on 31 March has no social worker episode",
        hint="Add it to the social worker table.",
        after=("RP-HEADER-EPISODES",),
        fails=lambda t, d: rows_found(
            e := _looked_after_now(d),
            ~in_table(e, d["sw_episodes"].filter(d["sw_episodes"].SW_ID.notnull())),
        ),
        passing=(
            of(
                episodes=[row(CHILD="1", DECOM=_JUNE, LS="C2")],
                sw_episodes=[row(CHILD="1", SW_ID="SW1234")],
            ),
            of(episodes=[row(CHILD="1", DECOM=_JUNE, LS="V4")]),
        ),
        failing=(of(episodes=[row(CHILD="1", DECOM=_JUNE, LS="C2")]),),
    ),
    _error(
        id="SW01aSTG1",
        fields=("SW_ID", "SW_DECOM"),
        message="A social worker episode that began before April 2023 lacks the worker's number",
        hint="Enter the registration number.",
        fails=lambda t, d: (t.SW_DECOM < _NEW) & t.SW_ID.isnull(),
        passing=(of(sw_episodes=[row(SW_ID="SW1234", SW_DECOM=day("2019-06-03"))]),),
        failing=(of(sw_episodes=[row(SW_DECOM=day("2019-06-03"))]),),
    ),
    _error(
        id="SW01bSTG1",
        fields=("SW_ID", "SW_DECOM", "SW_REASON"),
        message="A social worker episode lacks the worker's number or the reason",
        hint="Enter both; FCONTA for the first worker.",
        fails=lambda t, d: (t.SW_DECOM >= _NEW) & (t.SW_ID.isnull() | t.SW_REASON.isnull()),
        passing=(of(sw_episodes=[row(SW_ID="SW1234", SW_DECOM=_JUNE, SW_REASON="FCONTA")]),),
        failing=(
            of(
                sw_episodes=[
                    row(SW_ID="SW1234", SW_DECOM=_JUNE),
                    row(SW_DECOM=_JUNE, SW_REASON="FCONTA"),
                ]
            ),
        ),
    ),
    _error(
        id="SW02STG1",
        fields=("SW_ID",),
        message="The social worker's number does not begin with SW or XX, or is too short",
        hint="Use the register's number, such as SW1234.",
        fails=lambda t, d: t.SW_ID.notnull() & ~t.SW_ID.re_search(r"^(SW|XX).{2,}$"),
        passing=(of(sw_episodes=[row(SW_ID="SW1234"), row(SW_ID="XX01"), row()]),),
        failing=(of(sw_episodes=[row(SW_ID="AB1234"), row(SW_ID="SW")]),),
    ),
    date_rule("SW04STG1", "sw_episodes", "SW_DECOM", "first day with the worker", needed=True),
    date_rule("SW05STG1", "sw_episodes", "SW_DEC", "last day with the worker"),
    code_rule("SW13STG1", "sw_episodes", "SW_REASON", "SW_REASON", "MANAGE", "a change of worker"),
    _error(
        id="SW06STG2",
        fields=("SW_DECOM",),
        message="The social worker episode began after the end of the year",
        hint="Leave it for next year's return.",
        fails=lambda t, d: end(d) < t.SW_DECOM,
        passing=(of(sw_episodes=[row(SW_DECOM=day("2025-03-31"))]),),
        failing=(of(sw_episodes=[row(SW_DECOM=day("2025-04-01"))]),),
    ),
    _error(
        id="SW07STG2",
        source=f"{UNSURE}the period that it allows begins a year before the collection",
        fields=("SW_DEC",),
        message="The social worker episode ended outside the period that is reported",
        hint="Correct the date, or leave the row out.",
        fails=lambda t, d: (end(d) < t.SW_DEC) | (years_before(start(d), 1) > t.SW_DEC),
        passing=(of(sw_episodes=[row(SW_DEC=day("2023-04-01")), row(SW_DEC=day("2025-03-31"))]),),
        failing=(of(sw_episodes=[row(SW_DEC=day("2023-03-31")), row(SW_DEC=day("2025-04-01"))]),),
    ),
    _error(
        id="SW08STG2",
        fields=("SW_DEC",),
        message="A later social worker episode has begun, and this one has no end",
        hint="Enter the last day.",
        fails=lambda t, d: rows_found(
            s := _after_each(t), ~s.LATEST & s.SW_DEC.isnull() & s.unread.isnull()
        ),
        passing=(
            of(
                sw_episodes=[
                    row(CHILD="1", SW_DECOM=_APRIL, SW_DEC=_JUNE),
                    row(CHILD="1", SW_DECOM=_JUNE),
                ]
            ),
        ),
        failing=(
            of(
                sw_episodes=[
                    row(CHILD="1", SW_DECOM=_APRIL),
                    near(CHILD="1", SW_DECOM=_JUNE),
                ]
            ),
        ),
    ),
    _error(
        id="SW09STG2",
        severity=Severity.QUERY,
        fields=("SW_DECOM", "SW_DEC"),
        message="The social worker episode began and ended on the same day",
        hint="Leave it out, or correct a date.",
        fails=lambda t, d: t.SW_DEC == t.SW_DECOM,
        passing=(of(sw_episodes=[row(SW_DECOM=_APRIL, SW_DEC=_JUNE), row(SW_DECOM=_APRIL)]),),
        failing=(of(sw_episodes=[row(SW_DECOM=_APRIL, SW_DEC=_APRIL)]),),
    ),
    _error(
        id="SW10STG2",
        fields=("SW_DECOM",),
        message="The social worker episode began before the one before it ended",
        hint="Correct a date: they must not overlap.",
        years=(2025, 2025),
        fails=lambda t, d: rows_found(s := _after_each(t), s.SW_DECOM < s.PREV_DEC),
        passing=(
            of(
                sw_episodes=[
                    row(CHILD="1", SW_DECOM=_APRIL, SW_DEC=_JUNE),
                    row(CHILD="1", SW_DECOM=_JUNE),
                ]
            ),
        ),
        failing=(
            of(
                sw_episodes=[
                    near(CHILD="1", SW_DECOM=_APRIL, SW_DEC=_SEPT),
                    row(CHILD="1", SW_DECOM=_JUNE),
                ]
            ),
        ),
    ),
    _error(
        id="SW10aSTG2",
        fields=("SW_DECOM",),
        message="The social worker episode does not begin within seven days of the end of the one before",
        hint="Correct a date, or use FCONTA for a new first contact.",
        years=(2026, 2100),
        after=("SW19STG2",),
        fails=lambda t, d: rows_found(
            s := _after_each(t),
            (s.SW_REASON != "FCONTA").fill_null(True)
            & (s.SW_DECOM.delta(s.PREV_DEC, unit="day").abs() > 7),
        ),
        passing=(
            of(
                sw_episodes=[
                    row(CHILD="1", SW_DECOM=_APRIL, SW_DEC=day("2024-05-27")),
                    row(CHILD="1", SW_DECOM=_JUNE, SW_REASON="MANAGE"),
                ]
            ),
        ),
        failing=(
            of(
                sw_episodes=[
                    near(CHILD="1", SW_DECOM=_APRIL, SW_DEC=day("2024-05-26")),
                    row(CHILD="1", SW_DECOM=_JUNE, SW_REASON="MANAGE"),
                ]
            ),
        ),
    ),
    _error(
        id="SW16bSTG2",
        fields=("SW_DECOM",),
        message="The first social worker episode does not begin with the one open at the end of last year",
        hint="Load the episode that was open.",
        needs_previous=True,
        fails=lambda t, d: rows_found(
            s := _after_each(t).inner_join(_open_before(d), "CHILD"),
            s.PREV_DECOM.isnull() & (s.SW_DECOM != s.WAS),
        ),
        passing=(
            of(
                previous_sw_episodes=[row(CHILD="1", SW_DECOM=day("2023-06-03"))],
                sw_episodes=[row(CHILD="1", SW_DECOM=day("2023-06-03"))],
            ),
        ),
        failing=(
            of(
                previous_sw_episodes=[row(CHILD="1", SW_DECOM=day("2023-06-03"))],
                sw_episodes=[row(CHILD="1", SW_DECOM=_JUNE)],
            ),
        ),
    ),
    _error(
        id="SW17STG2",
        source=f"{UNSURE}it is asked of children who are looked after on 31 March",
        fields=("SW_DEC",),
        message="A child looked after on 31 March has no open social worker episode",
        hint="Leave the end of the last one blank, or add the next.",
        years=(2026, 2100),
        fails=lambda t, d: rows_found(
            s := _after_each(t),
            s.LATEST & s.SW_DEC.notnull() & in_table(s, _looked_after_now(d)),
        ),
        passing=(
            of(
                sw_episodes=[row(CHILD="1", SW_DECOM=_APRIL)],
                episodes=[row(CHILD="1", DECOM=_APRIL, LS="C2")],
            ),
            of(sw_episodes=[row(CHILD="1", SW_DECOM=_APRIL, SW_DEC=_JUNE)]),
        ),
        failing=(
            of(
                sw_episodes=[row(CHILD="1", SW_DECOM=_APRIL, SW_DEC=_JUNE)],
                episodes=[row(CHILD="1", DECOM=_APRIL, LS="C2")],
            ),
        ),
    ),
    _error(
        id="SW18STG2",
        fields=("SW_DECOM", "SW_DEC"),
        message="The social worker episode ended before it began",
        hint="Correct one of the two dates.",
        years=(2026, 2100),
        fails=lambda t, d: t.SW_DEC < t.SW_DECOM,
        passing=(of(sw_episodes=[row(SW_DECOM=_APRIL, SW_DEC=_JUNE)]),),
        failing=(of(sw_episodes=[row(SW_DECOM=_JUNE, SW_DEC=_APRIL)]),),
    ),
    _error(
        id="SW19STG2",
        fields=("SW_DECOM",),
        message="Two social worker episodes of the child begin on the same day",
        hint="Take one out, or correct its date.",
        years=(2026, 2100),
        fails=lambda t, d: rows_found(s := _after_each(t), s.SW_DECOM == s.PREV_DECOM),
        passing=(
            of(sw_episodes=[row(CHILD="1", SW_DECOM=_APRIL), row(CHILD="2", SW_DECOM=_APRIL)]),
        ),
        failing=(
            of(sw_episodes=[near(CHILD="1", SW_DECOM=_APRIL), row(CHILD="1", SW_DECOM=_APRIL)]),
        ),
    ),
)


def _open_before(data: Data) -> "Table":
    """CHILD and WAS: the first day of the social worker episode that was open at the end of last year."""
    s = _after_each(last_year(data, "sw_episodes"))
    return s.filter(s.LATEST & s.SW_DEC.isnull()).select("CHILD", WAS=s.SW_DECOM)
