"""What a cell of a file means: a day, a code, a number, and what kind of thing it is where it is neither."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from rightplace.returns.sen2.texts import parse_date
from rightplace.returns.ssda903.fields import Kind as FieldKind
from rightplace.returns.ssda903.findings import Kind

LONGEST = 1000
_EPOCH = date(1899, 12, 30)  # the day before a spreadsheet's day 1, counting its 29 February 1900
_SERIAL = re.compile(r"(\d{4,5})(\.\d+)?")
_SHORT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})")
_DOTTED = re.compile(r"(\d{1,2})[.-](\d{1,2})[.-](\d{4})")
_WHOLE = re.compile(r"(\d+)\.0+")
_ROUNDED = re.compile(r"\d(\.\d+)?E\+\d+", re.IGNORECASE)
_EARLIEST, _LATEST = 7_000, 60_000  # 1919 to 2064


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was made of a text: a value or None, and what there is to say about it."""

    value: date | str | None
    kind: Kind | None = None
    value_kind: str = ""


@lru_cache(maxsize=100_000)
def meaning(text: str, kind: FieldKind, latest_year: int) -> Meaning:
    """What a text that is not blank means in a column of that kind. `latest_year` settles two-digit years."""
    if kind is FieldKind.DATE:
        return _day(text, latest_year)
    cut = text[:LONGEST]
    if _ROUNDED.fullmatch(cut):
        return Meaning(cut, Kind.ROUNDED)
    whole = _WHOLE.fullmatch(cut)
    value = whole[1] if whole and kind is not FieldKind.NUMBER else cut
    # The collection system takes codes in either case.
    return Meaning(value.upper(), Kind.TOO_LONG if len(text) > LONGEST else None)


def _day(text: str, latest_year: int) -> Meaning:
    day = parse_date(text) or parse_date(_DOTTED.sub(r"\1/\2/\3", text))
    if day is not None:
        return Meaning(day)
    serial = _SERIAL.fullmatch(text)
    if serial and _EARLIEST <= int(serial[1]) <= _LATEST:
        return Meaning(_EPOCH + timedelta(days=int(serial[1])), Kind.SERIAL)
    short = _SHORT.fullmatch(text)
    if short:
        return _short_year(short, latest_year)
    return Meaning(None, Kind.DATE, kind_of(text))


def _short_year(found: re.Match[str], latest_year: int) -> Meaning:
    year = 2000 + int(found[3])
    year -= 100 if year > latest_year + 1 else 0
    day = parse_date(f"{found[1]}/{found[2]}/{year}")
    if day is None:
        return Meaning(None, Kind.DATE, "a day that does not exist")
    return Meaning(day, Kind.SHORT_YEAR)


def kind_of(text: str) -> str:
    """What kind of thing a text is, without giving it away."""
    if len(text) > LONGEST:
        return "a very long text"
    if re.fullmatch(r"[-+]?\d+(\.\d+)?", text):
        return "a number"
    if re.fullmatch(r"[\d/.:T -]+", text):
        return "a day that does not exist"
    return "text"
