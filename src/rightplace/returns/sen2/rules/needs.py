"""Rules of the types of need."""

from rightplace.facts.quality import Rows
from rightplace.returns.sen2.rules import seen
from rightplace.returns.sen2.rules.basis import (
    ERROR,
    QUERY,
    Of,
    given,
    inferred,
    missing,
    outside_set,
    rows,
    sourced,
)

_need = Of("sen_need", seen.sen_need).rule


def _needs(*pairs: tuple[str | None, str | None]) -> Rows:
    """The needs of one plan, each a type and a rank."""
    return rows(
        sen_need=[{"active_plan_id": 1, "sen_type": t, "sen_type_rank": r} for t, r in pairs]
    )


NEEDS = (
    _need(
        "LOC-SN02", ERROR, ["sen_type"],
        "The type of need is missing or not a code of the year's list",
        "Use a code of the list for the year.",
        lambda s, data: missing(s.sen_type) | outside_set(s.sen_type, "SEN_TYPE", data),
        source=sourced("the list of codes and the checks in witan.sen2"),
        passing=[_needs(("ASD", "1"), ("OTH", "2"))],
        failing=[_needs((None, "1")), _needs(("AUT", "1"))],
        after=["LOC-SN03"],
    ),
    _need(
        "LOC-SN03", ERROR, ["sen_type"],
        "Down syndrome (DS) is a type of need only from 2025",
        "Use the code that the return had before.",
        lambda s, data: s.sen_type == "DS",
        source=sourced("the history of the list of codes in witan.sen2"),
        passing=[_needs(("MLD", "1"))],
        failing=[_needs(("DS", "1"))],
        years=(2023, 2024),
    ),
    _need(
        "LOC-SN04", ERROR, ["sen_type_rank"],
        "The rank is neither 1 nor 2, is given twice, or a single need is not ranked 1",
        "Give the primary need rank 1, and a second one rank 2.",
        lambda s, data: missing(s.sen_type_rank)
        | outside_set(s.sen_type_rank, "SEN_TYPE_RANK", data)
        | (s.same_rank > 1)
        | ((s.siblings == 1) & (s.sen_type_rank != "1")).fill_null(False),
        source=sourced("the guidance text in Data to Insight's data model"),
        passing=[_needs(("ASD", "1")), _needs(("ASD", "2"), ("MLD", "1"))],
        failing=[
            _needs(("ASD", "2")), _needs(("ASD", "1"), ("MLD", "1")),
            _needs(("ASD", None)), _needs(("ASD", "3")),
        ],
    ),
    _need(
        "LOC-SN05", QUERY, ["sen_type"],
        "The same type of need is given twice",
        "Take one out, or enter the other type.",
        lambda s, data: given(s.sen_type) & (s.same_type > 1),
        source=inferred("good sense"),
        passing=[_needs(("ASD", "1"), ("MLD", "2"))],
        failing=[_needs(("ASD", "1"), ("ASD", "2"))],
    ),
)  # fmt: skip
