"""Child identifiers and characteristics."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule
from rightplace.law.dates import add_months
from rightplace.returns.cin.codes import ETHNICITY, SEX
from rightplace.returns.cin.rules.make import (
    FAR_OFF,
    LONG_AGO,
    UNCHECKED,
    error,
    missing,
    no,
    outside,
    query,
    repeated,
    yes,
)
from rightplace.returns.cin.rules.upn import bad_check_letter, issued_by_nobody

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

_FORMER = r"^[A-Z][0-9]{11}[0-9A-Z]$"
_LAST = r"^[0-9A-HJ-NP-RT-Z]$"
_DUE_BEFORE, _DUE_AFTER = timedelta(days=30), 9
_SCHOOL_AGE = 5


def _due_outside(child: "Table", data: Data) -> "BooleanValue":
    first = data.reference_date - _DUE_BEFORE
    last = add_months(data.reference_date, _DUE_AFTER)
    return (child.expected_birth_date < first) | (child.expected_birth_date > last)


def _no_upn_at_school_age(child: "Table", data: Data) -> "BooleanValue":
    cin = data["cin"]
    in_need = child.row_id.isin(cin.filter(no(cin.referral_nfa)).child_id)
    of_school_age = child.birth_date <= add_months(data.reference_date, -12 * _SCHOOL_AGE)
    no_reason = missing(child.upn_unknown) | (child.upn_unknown.upper() == "UN1")
    return in_need & of_school_age & missing(child.upn) & no_reason


def _un7_with_further_action(child: "Table", data: Data) -> "BooleanValue":
    cin = data["cin"]
    further = child.row_id.isin(cin.filter(~yes(cin.referral_nfa)).child_id)
    return (child.upn_unknown.upper() == "UN7") & further


_ONE_NEED = ({"child_id": 1, "referral_nfa": "false"},)

RULES: tuple[Rule, ...] = (
    error(
        "8500",
        "child",
        "la_child_id",
        "The child has no identifier of the authority",
        "Give the number that the case system knows the child by.",
        lambda child, data: missing(child.la_child_id),
        good=({"child": ({"la_child_id": "C1"},)},),
        bad=({"child": ({"la_child_id": None}, {"la_child_id": " "})},),
    ),
    error(
        "8510",
        "child",
        "la_child_id",
        "More than one child has this identifier",
        "Put one child's records together, or give each child its own number.",
        lambda child, data: repeated(child, "la_child_id"),
        good=({"child": ({"la_child_id": "C1"}, {"la_child_id": "C2"}, {}, {})},),
        bad=({"child": ({"la_child_id": "C1"}, {"la_child_id": "C1"})},),
        after=("8590",),
    ),
    error(
        "1570",
        "child",
        "la_child_id",
        "The child's identifier is longer than 20 characters",
        "Shorten it, the same way every year.",
        lambda child, data: child.la_child_id.length() > 20,
        good=({"child": ({"la_child_id": "A" * 20}, {})},),
        bad=({"child": ({"la_child_id": "A" * 21},)},),
    ),
    error(
        "1580",
        "child",
        "la_child_id",
        "The child's identifier holds something other than letters and digits",
        "Leave out spaces, hyphens and other marks.",
        lambda child, data: (
            ~missing(child.la_child_id) & ~child.la_child_id.re_search("^[A-Za-z0-9]+$")
        ),
        good=({"child": ({"la_child_id": "aB01"}, {}, {"la_child_id": ""})},),
        bad=({"child": ({"la_child_id": "A-1"}, {"la_child_id": "A 1"}, {"la_child_id": "É1"})},),
    ),
    error(
        "1510",
        "child",
        "upn",
        "The first letter of the UPN is not the one that its digits call for",
        "Look for digits the wrong way round; ask the school for the UPN.",
        lambda child, data: bad_check_letter(child.upn),
        good=(
            {"child": ({"upn": "A950000178301"}, {"upn": "H243278544154"}, {}, {"upn": "R325"})},
        ),
        bad=({"child": ({"upn": "R247962919251"}, {"upn": "X428558133462"})},),
        after=("1530",),
    ),
    error(
        "1520",
        "child",
        "upn",
        "More than one child has this UPN",
        "Find out whose it is, or whether the two records are one child.",
        lambda child, data: repeated(child.filter(~missing(child.upn)), "upn"),
        good=(
            {"child": ({"upn": "A950000178301"}, {"upn": "H243278544154"}, {}, {}, {"upn": ""})},
        ),
        bad=({"child": ({"upn": "A950000178301"}, {"upn": "A950000178301"})},),
        after=("8590",),
    ),
    error(
        "1530",
        "child",
        "upn",
        "Characters 2 to 4 of the UPN are not the number of an authority that gives UPNs",
        "Check the UPN with the school.",
        lambda child, data: issued_by_nobody(child.upn),
        good=({"child": ({"upn": "A938000178301"}, {"upn": "H001278544154"}, {})},),
        bad=({"child": ({"upn": "R421962919251"}, {"upn": "ASFFAGSVSV123"})},),
    ),
    error(
        "1540",
        "child",
        "upn",
        "Characters 5 to 12 of the UPN are not all digits",
        "Check the UPN: a letter, four digits from left, and no spaces.",
        lambda child, data: ~missing(child.upn) & ~child.upn.re_search("^.{4}[0-9]{8}"),
        good=({"child": ({"upn": "A950000178301"}, {"upn": "A95000017830B"}, {}, {"upn": ""})},),
        bad=({"child": ({"upn": "A9500O0178301"}, {"upn": "A95"})},),
    ),
    error(
        "1550",
        "child",
        "upn",
        "The UPN has no thirteenth character, or one that cannot stand there",
        "It is a digit, or in a temporary UPN a letter other than I, O and S.",
        lambda child, data: ~missing(child.upn) & ~child.upn.substr(12, 1).re_search(_LAST),
        good=({"child": ({"upn": "A950000178301"}, {"upn": "A95000017830B"}, {})},),
        bad=({"child": ({"upn": "A95000017830I"}, {"upn": "A95000017830"})},),
        after=("1540",),
    ),
    query(
        "1560Q",
        "child",
        "former_upn",
        "The former UPN is not in the form of a UPN",
        "It is a letter, eleven digits, and a digit or a letter.",
        lambda child, data: ~missing(child.former_upn) & ~child.former_upn.re_search(_FORMER),
        good=({"child": ({"former_upn": "X987654321231"}, {"former_upn": "X98765432123B"}, {})},),
        bad=({"child": ({"former_upn": "X0000y0000007"}, {"former_upn": "X98721238"})},),
    ),
    error(
        "8520",
        "child",
        "birth_date",
        "The child was born after the end of the census year",
        "Correct the day of birth, or give the expected day for a child not born yet.",
        lambda child, data: child.birth_date > data.reference_date,
        good=({"child": ({"birth_date": LONG_AGO}, {})},),
        bad=({"child": ({"birth_date": FAR_OFF},)},),
    ),
    error(
        "8525",
        "child",
        "birth_date expected_birth_date",
        "The child has both or neither of a day of birth and an expected day of birth",
        "Give the day of birth once the child is born, the expected day until then.",
        lambda child, data: child.birth_date.isnull() == child.expected_birth_date.isnull(),
        good=({"child": ({"birth_date": LONG_AGO}, {"expected_birth_date": LONG_AGO})},),
        bad=({"child": ({}, {"birth_date": LONG_AGO, "expected_birth_date": LONG_AGO})},),
    ),
    query(
        "8530Q",
        "child",
        "expected_birth_date",
        "The expected day of birth is not within 30 days before and 9 months after the census year's end",
        "Give the day of birth if the child has been born; otherwise check the day.",
        _due_outside,
        good=({"child": ({}, {"birth_date": LONG_AGO})},),
        bad=({"child": ({"expected_birth_date": LONG_AGO}, {"expected_birth_date": FAR_OFF})},),
    ),
    query(
        "8535Q",
        "child",
        "death_date birth_date",
        "The child's day of death is before the day of birth",
        "Check both days.",
        lambda child, data: child.death_date < child.birth_date,
        good=(
            {
                "child": (
                    {"birth_date": LONG_AGO, "death_date": LONG_AGO},
                    {"death_date": LONG_AGO},
                    {},
                )
            },
        ),
        bad=({"child": ({"birth_date": FAR_OFF, "death_date": LONG_AGO},)},),
    ),
    query(
        "8545Q",
        "child",
        "death_date",
        "The child's day of death is not in the census year",
        "A child who died before the year has no place in it; check the day.",
        lambda child, data: outside(child.death_date, data),
        good=({"child": ({"birth_date": LONG_AGO},)},),
        bad=({"child": ({"death_date": LONG_AGO}, {"death_date": FAR_OFF})},),
    ),
    error(
        "4180",
        "child",
        "sex",
        "Sex is missing, or is none of F, M and U",
        "Give F or M; U is for a child not born yet, or where it is not known.",
        lambda child, data: missing(child.sex) | ~child.sex.isin(tuple(SEX)),
        good=({"child": ({"sex": "F"}, {"sex": "M"}, {"sex": "U"})},),
        bad=({"child": ({}, {"sex": "1"}, {"sex": ""})},),
    ),
    error(
        "8750",
        "child",
        "sex birth_date expected_birth_date",
        "A child not born yet has a sex other than U",
        "Give U until the child is born.",
        lambda child, data: (
            child.birth_date.isnull()
            & child.expected_birth_date.notnull()
            & ~missing(child.sex)
            & (child.sex != "U")
        ),
        good=(
            {
                "child": (
                    {"expected_birth_date": FAR_OFF, "sex": "U"},
                    {"birth_date": LONG_AGO, "sex": "F"},
                    {"expected_birth_date": FAR_OFF},
                )
            },
        ),
        bad=({"child": ({"expected_birth_date": FAR_OFF, "sex": "F"},)},),
    ),
    query(
        "8770Q",
        "child",
        "upn upn_unknown",
        "A child of school age has no UPN, and no reason why that fits the child's age",
        "Ask the school for the UPN, or give the reason why there is none.",
        _no_upn_at_school_age,
        good=(
            {"child": ({"birth_date": LONG_AGO, "upn": "A950000178301"},), "cin": _ONE_NEED},
            {"child": ({"birth_date": LONG_AGO, "upn_unknown": "UN2"},), "cin": _ONE_NEED},
            {"child": ({"birth_date": date(2024, 6, 1)},), "cin": _ONE_NEED},
            {
                "child": ({"birth_date": LONG_AGO},),
                "cin": ({"child_id": 1, "referral_nfa": "true"},),
            },
        ),
        bad=(
            {"child": ({"birth_date": LONG_AGO},), "cin": _ONE_NEED},
            {"child": ({"birth_date": LONG_AGO, "upn_unknown": "UN1"},), "cin": _ONE_NEED},
        ),
        source=f"{UNCHECKED}: read as five years old at the end of the census year",
    ),
    error(
        "8772",
        "child",
        "upn_unknown",
        "The UPN is missing because the referral led nowhere (UN7), but a referral led to further action",
        "Give the UPN or another reason, or correct the flag of the referral.",
        _un7_with_further_action,
        good=(
            {
                "child": ({"upn_unknown": "UN7"},),
                "cin": (
                    {"child_id": 1, "referral_nfa": "1"},
                    {"child_id": 1, "referral_nfa": "true"},
                ),
            },
            {"child": ({"upn_unknown": "UN2"},), "cin": _ONE_NEED},
        ),
        bad=(
            {
                "child": ({"upn_unknown": "UN7"},),
                "cin": ({"child_id": 1, "referral_nfa": "1"}, {"child_id": 1, "referral_nfa": "0"}),
            },
        ),
    ),
    error(
        "8590",
        "child",
        "la_child_id",
        "The child has no episode of need",
        "Add the referral, or leave the child out.",
        lambda child, data: child.row_id.notin(data["cin"].child_id),
        good=({"child": ({},), "cin": ({"child_id": 1},)},),
        bad=({"child": ({},)},),
    ),
    error(
        "4220",
        "child",
        "ethnicity",
        "Ethnicity is missing or not a code of the census",
        "Give a code; NOBT where it was not obtained, REFU where it was refused.",
        lambda child, data: missing(child.ethnicity) | ~child.ethnicity.isin(tuple(ETHNICITY)),
        good=({"child": ({"ethnicity": "WBRI"}, {"ethnicity": "NOBT"})},),
        bad=({"child": ({}, {"ethnicity": "XXXX"}, {"ethnicity": "wbri"})},),
    ),
)
