"""The same child in two lists: pairs with a probability and why, after Fellegi and Sunter (1969).

`match` compares two lists, `doubles` one list with itself. A list is an Arrow table with the columns of
`IDENTITY`. Nothing is decided here: a pair is a proposal with its reasons, for a person to look at.
"""

from rightplace.facts.matching.identity import IDENTITY
from rightplace.facts.matching.judge import REVIEW, SURE, Verdict
from rightplace.facts.matching.reader import CannotRead, ReadList, read_children
from rightplace.facts.matching.run import Found, Pair, doubles, match
from rightplace.facts.matching.weights import Reason

__all__ = [
    "IDENTITY",
    "REVIEW",
    "SURE",
    "CannotRead",
    "Found",
    "Pair",
    "ReadList",
    "Reason",
    "Verdict",
    "doubles",
    "match",
    "read_children",
]
