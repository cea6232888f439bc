"""A quarter's figures as open data: tidy CSV with its metadata (CSV on the Web), small numbers hidden."""

import csv
import json
from collections.abc import Sequence
from io import StringIO

from rightplace.indicators.performance.disclosure import HIDDEN
from rightplace.indicators.performance.outward import outgoing
from rightplace.indicators.performance.table import Line
from rightplace.indicators.performance.withholding import Held

_COLUMNS = {
    "report": ("string", "The quarter whose report gave the figure"),
    "indicator": ("string", "The key of the indicator in the register"),
    "name": ("string", "Its name"),
    "theme": ("string", "Its theme"),
    "period": ("string", "The period that the figure is for"),
    "position": ("string", "latest, or earlier: the period that the latest is compared with"),
    "value": ("string", "The value as printed; c where it is hidden, x where there is none"),
    "numerator": ("string", "How many it is made of, where it is counted; c where it is hidden"),
    "denominator": ("string", "What they are counted of; c where it is hidden"),
    "unit": ("string", "count, percent, rate or score"),
    "rating": ("string", "The rating by the policy of the time; empty without one"),
    "national_quartile": ("string", "1 is the best; empty without a benchmark"),
    "neighbour_average": ("string", "The plain mean of the statistical neighbours"),
    "note": ("string", "Why there is no figure, or why it is hidden"),
}
_NONE = "x"
_HIDING = (
    "Counts of 1 to 4 are hidden, and with a share whatever would give them back: both parts and the value,"
    " where few have it or few have it not. A figure that would give one of 1 to 4 back, with what was"
    " published before, is hidden as well; the note says which."
)


def open_csv(lines: Sequence[Line], held: Held, *, report: str) -> str:
    """One row for each figure of a report, the latest and the earlier; columns as in the metadata.

    `held` is what is held back of the report.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for line in outgoing(lines, held):
        writer.writerow(_row(line, report, latest=True))
        if line.previous_period:
            writer.writerow(_row(line, report, latest=False))
    return text.getvalue()


def _row(line: Line, report: str, *, latest: bool) -> tuple[str, ...]:
    period = line.latest_period if latest else line.previous_period
    printed = line.latest_value if latest else line.previous_value
    parts = (
        (line.numerator, line.denominator)
        if latest
        else (line.previous_numerator, line.previous_denominator)
    )
    hidden = printed == HIDDEN
    known = hidden or (line.value if latest else line.previous) is not None
    made_of = [HIDDEN if hidden else _count(part) for part in parts]
    beside = (line.status, _text(line.quartile), line.neighbour_average) if latest else ("", "", "")
    value = printed if known else _NONE
    position = "latest" if latest else "earlier"
    named = (report, line.key, line.name, line.theme, period, position)
    return (*named, value, *made_of, line.unit, *beside, line.why if latest else line.previous_why)


def _count(part: float | None) -> str:
    return "" if part is None else f"{part:.10g}"


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def metadata(*, report: str, council: str, published: str, file_name: str) -> str:
    """What the columns hold, under which licence, and how small numbers are hidden (CSVW, JSON)."""
    columns = [
        {"name": name, "titles": name, "datatype": kind, "dc:description": about}
        for name, (kind, about) in _COLUMNS.items()
    ]
    about = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": file_name,
        "dc:title": f"Performance of children and family services in {report}",
        "dc:publisher": council,
        "dc:issued": published,
        "dc:license": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "dc:description": _HIDING,
        "tableSchema": {"columns": columns, "primaryKey": ["report", "indicator", "position"]},
    }
    return json.dumps(about, indent=2)
