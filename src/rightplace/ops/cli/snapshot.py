"""`rightplace snapshot`: take, list and show snapshots."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from rightplace.facts.snapshot import About, Snapshot, SnapshotError, list_snapshots, open_snapshot
from rightplace.ops.boot import boot
from rightplace.ops.config import config
from rightplace.ops.loads import record_snapshot
from rightplace.ops.users import NoSuchUser, user_named

if TYPE_CHECKING:
    import pyarrow as pa

EXAMPLES = """examples:
  rightplace snapshot take --name january-2023
  rightplace snapshot take --as-known 2022-10-20
  rightplace snapshot list
  rightplace snapshot show january-2023
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "snapshot",
        help="take, list and show snapshots of the record",
        description="A snapshot is a named copy of the record that never changes; every figure"
        " comes from one.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    taking = actions.add_parser("take", help="take a snapshot of the record now")
    taking.add_argument("--name", help="its name; the day, such as 2023-01-31, when not given")
    taking.add_argument(
        "--as-known", metavar="DAY", type=date.fromisoformat,
        help="what was known at the end of an earlier day, without its clocks: for a quarter's report",
    )  # fmt: skip
    taking.add_argument(
        "--by", metavar="USER", help="who takes it, for the audit; the first administrator if not said"
    )  # fmt: skip
    taking.set_defaults(run=_take)
    listing = actions.add_parser("list", help="list the snapshots, newest first")
    listing.add_argument("--format", choices=["table", "json"], default="table")
    listing.set_defaults(run=_list)
    showing = actions.add_parser("show", help="show what a snapshot holds, and prove it unchanged")
    showing.add_argument("name")
    showing.add_argument("--format", choices=["table", "json"], default="table")
    showing.set_defaults(run=_show)


def take(*, name: str, as_of: date, taken_at: datetime, store: Path) -> Snapshot:
    """Freeze the record of the connected database as it stands, with the lists of other services."""
    about = _about("record", as_of, "the record")
    return _freeze(read(), about, name=name, taken_at=taken_at, store=store)


def cut(
    raw: Mapping[str, "pa.Table"], *, name: str, day: date, taken_at: datetime, store: Path
) -> Snapshot:
    """Freeze what was known at the end of an earlier day, without its clocks: for the report of a quarter.

    `raw` is what `read` gives.
    """
    from rightplace.facts.as_known import as_known

    about = _about("quarter", day, "the record as it was known then")
    return _freeze(as_known(raw, day), about, name=name, taken_at=taken_at, store=store)


def read() -> dict[str, "pa.Table"]:
    """Every row of the connected database that a snapshot of today, or of an earlier day, needs."""
    from django.db import connection

    from rightplace.facts.as_known import BESIDE
    from rightplace.facts.extract import read_record
    from rightplace.facts.services import SERVICES

    address = _address(connection.get_connection_params())
    return read_record(address, beside={**SERVICES, **BESIDE})


def _about(origin: str, as_of: date, source: str) -> About:
    from django.conf import settings

    return About(authority=settings.AUTHORITY, as_of=as_of, origin=origin, source=source)


def _freeze(
    raw: Mapping[str, "pa.Table"], about: About, *, name: str, taken_at: datetime, store: Path
) -> Snapshot:
    from rightplace.casework import vault
    from rightplace.facts.extract import facts_from
    from rightplace.facts.services import service_facts
    from rightplace.facts.snapshot import freeze

    clocks, day = about.origin == "record", about.as_of
    facts = facts_from(raw, as_of=day, authority=about.authority, clocks=clocks)
    facts |= service_facts(raw, as_of=day, kept=vault.read)
    return freeze(facts, name=name, about=about, taken_at=taken_at, store=store)


def _address(parameters: dict[str, Any]) -> str:
    """The connection parameters of Django as libpq's string."""
    from psycopg.conninfo import make_conninfo

    wanted = ("dbname", "user", "password", "host", "port")
    return make_conninfo(**{k: parameters[k] for k in wanted if parameters.get(k)})


def _take(args: argparse.Namespace) -> int:
    boot()
    from rightplace.web.today import now, today

    try:
        by, at, day = user_named(args.by), now(), args.as_known or today()
        how = {"name": args.name or str(day), "taken_at": at, "store": config().snapshots}
        if day > today():
            raise SnapshotError(f"{day} has not come: what is known then cannot be told.")
        snapshot = cut(read(), day=day, **how) if args.as_known else take(as_of=day, **how)
        record_snapshot(snapshot, by=by, at=at)
    except (NoSuchUser, SnapshotError) as error:
        return _refused(error)
    _print(snapshot)
    return 0


def _list(args: argparse.Namespace) -> int:
    snapshots = list_snapshots(store=config().snapshots)
    if args.format == "json":
        print(json.dumps([_as_data(s) for s in snapshots], indent=2))
    elif not snapshots:
        print("There are no snapshots yet. Take one: rightplace snapshot take")
    else:
        table = Table("Name", "As of", "From", "Taken", "People", "Content")
        for s in snapshots:
            taken = f"{s.taken_at:%d %B %Y %H:%M}"
            table.add_row(s.name, f"{s.about.as_of:%d %B %Y}", s.about.source, taken,
                          f"{s.rows['person']:,}", s.id)  # fmt: skip
        Console().print(table)
    return 0


def _show(args: argparse.Namespace) -> int:
    try:
        snapshot = open_snapshot(args.name, store=config().snapshots)
    except SnapshotError as error:
        return _refused(error)
    changed = snapshot.changed_files()
    if args.format == "json":
        print(json.dumps(_as_data(snapshot) | {"changed": changed}, indent=2))
    else:
        _print(snapshot)
        print(
            "Its content is what was frozen." if not changed else f"CHANGED: {', '.join(changed)}"
        )
    return 1 if changed else 0


def _print(snapshot: Snapshot) -> None:
    about = snapshot.about
    print(f"{snapshot.name}: {about.source} on {about.as_of:%d %B %Y}, content {snapshot.id}")
    table = Table("Table", "Rows")
    for name, rows in snapshot.rows.items():
        table.add_row(name, f"{rows:,}")
    Console().print(table)


def _as_data(snapshot: Snapshot) -> dict[str, object]:
    about = snapshot.about
    return {
        "name": snapshot.name,
        "id": snapshot.id,
        "as_of": str(about.as_of),
        "origin": about.origin,
        "source": about.source,
        "year": about.year,
        "authority": about.authority,
        "taken_at": snapshot.taken_at.isoformat(),
        "rows": dict(snapshot.rows),
    }


def _refused(error: Exception) -> int:
    print(error, file=sys.stderr)
    return 2
