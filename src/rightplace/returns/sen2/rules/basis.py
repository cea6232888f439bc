"""What the rules of the return share: where they are from, their examples, and small conditions."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import ibis

from rightplace.facts.quality import Data, Rows, Rule, Severity
from rightplace.facts.quality.rule import Fails, Over
from rightplace.returns.sen2.codes import CODE_SETS
from rightplace.returns.sen2.fields import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, DateValue, IntegerValue, StringValue, Table, Value

ERROR, QUERY, INFORMATION = Severity.ERROR, Severity.QUERY, Severity.INFORMATION

Cell = Callable[[int, date], Any]
Row = Mapping[str, Any]

_OWN = "This project's own restatement; the official number is not known."


def sourced(basis: str) -> str:
    """For a rule whose condition public guidance or a release states."""
    return f"{_OWN} The condition follows {basis}; the severity is assumed."


def inferred(basis: str) -> str:
    """For a rule that no source states."""
    return f"{_OWN} INFERRED from {basis}; the severity is assumed."


def external(basis: str = "the checks of plans and placements in witan.sen2 (Mastodon C)") -> str:
    """For a check that an open tool makes, and the return may not."""
    return f"{_OWN} EXTERNAL-TOOL: after {basis}; not known to be a rule of the return."


@dataclass(frozen=True, slots=True)
class Of:
    """What the rules of one file have in common: their table, and what they look at beside it."""

    table: str
    over: Over

    def rule(
        self,
        code: str,
        severity: Severity,
        fields: Sequence[str],
        message: str,
        hint: str,
        fails: Fails,
        *,
        source: str,
        passing: Sequence[Rows],
        failing: Sequence[Rows],
        years: tuple[int, int] = (FIRST_YEAR, LAST_YEAR),
        after: Sequence[str] = (),
        needs_sets: Sequence[str] = (),
    ) -> Rule:
        """One rule of that table."""
        return Rule(
            id=code,
            source=source,
            severity=severity,
            table=self.table,
            fields=tuple(fields),
            message=message,
            hint=hint,
            fails=fails,
            passing=tuple(passing),
            failing=tuple(failing),
            years=years,
            after=tuple(after),
            over=self.over,
            needs_sets=tuple(needs_sets),
        )


def rows(**tables: Row | Sequence[Row]) -> Rows:
    """Tables of an example; a single row need not be in a tuple."""
    return {n: (t,) if isinstance(t, Mapping) else tuple(t) for n, t in tables.items()}


def on(month: int, day: int, years: int = 0) -> Cell:
    """A day of the collection year, or of `years` before (-1) or after it."""
    return lambda year, reference_date: date(year + years, month, day)


def survey(days: int = 0) -> Cell:
    """The survey day, or so many days after it."""
    return lambda year, reference_date: reference_date + timedelta(days)


def aged(years: int, days: int = 0) -> Cell:
    """A birth date: so many years old on the survey day, born `days` later than that."""

    def born(year: int, reference_date: date) -> date:
        birthday = reference_date.replace(year=reference_date.year - years)
        return birthday + timedelta(days)

    return born


def first_day(data: Data) -> "DateValue":
    """The first day of the calendar year whose events the return counts."""
    return ibis.date(data.year - 1, 1, 1)


def last_day(data: Data) -> "DateValue":
    """The last day of that calendar year."""
    return ibis.date(data.year - 1, 12, 31)


def survey_day(data: Data) -> "DateValue":
    """The survey day."""
    return ibis.literal(data.reference_date)


def missing(text: "Value") -> "BooleanValue":
    """Null, or nothing but blanks."""
    return text.isnull() | (text.cast("string").strip() == "")


def given(text: "Value") -> "BooleanValue":
    """Neither null nor blank."""
    return text.notnull() & (text.cast("string").strip() != "")


def outside(code: "StringValue", codes: Collection[str]) -> "BooleanValue":
    """A code is given, and it is none of these."""
    return given(code) & code.notin(sorted(codes))


def outside_set(code: "StringValue", name: str, data: Data) -> "BooleanValue":
    """A code is given that the list of that name has not in the data's year."""
    allowed = CODE_SETS[name].allowed(data.year)
    assert allowed is not None
    return outside(code, allowed)


def not_flag(flag: "StringValue") -> "BooleanValue":
    """Something is given that is neither 0 nor 1."""
    return outside(flag, ("0", "1"))


def looked_up(code: "StringValue", name: str, data: Data) -> "BooleanValue":
    """A code is given that is not in one of the lists that the user gave."""
    return outside(code, data.sets[name])


def like(text: "StringValue", pattern: str) -> "BooleanValue":
    """The whole of the text has that form."""
    return text.re_search(f"^(?:{pattern})$")


def under_age(born: "DateValue", day: "DateValue", years: int) -> "BooleanValue":
    """Not yet so many years old on that day. Someone born on 29 February is so on 1 March."""
    return month_day_number(day) - month_day_number(born) < years * 10_000


def month_day_number(day: "DateValue") -> "IntegerValue":
    """A date as ccyymmdd, so that the difference of two counts whole years by the 10,000."""
    return day.year().cast("int64") * 10_000 + day.month() * 100 + day.day()


def days_between(first: "DateValue", last: "DateValue") -> "IntegerValue":
    """Days from the first day to the last; negative where that comes before it."""
    return last.epoch_days() - first.epoch_days()


def own_authority(data: Data) -> "StringValue":
    """The number of the authority whose return it is, from the header."""
    header: Table = data["header"]
    return header.lea.max().as_scalar()
