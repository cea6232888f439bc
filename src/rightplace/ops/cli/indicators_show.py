"""`rightplace indicators show`: the lines of a quarter's report, as printed and as they are made."""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from rightplace.indicators.performance.periods import PeriodError, parse
from rightplace.indicators.performance.table import PRINTED_COLUMNS, Line, as_printed
from rightplace.ops.boot import boot
from rightplace.papers.quarter.sheet import workbook

if TYPE_CHECKING:
    from rightplace.web.insight.performance.source import QuarterLines

_MADE_OF = (
    "key", "version", "numerator", "denominator", "change", "beyond_chance", "status_because",
    "comparator_period", "authorities", "why", "until", "source",
)  # fmt: skip
COLUMNS = (*PRINTED_COLUMNS, "snapshot", *_MADE_OF)
_SHOWN = (
    "Indicator",
    "Before",
    "",
    "Latest",
    "",
    "Direction",
    "Target",
    "Rating",
    "Quartile",
    "Near",
)


def add_show(actions: Any) -> None:
    """Add the action to the command."""
    showing = actions.add_parser(
        "show",
        help="show the indicators of a quarter's report",
        description="A line for each indicator. The file's first columns are those of the printed dashboard;"
        " the others say what a figure is made of and from which snapshot it is.",
    )
    showing.add_argument("--period", required=True, help='the quarter of the report: "Q3 2022/23"')
    showing.add_argument("--format", choices=["table", "json", "csv", "xlsx"], default="table")
    showing.add_argument("--to", type=Path, help="the file to write; xlsx needs one")
    showing.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show a quarter; 2 where there is none or it cannot be written."""
    if args.format == "xlsx" and args.to is None:
        print("--format xlsx needs --to FILE.", file=sys.stderr)
        return 2
    boot()
    from rightplace.web.insight.performance.source import quarter_lines

    try:
        board = quarter_lines(parse(args.period))
    except PeriodError as error:
        print(error, file=sys.stderr)
        return 2
    if board is None:
        print(nothing_of(args.period), file=sys.stderr)
        return 2
    try:
        _write(board, args)
    except OSError as error:
        print(f"{args.to} cannot be written: {error.strerror}.", file=sys.stderr)
        return 2
    return 0


def nothing_of(period: str) -> str:
    """Why a quarter has no figures, and what to do."""
    return (
        f"There are no figures of {period}: it is not frozen, and there is no snapshot of the record."
        " Take one: rightplace snapshot take"
    )


def _write(board: "QuarterLines", args: argparse.Namespace) -> None:
    match args.format:
        case "xlsx":
            period = str(board.period)
            args.to.write_bytes(workbook(board.lines, period=period, snapshot=board.snapshot_name))
        case "csv" | "json":
            if args.to is None:
                _WRITERS[args.format](board, sys.stdout)
            else:
                with args.to.open("w", encoding="utf-8", newline="") as file:
                    _WRITERS[args.format](board, file)
        case _:
            _print(board)
    if args.to is not None:
        print(f"{args.to}: {len(board.lines)} indicators of {board.period}")


def _row(line: Line, snapshot: str) -> dict[str, Any]:
    made = {name: getattr(line, name) for name in _MADE_OF}
    return {**as_printed(line), "snapshot": snapshot, **made}


def _write_csv(board: "QuarterLines", file: Any) -> None:
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(line, board.snapshot_name) for line in board.lines)


def _write_json(board: "QuarterLines", file: Any) -> None:
    lines = [_row(line, board.snapshot_name) for line in board.lines]
    about = {
        "period": str(board.period),
        "snapshot": board.snapshot_name,
        "snapshot_id": board.snapshot_id,
        "comparators": board.comparators,
        "frozen": board.frozen is not None,
    }
    json.dump({**about, "indicators": lines}, file, indent=2)
    file.write("\n")


_WRITERS = {"csv": _write_csv, "json": _write_json}


def _print(board: "QuarterLines") -> None:
    table = Table(title=f"{board.period}, from {board.snapshot_name} ({board.snapshot_id})")
    table.add_column(_SHOWN[0], min_width=30)
    for heading in _SHOWN[1:]:
        table.add_column(heading)
    topic = ""
    for line in board.lines:
        if line.topic != topic:
            topic = line.topic
            table.add_section()
        table.add_row(*_cells(line))
    console = Console()
    console.print(table)
    _say_missing(board.lines)


def _cells(line: Line) -> Sequence[str]:
    return (
        line.name, line.previous_period, line.previous_value, line.latest_period, line.latest_value,
        line.trend, line.target, line.status, str(line.quartile or ""), line.neighbour_average,
    )  # fmt: skip


def _say_missing(lines: Sequence[Line]) -> None:
    for line in lines:
        if not line.available:
            until = f" (until {line.until})" if line.until else ""
            print(f"{line.name}: {line.why}{until}")
