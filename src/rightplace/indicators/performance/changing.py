"""A further version of a definition, proved before it is kept: what may change, and what may stand."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rightplace.indicators.performance.definition import DefinitionError, Indicator, field_value


class FieldError(DefinitionError):
    """A field of a definition cannot stand as it is given; `field` is its name."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


def further_version(before: Indicator, changes: Mapping[str, Any], *, since: date) -> Indicator:
    """The version that follows another, with `changes` as plain data (days as 2023-04-01).

    FieldError where a field cannot be changed or cannot stand as it is given.
    """
    given = {}
    for name, value in changes.items():
        if name not in CHANGEABLE:
            raise FieldError(name, f"{name} cannot be changed here.")
        try:
            given[name] = field_value(name, value)
        except (TypeError, ValueError) as error:
            raise FieldError(name, str(error)) from error
        if lacking := CHANGEABLE[name](given[name]):
            raise FieldError(name, lacking)
    return replace(before, version=before.version + 1, since=since, **given)


_MOST_DECIMALS = 4


def _is_text(value: Any) -> str:
    return "" if isinstance(value, str) and value.strip() else "Say it in words."


def _is_text_or_empty(value: Any) -> str:
    return "" if isinstance(value, str) else "Say it in words."


def _are_texts(value: Any) -> str:
    return "" if all(isinstance(each, str) and each for each in value) else "Give one on each line."


def _are_decimals(value: Any) -> str:
    good = type(value) is int and 0 <= value <= _MOST_DECIMALS
    return "" if good else f"Give a whole number from 0 to {_MOST_DECIMALS}."


def _are_targets(value: Any) -> str:
    if any(each.until is not None and each.until < each.since for each in value):
        return "A target cannot end before it begins."
    if any(each.tolerance < 0 for each in value):
        return "A tolerance cannot be below nought."
    pairs = ((a, b) for a in value for b in value if a is not b)
    if any(b.since <= a.since <= (b.until or date.max) for a, b in pairs):
        return "Two targets hold on the same day. Let the new one begin later."
    return ""


CHANGEABLE: Mapping[str, Callable[[Any], str]] = {
    "name": _is_text,
    "question": _is_text,
    "owner": _is_text,
    "source": _is_text,
    "definition": _is_text,
    "numerator": _is_text,
    "denominator": _is_text_or_empty,
    "decimals": _are_decimals,
    "polarity": lambda value: "",
    "statutory_basis": _is_text_or_empty,
    "needs": _are_texts,
    "limits": _are_texts,
    "targets": _are_targets,
}
"""What a version may change without a change of the program, and what is lacking in a value, in words."""
