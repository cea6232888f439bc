"""What of two children is compared, in levels from the same to another, the first that holds.

`m` is how often one child's two records stand at a level, `u` how often two children's do: where the
estimates start, and what they are held near where there is little to learn from.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

Holds = Callable[["Table"], "BooleanValue"]


def _duckdb(name: str, takes: str, gives: str) -> Callable[[Any, Any], Any]:
    """A function that DuckDB has, of two values of one type."""

    def function(one: Any, other: Any) -> Any: ...

    function.__name__ = name
    made: Callable[[Any, Any], Any] = ibis.udf.scalar.builtin(
        function, signature=((takes, takes), gives)
    )
    return made


jaro_winkler_similarity = _duckdb("jaro_winkler_similarity", "string", "float64")
damerau_levenshtein = _duckdb("damerau_levenshtein", "string", "int64")
list_has_any = _duckdb("list_has_any", "array<string>", "boolean")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a comparison; `said` is told to whoever looks at the pair."""

    name: str
    said: str
    m: float
    u: float
    holds: Holds


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that is compared. Where `known` does not hold nothing is said, for or against."""

    field: str
    known: Holds
    levels: tuple[Level, ...]


def _both(*columns: str) -> Holds:
    return lambda t: ibis.and_(
        *(t[f"{side}_{column}"].notnull() for side in "lr" for column in columns)
    )


def _same(column: str) -> Holds:
    return lambda t: t[f"l_{column}"] == t[f"r_{column}"]


def _crossed(one: str, other: str) -> Holds:
    """What one has in one column, the other has in the other, either way round."""
    return lambda t: (
        (t[f"l_{one}"] == t[f"r_{other}"]).fill_null(False)
        | (t[f"l_{other}"] == t[f"r_{one}"]).fill_null(False)
    )


def _turned_names(t: "Table") -> "BooleanValue":
    return (t.l_surname == t.r_forename) & (t.l_forename == t.r_surname)


def _near_name(column: str) -> Holds:
    """Alike as Jaro and Winkler count it; both ways, as the measure is not always symmetric."""

    def holds(t: "Table") -> "BooleanValue":
        one, other = t[f"l_{column}"], t[f"r_{column}"]
        alike = ibis.greatest(
            jaro_winkler_similarity(one, other), jaro_winkler_similarity(other, one)
        )
        return (alike >= 0.92) | ((damerau_levenshtein(one, other) == 1) & (one.length() >= 4))

    return holds


def _one_slip(column: str) -> Holds:
    return lambda t: damerau_levenshtein(t[f"l_{column}"], t[f"r_{column}"]) == 1


def _short_form(t: "Table") -> "BooleanValue":
    return list_has_any(t.l_whole, t.r_forms) | list_has_any(t.r_whole, t.l_forms)


def _always(t: "Table") -> "BooleanValue":
    return ibis.literal(True)


UPN = Comparison(
    "UPN",
    _both("upn"),
    (
        Level("same", "The same UPN", 0.90, 1e-5, _same("upn")),
        Level("former", "The UPN of one is a former UPN of the other", 0.02, 1e-5,
              _crossed("upn", "former_upn")),
        Level("slip", "The UPNs differ in one character", 0.03, 1e-4, _one_slip("upn")),
        Level("other", "Different UPNs", 0.05, 0.99988, _always),
    ),
)  # fmt: skip
SURNAME = Comparison(
    "Surname",
    _both("surname"),
    (
        Level("same", "The same surname", 0.87, 0.004, _same("surname")),
        Level("turned", "The surname stands as the forename", 0.01, 0.0001, _turned_names),
        Level("part", "A part of the surname is the same", 0.04, 0.002,
              lambda t: list_has_any(t.l_surname_parts, t.r_surname_parts)),
        Level("near", "Nearly the same surname", 0.05, 0.004, _near_name("surname")),
        Level("other", "Different surnames", 0.03, 0.9899, _always),
    ),
)  # fmt: skip
FORENAME = Comparison(
    "Forename",
    _both("forename"),
    (
        Level("same", "The same forename", 0.79, 0.008, _same("forename")),
        Level("turned", "The forename stands as the surname", 0.01, 0.0001, _turned_names),
        Level("short", "One forename is a form of the other", 0.11, 0.004, _short_form),
        Level("near", "Nearly the same forename", 0.05, 0.01, _near_name("forename")),
        Level("other", "Different forenames", 0.04, 0.9779, _always),
    ),
)
BIRTH = Comparison(
    "Date of birth",
    _both("born"),
    (
        Level("same", "The same date of birth", 0.93, 0.00015, _same("born")),
        Level("turned", "Day and month of birth are the other way round", 0.02, 0.0001,
              _crossed("born", "turned")),
        Level("slip", "The dates of birth differ in one figure", 0.03, 0.003, _one_slip("born")),
        Level("other", "Different dates of birth", 0.02, 0.99675, _always),
    ),
)  # fmt: skip
HOME = Comparison(
    "Home",
    _both("post_code"),
    (
        Level("address", "The same address and postcode", 0.40, 0.00003,
              lambda t: (t.l_post_code == t.r_post_code)
              & (t.l_address == t.r_address).fill_null(False)),
        Level("same", "The same postcode", 0.36, 0.00007, _same("post_code")),
        Level("sector", "The same postcode sector", 0.04, 0.002, _same("sector")),
        Level("other", "Different postcodes", 0.20, 0.9979, _always),
    ),
)  # fmt: skip
SEX = Comparison(
    "Sex",
    _both("sex"),
    (
        Level("same", "The same sex", 0.99, 0.5, _same("sex")),
        Level("other", "Different sexes", 0.01, 0.5, _always),
    ),
)
COMPARISONS = (UPN, SURNAME, FORENAME, BIRTH, HOME, SEX)
