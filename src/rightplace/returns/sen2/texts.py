"""Text as files hold it: which encoding, and which day a written date means."""

import codecs
import io
import re
from collections.abc import Callable
from datetime import date
from typing import IO

CHUNK = 1 << 20
FALLBACKS = ("cp1252", "iso-8859-1")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
_DATES = (
    re.compile(rf"(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}}){_TIME}"),
    re.compile(rf"(?P<y>\d{{4}})-(?P<m>[A-Za-z]{{3}})-(?P<d>\d{{1,2}}){_TIME}"),
    re.compile(rf"(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/(?P<y>\d{{4}}){_TIME}"),
)


def find_encoding(opened: Callable[[], IO[bytes]], declared: str = "utf-8") -> str:
    """The encoding in which all of the file can be read: by its mark, as declared, else a fallback.

    Five bytes mean nothing in cp1252; iso-8859-1 takes any.
    """
    with opened() as file:
        start = file.read(4)
        for mark, name in _MARKS:
            if start.startswith(mark):
                return name
    candidates = (declared, *FALLBACKS[:-1])
    return next((name for name in candidates if _decodes(opened, name)), FALLBACKS[-1])


def _decodes(opened: Callable[[], IO[bytes]], encoding: str) -> bool:
    try:
        with opened() as file, io.TextIOWrapper(file, encoding, newline="") as text:
            while text.read(CHUNK):
                pass
    except (UnicodeError, LookupError):
        return False
    return True


def parse_date(text: str) -> date | None:
    """The day that text means: ISO, the export's 2022-Sep-28 or a spreadsheet's dd/mm/yyyy."""
    for pattern in _DATES:
        found = pattern.fullmatch(text)
        if found:
            return _day(found["y"], found["m"], found["d"])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        number = int(month) if month.isdigit() else _MONTHS.index(month.lower()) + 1
        return date(int(year), number, int(day))
    except ValueError:
        return None
