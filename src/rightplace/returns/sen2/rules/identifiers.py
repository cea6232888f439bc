"""Rules of the numbers that identify a person, and of the reasons why there is none.

The rules of the UPN are those of the children in need return, where the same item is checked.
"""

from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import ibis

from rightplace.returns.sen2.rules import seen
from rightplace.returns.sen2.rules.basis import (
    ERROR,
    QUERY,
    Of,
    aged,
    given,
    inferred,
    like,
    looked_up,
    missing,
    on,
    outside_set,
    rows,
    sourced,
    survey_day,
    under_age,
)

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, IntegerValue, StringValue, Table

_person = Of("person", seen.person).rule
_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_CIN = "the same item of the children in need return"
_SSD = "the guidance text in Data to Insight's data model"
_CODES = "the wording of the code in Data to Insight's data model"


def _value(character: "StringValue") -> "IntegerValue":
    """A digit is worth itself; the letter that ends a temporary UPN its place in the check letters."""
    place = ibis.literal(_DIGITS + _LETTERS).find(character)
    return ibis.ifelse(place < len(_DIGITS), place, place - len(_DIGITS))


def _check_letter(upn: "StringValue") -> "StringValue":
    """The letter that the twelve characters after it call for."""
    total = reduce(add, (_value(upn.substr(n - 1, 1)) * n for n in range(2, 14)))
    return ibis.literal(_LETTERS).substr((total % 23).cast("int32"), 1)


def _wrong_upn(p: "Table") -> "BooleanValue":
    upn = p.upn.upper()
    well_formed = like(upn, "[A-Z][0-9]{11}[0-9A-Z]")
    return given(p.upn) & (~well_formed | (upn.substr(0, 1) != _check_letter(upn)))


def _wrong_learner_number(p: "Table") -> "BooleanValue":
    number = p.unique_learner_number
    well_formed = like(number, "[0-9]{10}")
    whole = ibis.ifelse(well_formed, number, "0000000000")
    digit = [whole.substr(n, 1).cast("int32") for n in range(10)]
    rest = reduce(add, (digit[n] * (10 - n) for n in range(9))) % 11
    bad = ~well_formed | (rest == 0) | (10 - rest != digit[9])
    return given(number) & (bad | (p.same_learner_number > 1))


def _upn(*numbers: str) -> list[dict[str, object]]:
    return [{"upn": number} for number in numbers]


_TEN = {"person_id": 1, "upn_unknown": "UN10"}
_NEW = {"person_id": 1, "upn_unknown": "UN8"}

