"""`rightplace annexa`: the two lists of an area SEND inspection, from a snapshot of the record."""

import argparse
import sys
from pathlib import Path
from typing import Any

from rightplace.facts.snapshot import SnapshotError, open_snapshot
from rightplace.ops.config import config
from rightplace.returns.annexa import AnnexAError, build_lists, write_csv, write_xlsx
from rightplace.returns.annexa.lists import LISTS, NOT_HELD

EXAMPLES = """examples:
  rightplace annexa build 2023-01-31 --to lists.xlsx
  rightplace check lists.xlsx --return annexa --year 2023
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "annexa",
        help="the lists of an area SEND inspection",
        description="Build the two lists of children and young people that an area SEND inspection asks for.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    building = actions.add_parser("build", help="write both lists, as a workbook or as CSV files")
    building.add_argument("snapshot", help="the name of a snapshot")
    building.add_argument(
        "--to", type=Path, required=True, help="a workbook (.xlsx), or else a folder for CSV files"
    )
    building.set_defaults(run=_build)


def _build(args: argparse.Namespace) -> int:
    try:
        snapshot = open_snapshot(args.snapshot, store=config().snapshots)
        lists = build_lists(snapshot.tables(), as_of=snapshot.about.as_of)
        write = write_xlsx if args.to.suffix.lower() == ".xlsx" else write_csv
        write(lists, args.to)
    except (AnnexAError, OSError, SnapshotError) as error:
        print(error, file=sys.stderr)
        return 2
    for each in LISTS:
        print(f"{each.sheet}: {lists[each.name].num_rows:,} children and young people")
    print("To fill in, for the record does not hold it:")
    for column, where in NOT_HELD.items():
        print(f"  {column.replace('_', ' ')}: {where}")
    return 0
