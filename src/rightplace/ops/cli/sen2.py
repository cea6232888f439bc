"""`rightplace sen2`: look at a return, load it as a snapshot, write one."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from rightplace.facts.settings import SettingsError, read_settings
from rightplace.facts.snapshot import About, Snapshot, SnapshotError, freeze, open_snapshot
from rightplace.indicators import Figure, headline
from rightplace.ops.boot import boot
from rightplace.ops.cli.sen2_reconcile import add_reconcile
from rightplace.ops.config import config
from rightplace.ops.loads import Note, noted
from rightplace.ops.users import NoSuchUser, user_named
from rightplace.returns import sen2
from rightplace.returns.sen2 import Look, ReadResult, SEN2Error, Severity
from rightplace.returns.sen2.years import COLLECTIONS

EXAMPLES = """examples:
  rightplace sen2 look sen2-2025.xml
  rightplace sen2 look collect-export/ --format json
  rightplace sen2 load sen2-2025.xml --name sen2-2025
  rightplace sen2 write --snapshot 2023-01-31 --year 2023 --to sen2-2023.xml
  rightplace sen2 reconcile 2023-01-31 --year 2023 --format xlsx --to who-is-in.xlsx
"""
_PATH = "an XML file, a folder or .zip of COLLECT CSV files, or an Excel template"
_SETTINGS = (
    "a CSV file of settings, such as the public register of schools, to put URNs into groups"
)
_MENDABLE = (SEN2Error, SettingsError, SnapshotError)
_TONES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "sen2",
        help="look at, load and write the SEN2 person-level return",
        description="The SEN2 person-level return of 2023 to 2026, in any of its layouts.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    _add_look(actions)
    _add_load(actions)
    _add_write(actions)
    add_reconcile(actions)


def _add_look(actions: Any) -> None:
    looking = actions.add_parser(
        "look", help="what is in a return, what does not fit, and its headline figures"
    )
    looking.add_argument("path", type=Path, help=_PATH)
    looking.add_argument("--year", type=int, help="the return's year, where its header has none")
    looking.add_argument("--settings", type=Path, help=_SETTINGS)
    looking.add_argument("--format", choices=["table", "json"], default="table")
    looking.set_defaults(run=_look)


def _add_load(actions: Any) -> None:
    loading = actions.add_parser("load", help="make a snapshot that the dashboards open on")
    loading.add_argument("path", type=Path, help=_PATH)
    loading.add_argument("--name", required=True, help="the snapshot's name")
    loading.add_argument("--year", type=int, help="the return's year, where its header has none")
    loading.add_argument("--settings", type=Path, help=_SETTINGS)
    loading.add_argument(
        "--by", metavar="USER", help="note the load in the record, as done by this user"
    )  # fmt: skip
    loading.set_defaults(run=_load)


def _add_write(actions: Any) -> None:
    writing = actions.add_parser("write", help="write a return as XML from a snapshot")
    writing.add_argument("--snapshot", required=True, help="the snapshot's name")
    writing.add_argument("--year", type=int, required=True, help="the return's year")
    writing.add_argument("--to", type=Path, required=True, help="the file to write")
    writing.add_argument(
        "--layout", type=Path, help="a TOML file with the root name and the order of elements"
    )
    writing.set_defaults(run=_write)


def _refusing(work: Callable[[], int]) -> int:
    """Run, and turn what the user can mend into a message and exit code 2."""
    try:
        return work()
    except (*_MENDABLE, NoSuchUser) as error:
        print(error, file=sys.stderr)
        return 2


def _read(args: argparse.Namespace) -> ReadResult:
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(f"Reading {args.path.name}", total=None)
        result = sen2.read(
            args.path,
            year=args.year,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    if args.settings is None:
        return result
    return replace(result, tables=result.tables | {"setting": read_settings(args.settings)})


def _about(args: argparse.Namespace, result: ReadResult) -> About:
    (header,) = result.tables["header"].slice(0, 1).to_pylist() or [{}]
    return About(
        authority=header.get("lea") or "",
        as_of=header.get("reference_date") or COLLECTIONS[result.year].survey_day,
        origin="return",
        source=args.path.name,
        year=result.year,
    )


def _look(args: argparse.Namespace) -> int:
    def work() -> int:
        result = _read(args)
        look, figures = sen2.summary(result), headline(result.tables, _about(args, result))
        _print_json(look, figures) if args.format == "json" else _print(args.path, look, figures)
        return 0

    return _refusing(work)


def _print_json(look: Look, figures: tuple[Figure, ...]) -> None:
    data = {
        "year": look.year,
        "layout": look.layout.value,
        "tables": {t.element: t.rows for t in look.tables},
        "figures": {f.key: f.value for f in figures},
        "codes": [
            {"table": c.element, "item": c.field, "code": c.code, "label": c.label, "rows": c.rows}
            for c in look.codes
        ],
        "findings": [
            {
                "severity": f.severity.value,
                "kind": f.kind.name.lower(),
                "table": f.element,
                "item": f.field,
                "number": f.number,
                "example": f.example,
                "hint": f.hint,
            }
            for f in look.findings
        ],
        "more_findings_than_shown": [kind.name.lower() for kind in look.truncated],
    }
    print(json.dumps(data, indent=2, default=str))


def _print(path: Path, look: Look, figures: tuple[Figure, ...]) -> None:
    console = Console()
    console.print(f"{path.name}: SEN2 {look.year}, {look.layout}")
    tables = Table("Table", "Rows")
    for each in look.tables:
        tables.add_row(each.element, f"{each.rows:,}")
    console.print(tables)
    shown = Table("Figure", "Value", title="Headline figures")
    for figure in figures:
        shown.add_row(figure.label, figure.shown)
    console.print(shown)
    _print_findings(console, look)


def _print_findings(console: Console, look: Look) -> None:
    if not look.findings:
        console.print("Everything in the file fits.")
        return
    table = Table(
        "", "Times", "First", "How to mend it", title="What does not fit", show_lines=True
    )
    for f in look.findings:
        tone = _TONES[f.severity]
        table.add_row(f"[{tone}]{f.severity}[/]", f"{f.number:,}", f.example, f.hint)
    console.print(table)
    if look.truncated:
        console.print("Of some kinds there are more findings than the first 1,000 counted here.")


def _load(args: argparse.Namespace) -> int:
    def work() -> int:
        with _note(args) as note:
            note.rows = _loaded(args)
        return 0

    return _refusing(work)


def _note(args: argparse.Namespace) -> AbstractContextManager[Note]:
    """Notes the load in the record, good or not, where someone is named; else the record is left alone."""
    if args.by is None:
        return nullcontext(Note())
    boot()
    from rightplace.web.today import now

    by = user_named(args.by)
    return noted("sen2_returns", args.path, by=by, at=now(), failures=_MENDABLE)


def _loaded(args: argparse.Namespace) -> int:
    """Make the snapshot, and say how many rows came in."""
    result = _read(args)
    snapshot = freeze(
        result.tables,
        name=args.name,
        about=_about(args, result),
        taken_at=datetime.now(UTC),
        store=config().snapshots,
    )
    _print_loaded(snapshot, result)
    return sum(snapshot.rows.values())


def _print_loaded(snapshot: Snapshot, result: ReadResult) -> None:
    found = sum(result.counts.values())
    print(
        f"{snapshot.rows['person']:,} people of the {result.year} return are in the snapshot"
        f" {snapshot.name}, content {snapshot.id}. The dashboards can open on it."
    )
    if found:
        print(
            f"{found:,} things did not fit. See them: rightplace sen2 look {snapshot.about.source}"
        )


def _write(args: argparse.Namespace) -> int:
    def work() -> int:
        snapshot = open_snapshot(args.snapshot, store=config().snapshots)
        layout = sen2.load_layout(args.layout) if args.layout else sen2.XmlLayout()
        tables = _tables_to_write(snapshot, args.year)
        sen2.write_xml(tables, args.to, year=args.year, layout=layout)
        print(f"{args.to}: the {args.year} return of {tables['person'].num_rows:,} people")
        return 0

    return _refusing(work)


def _tables_to_write(snapshot: Snapshot, year: int) -> dict[str, Any]:
    """The return as it was loaded, or as it is built from the record."""
    about = snapshot.about
    if about.origin == "record":
        return sen2.build_return(
            snapshot.tables(), year=year, authority=about.authority, made_at=datetime.now(UTC)
        )
    if about.year != year:
        raise SnapshotError(
            f"{snapshot.name} is the return of {about.year}, which cannot become that of {year}."
            f" Write it with --year {about.year}, or name a snapshot of the record."
        )
    return snapshot.tables()
