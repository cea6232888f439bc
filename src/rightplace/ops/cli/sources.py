"""`rightplace sources`: where each datum comes from, whether it is fresh, and what depends on it."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from rightplace.facts.sources import RETURNS, SOURCES, WANTED, measures_of, tables_of
from rightplace.ops.boot import boot

if TYPE_CHECKING:
    from rightplace.casework.queries.sources import Standing

EXAMPLES = """examples:
  rightplace sources
  rightplace sources --format csv > sources.csv
  rightplace sources --wanted
"""
Line = dict[str, object]


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "sources",
        help="where each datum comes from, who owns it and whether it is fresh",
        description="The map of sources: who answers for each, the last good load and what is overdue on"
        " the day, and which columns and measures it feeds. With --wanted, the figures that are asked for"
        " and what those that cannot be made would need.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--format", choices=["table", "json", "csv"], default="table")
    parser.add_argument("--wanted", action="store_true", help="figures that are asked for")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the map."""
    lines = list(_wanted() if args.wanted else _sources())
    if args.format == "json":
        print(json.dumps(lines, indent=2, default=str))
    elif args.format == "csv":
        writer = csv.DictWriter(sys.stdout, list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _flat(value) for name, value in line.items()} for line in lines)
    else:
        _print(lines, _WANTED_SHOWN if args.wanted else _SOURCES_SHOWN)
    return 0


_SOURCES_SHOWN = (
    "source",
    "system",
    "owner",
    "last_good_load",
    "overdue_days",
    "columns",
    "measures",
)
_WANTED_SHOWN = ("figure", "theme", "made_by", "why", "from")


def _sources() -> Iterator[Line]:
    boot()
    from rightplace.casework.queries.sources import standings
    from rightplace.web.today import today

    for standing in standings(list(SOURCES.values()), day=today()):
        yield _line(standing)


def _line(standing: "Standing") -> Line:
    row, good = standing.source, standing.last_good
    data = [(table, name) for table, names in tables_of(row.key).items() for name in names]
    return {
        "source": row.key,
        "name": row.name,
        "holds": row.holds,
        "system": row.system,
        "supplier": row.supplier,
        "how_it_comes": row.interface,
        "owner_role": row.owner_role,
        "owner": row.owner.name if row.owner else row.get_owner_role_display(),
        "contact": row.contact,
        "refresh_days": row.refresh_days,
        "last_good_load": good.at.date() if good else None,
        "due_on": standing.due_on,
        "overdue_days": standing.overdue,
        "last_load_failed": standing.failed_last,
        "columns": [".".join(datum) for datum in data],
        "returns": [each.title for each in RETURNS.values() if row.key in each.sources()],
        "measures": sorted({key for datum in data for key in measures_of(*datum)}),
    }


def _wanted() -> Iterator[Line]:
    for about in WANTED:
        for figure in about.figures:
            yield {
                "figure": figure,
                "theme": about.theme,
                "committee": about.committee,
                "made_by": about.measure,
                "data_here": [".".join(datum) for datum in about.data_here],
                "why": about.why,
                "needs": list(about.needs),
                "from": about.asked_of,
                "source": about.source,
            }


def _flat(value: object) -> object:
    return "; ".join(value) if isinstance(value, list) else value


def _print(lines: list[Line], shown: tuple[str, ...]) -> None:
    table = Table(*(name.replace("_", " ").capitalize() for name in shown))
    for line in lines:
        table.add_row(*(_short(line[name]) for name in shown))
    Console().print(table)


def _short(value: object) -> str:
    """A list is counted; what is not known is left open."""
    return str(len(value)) if isinstance(value, list) else "-" if value is None else str(value)
