"""CSV files as rows with their line, and cells as numbers or as the reason why there is none."""

import csv
import gzip
import io
import math
from collections.abc import Iterator
from pathlib import Path

from rightplace.facts.comparators.reading import Fault, LeftOut, Reading

# The symbols of the Department's statistics, those in use and the older ones.
SYMBOLS = {
    "": "not published",
    "c": "suppressed",
    "z": "not applicable",
    ".": "not applicable",
    "x": "not available",
    ":": "not available",
    "..": "not available",
    "na": "not available",
    "n/a": "not available",
    "u": "low reliability",
    "k": "rounds to nought",
    "low": "rounds to nought",
    "~": "rounds to nought",
}


class NotANumber(ValueError):
    """A cell is neither a number nor a symbol."""


class UnreadableFile(Exception):
    """A file is no CSV file at all; carries the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def number(cell: str) -> tuple[float | None, str]:
    """A cell's value and flag: a number without a flag, or none with the reason why."""
    text = cell.strip()
    try:
        value = float(text)
    except ValueError:
        reason = SYMBOLS.get(text.lower())
        if reason is None:
            raise NotANumber(cell) from None
        return None, reason
    if not math.isfinite(value):
        raise NotANumber(cell)
    return value, ""


def not_a_number(where: tuple[str, int], column: str, cell: str) -> Fault:
    """The fault of a cell that should hold a number."""
    return Fault(
        *where,
        column,
        f"{cell.strip()!r} is neither a number nor a symbol.",
        "Write the number without a comma or sign of currency, or c, z, x, u, k or low where there is none.",
    )


def text_of(path: Path, name: str) -> str:
    """The text of a file, compressed or not; UnreadableFile where it is none."""
    try:
        raw = path.read_bytes()
        raw = gzip.decompress(raw) if path.suffix == ".gz" else raw
    except (OSError, EOFError) as error:
        raise UnreadableFile(
            Fault(name, 0, "", f"It cannot be read: {error}.", "Fetch the file again.")
        ) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UnreadableFile(
            Fault(name, line, "", "It is not UTF-8 text.", "Save it as CSV UTF-8.")
        ) from error


def header_of(text: str) -> list[str]:
    """The names of the columns; empty where the file is, or is no CSV."""
    try:
        return [cell.strip() for cell in next(csv.reader(io.StringIO(text, newline="")), [])]
    except csv.Error:
        return []


def rows_of(text: str, name: str, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header with their lines; a row of another width is a fault and left out."""
    lines = csv.reader(io.StringIO(text, newline=""))
    width = len(next(lines))
    try:
        for row in lines:
            if len(row) == width:
                yield lines.line_num, row
            elif row:
                what = f"The row has {len(row)} cells and the header {width}."
                mend = "Put a cell that holds a comma between quotation marks, and give every cell."
                reading.faults.append(Fault(name, lines.line_num, "", what, mend))
    except csv.Error as error:
        what, mend = f"The row is no CSV: {error}.", "Save the file again as CSV."
        reading.faults.append(Fault(name, lines.line_num, "", what, mend))


def leave_out(reading: Reading, name: str, why: str) -> None:
    """Note a file, or a part of one, that holds no comparators."""
    reading.left_out.append(LeftOut(name, why))
