"""`rightplace bench`: speed and memory, measured on this machine."""

import argparse
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from rightplace.facts.quality.compiled import keep_in
from rightplace.ops.config import config

COUNTY_PLANS = 6000
RETURN_PEOPLE = 50_000
_LINE = "{:<6}  {:<82}  {:<24}  {}"
_HEAD = _LINE.format("", "What", "Measured", "Aim")
_VERDICTS = {True: "within", False: "over", None: ""}


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "bench",
        help="measure speed and memory",
        description="Build a county of 6,000 plans in a database of its own, take a snapshot, read a"
        " return of 50,000 people, and open the main pages. Nothing of yours is touched.",
    )
    parser.add_argument("--plans", type=int, default=COUNTY_PLANS, help="size of the county")
    parser.add_argument("--people", type=int, default=RETURN_PEOPLE, help="size of the return")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure everything in a data folder that is removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="rightplace-bench-"))
    os.environ["RIGHTPLACE_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    config.cache_clear()
    keep_in(home / "queries")
    from rightplace.ops.measure import measurements

    print(_HEAD, "-" * len(_HEAD), sep="\n")
    verdicts: Counter[str] = Counter()
    try:
        for each in measurements(home, plans=args.plans, people=args.people):
            verdict = _VERDICTS[each.within]
            verdicts[verdict] += 1
            print(_LINE.format(verdict, each.what, each.measured, each.aim).rstrip(), flush=True)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print(f"\n{verdicts['within']} within what is aimed at, {verdicts['over']} over.")
    return 0
