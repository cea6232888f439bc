"""`rightplace rules`: take the rules of a return to a workbook, and changes to them from one."""

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from rightplace.facts.quality import Rule
from rightplace.papers.rules_book import Read, changes_toml, read_rules, write_rules
from rightplace.returns.packs import PACKS, CannotCheck, pack_of
from rightplace.returns.sen2.years import COLLECTIONS

EXAMPLES = """examples:
  rightplace rules export --return sen2 --to rules.xlsx
  rightplace rules import national.xlsx --return sen2 --column ours="Our rule" --to ours.toml
  rightplace check january-2026 --return sen2 --year 2026 --rules ours.toml
"""
_COLUMNS = ("number", "ours", "severity", "message", "fields", "years")
_SHOWN = 20


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "rules",
        help="the rules of a return, to a workbook and from one",
        description="Write the rules of a return as a workbook with their examples, or read a workbook of"
        " rules, such as the national one, and make a file that re-numbers, re-words and re-grades ours.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    out = actions.add_parser("export", help="write every rule with its examples as a workbook")
    out.add_argument("--return", dest="collection", required=True, help=", ".join(PACKS))
    out.add_argument("--year", type=int, help="the year that the days in examples are of")
    out.add_argument("--to", type=Path, required=True, help="the workbook to write")
    out.set_defaults(run=_export)
    taking = actions.add_parser(
        "import",
        help="make a file of changes from a workbook of rules",
        description="Each row is matched to one of our rules by the column `ours`, else by its number. What"
        " cannot be taken over is listed at the top of the file.",
    )
    taking.add_argument("workbook", type=Path)
    taking.add_argument("--return", dest="collection", required=True, help=", ".join(PACKS))
    taking.add_argument("--sheet", help="the sheet; the first, when not given")
    taking.add_argument(
        "--column", dest="columns", action="append", default=[], metavar="WHAT=HEADING",
        help=f"the heading of a column that is not guessed: {', '.join(_COLUMNS)}",
    )  # fmt: skip
    taking.add_argument("--to", type=Path, required=True, help="the TOML file to write")
    taking.set_defaults(run=_import)


def _export(args: argparse.Namespace) -> int:
    try:
        pack = pack_of(args.collection)
        year = args.year or pack.years[1]
        rules = [rule for rule in pack.rules if args.year is None or rule.holds_in(year)]
        write_rules(rules, args.to, year=year, reference_date=_day(args.collection, year))
    except (CannotCheck, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{args.to}: {len(rules)} rules of the {pack.title}")
    return 0


def _day(collection: str, year: int) -> date:
    """The day that a year's examples are about."""
    if collection == "sen2" and year in COLLECTIONS:
        return COLLECTIONS[year].survey_day
    return date(min(year, date.max.year), 3, 31)


def _import(args: argparse.Namespace) -> int:
    try:
        rules = pack_of(args.collection).rules
        read = read_rules(args.workbook, rules, columns=_columns(args.columns), sheet=args.sheet)
        args.to.write_text(changes_toml(read, args.workbook.name), encoding="utf-8")
    except (CannotCheck, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    _say(read, rules, args.to)
    return 0


def _columns(given: list[str]) -> dict[str, str]:
    pairs = [each.partition("=") for each in given]
    for what, _, heading in pairs:
        if what not in _COLUMNS or not heading.strip():
            raise ValueError(
                f"--column takes WHAT=HEADING, where WHAT is one of {', '.join(_COLUMNS)}"
            )
    return {what: heading.strip() for what, _, heading in pairs}


def _say(read: Read, rules: tuple[Rule, ...], to: Path) -> None:
    print(f"{to}: {len(read.changes)} of {len(rules)} rules are changed")
    for why, times in Counter(why for _, why in read.unmapped).most_common(_SHOWN):
        print(f"not taken over: {times} x {why}")
