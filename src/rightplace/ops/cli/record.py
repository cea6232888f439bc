"""`rightplace record`: is what the record keeps what its events give?"""

import argparse
import json
from typing import Any

from rightplace.ops.boot import boot


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "record",
        help="prove that every kept deadline is what the law's clock gives",
        description="Recompute the next limit of every case from its events, and list each case"
        " that keeps another. The exit code is 1 where there is one.",
    )
    parser.add_argument("--format", choices=["table", "json"], default="table")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List every drift; nothing personal is printed."""
    boot()
    from rightplace.casework.deadlines import drift
    from rightplace.web.today import today

    found = [
        {
            "case": f"{type(each.case).__name__.lower()} {each.case.pk}",
            "kept": [each.kept.duty, str(each.kept.due_on)],
            "computed": [each.computed.duty, str(each.computed.due_on)],
        }
        for each in drift(as_of=today())
    ]
    if args.format == "json":
        print(json.dumps(found, indent=2))
    else:
        for each in found:
            print(f"{each['case']}: keeps {each['kept']}, its events give {each['computed']}")
        print(f"{len(found)} of the kept deadlines differ from what the events give.")
    return 1 if found else 0
