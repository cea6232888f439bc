"""The dashboard of a quarter as a workbook: the thirty lines as printed, and what each is made of."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rightplace.indicators.performance.table import PRINTED_COLUMNS, Line, as_printed

# The rating is written in each cell; its colour only repeats it.
_FILLS = {"Green": "CCE2D8", "Amber": "FFF0C2", "Red": "F4CDC6"}
_MADE_OF = (
    "key", "version", "value", "numerator", "denominator", "previous", "previous_numerator",
    "previous_denominator", "change", "beyond_chance", "status_because", "comparator_period", "authorities",
    "why", "until", "source", "owner",
)  # fmt: skip
_WIDE, _NARROW = 60, 16


def workbook(lines: Sequence[Line], *, period: str, snapshot: str) -> bytes:
    """Two sheets: "Dashboard", in the printed columns, and "Made of"."""
    book = Workbook()
    printed = book.active
    assert isinstance(printed, Worksheet)
    printed.title = "Dashboard"
    _fill(
        printed,
        PRINTED_COLUMNS,
        [tuple(_cell(v) for v in as_printed(line).values()) for line in lines],
    )
    column = PRINTED_COLUMNS.index("status_rag") + 1
    for row in printed.iter_rows(min_row=2, min_col=column, max_col=column):
        if colour := _FILLS.get(str(row[0].value)):
            row[0].fill = PatternFill("solid", start_color=colour)
    made = book.create_sheet("Made of")
    _fill(
        made,
        ("indicator", *_MADE_OF),
        [(line.name, *(getattr(line, n) for n in _MADE_OF)) for line in lines],
    )
    about = book.create_sheet("About")
    for row in (("Period", period), ("Snapshot", snapshot)):
        about.append(row)
    book.properties.title = f"Performance in {period}"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cell(text: str) -> str | float:
    """A number as a number, so that it can be reckoned with."""
    try:
        return float(text)
    except ValueError:
        return text


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    sheet.append(list(columns))
    for row in rows:
        sheet.append(list(row))
    for number, name in enumerate(columns, start=1):
        sheet.cell(1, number).font = Font(bold=True)
        wide = name in ("topic", "indicator", "status_because", "why", "source")
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE if wide else _NARROW
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
