"""CSV files that a spreadsheet opens as they were meant."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

# A cell that begins with one of these is run as a formula by spreadsheets (OWASP, CSV injection).
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A header and rows as UTF-8 with a byte order mark, which Excel needs to read names rightly.

    None is an empty cell, a date is written as 2023-01-31, and text that a spreadsheet would run
    as a formula gets an apostrophe before it. Numbers are written as they are, also negative ones.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(map(_cell, columns))
    writer.writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case str() if value.startswith(_RISKY):
            return f"'{value}"
        case _:
            return value
