"""Disabilities."""

from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule
from rightplace.returns.cin.codes import DISABILITY
from rightplace.returns.cin.rules.make import LONG_AGO, error, missing, no, repeated

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table


def _missing_or_invalid(child: "Table", data: Data) -> "BooleanValue":
    cin, disability = data["cin"], data["disability"]
    in_need = child.row_id.isin(cin.filter(no(cin.referral_nfa)).child_id)
    wrong = missing(disability.disability) | ~disability.disability.isin(tuple(DISABILITY))
    unknown = child.row_id.notin(disability.child_id)
    return (
        child.birth_date.notnull()
        & in_need
        & (unknown | child.row_id.isin(disability.filter(wrong).child_id))
    )


def _none_beside_others(child: "Table", data: Data) -> "BooleanValue":
    disability = data["disability"]
    none = disability.filter(disability.disability == "NONE")
    others = disability.filter(~missing(disability.disability) & (disability.disability != "NONE"))
    return child.row_id.isin(none.child_id) & child.row_id.isin(others.child_id)


_BORN = {"birth_date": LONG_AGO}
_NEED = ({"child_id": 1, "referral_nfa": "0"},)

RULES: tuple[Rule, ...] = (
    error(
        "8540",
        "child",
        "disability",
        "The child's disability is missing or not a code of the census",
        "Give NONE or every code that fits.",
        _missing_or_invalid,
        good=(
            {
                "child": (_BORN,),
                "cin": _NEED,
                "disability": ({"child_id": 1, "disability": "MOB"},),
            },
            {"child": (_BORN,), "cin": ({"child_id": 1, "referral_nfa": "1"},)},
            {"child": ({"expected_birth_date": LONG_AGO},), "cin": _NEED},
        ),
        bad=(
            {"child": (_BORN,), "cin": _NEED},
            {
                "child": (_BORN,),
                "cin": _NEED,
                "disability": (
                    {"child_id": 1, "disability": "MOB"},
                    {"child_id": 1, "disability": "LEG"},
                ),
            },
        ),
    ),
    error(
        "8790",
        "child",
        "disability",
        "The child has NONE beside a disability",
        "Take NONE out, or the others.",
        _none_beside_others,
        good=(
            {
                "child": ({}, {}),
                "disability": (
                    {"child_id": 1, "disability": "NONE"},
                    {"child_id": 2, "disability": "MOB"},
                    {"child_id": 2, "disability": "LD"},
                ),
            },
        ),
        bad=(
            {
                "child": ({},),
                "disability": (
                    {"child_id": 1, "disability": "NONE"},
                    {"child_id": 1, "disability": "LD"},
                ),
            },
        ),
    ),
    error(
        "8794",
        "disability",
        "disability",
        "The child has the same disability twice",
        "Give each code once.",
        lambda disability, data: repeated(disability, "child_id", "disability"),
        good=(
            {
                "disability": (
                    {"child_id": 1, "disability": "MOB"},
                    {"child_id": 1, "disability": "LD"},
                    {"child_id": 2, "disability": "MOB"},
                    {"child_id": 3},
                    {"child_id": 3},
                )
            },
        ),
        bad=(
            {
                "disability": (
                    {"child_id": 1, "disability": "MOB"},
                    {"child_id": 1, "disability": "MOB"},
                )
            },
        ),
    ),
)
