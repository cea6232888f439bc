"""`rightplace check`: the rules of a return, applied to a file or a snapshot."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from rightplace.facts.quality import Severity, lists_lacking
from rightplace.facts.settings import SettingsError
from rightplace.facts.snapshot import SnapshotError
from rightplace.ops.accepted import RECORD, Acceptance, by_table, set_aside, shortened
from rightplace.ops.config import config
from rightplace.ops.look_ups import read_look_ups
from rightplace.papers.quality import WRITERS, Checked, Paper, Source, Wanted, as_data, check
from rightplace.returns.packs import PACKS, CannotCheck, Pack, pack_of
from rightplace.returns.sen2 import SEN2Error

COULD_NOT_RUN = 3
EXAMPLES = """exit code:
  0  nothing above information
  1  queries, and no errors
  2  errors in the data
  3  the check could not run: no such file, no rules for that return or year, a rules file that is wrong

examples:
  rightplace check sen2-2025.xml --return sen2
  rightplace check january-2025 --return sen2 --year 2025 --format xlsx --to findings.xlsx
  rightplace check sen2-2025.xml --return sen2 --accepted ours.csv --accept LOC-P08 --reason "A refuge"
  rightplace check collect-export/ --return sen2 --rules ours.toml --list la_codes=authorities.txt
"""
_TONES = {Severity.ERROR: "red", Severity.QUERY: "yellow", Severity.INFORMATION: "cyan"}
_SHOWN_ROWS = 5


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "check",
        help="check a return against its rules",
        description="Apply the rules of a return to a file, in any of its layouts, or to a snapshot."
        " The terminal shows counts and row numbers and no values; a file written with --to holds one"
        " line a finding with the values that the rule looked at.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "source", help="a file, a folder or .zip of an export, or a snapshot's name"
    )
    parser.add_argument(
        "--return", dest="collection", required=True, help=f"which return: {', '.join(PACKS)}"
    )
    parser.add_argument("--year", type=int, help="the return's year, where the file does not say")
    parser.add_argument("--format", choices=["table", *WRITERS], default="table")
    parser.add_argument("--to", type=Path, help="the file to write; xlsx and html need one")
    parser.add_argument(
        "--rules",
        type=Path,
        help="a TOML file that switches rules off, re-words, re-grades and adds",
    )
    parser.add_argument("--previous", help="last year's return, a file or a snapshot's name")
    parser.add_argument(
        "--settings", type=Path, help="the public register of schools as CSV, to look URNs up in"
    )
    parser.add_argument(
        "--list", dest="lists", action="append", default=[], metavar="NAME=FILE",
        help="a list to look values up in, one a line, such as la_codes=authorities.txt",
    )  # fmt: skip
    parser.add_argument(
        "--accepted", metavar="FILE",
        help="findings that stand, which are counted and not shown: a file that --accept writes, or"
        f" `{RECORD}` for those that were accepted on the screen",
    )  # fmt: skip
    parser.add_argument(
        "--show-accepted", action="store_true", help="show those that stand as well"
    )
    parser.add_argument(
        "--accept", metavar="RULE", default="",
        help="let all findings of a rule, or of the reader (`reader: date`), stand from now on",
    )  # fmt: skip
    parser.add_argument("--reason", default="", help="why they stand; do not name a child")
    parser.add_argument(
        "--by", choices=["rule", "table"], default="rule", help="order of the counts"
    )
    parser.add_argument(
        "--limit", type=int, metavar="N",
        help=f"rows to give of each rule: {_SHOWN_ROWS} at the terminal and all in a file, if not said",
    )  # fmt: skip
    parser.set_defaults(run=_check)


def _check(args: argparse.Namespace) -> int:
    try:
        return _checked(args)
    except (CannotCheck, SEN2Error, SettingsError, SnapshotError) as error:
        print(error, file=sys.stderr)
        return COULD_NOT_RUN


def _checked(args: argparse.Namespace) -> int:
    if args.format in ("xlsx", "html") and args.to is None:
        raise CannotCheck(f"--format {args.format} needs --to FILE.")
    pack = pack_of(args.collection)
    lists = read_look_ups(args.settings, _files(args.lists, pack), known=pack.look_ups)
    source = Source(args.source, args.year, config().snapshots, args.previous)
    asked = _acceptance(args)
    limit = None if asked else args.limit
    wanted = Wanted(args.rules, lists, args.by, limit, lines=bool(asked) or args.to is not None)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        checked = check(pack, source, wanted, tell=_Bars(progress).tell)
    if asked is not None:
        checked = _aside(checked, pack, args, asked)
    _say(checked.paper, args)
    return checked.grade


def _acceptance(args: argparse.Namespace) -> Acceptance | None:
    if args.accepted:
        return Acceptance(args.accepted, args.show_accepted, args.accept, args.reason)
    if args.accept or args.reason or args.show_accepted:
        raise CannotCheck("Say where the findings that stand are kept: --accepted FILE.")
    return None


def _aside(checked: Checked, pack: Pack, args: argparse.Namespace, asked: Acceptance) -> Checked:
    """The check without what stands, as long and in the order that was asked for."""
    aside = set_aside(checked, pack, args.collection, asked)
    most = _SHOWN_ROWS if args.to is None else sys.maxsize
    paper = shortened(aside.paper, most if args.limit is None else max(args.limit, 0))
    if args.by == "table":
        paper = replace(paper, totals=by_table(paper.totals, pack))
    return replace(aside, paper=paper)


def _files(texts: Sequence[str], pack: Pack) -> dict[str, Path]:
    """List -> its file, from NAME=FILE."""
    known = [each.name for each in pack.look_ups]
    files = {name: Path(path) for name, _, path in (text.partition("=") for text in texts) if path}
    wrong = [text for text in texts if text.partition("=")[0] not in known or text.endswith("=")]
    if wrong or len(files) < len(texts):
        names = ", ".join(known) or f"none, for no rule of the {pack.title} needs a list"
        raise CannotCheck(
            f"--list {' '.join(wrong or texts)}: write NAME=FILE once each, with a name of {names}."
        )
    return files


class _Bars:
    """A bar at the terminal for each thing that is being done."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def tell(self, what: str, done: int | None, total: int | None) -> None:
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=None)
        self._progress.update(self._tasks[what], completed=done, total=total)


