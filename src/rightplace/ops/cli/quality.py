"""`rightplace quality`: the rules asked of the record, and what they find given to whoever can mend it."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from rightplace.facts.snapshot import Snapshot, SnapshotError, open_snapshot
from rightplace.ops.boot import boot
from rightplace.ops.config import config
from rightplace.ops.loads import record_snapshot
from rightplace.ops.users import NoSuchUser, user_named
from rightplace.returns.sen2.findings import SEN2Error

if TYPE_CHECKING:
    from rightplace.casework.models import CheckRun, User

EXAMPLES = """examples:
  rightplace quality
  rightplace quality january-2023 --year 2023
  rightplace quality --rules ours.toml --by amara.okafor
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "quality",
        help="check the record, and give each officer what there is to mend",
        description="Apply the rules of the SEN2 return and those of the record to a snapshot of the"
        " record. What is new is opened for the officer of the case, what is no longer found is mended."
        " The terminal shows counts and nothing about a child.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("snapshot", nargs="?", help="its name; one is taken now when not given")
    parser.add_argument("--year", type=int, help="of the return; the one that is worked on now")
    parser.add_argument(
        "--rules",
        type=Path,
        help="a TOML file that switches rules off, re-words, re-grades and adds",
    )
    parser.add_argument(
        "--by", metavar="USER", help="who runs it, for the audit; the first administrator if not said"
    )  # fmt: skip
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check and settle; 2 where that may not be done."""
    boot()
    from rightplace.casework.actions.refusals import ActionRefused
    from rightplace.casework.models import CheckRun
    from rightplace.ops.findings import RulesError, rules_of, run_findings
    from rightplace.web.today import now

    console, before = Console(stderr=True), set(CheckRun.objects.values_list("pk", flat=True))
    try:
        rules, by = rules_of(args.rules), user_named(args.by)
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bars:
            snapshot = _snapshot(args.snapshot, bars, by)
            runs = run_findings(
                snapshot, year=args.year, rules=rules, by=by, at=now(), tell=_teller(bars)
            )
    except (ActionRefused, NoSuchUser, RulesError, SEN2Error, SnapshotError) as error:
        print(error, file=sys.stderr)
        return 2
    _print(snapshot, runs, before)
    return 0


def _snapshot(name: str | None, bars: Progress, by: "User") -> Snapshot:
    from rightplace.ops.cli.snapshot import take
    from rightplace.web.today import now, today

    if name is not None:
        return open_snapshot(name, store=config().snapshots)
    bars.add_task("Taking a snapshot", total=None)
    at = now()
    # Two runs of one day of a demonstration are told apart by the real time.
    label = f"quality-{today()}-{datetime.now(UTC):%H%M%S}"
    snapshot = take(name=label, as_of=today(), taken_at=at, store=config().snapshots)
    record_snapshot(snapshot, by=by, at=at)
    return snapshot


def _teller(bars: Progress) -> Any:
    tasks: dict[str, Any] = {}

    def tell(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bars.add_task(f"Checking the {what}")
        bars.update(tasks[what], completed=done, total=total)

    return tell


def _print(snapshot: Snapshot, runs: "list[CheckRun]", before: set[int]) -> None:
    """The counts of each run; one of those `before` says so."""
    console = Console()
    console.print(f"{snapshot.name}, content {snapshot.id}", markup=False, highlight=False)
    heads = ("Rules applied", "Not asked", "Broken", "Found", "Opened", "Opened again", "Mended")
    table = Table("Checked", *heads)
    for each in runs:
        numbers = (len(each.rules), len(each.not_asked), len(each.broken), each.found, each.opened,
                   each.reopened, each.mended)  # fmt: skip
        what = f"{each.get_collection_display()} {each.year}"
        table.add_row(what, *(f"{number:,}" for number in numbers))
    console.print(table)
    for each in runs:
        if each.pk in before:
            console.print(
                f"{each.get_collection_display()}: the same content was checked as {each.snapshot_name}."
                " Its counts are shown; nothing has changed.",
                markup=False,
                highlight=False,
            )
        for rule, why in each.broken.items():
            console.print(f"{rule}: could not be applied: {why}", markup=False, highlight=False)
