"""The return as a whole: its header, and counts over all of it, found on the header's row."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import ibis

from rightplace.facts.quality import Data, Rule
from rightplace.returns.cin.rules.make import (
    FAR_OFF,
    LONG_AGO,
    UNCHECKED,
    error,
    missing,
    query,
    start,
)

if TYPE_CHECKING:
    from ibis.expr.types import BooleanScalar, DateColumn, IntegerScalar, Table

_MOST_WITHOUT_SEX = 0.02
_FEWEST_DISABILITIES = 8


def _if(header: "Table", holds: "BooleanScalar") -> "Table":
    """The header's row where something holds for the whole return."""
    return header.filter(holds)


def _in_year(day: "DateColumn", data: Data) -> "IntegerScalar":
    return day.between(start(data), data.reference_date).sum().fill_null(0)


def _more_plans_than_conferences(header: "Table", data: Data) -> "Table":
    plans = _in_year(data["cp_plan"].start_date, data).as_scalar()
    of_episodes = _in_year(data["cin"].initial_cpc_date, data).as_scalar()
    of_enquiries = _in_year(data["section47"].initial_cpc_date, data).as_scalar()
    return _if(header, plans > of_episodes + of_enquiries)


def _too_many_without_sex(header: "Table", data: Data) -> "Table":
    child = data["child"]
    unknown = (missing(child.sex) | (child.sex == "U")) & child.expected_birth_date.isnull()
    share = ibis.ifelse(unknown, 1.0, 0.0).mean().as_scalar()
    return _if(header, share > _MOST_WITHOUT_SEX)


def _few_disabilities(header: "Table", data: Data) -> "Table":
    code = data["disability"].disability
    used = ibis.ifelse(missing(code) | (code == "NONE"), None, code).nunique().as_scalar()
    return _if(header, used < _FEWEST_DISABILITIES)


def _one_disability_each(header: "Table", data: Data) -> "Table":
    disability = data["disability"]
    real = disability.filter(~missing(disability.disability) & (disability.disability != "NONE"))
    each = real.group_by("child_id").agg(codes=real.disability.nunique())
    return _if(header, each.codes.max().as_scalar() == 1)


_HEADER: tuple[Mapping[str, object], ...] = ({},)
_EACH_YEAR = tuple({"start_date": date(year, 6, 1)} for year in (2024, 2025, 2026))
_EIGHT = ("MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS")

RULES: tuple[Rule, ...] = (
    error(
        "100",
        "header",
        "reference_date",
        "The reference date is missing or is not the 31 March that ends the census year",
        "Correct it in the header, or check that this is the return of the year you mean.",
        lambda header, data: (
            header.reference_date.isnull() | (header.reference_date != data.reference_date)
        ),
        good=({},),
        bad=({"header": ({}, {"reference_date": LONG_AGO}, {"reference_date": FAR_OFF})},),
    ),
    error(
        "2883",
        "header",
        "cp_plan.start_date cin.initial_cpc_date section47.initial_cpc_date",
        "More child protection plans start in the year than initial conferences take place",
        "Look for plans without the conference that led to them, and for plans entered twice.",
        _more_plans_than_conferences,
        good=(
            {"header": _HEADER, "cp_plan": ({"start_date": LONG_AGO},)},
            {
                "header": _HEADER,
                "cp_plan": _EACH_YEAR,
                "cin": ({"initial_cpc_date": date(2024, 4, 1)},),
                "section47": tuple(
                    {"initial_cpc_date": day} for day in (date(2026, 3, 31), date(2026, 4, 1))
                ),
            },
        ),
        bad=({"header": _HEADER, "cp_plan": _EACH_YEAR, "cin": ({"initial_cpc_date": LONG_AGO},)},),
    ),
    query(
        "2886Q",
        "header",
        "child.sex",
        "More than 2% of the children have no sex recorded, not counting those not born yet",
        "Fill in what is known, or say why it is not.",
        _too_many_without_sex,
        good=(
            {
                "header": _HEADER,
                "child": ({"sex": "F"}, {"expected_birth_date": FAR_OFF, "sex": "U"}),
            },
            {"header": _HEADER},
        ),
        bad=({"header": _HEADER, "child": ({"sex": "F"}, {"sex": "U"}, {})},),
    ),
    query(
        "2887Q",
        "header",
        "disability.disability",
        "Fewer than eight disability codes are used in the return, apart from NONE",
        "Check that disabilities are recorded as fully as the codes allow.",
        _few_disabilities,
        good=({"header": _HEADER, "disability": tuple({"disability": code} for code in _EIGHT)},),
        bad=(
            {"header": _HEADER, "disability": ({"disability": "NONE"}, {"disability": "MOB"})},
            {"header": _HEADER},
        ),
    ),
    query(
        "2888Q",
        "header",
        "disability.disability",
        "No child has more than one disability",
        "Check that all of a child's disabilities are recorded, not only the main one.",
        _one_disability_each,
        good=(
            {
                "header": _HEADER,
                "disability": (
                    {"child_id": 1, "disability": "MOB"},
                    {"child_id": 1, "disability": "LD"},
                    {"child_id": 2, "disability": "LD"},
                ),
            },
            {"header": _HEADER, "disability": ({"child_id": 1, "disability": "NONE"},)},
        ),
        bad=(
            {
                "header": _HEADER,
                "disability": (
                    {"child_id": 1, "disability": "MOB"},
                    {"child_id": 2, "disability": "LD"},
                    {"child_id": 3, "disability": "NONE"},
                ),
            },
        ),
    ),
    query(
        "8995Q",
        "header",
        "pre_proceedings",
        "No child has anything about pre-proceedings",
        "Say why: none took place, or the case system does not hold them yet.",
        lambda header, data: _if(header, data["pre_proceedings"].count().as_scalar() == 0),
        good=({"header": _HEADER, "pre_proceedings": ({"start_date": LONG_AGO},)},),
        bad=({"header": _HEADER},),
        years=(2027, 2100),
    ),
    query(
        "9000Q",
        "header",
        "pre_proceedings.start_date",
        "No day on which pre-proceedings were begun is given for any child",
        "Say why it is blank if it is not collected yet.",
        lambda header, data: _if(
            header, data["pre_proceedings"].start_date.count().as_scalar() == 0
        ),
        good=({"header": _HEADER, "pre_proceedings": ({"start_date": LONG_AGO},)},),
        bad=({"header": _HEADER, "pre_proceedings": ({},)},),
        years=(2027, 2100),
        after=("8995Q",),
        source=f"{UNCHECKED}: read as one finding for the whole return",
    ),
)
