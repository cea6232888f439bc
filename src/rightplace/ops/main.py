"""The `rightplace` command."""

import argparse
import sys
from collections.abc import Sequence

from rightplace.ops.boot import keep_queries
from rightplace.ops.cli import (
    administrator,
    annexa,
    bench,
    check,
    clock,
    comparators,
    county,
    indicators,
    lists,
    manage,
    match,
    paper,
    quality,
    record,
    rules,
    run,
    sen2,
    snapshot,
    sources,
    worker,
)

COMMANDS = (
    run,
    clock,
    sen2,
    annexa,
    check,
    rules,
    snapshot,
    lists,
    quality,
    comparators,
    indicators,
    match,
    sources,
    paper,
    county,
    record,
    administrator,
    worker,
    bench,
    manage,
)


def parser() -> argparse.ArgumentParser:
    """The whole command line, for running and for the manual."""
    top = argparse.ArgumentParser(
        prog="rightplace",
        description="SEND casework on the statutory clock, and every figure that follows from it.",
        epilog="Each command has its own help: rightplace clock --help",
    )
    subparsers = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_parser(subparsers)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code."""
    args = parser().parse_args(arguments)
    keep_queries()
    return int(args.run(args))


if __name__ == "__main__":
    sys.exit(main())
