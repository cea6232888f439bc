"""`rightplace record`: is what the record keeps what its events give, and is every review listed?"""

import argparse
import json
from typing import Any

from rightplace.ops.boot import boot


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "record",
        help="prove that every kept deadline is what the law's clock gives, and no review is lost",
        description="Recompute the next limit of every case from its events, and list each case"
        " that keeps another, and each plan that is maintained without a day for its next review."
        " The exit code is 1 where there is one.",
    )
    parser.add_argument("--format", choices=["table", "json"], default="table")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List every drift and every plan without a review; nothing personal is printed."""
    boot()
    from rightplace.casework.deadlines import drift, plans_without_review
    from rightplace.web.today import today

    found = [
        {
            "case": f"{type(each.case).__name__.lower()} {each.case.pk}",
            "kept": [each.kept.duty, str(each.kept.due_on)],
            "computed": [each.computed.duty, str(each.computed.due_on)],
        }
        for each in drift(as_of=today())
    ]
    lost = [
        f"plan {key}" for key in plans_without_review().order_by("pk").values_list("pk", flat=True)
    ]
    if args.format == "json":
        print(json.dumps({"drift": found, "plans_without_review": lost}, indent=2))
    else:
        for each in found:
            print(f"{each['case']}: keeps {each['kept']}, its events give {each['computed']}")
        for plan in lost:
            print(f"{plan}: is maintained, and keeps no day for its next review")
        print(f"{len(found)} of the kept deadlines differ from what the events give.")
        print(f"{len(lost)} of the plans that are maintained have no day for their next review.")
    return 1 if found or lost else 0
