"""`rightplace bench`: speed and memory, measured on this machine."""

import argparse
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
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
    """Measure everything, and print each figure as soon as it is known."""
    print(_HEAD, "-" * len(_HEAD), sep="\n", flush=True)
    verdicts: Counter[str] = Counter()
    with own_home() as home:
        from rightplace.ops.measure import measurements

        for each in measurements(home, plans=args.plans, people=args.people):
            verdict = _VERDICTS[each.within]
            verdicts[verdict] += 1
            print(_LINE.format(verdict, each.what, each.measured, each.aim).rstrip(), flush=True)
    print(f"\n{verdicts['within']} within what is aimed at, {verdicts['over']} over.")
    return 0


@contextmanager
def own_home() -> Iterator[Path]:
    """A data folder, database and kept queries of its own, removed afterwards; for child processes too."""
    home = Path(tempfile.mkdtemp(prefix="rightplace-bench-"))
    before = {name: os.environ.pop(name, None) for name in ("RIGHTPLACE_HOME", "DATABASE_URL")}
    os.environ["RIGHTPLACE_HOME"] = str(home)
    config.cache_clear()
    keep_in(home / "queries")
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)
        del os.environ["RIGHTPLACE_HOME"]
        os.environ.update({name: value for name, value in before.items() if value is not None})
        config.cache_clear()
        keep_in(None)
