"""What texts in real files mean: names of elements and headings, and days as people write them."""

import re
from datetime import date, timedelta
from functools import lru_cache

from rightplace.returns.sen2.texts import parse_date

_NOT_A_LETTER = re.compile(r"[^a-z0-9]")
_SERIAL = re.compile(r"([1-9]\d{4})(?:\.\d+)?")
_SERIALS_FROM = date(1899, 12, 30)
_OTHER = re.compile(r"(\d{1,2})[ .-](\d{1,2}|[A-Za-z]{3,9})[ .-](\d{4})(?:[T ]\d{1,2}:\d{2}.*)?")
_ZONED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*|[+-]\d{2}:\d{2}|Z)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@lru_cache(maxsize=4096)
def squash(name: str) -> str:
    """A name without case, spaces and marks."""
    return _NOT_A_LETTER.sub("", name.lower())


@lru_cache(maxsize=65536)
def parse_day(text: str) -> date | None:
    """The day that text means: as XML writes it, as a spreadsheet does, or its serial number."""
    day = parse_date(text)
    if day is not None:
        return day
    if found := _SERIAL.fullmatch(text):
        return _SERIALS_FROM + timedelta(days=int(found[1]))
    if found := _ZONED.fullmatch(text):
        return parse_date(found[1])
    if found := _OTHER.fullmatch(text):
        return _day(found[1], found[2], found[3])
    return None


def _day(day: str, month: str, year: str) -> date | None:
    short = month[:3].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(short) + 1 if short in _MONTHS else 0
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
