"""What someone typed into the search box, taken apart: "patel 3/4/2015" is a word and a day of birth."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from rightplace.casework.names import fold

T = TypeVar("T")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = re.compile(r"\b(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})\b")
_BACKWARDS = re.compile(r"\b(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})\b")
_WORDS = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4}|\d{2})\b", re.IGNORECASE
)
_REFERENCE = re.compile(r"\bRP-?(\d{1,9})\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b", re.IGNORECASE)
_UPN = re.compile(r"\b[a-z]\d{11}[\da-z]\b", re.IGNORECASE)
_LEARNER = re.compile(r"\b\d{10}\b")


@dataclass(frozen=True, slots=True)
class Terms:
    """What is looked for; a child must have all of it. `words` are folded (`casework.names`)."""

    words: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    postcodes: tuple[str, ...] = ()
    upns: tuple[str, ...] = ()
    learner_numbers: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return self != Terms()


def terms_of(text: str, *, as_of: date) -> Terms:
    """The terms of a text. A year of two figures is the newest that is not after `as_of`."""
    rest = _Rest(text)
    days = [
        *rest.take(_BACKWARDS, lambda y, m, d: _day(d, m, y, as_of)),
        *rest.take(_NUMBERS, lambda d, m, y: _day(d, m, y, as_of)),
        *rest.take(_WORDS, lambda d, m, y: _day(d, str(_month(m)), y, as_of)),
    ]
    return Terms(
        days=tuple(days),
        keys=tuple(rest.take(_REFERENCE, int)),
        upns=tuple(rest.take(_UPN, str.upper)),
        learner_numbers=tuple(rest.take(_LEARNER, str)),
        postcodes=tuple(rest.take(_POSTCODE, lambda out, within: f"{out} {within}".upper())),
        words=tuple(filter(None, map(fold, rest.text.split()))),
    )


class _Rest:
    """A text from which what is understood is taken away."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: re.Pattern[str], make: Callable[..., T | None]) -> list[T]:
        """What `make` gives of each match, which is then gone; a match that it gives None of stays."""
        found: list[T] = []

        def away(match: re.Match[str]) -> str:
            made = make(*(match.groups() or (match.group(),)))
            if made is None:
                return match.group()
            found.append(made)
            return " "

        self.text = pattern.sub(away, self.text)
        return found


def _month(word: str) -> int:
    """The number of a month by its name or the first letters of it; 0 for another word."""
    start = word[:3].lower()
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0


def _day(day: str, month: str, year: str, as_of: date) -> date | None:
    """A real date, or None."""
    number = int(year)
    if len(year) == 2:
        number += 2000 if 2000 + number <= as_of.year else 1900
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None
