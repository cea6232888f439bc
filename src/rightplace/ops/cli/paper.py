"""`rightplace paper`: the report of a quarter as files, and an edited copy held against the register."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from rightplace.ops.boot import boot
from rightplace.ops.cli.indicators_show import nothing_of

EXAMPLES = """examples:
  rightplace paper quarter "Q3 2022/23" --to report.docx
  rightplace paper quarter "Q3 2022/23" --to dashboard.xlsx
  rightplace paper check report.docx

exit code of check: 0 every number follows, 1 something does not, 2 the file could not be checked
"""
_SUFFIXES = {f".{form}": form for form in ("docx", "pdf", "html", "xlsx", "png", "csv", "json")}
FOLLOWS, DOES_NOT, COULD_NOT = 0, 1, 2


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "paper",
        help="draft the quarterly report, and check an edited copy",
        description="The quarterly performance report, drafted from the figures; each number of it is bound"
        " to the register.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    drafting = actions.add_parser(
        "quarter",
        help="draft the report of a quarter",
        description="Write the report (.docx, .pdf, .html), the dashboard (.xlsx, .png, or .pdf with"
        " --dashboard) or the open data (.csv, and .json for what its columns hold).",
    )
    drafting.add_argument("period", help='the quarter: "Q3 2022/23"')
    drafting.add_argument("--to", type=Path, required=True, help="the file to write")
    drafting.add_argument(
        "--meeting", type=date.fromisoformat, help="day of the meeting, 2023-03-07"
    )
    drafting.add_argument(
        "--dashboard", action="store_true", help="as .pdf: the dashboard on one page"
    )
    drafting.set_defaults(run=_draft)
    checking = actions.add_parser(
        "check",
        help="hold an edited Word copy against the register",
        description="List every number of an edited copy that no longer follows from the register.",
    )
    checking.add_argument("file", type=Path)
    checking.set_defaults(run=_check)


def _draft(args: argparse.Namespace) -> int:
    form = _SUFFIXES.get(args.to.suffix.lower())
    if form is None:
        known = ", ".join(_SUFFIXES)
        print(f"{args.to}: say what to write by its ending: {known}.", file=sys.stderr)
        return COULD_NOT
    boot()
    from rightplace.indicators.performance.periods import PeriodError, parse
    from rightplace.web.insight.papers.made import FORMS, Papers
    from rightplace.web.insight.performance.source import quarter_lines
    from rightplace.web.today import today

    try:
        board = quarter_lines(parse(args.period))
    except PeriodError as error:
        print(error, file=sys.stderr)
        return COULD_NOT
    if board is None:
        print(nothing_of(args.period), file=sys.stderr)
        return COULD_NOT
    papers = Papers(board, args.meeting or today())
    if args.dashboard and form == "pdf":
        form = "dashboard-pdf"
    try:
        args.to.write_bytes(FORMS[form].make(papers))
    except OSError as error:
        print(f"{args.to} cannot be written: {error.strerror}.", file=sys.stderr)
        return COULD_NOT
    print(f"{args.to}: {FORMS[form].words}, {papers.period}, from {board.snapshot_name}")
    return 0


def _check(args: argparse.Namespace) -> int:
    try:
        content = args.file.read_bytes()
    except OSError as error:
        print(f"{args.file} cannot be read: {error.strerror}.", file=sys.stderr)
        return COULD_NOT
    boot()
    from rightplace.papers.quarter.check import CannotRead
    from rightplace.web.insight.papers.made import held_against_register
    from rightplace.web.today import today

    try:
        period, found = held_against_register(content, today())
    except CannotRead as error:
        print(f"{args.file}: {error}", file=sys.stderr)
        return COULD_NOT
    for each in found:
        print(each)
    wrong = sum(each.trouble.is_wrong for each in found)
    print(
        f"{args.file}, drafted from {period}: {wrong} that do not follow, {len(found) - wrong} to know of"
    )
    return DOES_NOT if wrong else FOLLOWS
