"""`rightplace lists`: load the lists of other services, and show what was loaded."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from rightplace.ops.boot import boot

EXAMPLES = """examples:
  rightplace lists load home_educated register.xlsx --as-of 2023-01-16 --source "Register of home education"
  rightplace lists load child_protection_plan cin-2025.xml --year 2025
  rightplace lists load care_leaver ssda903/ --year 2025
  rightplace lists show

exit code of load:
  0  the list was loaded; the next snapshot takes it in
  1  the list was refused: every fault is shown with its row and column, and nothing of it was taken
  2  it could not be tried: no such file, no such table
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "lists",
        help="load the lists of other services, and show what was loaded",
        description="What other systems of the council hold comes in as lists: a CSV file or a workbook with"
        " columns named as in the table, or a statutory return (a children in need census or SSDA903)."
        " A list is taken whole or not at all, and each load is kept.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    loading = actions.add_parser("load", help="load a list")
    loading.add_argument("table", help="which list; `rightplace lists show` names them")
    loading.add_argument("file", type=Path, help="a CSV file, a workbook, or a return")
    loading.add_argument("--as-of", type=date.fromisoformat, help="the day that the list is of")
    loading.add_argument("--year", type=int, help="the file is the return of this year")
    loading.add_argument("--source", default="", help="where the list comes from, in words")
    loading.add_argument("--by", default="", help="user name of who loads it; an administrator")
    loading.set_defaults(run=_load)
    showing = actions.add_parser("show", help="show every table and the loads of it, newest first")
    showing.add_argument("--format", choices=["table", "json"], default="table")
    showing.set_defaults(run=_show)


def _load(args: argparse.Namespace) -> int:
    boot()
    from rightplace.facts.lists import ListRefused
    from rightplace.refusals import ActionRefused

    if not args.file.exists():
        return _cannot(f"There is no {args.file}.")
    try:
        loaded = _from_return(args) if args.year else _from_file(args)
    except (ListRefused, ActionRefused) as error:
        print(error, file=sys.stderr)
        return 1
    except LookupError as error:
        return _cannot(str(error.args[0]))
    print(f"{loaded.table}: {loaded.rows:,} rows as of {loaded.as_of:%d %B %Y} are loaded.")
    return 0


def _from_file(args: argparse.Namespace) -> Any:
    from rightplace.facts.lists_load import NAMES, load_list

    if args.as_of is None:
        raise LookupError("Say which day the list is of: --as-of 2023-01-16")
    if args.table not in NAMES:
        raise LookupError(f"There is no list {args.table}. Choose one of {', '.join(NAMES)}.")
    return load_list(args.table, args.file.read_bytes(), **_about(args, args.as_of))


def _from_return(args: argparse.Namespace) -> Any:
    from rightplace.facts.lists_load import load_rows
    from rightplace.returns.lists import FROM_RETURNS, list_of
    from rightplace.returns.sen2 import SEN2Error

    if args.table not in FROM_RETURNS:
        raise LookupError(
            f"No return holds a list {args.table}. There are {', '.join(FROM_RETURNS)}."
        )
    source = FROM_RETURNS[args.table]
    try:
        rows = list_of(args.table, source.open([args.file], args.year))
    except SEN2Error as error:
        raise LookupError(str(error)) from error
    if not rows.num_rows:
        raise LookupError(f"{args.file.name} holds no rows for {args.table} of {args.year}.")
    about = _about(args, args.as_of or source.reference_date(args.year))
    return load_rows(args.table, rows, _content(args.file), **about)


def _content(path: Path) -> bytes:
    """A file as it came; of a folder, its files one after the other."""
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    return b"".join(file.read_bytes() for file in files)


def _about(args: argparse.Namespace, as_of: date) -> dict[str, Any]:
    from rightplace.web.today import now

    return {
        "file_name": args.file.name,
        "as_of": as_of,
        "source": args.source or args.file.name,
        "by": _who(args.by),
        "at": now(),
    }


def _who(username: str) -> Any:
    """Who loads it: the user named, else an administrator."""
    from rightplace.casework.models import Role, User

    users = User.objects.filter(is_active=True)
    wanted = users.filter(username=username) if username else users.filter(role=Role.ADMINISTRATOR)
    found = wanted.order_by("pk").first()
    if found is None:
        raise LookupError("There is nobody of that name. Say who loads the list: --by USERNAME")
    return found


def _cannot(said: str) -> int:
    print(said, file=sys.stderr)
    return 2


def _show(args: argparse.Namespace) -> int:
    boot()
    from rightplace.facts.lists_load import NAMES
    from rightplace.governance.models import ListLoad

    loads = list(ListLoad.objects.select_related("by").order_by("table", "-as_of", "-at", "-pk"))
    if args.format == "json":
        print(json.dumps([_as_data(load) for load in loads], indent=2))
        return 0
    table = Table("List", "As of", "Rows", "From", "File", "What was wrong")
    for name in NAMES:
        mine = [load for load in loads if load.table == name]
        for load in mine:
            wrong = load.said.split("\n", 1)[0]
            table.add_row(name, f"{load.as_of:%d %B %Y}", f"{load.rows:,}", load.source,
                          load.file_name, wrong)  # fmt: skip
        if not mine:
            table.add_row(name, "never loaded", "", "", "", "")
    Console().print(table)
    return 0


def _as_data(load: Any) -> dict[str, object]:
    return {
        "table": load.table,
        "as_of": str(load.as_of),
        "rows": load.rows,
        "source": load.source,
        "file": load.file_name,
        "digest": load.digest,
        "wrong": load.said,
        "at": load.at.isoformat(),
        "by": load.by.get_username(),
    }
