"""The checks of the lists, restated; `reference_date` is the day that the lists are of."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.facts.quality.rule import Fails, Rows
from rightplace.law.codes import SenSetting, UpnUnknown
from rightplace.law.dates import add_months
from rightplace.returns.cin.rules.make import missing, repeated

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

SOURCE = "area SEND inspection lists; restated from data-to-insight/annex-a-sen-validator-be"
DOUBTED = f"{SOURCE}, whose wording is doubted"
EXAMPLE_DAY = date(2025, 3, 31)
"""The day at which the ages in the examples are meant."""

_SCHOOL_FROM, _SCHOOL_UNTIL, _NUMBER_FROM, _LAST_AGE = 5, 16, 6, 25
_YES = ("y", "yes", "1", "true")
_PUPIL = {"birth_date": date(2015, 1, 1)}
_ADULT = {"birth_date": date(2000, 1, 1)}
_INFANT = {"birth_date": date(2023, 1, 1)}
_FAR = date(2040, 1, 1)
_MAY, _JUNE = date(2024, 5, 1), date(2024, 6, 1)
Example = Mapping[str, object]


def _aged(table: "Table", data: Data, years: int) -> "BooleanValue":
    """Born at least that many years before the day."""
    return table.birth_date <= add_months(data.reference_date, -12 * years)


def _school_aged(table: "Table", data: Data) -> "BooleanValue":
    return _aged(table, data, _SCHOOL_FROM) & ~_aged(table, data, _SCHOOL_UNTIL)


def _at_home(table: "Table") -> "BooleanValue":
    """Whether the list says that the child is educated at home; list 2 does not ask."""
    if "home_educated" not in table.columns:
        return missing(table.main_urn) & False
    return table.home_educated.lower().isin(_YES).fill_null(False)


def _rule(
    list_number: int,
    number: str,
    severity: Severity,
    fields: str,
    message: str,
    hint: str,
    fails: Fails,
    good: tuple[Example, ...],
    bad: tuple[Example, ...],
    source: str = SOURCE,
    after: tuple[str, ...] = (),
) -> Rule:
    table = f"list_{list_number}"
    passing: tuple[Rows, ...] = ({table: good},)
    failing: tuple[Rows, ...] = ({table: bad},)
    code = f"D2I-AX-{list_number}{number}"
    names = tuple(fields.split())
    rule = Rule(code, source, severity, table, names, message, hint, fails, passing, failing)
    return replace(rule, after=after)


def _blank(field: str) -> Callable[["Table", Data], "BooleanValue"]:
    def fails(table: "Table", data: Data) -> "BooleanValue":
        column = table[field]
        return column.isnull() if column.type().is_date() else missing(column)

    return fails


def _missing(list_number: int, number: str, field: str, what: str, value: object) -> Rule:
    return _rule(
        list_number,
        number,
        Severity.ERROR,
        field,
        f"{what} is missing",
        "Fill it in from the record that holds it.",
        _blank(field),
        ({field: value},),
        ({},),
    )


def _in_future(list_number: int, number: str, field: str, what: str) -> Rule:
    return _rule(
        list_number,
        number,
        Severity.QUERY,
        field,
        f"{what} is later than the day of the list",
        "Check the day.",
        lambda table, data: table[field] > data.reference_date,
        ({field: EXAMPLE_DAY}, {}),
        ({field: _FAR},),
    )


def _no_main(table: "Table", data: Data) -> "BooleanValue":
    """Of school age with no URN, where nothing says that there can be none.

    The tool asks for the URN alone; a child taught outside schools has none, and the phase says so by a
    code of the SEN2 return.
    """
    outside = table.main_phase.isin(tuple(SenSetting)).fill_null(False)
    return _school_aged(table, data) & missing(table.main_urn) & ~outside & ~_at_home(table)


def _no_establishment(table: "Table", data: Data) -> "BooleanValue":
    return _no_main(table, data) & missing(table.subsidiary_phase)


def _subsidiary_alone(table: "Table", data: Data) -> "BooleanValue":
    return _no_main(table, data) & ~missing(table.subsidiary_phase)


def _shared_upn(table: "Table", data: Data) -> "Table":
    """A code that says why there is no UPN is nobody's own."""
    reason = missing(table.upn) | table.upn.isin(tuple(UpnUnknown))
    return repeated(table.filter(~reason), "upn")


