"""`rightplace comparators`: load, list and show the published figures of other authorities."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from rightplace.facts.comparators import (
    Comparators,
    ComparatorsError,
    Kept,
    Measure,
    Reading,
    keep,
    list_comparators,
    open_comparators,
    read_folder,
)
from rightplace.ops.config import config

EXAMPLES = """examples:
  rightplace comparators load published/
  rightplace comparators list
  rightplace comparators show CareLeaverEET --la 855
"""
SHOWN = 20
"""How many faults the terminal shows; all of them are in the JSON."""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "comparators",
        help="load, list and show published figures of other authorities",
        description="Figures of other authorities, as they are published, that a council's own are compared"
        " with. What is loaded never changes; newer files are loaded beside it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    loading = actions.add_parser("load", help="load a folder of published files")
    loading.add_argument("folder", type=Path, metavar="FOLDER", help="the folder with the files")
    loading.add_argument(
        "--without-bad-rows",
        action="store_true",
        help="load what can be taken, and leave out the rest",
    )
    loading.set_defaults(run=_load)
    listing = actions.add_parser("list", help="list what is loaded, newest first")
    listing.set_defaults(run=_list)
    showing = actions.add_parser("show", help="show one measure, period by period")
    showing.add_argument("measure", metavar="MEASURE", help="the measure's key")
    showing.add_argument("--la", help="show this authority's values too, by its three-digit code")
    showing.add_argument(
        "--set", metavar="NAME", help="the name or id of what was loaded; the newest"
    )
    showing.set_defaults(run=_show)
    for action in (loading, listing, showing):
        action.add_argument("--format", choices=["table", "json"], default="table")


def _load(args: argparse.Namespace) -> int:
    """0 where all was loaded, 1 where rows were left out, 2 where nothing was loaded."""
    reading = read_folder(args.folder)
    if reading.faults and not args.without_bad_rows:
        _tell_faults(reading, args.format)
        print(
            "Nothing was loaded. Mend this, or load the rest: --without-bad-rows", file=sys.stderr
        )
        return 2
    try:
        kept = keep(reading, store=config().comparators, loaded_at=datetime.now(UTC))
    except ComparatorsError as error:
        return _refused(error)
    if args.format == "json":
        print(
            json.dumps(_as_data(kept) | {"faults": [asdict(f) for f in reading.faults]}, indent=2)
        )
    else:
        _tell_faults(reading, args.format)
        _tell(kept)
    return 1 if reading.faults else 0


def _tell_faults(reading: Reading, form: str) -> None:
    if form == "json":
        print(json.dumps({"faults": [asdict(fault) for fault in reading.faults]}, indent=2))
        return
    for fault in reading.faults[:SHOWN]:
        print(fault, file=sys.stderr)
    if len(reading.faults) > SHOWN:
        print(
            f"and {len(reading.faults) - SHOWN:,} more: --format json has them all.",
            file=sys.stderr,
        )


def _tell(kept: Kept) -> None:
    rows = kept.rows
    print(
        f"{kept.name} ({kept.id}): {rows['value']:,} values of {rows['measure']:,} measures and"
        f" {len(kept.authorities)} authorities, from {len(kept.sources)} files."
    )
    for doubt in kept.doubts:
        print(f"Not sound: {doubt}")
    for each in kept.left_out:
        print(f"Left out: {each.file}: {each.why}")
    print(kept.licence)


def _list(args: argparse.Namespace) -> int:
    every = list_comparators(store=config().comparators)
    if args.format == "json":
        print(json.dumps([_as_data(kept) for kept in every], indent=2))
    elif not every:
        print(
            "No comparators are loaded yet. Load published files: rightplace comparators load FOLDER"
        )
    else:
        table = Table("Name", "Loaded", "Measures", "Authorities", "Values", "Content")
        for kept in every:
            table.add_row(
                kept.name, f"{kept.loaded_at:%d %B %Y %H:%M}", f"{kept.rows['measure']:,}",
                str(len(kept.authorities)), f"{kept.rows['value']:,}", kept.id,
            )  # fmt: skip
        Console().print(table)
    return 0


def _as_data(kept: Kept) -> dict[str, object]:
    return {
        "name": kept.name,
        "id": kept.id,
        "loaded_at": kept.loaded_at.isoformat(),
        "licence": kept.licence,
        "rows": dict(kept.rows),
        "authorities": len(kept.authorities),
        "sources": [asdict(source) for source in kept.sources],
        "left_out": [asdict(each) for each in kept.left_out],
        "not_sound": list(kept.doubts),
    }


def _show(args: argparse.Namespace) -> int:
    try:
        comparators = open_comparators(config().comparators, args.set, la=args.la)
        measure = _measure(comparators, args.measure)
    except ComparatorsError as error:
        return _refused(error)
    rows = [_row(comparators, measure.key, p, args.la) for p in comparators.periods(measure.key)]
    if args.format == "json":
        print(json.dumps({"set": comparators.id} | asdict(measure) | {"periods": rows}, indent=2))
    else:
        _print(comparators, measure, rows, args.la)
    return 0


def _measure(comparators: Comparators, key: str) -> Measure:
    if key in comparators.measures:
        return comparators.measures[key]
    near = get_close_matches(key, comparators.measures, n=5, cutoff=0.4)
    like = f" Like it are: {', '.join(near)}." if near else ""
    raise ComparatorsError(f"{comparators.name} has no measure {key!r}.{like}")


def _row(comparators: Comparators, key: str, period: str, la: str | None) -> dict[str, object]:
    values = sorted(comparators.values(key, period).values())
    row: dict[str, object] = {
        "period": period,
        "authorities": len(values),
        "lowest": values[0] if values else None,
        "median": median(values) if values else None,
        "highest": values[-1] if values else None,
        "nation": comparators.nation(key, period),
    }
    if la:
        row |= {
            "region": comparators.region(key, period, la),
            "authority": comparators.value(key, period, la),
            "flag": comparators.flags(key, period).get(la, ""),
        }
    return row


def _print(
    comparators: Comparators, measure: Measure, rows: Sequence[dict[str, object]], la: str | None
) -> None:
    area = comparators.area(la) if la else None
    good = {"high": "high is good", "low": "low is good", "none": "neither is good"}
    print(f"{measure.key}: {measure.title} ({measure.unit or 'no unit'}; {good[measure.polarity]})")
    table = Table("Period", "LAs", "Lowest", "Median", "Highest", "Nation")
    if area:
        table.add_column("Region")
        table.add_column(area.name, no_wrap=True)
        table.add_column("Note")
    for row in rows:
        table.add_row(*("-" if cell is None else _cell(cell) for cell in row.values()))
    Console().print(table)
    print(comparators.licence)


def _cell(cell: object) -> str:
    return f"{cell:,.10g}" if isinstance(cell, float) else str(cell)


def _refused(error: ComparatorsError) -> int:
    print(error, file=sys.stderr)
    return 2
