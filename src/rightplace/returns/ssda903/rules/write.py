"""What the rule files share: sources, rows for examples, rules that differ by a name only."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.facts.quality.rule import Fails, Rows
from rightplace.returns.ssda903.codes import codes
from rightplace.returns.ssda903.years import FIRST

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

DFE = "DfE, children looked after return: validation rules (restated)"
OURS = "RightPlace: tables must agree with each other"
UNSURE = f"{DFE}; the published wording was not checked: "
Row = dict[str, Any]


def row(**values: str | date | None) -> Row:
    """One row of an example."""
    return values


def near(**values: str | date | None) -> Row:
    """A row that is there for its neighbours and does not fail itself."""
    return {**values, "context": True}


def of(**tables: Sequence[Row]) -> Rows:
    """The rows of an example by table; `previous_episodes` are last year's episodes."""
    return {_table(name): tuple(rows) for name, rows in tables.items()}


def _table(name: str) -> str:
    return name.replace("previous_", "previous.", 1) if name.startswith("previous_") else name


def day(text: str) -> date:
    """A day of an example. Examples are written for the return of 2024/25."""
    return date.fromisoformat(text)


def in_year(rule: Rule, year: int) -> Rule:
    """The rule with its examples moved to another collection year, so that they stand in it as written."""
    years = year - FIRST
    return replace(
        rule,
        passing=tuple(_moved(rows, years) for rows in rule.passing),
        failing=tuple(_moved(rows, years) for rows in rule.failing),
    )


def _moved(rows: Rows, years: int) -> Rows:
    return {
        table: tuple({k: _later(v, years) for k, v in each.items()} for each in several)
        for table, several in rows.items()
    }


def _later(value: object, years: int) -> object:
    if not isinstance(value, date):
        return value
    try:
        return value.replace(year=value.year + years)
    except ValueError:
        return date(value.year + years, 3, 1)


def code_rule(
    number: str,
    table: str,
    item: str,
    code_set: str,
    good: str,
    what: str,
    *,
    needed: bool = False,
    years: tuple[int, int] = (FIRST, 2100),
) -> Rule:
    """The item holds a code of that year, and is filled where it is `needed`."""

    def fails(rows: "Table", data: Data) -> "BooleanValue":
        known = rows[item].isin(codes(code_set, data.year))
        return (rows[item].isnull() | ~known) if needed else (rows[item].notnull() & ~known)

    wrong = [row(**{item: "?"}), *([row(**{item: None})] if needed else [])]
    fine = [row(**{item: good}), *([] if needed else [row(**{item: None})])]
    return Rule(
        id=number,
        source=DFE,
        severity=Severity.ERROR,
        table=table,
        fields=(item,),
        message=f"The code for {what} is {'missing or ' if needed else ''}not one of this year's list",
        hint=f"Use a code of the year's list for {item}.",
        fails=fails,
        passing=(of(**{table: fine}),),
        failing=(of(**{table: wrong}),),
        years=years,
    )


def date_rule(
    number: str,
    table: str,
    item: str,
    what: str,
    *,
    needed: bool = False,
    years: tuple[int, int] = (FIRST, 2100),
) -> Rule:
    """The item could be read as a date, and is filled where it is `needed`."""
    unread = row(**{item: None, "unread": f";{item};"})
    fine = [row(**{item: day("2024-06-03")}), *([] if needed else [row(**{item: None})])]
    return Rule(
        id=number,
        source=DFE,
        severity=Severity.ERROR,
        table=table,
        fields=(item,),
        message=f"The {what} is {'missing or ' if needed else ''}not a date",
        hint="Write the day as dd/mm/yyyy.",
        fails=_needed(item) if needed else _unread(item),
        passing=(of(**{table: fine}),),
        failing=(of(**{table: [unread, *([row(**{item: None})] if needed else [])]}),),
        years=years,
    )


def _unread(item: str) -> Fails:
    return lambda rows, data: rows.unread.contains(f";{item};")


def _needed(item: str) -> Fails:
    return lambda rows, data: rows[item].isnull()
