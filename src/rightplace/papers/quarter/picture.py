"""The dashboard of a quarter as one page: a picture to hang up or to send."""

import json
from collections.abc import Sequence
from pathlib import Path

import typst

from rightplace.indicators.performance.rating import Status
from rightplace.indicators.performance.table import Line
from rightplace.papers.letters.pdf import compile_pdf

_TEMPLATE = Path(__file__).with_name("picture.typ")
_COLUMNS = {
    "name": "Indicator",
    "previous_period": "Before",
    "previous_value": "Value",
    "latest_period": "Latest",
    "latest_value": "Value",
    "trend": "Direction",
    "target": "Target",
    "status": "Rating",
    "quartile": "Quartile",
    "neighbour_average": "Neighbours",
}
_DOTS_PER_INCH = 110


def picture_pdf(
    lines: Sequence[Line], *, period: str, council: str, snapshot: str, fonts: Path
) -> bytes:
    """The page as a tagged PDF."""
    data = json.dumps(_data(lines, period, council, snapshot))
    return compile_pdf(_TEMPLATE, board=data, fonts=fonts)


def picture_png(
    lines: Sequence[Line], *, period: str, council: str, snapshot: str, fonts: Path
) -> bytes:
    """The page as a picture."""
    data = json.dumps(_data(lines, period, council, snapshot))
    made = typst.compile(
        str(_TEMPLATE),
        format="png",
        ppi=_DOTS_PER_INCH,
        sys_inputs={"board": data},
        font_paths=[str(fonts)] if fonts.exists() else [],
    )
    assert isinstance(made, bytes)
    return made


def _data(lines: Sequence[Line], period: str, council: str, snapshot: str) -> dict[str, object]:
    groups: dict[str, list[list[str]]] = {}
    for line in lines:
        groups.setdefault(line.topic, []).append([_cell(line, name) for name in _COLUMNS])
    return {
        "title": f"Children and family services: performance in {period}",
        "council": council,
        "finding": finding(lines),
        "columns": list(_COLUMNS.values()),
        "groups": [{"topic": topic, "rows": rows} for topic, rows in groups.items()],
        "source": f"Computed from the snapshot {snapshot}.",
    }


def _cell(line: Line, name: str) -> str:
    value = getattr(line, name)
    return "" if value is None else str(value)


def finding(lines: Sequence[Line]) -> str:
    """How many are rated what, in a sentence."""
    counts = {status: sum(line.status == status for line in lines) for status in Status}
    rated = ", ".join(
        f"{counts[s]} {s.value.lower()}" for s in (Status.GREEN, Status.AMBER, Status.RED)
    )
    missing = sum(not line.available for line in lines)
    said = f"Of {len(lines)} indicators {rated}, {counts[Status.NONE]} not rated"
    return f"{said}; {missing} without a figure." if missing else f"{said}."