def _say(paper: Paper, args: argparse.Namespace) -> None:
    if args.to is not None:
        kind = args.format if args.format in WRITERS else args.to.suffix.removeprefix(".")
        if kind not in WRITERS:
            raise CannotCheck(f"{args.to}: say --format {', '.join(WRITERS)}.")
        try:
            WRITERS[kind](paper, args.to)
        except OSError as error:
            raise CannotCheck(f"{args.to} cannot be written: {error.strerror}.") from error
        print(f"{args.to}: {len(paper.lines):,} findings of the rules")
    elif args.format == "json":
        print(json.dumps(as_data(replace(paper, lines=())), indent=2))
    else:
        _print(paper, pack_of(args.collection))


def _print(paper: Paper, pack: Pack) -> None:
    console = Console()
    console.print(paper.title, markup=False, highlight=False)
    if paper.totals:
        table = Table("", "Rule", "Table", "Message", "Rows", "First rows", show_lines=True)
        for t in paper.totals:
            tone = _TONES[Severity(t.severity)]
            rows = ", ".join(map(str, t.rows))
            table.add_row(
                f"[{tone}]{t.severity}[/]", t.rule, t.table, t.message, f"{t.number:,}", rows
            )
        console.print(table)
    else:
        console.print("Nothing was found.")
    console.print(paper.about)
    for what, rules in (("not asked", paper.not_asked), ("could not be applied", paper.broken)):
        for rule, why in rules:
            console.print(f"{rule}: {what}: {why}", markup=False, highlight=False)
    lacked = {name for _, why in paper.not_asked for name in lists_lacking(why)}
    for each in pack.look_ups:
        if each.name in lacked:
            words = f"Give --list {each.name}=FILE: {each.holds}. Take them from {each.found}."
            console.print(words, markup=False, highlight=False)
