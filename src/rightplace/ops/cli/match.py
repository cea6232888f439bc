"""`rightplace match`: which children of the record are in another system's list, in counts."""

import argparse
import sys
from pathlib import Path
from typing import Any

from rightplace.ops.boot import boot

FOUND, CANNOT = 0, 2


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "match",
        help="compare another system's list with the record",
        description="Compare a list (CSV or .xlsx) with the record and print how many children are in"
        " both. Nothing is kept, unless --by names who loads it: then the pairs wait in the product"
        " for someone to decide. Nothing personal is printed.",
        epilog='example: rightplace match care.csv --source "Social care" --by manager',
    )
    parser.add_argument("file", type=Path, help="the list")
    parser.add_argument("--source", required=True, help="the system that it comes from")
    parser.add_argument("--by", help="user name of the manager or analyst who loads it")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the counts; 2 where the list cannot be read or may not be loaded."""
    boot()
    from rightplace.casework.actions.refusals import ActionRefused
    from rightplace.facts.matching import CannotRead, match, read_list
    from rightplace.facts.record_matching import children_of_record
    from rightplace.web.staff.matching.taking import take_list
    from rightplace.web.today import now

    try:
        read = read_list(args.file, args.file.name)
        if args.by:
            by = _loader(args.by)
            source = args.source
            taken = take_list(args.file, args.file.name, read, system=source, by=by, at=now())
            found, new = taken.found, taken.new
        else:
            found, new = match(children_of_record(), read.people), None
    except (CannotRead, ActionRefused, OSError) as reason:
        print(reason, file=sys.stderr)
        return CANNOT
    _print(args.source, read, found, new)
    return FOUND


def _loader(username: str) -> Any:
    from rightplace.casework.actions.refusals import ActionRefused
    from rightplace.casework.models import Role, User

    roles = (Role.TEAM_MANAGER, Role.ANALYST)
    user = User.objects.filter(username=username, is_active=True, role__in=roles).first()
    if user is None:
        raise ActionRefused(f"{username} is no manager or analyst who can sign in.")
    return user


def _print(source: str, read: Any, found: Any, new: int | None) -> None:
    from rightplace.facts.matching import Verdict

    print(f"{source}: {read.people.num_rows:,} children read, {len(read.problems):,} problems")
    print(f"pairs compared: {found.compared:,}")
    print(f"almost certainly the same child: {len(found.of(Verdict.SURE)):,}")
    print(f"to be looked at: {len(found.of(Verdict.REVIEW)):,}")
    print(f"the same UPN on different children: {len(found.of(Verdict.UPN_ERROR)):,}")
    print(f"brothers, sisters and twins, not proposed: {found.families:,}")
    print("nothing was kept" if new is None else f"new pairs to be decided: {new:,}")
