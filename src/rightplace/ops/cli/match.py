"""`rightplace match`: which children are in another system's list, or in the record twice, in counts."""

import argparse
import sys
from pathlib import Path
from typing import Any

from rightplace.ops.boot import boot

FOUND, CANNOT = 0, 2
_EXAMPLES = """examples:
  rightplace match care.csv --source "Social care" --by manager
  rightplace match
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "match",
        help="compare another system's list with the record, or the record with itself",
        description="Compare a list (CSV or .xlsx) with the record and print how many children are in"
        " both; without a list, how many are in the record twice. Nothing is kept, unless --by names who"
        " asks: then the pairs wait in the product for someone to decide. Nothing personal is printed.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, nargs="?", help="the list")
    parser.add_argument("--source", help="the system that the list comes from")
    parser.add_argument("--by", help="user name of the manager or analyst who asks")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the counts; 2 where the list cannot be read or may not be loaded."""
    if (args.file is None) != (args.source is None):
        print("A list needs --source, the system that it comes from.", file=sys.stderr)
        return CANNOT
    boot()
    from rightplace.casework.actions.refusals import ActionRefused
    from rightplace.facts.matching import CannotRead

    try:
        said, found, new = _record(args.by) if args.file is None else _list(args)
    except (CannotRead, ActionRefused, OSError) as reason:
        print(reason, file=sys.stderr)
        return CANNOT
    _print(said, found, new)
    return FOUND


def _list(args: argparse.Namespace) -> tuple[str, Any, int | None]:
    """What was read of the list, what was found, and how many pairs are new where they are kept."""
    from rightplace.facts.matching import match, read_children
    from rightplace.facts.record_matching import children_of_record
    from rightplace.web.staff.matching.taking import take_list
    from rightplace.web.today import now

    content = args.file.read_bytes()
    read = read_children(content)
    children, problems = f"{read.people.num_rows:,} children", f"{len(read.problems):,} problems"
    said = f"{args.source}: {children} read, {problems}"
    if not args.by:
        return said, match(children_of_record(), read.people), None
    by = _loader(args.by)
    taken = take_list(content, args.file.name, read, system=args.source, by=by, at=now())
    return said, taken.found, taken.new


def _record(by: str | None) -> tuple[str, Any, int | None]:
    """The same of the record compared with itself."""
    from rightplace.facts.matching import doubles
    from rightplace.facts.record_matching import children_of_record
    from rightplace.web.staff.matching.taking import take_record
    from rightplace.web.today import now

    said = "The record, compared with itself"
    if by is None:
        return said, doubles(children_of_record()), None
    taken = take_record(by=_loader(by), at=now())
    return said, taken.found, taken.new


def _loader(username: str) -> Any:
    from rightplace.casework.actions.refusals import ActionRefused
    from rightplace.casework.models import Role, User

    roles = (Role.TEAM_MANAGER, Role.ANALYST)
    user = User.objects.filter(username=username, is_active=True, role__in=roles).first()
    if user is None:
        raise ActionRefused(f"{username} is no manager or analyst who can sign in.")
    return user


def _print(said: str, found: Any, new: int | None) -> None:
    from rightplace.facts.matching import Verdict

    print(said)
    print(f"pairs compared: {found.compared:,}")
    print(f"almost certainly the same child: {len(found.of(Verdict.SURE)):,}")
    print(f"to be looked at: {len(found.of(Verdict.REVIEW)):,}")
    print(f"the same UPN on different children: {len(found.of(Verdict.UPN_ERROR)):,}")
    print(f"brothers, sisters and twins, not proposed: {found.families:,}")
    print("nothing was kept" if new is None else f"new pairs to be decided: {new:,}")
