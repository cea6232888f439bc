"""The unique pupil number: a check letter, the authority that gave it, and a running number."""

from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, StringValue

_WHOLE = "^[A-Z][0-9]{12}$"
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
# CBDS: numbers of authorities since April 1998, and pseudo-authorities; first and last of each run.
_RUNS = (
    (1, 5), (201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384),
    (390, 394), (420, 420), (660, 681), (701, 708), (800, 803), (805, 808), (810, 813), (815, 816),
    (820, 823), (825, 826), (830, 831), (835, 841), (845, 846), (850, 852), (855, 857), (860, 861),
    (865, 896), (908, 909), (916, 916), (919, 919), (921, 921), (925, 926), (928, 929), (931, 931),
    (933, 933), (935, 938), (940, 943),
)  # fmt: skip
ISSUERS = tuple(f"{n:03}" for first, last in _RUNS for n in range(first, last + 1))


def check_letter(digits: str) -> str:
    """The letter that belongs before twelve digits: each times its place, the sum's rest by 23."""
    return _LETTERS[sum(int(d) * place for place, d in enumerate(digits, 2)) % 23]


def bad_check_letter(upn: "StringValue") -> "BooleanValue":
    """Of a letter and twelve digits: the letter is not the one that the digits call for.

    A temporary UPN, which ends in a letter, is left alone: no source says how its letter counts.
    """
    whole = upn.re_search(_WHOLE).fill_null(False)
    digits = ibis.ifelse(whole, upn, "A000000000000")
    parts = [digits.substr(place - 1, 1).cast("int32") * place for place in range(2, 14)]
    letters = ibis.literal(_LETTERS)
    return whole & (letters.substr(reduce(add, parts) % 23, 1) != upn.substr(0, 1))


def issued_by_nobody(upn: "StringValue") -> "BooleanValue":
    """Of thirteen characters: the second to the fourth are no issuer's number."""
    return (upn.length() == 13) & ~upn.substr(1, 3).isin(ISSUERS)
