"""A reconciliation as files: counts alone as JSON, or with a row for each person and case."""

import csv
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.writer.excel import save_workbook

from rightplace.returns.sen2.reasons import Why
from rightplace.returns.sen2.reconcile import Reconciliation

COUNT_COLUMNS = ("What", "In the return", "Why", "Number", "Where the reason comes from")
WALK_COLUMNS = ("Step", "Plans")
ROW_COLUMNS = (
    "What", "Number in the record", "Person", "In the return", "Why", "Tables of the return", "Rows there",
)  # fmt: skip


def as_data(found: Reconciliation) -> dict[str, Any]:
    """The counts as plain data."""
    return {
        "year": found.year,
        "survey_day": found.survey_day.isoformat(),
        "survey_day_before": found.before_day.isoformat(),
        "counts": [
            {
                "what": c.about.value,
                "in_return": c.why.is_in,
                "reason": c.why.name.lower(),
                "words": c.why.words,
                "source": c.why.source,
                "number": c.number,
            }
            for c in found.counts
        ],
        "walk": [{"step": s.name.lower(), "words": s.words, "plans": n} for s, n in found.walk],
    }


def count_lines(found: Reconciliation) -> Iterator[tuple[object, ...]]:
    """The counts, a line each."""
    for c in found.counts:
        yield c.about.value, _yes(c.why.is_in), c.why.words, c.number, c.why.source


def walk_lines(found: Reconciliation) -> Iterator[tuple[object, ...]]:
    """The walk, a line a step; what is taken away is negative."""
    for step, number in found.walk:
        yield step.words, step.sign * number


def row_lines(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[object, ...]]:
    """Rows of a reconciliation, a line each."""
    for r in rows:
        yield (
            r["about"], r["key"], r["person_id"], _yes(r["in_return"]), _why(r), r["modules"],
            r["return_rows"],
        )  # fmt: skip


def _why(row: dict[str, Any]) -> str:
    why = Why[row["why"]]
    if why is Why.ENTERED_TWICE:
        return f"Entered twice: counted as {row['person_id']}"
    return why.words


def _yes(is_in: bool) -> str:
    return "yes" if is_in else "no"


def write_csv(found: Reconciliation, path: Path) -> None:
    """A line for each person and case. They are numbers of the record, for their owner's eyes."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(ROW_COLUMNS)
        writer.writerows(row_lines(found.rows.to_pylist()))


def write_xlsx(found: Reconciliation, path: Path) -> None:
    """A workbook: counts, the walk, and a line for each person and case."""
    book = Workbook(write_only=True)
    sheets = (
        ("Counts", COUNT_COLUMNS, count_lines(found)),
        ("Walk", WALK_COLUMNS, walk_lines(found)),
        ("Rows", ROW_COLUMNS, row_lines(found.rows.to_pylist())),
    )
    for name, columns, lines in sheets:
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(columns)
        for line in lines:
            sheet.append(line)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    save_workbook(book, path)


WRITERS = {"csv": write_csv, "xlsx": write_xlsx}