IDENTIFIERS = (
    _person(
        "LOC-P09", ERROR, ["upn", "unique_learner_number", "upn_unknown"],
        "Neither a UPN nor a learner number, and no reason why",
        "Find the UPN, else the learner number, else give the reason.",
        lambda p, data: missing(p.upn) & missing(p.unique_learner_number) & missing(p.upn_unknown),
        source=sourced(_SSD),
        passing=[rows(person=[{"upn": "X"}, {"unique_learner_number": "1"}, {"upn_unknown": "UN1"}])],
        failing=[rows(person={})],
    ),
    _person(
        "LOC-P10", ERROR, ["upn_unknown"],
        "The reason for having no UPN is not a code of the list",
        "Use UN1, UN2, UN3, UN5, UN8, UN9 or UN10.",
        lambda p, data: outside_set(p.upn_unknown, "UPN_UNKNOWN", data),
        source=sourced(_SSD),
        passing=[rows(person=[{"upn_unknown": "UN10"}, {"upn_unknown": None}])],
        failing=[rows(person=[{"upn_unknown": "UN4"}, {"upn_unknown": "U"}])],
    ),
    _person(
        "LOC-P11", QUERY, ["upn", "unique_learner_number", "upn_unknown"],
        "A reason for having no identifier stands beside an identifier",
        "Take the reason out.",
        lambda p, data: given(p.upn_unknown) & (given(p.upn) | given(p.unique_learner_number)),
        source=inferred("the reason being for use where no identifier is to be had"),
        passing=[rows(person=[{"upn": "X"}, {"upn_unknown": "UN1"}])],
        failing=[rows(person=[
            {"upn": "X", "upn_unknown": "UN1"}, {"unique_learner_number": "1", "upn_unknown": "UN1"},
        ])],
    ),
    _person(
        "LOC-P12", QUERY, ["upn_unknown", "person_birth_date"],
        "UN1 is for children under six, and this one is older",
        "Find the UPN: the school has it.",
        lambda p, data: (p.upn_unknown == "UN1")
        & ~under_age(p.person_birth_date, survey_day(data), 6),
        source=inferred(_CODES),
        passing=[rows(person=[
            {"upn_unknown": "UN1", "person_birth_date": aged(6, 1)},
            {"upn_unknown": "UN2", "person_birth_date": aged(9)},
            {"upn_unknown": "UN1", "person_birth_date": None},
        ])],
        failing=[rows(person={"upn_unknown": "UN1", "person_birth_date": aged(6)})],
    ),
    _person(
        "LOC-P13", QUERY, ["upn_unknown"],
        "UN10 is for requests that came to nothing, and this person has an assessment or a plan",
        "Find the UPN, or give another reason.",
        lambda p, data: (p.upn_unknown == "UN10") & ((p.assessments > 0) | (p.active_plans > 0)),
        source=inferred(_CODES),
        passing=[rows(person=_TEN, request={"person_id": 1})],
        failing=[
            rows(person=_TEN, request={"person_id": 1}, assessment={"request_id": 1}),
            rows(person=_TEN, request={"person_id": 1}, active_plan={"request_id": 1}),
        ],
    ),
    _person(
        "LOC-P14", QUERY, ["upn_unknown", "person_birth_date"],
        "UN9 is for young people, and this person is of compulsory school age or younger",
        "Find the UPN, or give another reason.",
        # Education Act 1996 s8: compulsory school age ends in June of the school year that ends at 16.
        lambda p, data: (p.upn_unknown == "UN9")
        & (p.person_birth_date > ibis.date(data.year - 17, 8, 31)),
        source=inferred(_CODES),
        passing=[rows(person={"upn_unknown": "UN9", "person_birth_date": on(8, 31, -17)})],
        failing=[rows(person={"upn_unknown": "UN9", "person_birth_date": on(9, 1, -17)})],
    ),
    _person(
        "LOC-P15", QUERY, ["upn_unknown"],
        "UN8 is for people new to the authority, and nothing says that this one is",
        "Ask the school or the last authority for the UPN.",
        lambda p, data: (p.upn_unknown == "UN8") & (p.recent_moves == 0),
        source=inferred(
            f"{_CODES}; new: a plan moved in, or a request since the start of the period"
        ),
        passing=[
            rows(person=_NEW, request={"person_id": 1, "received_date": on(1, 1, -1)}),
            rows(person=_NEW, request={"person_id": 1, "request_outcome": "A"}),
            rows(
                person=_NEW, request={"person_id": 1, "request_outcome": "H"},
                active_plan={"request_id": 1, "transfer_la": "801"},
            ),
        ],
        failing=[
            rows(person=_NEW, request={"person_id": 1, "received_date": on(12, 31, -2)}),
            rows(person=_NEW, request={"person_id": 1, "request_outcome": "H"}),
        ],
    ),
    _person(
        "LOC-P16", ERROR, ["upn"],
        "The UPN has not 13 characters, or its first letter does not fit the rest",
        "Copy the UPN from the school again.",
        lambda p, data: _wrong_upn(p),
        source=inferred(_CIN),
        passing=[rows(person=_upn("H801200001001", "U80120000100A"))],
        failing=[rows(person=_upn("A801200001001", "H80120000100", "H8012000010011"))],
        after=["LOC-P17", "LOC-P17b", "LOC-P18", "LOC-P19"],
    ),
    _person(
        "LOC-P17", ERROR, ["upn"],
        "Characters 2 to 4 of the UPN are not the number of an authority",
        "Copy the UPN from the school again.",
        lambda p, data: given(p.upn) & ~like(p.upn.substr(1, 3), "[0-9]{3}"),
        source=inferred(f"{_CIN}; the part that needs no list of authorities"),
        passing=[rows(person=_upn("H801200001001"))],
        failing=[rows(person=_upn("H8O1200001001", "H"))],
    ),
    _person(
        "LOC-P17b", ERROR, ["upn"],
        "Characters 2 to 4 of the UPN are not the number of a known authority",
        "Copy the UPN from the school again; numbers of former authorities belong in the list too.",
        lambda p, data: looked_up(p.upn.substr(1, 3), "upn_la_codes", data),
        source=inferred(f"{_CIN}; the part of LOC-P17 that needs a list, with former authorities in it"),
        passing=[rows(person=_upn("H801200001001"))],
        failing=[rows(person=_upn("H999200001001"))],
        after=["LOC-P17"],
        needs_sets=["upn_la_codes"],
    ),
    _person(
        "LOC-P18", ERROR, ["upn"],
        "Characters 5 to 12 of the UPN are not all digits",
        "Copy the UPN from the school again.",
        lambda p, data: (p.upn.length() >= 12) & ~like(p.upn.substr(4, 8), "[0-9]{8}"),
        source=inferred(_CIN),
        passing=[rows(person=_upn("H801200001001", "H80"))],
        failing=[rows(person=_upn("H80120O001001"))],
    ),
    _person(
        "LOC-P19", ERROR, ["upn"],
        "The last character of the UPN is neither a digit nor a letter other than I, O and S",
        "Copy the UPN from the school again.",
        lambda p, data: (p.upn.length() == 13)
        & ~like(p.upn.substr(12, 1).upper(), "[0-9A-HJ-NP-RT-Z]"),
        source=inferred(_CIN),
        passing=[rows(person=_upn("H801200001001", "U80120000100A", "H80"))],
        failing=[rows(person=_upn("U80120000100I", "U80120000100S", "U80120000100-"))],
    ),
    _person(
        "LOC-P20", ERROR, ["upn"],
        "Two people with the same UPN",
        "Merge them if they are one person, or correct the UPN of one.",
        lambda p, data: given(p.upn) & (p.same_upn > 1),
        source=inferred(_CIN),
        passing=[rows(person=_upn("H801200001001", "U80120000100A")), rows(person=[{}, {}])],
        failing=[rows(person=_upn("H801200001001", "H801200001001"))],
    ),
    _person(
        "LOC-P21", QUERY, ["unique_learner_number"],
        "The learner number is not ten digits that fit its check digit, or two people have it",
        "Copy the number from the college or the Learning Records Service again.",
        lambda p, data: _wrong_learner_number(p),
        source=inferred("the convention of the individualised learner record"),
        passing=[rows(person=[{"unique_learner_number": "1000000043"}, {}, {}])],
        failing=[
            rows(person=[{"unique_learner_number": n} for n in ("12345", "1000000044", "9999999999")]),
            rows(person=[{"unique_learner_number": "1000000043"}] * 2),
        ],
    ),
)  # fmt: skip
