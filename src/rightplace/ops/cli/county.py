"""`rightplace county`: the invented county, into the database or as return files to test with."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from rightplace.ops.boot import boot
from rightplace.ops.config import config

if TYPE_CHECKING:
    from rightplace.county.spec import CountySpec

EXAMPLES = """examples:
  rightplace county --load
  rightplace county --plans 2000 --seed 7 --year 2025 --to returns/
  rightplace county --authorities 153 --plans 600000 --year 2025 --to nation/
"""
_PLANS, _YEAR = 2000, 2025
_YEARS_BEFORE = 3
"""Years that are played before a return: enough for a backlog and for two reviews of each plan."""
_AFTER_SURVEY = timedelta(days=12)
_NO_DATABASE = "postgresql://nobody@localhost/no-database-is-needed"

Tell = Callable[[str, int, int], None]


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "county",
        help="invent a county: load it, or write its returns to test with",
        description="Invent a county from a seed. Nobody in it is real. Load it into an empty"
        " record, or write the SEN2 return that it would make, in all three layouts.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--plans", type=int, help="how many plans; for a nation, in all of it")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same county")
    parser.add_argument(
        "--year", type=int, default=_YEAR, help=f"year of the return; {_YEAR} when not given"
    )
    parser.add_argument("--to", type=Path, metavar="DIR", help="folder for the return files")
    parser.add_argument(
        "--authorities", type=int, help="write this many of a nation's 153 invented authorities"
    )
    parser.add_argument("--load", action="store_true", help="load into the empty database")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Load a county, or write files; 2 where that may not be done."""
    if args.load == (args.to is not None):
        print("Say either --load or --to DIR: rightplace county --help", file=sys.stderr)
        return 2
    if not args.load:
        # Django's models can be used without the database that their settings would start.
        os.environ.setdefault("DATABASE_URL", _NO_DATABASE)
    boot()
    return _load(args) if args.load else _write(args)


def load(spec: "CountySpec", progress: Tell | None = None) -> None:
    """Build a county in the empty database and its nation's comparators; stand on its last day."""
    from django.conf import settings

    from rightplace.casework.models import User
    from rightplace.county.copying import copy_to_database, refuse_unless_empty
    from rightplace.county.furnish import furnish
    from rightplace.county.nation import keep_nation
    from rightplace.county.play import build
    from rightplace.county.services import load_services

    refuse_unless_empty()
    with _shown() as shown:
        tell = progress or shown
        copy_to_database(build(spec, tell), tell)
        furnish(spec, tell)
        load_services(spec, by=User.objects.get(username="analyst"), progress=tell)
    keep_nation(spec, store=settings.COMPARATORS, loaded_at=datetime.now(UTC))
    config().stand_at(spec.until)


def _load(args: argparse.Namespace) -> int:
    from rightplace.county.copying import RecordNotEmpty
    from rightplace.county.spec import CountySpec

    standard = CountySpec()
    spec = CountySpec(seed=args.seed, plans=args.plans or standard.plans)
    try:
        load(spec)
    except RecordNotEmpty as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{spec.name} with {spec.plans:,} plans is loaded as it stood on {spec.until:%d %B %Y}.")
    return 0


def _write(args: argparse.Namespace) -> int:
    """Write the files of one county, or of each authority of a nation in a folder of its own."""
    try:
        specs = _specs(args)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    with _shown() as tell:
        for number, spec in enumerate(specs):
            if args.authorities:
                tell("Authorities", number, len(specs))
                _write_return(spec, args.year, args.to / f"{spec.la_code}-{spec.name}", _quiet)
            else:
                _write_return(spec, args.year, args.to, tell)
    print(f"{args.to}: {len(specs)} return{'s' if len(specs) > 1 else ''} of {args.year}")
    return 0


def _specs(args: argparse.Namespace) -> "list[CountySpec]":
    from rightplace.county.calibration import survey_day
    from rightplace.county.spec import FIRST_YEAR, CountySpec, nation

    until = survey_day(args.year) + _AFTER_SURVEY
    since = date(max(FIRST_YEAR, args.year - _YEARS_BEFORE), 1, 1)
    plans = args.plans or _PLANS
    if args.authorities:
        return list(nation(args.seed, plans=plans, until=until, since=since))[: args.authorities]
    return [CountySpec(seed=args.seed, plans=plans, until=until, since=since)]


def _write_return(spec: "CountySpec", year: int, folder: Path, tell: Tell) -> None:
    """The return of one county in the three layouts, and the list of its settings."""
    from pyarrow import csv

    from rightplace.county.play import build
    from rightplace.facts.extract import facts_from
    from rightplace.returns import sen2

    ledger = build(spec, tell)
    facts = facts_from(ledger.arrow(), as_of=spec.until, authority=spec.la_code)
    made_at = datetime.combine(spec.until, time(12, tzinfo=UTC))
    tables = sen2.build_return(facts, year=year, authority=spec.la_code, made_at=made_at)
    folder.mkdir(parents=True, exist_ok=True)
    csv.write_csv(facts["setting"].drop_columns("setting_id"), folder / "settings.csv")
    sen2.write_xml(tables, folder / f"sen2-{year}.xml", year=year)
    sen2.write_collect(tables, folder / "collect", year=year)
    sen2.write_template(tables, folder / f"sen2-{year}.xlsx", year=year)


def _quiet(what: str, done: int, total: int) -> None:
    """The bar shows authorities, not what is done in each."""


@contextmanager
def _shown() -> Iterator[Tell]:
    """A bar at the terminal for each thing that is being done."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal
    ) as bars:
        tasks: dict[str, Any] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what)
            bars.update(tasks[what], completed=done, total=total)

        yield tell
