"""`rightplace sen2 reconcile`: who of the record is in a year's return, and who is not and why."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from rightplace.facts.snapshot import SnapshotError, open_snapshot
from rightplace.ops.config import config
from rightplace.papers.reconciliation import WRITERS, as_data
from rightplace.returns.sen2 import SEN2Error
from rightplace.returns.sen2.reasons import About
from rightplace.returns.sen2.reconcile import Reconciliation, reconcile


def add_reconcile(actions: Any) -> None:
    """Add the action to `rightplace sen2`."""
    parser = actions.add_parser(
        "reconcile",
        help="what of the record is in a year's return, what is not, and why",
        description="Count every person, request, assessment and plan of a snapshot of the record: in the"
        " return of that year or not, and why; and walk from last year's stock of plans to this year's."
        " The terminal shows counts; a file has a line for each, with numbers of the record and no names.",
    )
    parser.add_argument("snapshot", help="the name of a snapshot of the record")
    parser.add_argument("--year", type=int, required=True, help="the return's year")
    parser.add_argument("--format", choices=["table", "json", *WRITERS], default="table")
    parser.add_argument("--to", type=Path, help="the file to write; csv and xlsx need one")
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    if args.format in WRITERS and args.to is None:
        print(f"--format {args.format} needs --to FILE.", file=sys.stderr)
        return 2
    try:
        found = _reconciled(args.snapshot, args.year)
    except (SEN2Error, SnapshotError) as error:
        print(error, file=sys.stderr)
        return 2
    return _say(found, args)


def _reconciled(name: str, year: int) -> Reconciliation:
    snapshot = open_snapshot(name, store=config().snapshots)
    if snapshot.about.origin != "record":
        raise SnapshotError(
            f"{name} is a return that was loaded; there is no record to set beside it. Name a snapshot"
            " of the record: rightplace snapshot list"
        )
    return reconcile(snapshot.tables(), year=year)


def _say(found: Reconciliation, args: argparse.Namespace) -> int:
    if args.format in WRITERS:
        try:
            WRITERS[args.format](found, args.to)
        except OSError as error:
            print(f"{args.to} cannot be written: {error.strerror}.", file=sys.stderr)
            return 2
        print(f"{args.to}: {found.rows.num_rows:,} people and cases, each in the return or not")
    elif args.format == "json":
        print(json.dumps(as_data(found), indent=2))
    else:
        _print(found)
    return 0


def _print(found: Reconciliation) -> None:
    console = Console()
    console.print(f"The record and the SEN2 return of {found.year}")
    table = Table("", "In the return", "Why", "Number")
    for about in About:
        for c in found.counts:
            if c.about is about:
                table.add_row(
                    about.value, "yes" if c.why.is_in else "no", c.why.words, f"{c.number:,}"
                )
        table.add_row(about.value, "", "[bold]all of the record[/]", f"{found.total(about):,}")
        table.add_section()
    console.print(table)
    walk = Table("Plans", "Number", title="From last year's stock to this year's")
    for step, number in found.walk:
        walk.add_row(step.words, f"{step.sign * number:,}")
    console.print(walk)
