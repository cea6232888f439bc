"""What the rules look at: days of the year, births, episodes with their neighbours, periods of care.

`prepared` works out what many rules need once for all of them; without it each rule works out its own.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import ibis

from rightplace.facts.quality import Data
from rightplace.returns.ssda903.years import collection_start, years_before

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table, Value

SHORT_BREAKS = ("V3", "V4")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
OTHER_PLACES = ("Z1", "Z11", "Z12", "Z13", "Z14")
FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
FOR_ADOPTION = ("A3", "A4", "A5", "A6")
ADOPTED = ("E11", "E12")
PLACE_ITEMS = ("PLACE", "PL_POST", "URN", "PLACE_PROVIDER")
_NO_TEMPORARY_TABLES = "pyspark"
_CHAIN, _CARE, _BEFORE_CHAIN, _BIRTHS = "chain", "care", "previous chain", "births"
_BEFORE = ("DECOM", "DEC", "REC", "LS", "CIN", "REASON_PLACE_CHANGE", *PLACE_ITEMS)
_AFTER = ("DECOM", "RNE", "PLACE")


def start(data: Data) -> date:
    """The first day of the collection year."""
    return collection_start(data.reference_date)


def end(data: Data) -> date:
    """The last day of the collection year, 31 March."""
    return data.reference_date


def aged_at(born: "Value", years: int, on: date) -> "BooleanValue":
    """Whether somebody has had that birthday by the day. Null where the date of birth is not known."""
    return born <= years_before(on, years)


def birthday(born: "Value", years: int) -> "Value":
    """The day of that birthday."""
    return (born + ibis.interval(years=years)).cast("date")


def filled(rows: "Table", items: Iterable[str]) -> "BooleanValue":
    """Whether any of the items is filled."""
    return ibis.or_(*(rows[item].notnull() for item in items))


def blank(rows: "Table", items: Iterable[str]) -> "BooleanValue":
    """Whether any of the items is blank."""
    return ibis.or_(*(rows[item].isnull() for item in items))


def given(value: "Value") -> "BooleanValue":
    """Whether a care leaver's code says something: 0 stands for "does not apply"."""
    return (value.notnull() & (value != "0")).fill_null(False)


def in_table(rows: "Table", other: "Table") -> "BooleanValue":
    """Whether the child of a row is also in the other table."""
    return rows.CHILD.isin(other.filter(other.CHILD.notnull()).CHILD)


def births(data: Data) -> "Table":
    """CHILD, BORN and SEX_, one row for each child, as the header has it."""
    if _BIRTHS in data.tables:
        return data.tables[_BIRTHS]
    header = data["header"]
    return header.group_by("CHILD").agg(BORN=header.DOB.max(), SEX_=header.SEX.max())


def with_births(rows: "Table", data: Data) -> "Table":
    """Rows with BORN; those of children who are not in the header are left out."""
    return rows.inner_join(births(data), "CHILD")


def last_year(data: Data, name: str) -> "Table":
    """Last year's table; LookupError where none was given (the rule then says it needs it)."""
    if data.previous is None:
        raise LookupError("last year's tables are not given")
    return data.previous[name]


def rows_found(rows: "Table", condition: "BooleanValue") -> "Table":
    """The keys of the rows for which the condition is true."""
    return rows.filter(condition).select("row_id")


def chain(data: Data) -> "Table":
    """Dated episodes with the one before (PREV_...), the one before that (PREV2_...), the next (NEXT_...).

    CARE numbers the child's periods of care, RUN the stretches of one legal status; LATEST is true for the
    child's last episode and FIRST for the first.
    """
    return data.tables[_CHAIN] if _CHAIN in data.tables else chained(data["episodes"])


def chain_before(data: Data) -> "Table":
    """The chain of last year's episodes."""
    if _BEFORE_CHAIN in data.tables:
        return data.tables[_BEFORE_CHAIN]
    return chained(last_year(data, "episodes"))


def chained(episodes: "Table") -> "Table":
    """The chain of any table of episodes."""
    dated = episodes.filter(episodes.DECOM.notnull() & episodes.CHILD.notnull())
    order = ibis.window(group_by="CHILD", order_by=["DECOM", "DEC", "row_id"])
    near = dated.mutate(
        **{f"PREV_{item}": dated[item].lag().over(order) for item in _BEFORE},
        **{f"NEXT_{item}": dated[item].lead().over(order) for item in _AFTER},
        PREV2_PLACE=dated.PLACE.lag(2).over(order),
        PREV2_PL_POST=dated.PL_POST.lag(2).over(order),
    )
    apart = near.PREV_DECOM.isnull() | (near.PREV_DEC < near.DECOM).fill_null(False)
    other = apart | ~near.LS.identical_to(near.PREV_LS)
    so_far = ibis.cumulative_window(group_by="CHILD", order_by=["DECOM", "DEC", "row_id"])
    return near.mutate(
        FIRST=near.PREV_DECOM.isnull(),
        LATEST=near.NEXT_DECOM.isnull(),
        CARE=ibis.ifelse(apart, 1, 0).sum().over(so_far),
        RUN=ibis.ifelse(other, 1, 0).sum().over(so_far),
    )


def care(data: Data) -> "Table":
    """Periods of care: CHILD, CARE, BEGAN, CEASED (null while it lasts), SHORT if short breaks only."""
    return data.tables[_CARE] if _CARE in data.tables else _periods(chain(data))


def _periods(episodes: "Table") -> "Table":
    return episodes.group_by(["CHILD", "CARE"]).agg(
        BEGAN=episodes.DECOM.min(),
        CEASED=ibis.ifelse(episodes.DEC.isnull().any(), ibis.null("date"), episodes.DEC.max()),
        SHORT=episodes.LS.isin(SHORT_BREAKS).fill_null(False).all(),
    )


def looked_after(data: Data, since: date) -> "Table":
    """Children looked after at the end of the year without a break since that day, short breaks apart."""
    periods = care(data)
    return periods.filter(
        periods.CEASED.isnull() & ~periods.SHORT & (since >= periods.BEGAN)
    ).select("CHILD")


def latest(data: Data) -> "Table":
    """The last episode of each child."""
    episodes = chain(data)
    return episodes.filter(episodes.LATEST)


def left(data: Data) -> "Table":
    """CHILD and LEFT: the day on which those who have ceased to be looked after did so."""
    episodes = latest(data)
    gone = episodes.filter(episodes.DEC.notnull() & (episodes.REC != "X1"))
    return gone.select("CHILD", LEFT=gone.DEC)


def prepared(data: Data) -> Data:
    """The same data with the chains, the periods and the births worked out once."""
    made = {_CHAIN: _kept(chained(data["episodes"]), _CHAIN, data)}
    made[_BIRTHS] = _kept(births(data), _BIRTHS, data)
    made[_CARE] = _kept(_periods(made[_CHAIN]), _CARE, data)
    if data.previous is not None:
        before = chained(last_year(data, "episodes"))
        made[_BEFORE_CHAIN] = _kept(before, _BEFORE_CHAIN, data)
    return replace(data, tables={**data.tables, **made})


def _kept(rows: "Table", name: str, data: Data) -> "Table":
    """The rows as a table of that connection, under a name that is the same the next time."""
    source = data["episodes"]
    name = f"{name.replace(' ', '_')}_of_{source.get_name()}"
    backend = source.get_backend()
    made: Table = (
        backend.create_view(name, rows, overwrite=True)
        if backend.name == _NO_TEMPORARY_TABLES
        else backend.create_table(name, rows, temp=True, overwrite=True)
    )
    return made