def _both(n: int) -> tuple[Rule, ...]:
    """The checks that both lists have."""
    return (
        _missing(n, "01a", "birth_date", "The day of birth", EXAMPLE_DAY),
        _missing(n, "01b", "gender", "Gender", "F"),
        _missing(n, "01c", "ethnicity", "Ethnicity", "WBRI"),
        _missing(n, "01d", "primary_need", "The primary need", "ASD"),
        _rule(
            n,
            "02a",
            Severity.QUERY,
            "birth_date",
            "The young person is 25",
            "Check that the plan or support goes on.",
            lambda table, data: _aged(table, data, _LAST_AGE) & ~_aged(table, data, _LAST_AGE + 1),
            ({"birth_date": date(2000, 4, 1)}, {"birth_date": date(1999, 3, 31)}, {}),
            ({"birth_date": date(2000, 3, 31)}, {"birth_date": date(1999, 4, 1)}),
        ),
        _rule(
            n,
            "02b",
            Severity.ERROR,
            "birth_date",
            "The young person is 26 or older",
            "Take the row out, or correct the day of birth.",
            lambda table, data: _aged(table, data, _LAST_AGE + 1),
            ({"birth_date": date(1999, 4, 1)}, {}),
            ({"birth_date": date(1999, 3, 31)},),
        ),
        _missing(n, "03", "disability", "Whether the child or young person is disabled", "No"),
        _in_future(n, "05a", "birth_date", "The day of birth"),
        _rule(
            n,
            "07",
            Severity.ERROR,
            "upn uln birth_date",
            "Aged 6 or over, with neither a UPN nor a ULN, nor the reason why",
            "Ask the school or college for one of them, or give the Department's code for having none.",
            lambda table, data: (
                _aged(table, data, _NUMBER_FROM) & missing(table.upn) & missing(table.uln)
            ),
            (
                {**_PUPIL, "upn": "A1"},
                {**_PUPIL, "upn": "UN2"},
                {**_ADULT, "uln": "1"},
                _INFANT,
                {},
            ),
            (_PUPIL, _ADULT),
        ),
        _rule(
            n,
            "08a",
            Severity.ERROR,
            "main_urn main_phase subsidiary_phase birth_date",
            "Of school age, with no education establishment",
            "Give the establishment, or as its phase the code of the SEN2 return for being taught elsewhere.",
            _no_establishment,
            (
                {**_PUPIL, "main_urn": "100000"},
                {**_PUPIL, "main_phase": "OLA"},
                _INFANT,
                _ADULT,
                {},
            ),
            (_PUPIL, {**_PUPIL, "main_phase": "Primary"}),
        ),
        _rule(
            n,
            "08b",
            Severity.ERROR,
            "main_urn main_phase subsidiary_phase birth_date",
            "Of school age, with a subsidiary establishment and no main one",
            "Give the main establishment.",
            _subsidiary_alone,
            (
                {**_PUPIL, "main_urn": "1", "subsidiary_phase": "AP"},
                {**_PUPIL, "main_urn": "1"},
                {**_PUPIL, "main_phase": "OLA", "subsidiary_phase": "AP"},
                _PUPIL,
            ),
            ({**_PUPIL, "subsidiary_phase": "AP"},),
            # For list 2 the tool says the reverse, which would report every pupil with one school.
            SOURCE if n == 1 else DOUBTED,
        ),
        _rule(
            n,
            "09",
            Severity.ERROR,
            "upn",
            "The UPN is in the list more than once",
            "Keep one row for each child.",
            _shared_upn,
            ({"upn": "A1"}, {"upn": "A2"}, {}, {}, {"upn": ""}, {"upn": "UN2"}, {"upn": "UN2"}),
            ({"upn": "A1"}, {"upn": "A1"}),
        ),
    )


def _in_order(number: str, later: str, what: str) -> Rule:
    return _rule(
        1,
        number,
        Severity.ERROR,
        f"initial_plan_date {later}",
        f"The first plan was issued after {what}",
        "Check both days.",
        lambda table, data: table.initial_plan_date > table[later],
        ({"initial_plan_date": _MAY, later: _MAY}, {"initial_plan_date": _MAY}, {later: _MAY}),
        ({"initial_plan_date": _JUNE, later: _MAY},),
        after=("D2I-AX-105b",),
    )


RULES: tuple[Rule, ...] = (
    *_both(1),
    _in_future(1, "05b", "initial_plan_date", "The issue of the first plan"),
    _in_future(1, "05c", "updated_plan_date", "The issue of the updated plan"),
    _in_future(1, "05d", "last_review_date", "The last review"),
    _in_order("06a", "updated_plan_date", "the updated one"),
    _in_order("06b", "last_review_date", "the last review"),
    *_both(2),
)
NOT_HERE: tuple[tuple[str, str, str], ...] = (
    (
        "D2I-AX-104",
        "the case worker",
        "neither list has a column for a case worker: the tool names the check and reads no such heading",
    ),
    (
        "D2I-AX-112",
        "the day of death",
        "neither list has a column for the day of death; someone whose plan ended with their death is in "
        "neither list",
    ),
)
"""Checks of the tool that are not among the rules: number, what it is about, why."""
